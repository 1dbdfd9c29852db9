// Rule: registry-duplicate
// What looks like one enum of two versions of a crate, but does not say the same.

use error_catalog::{ErrorCatalog, catalog};

trait Holds {
    type Error;
}

struct Older;
struct Newer;

const _: () = {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CART")]
    pub enum CartError {
        #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
        Empty,
    }
    impl Holds for Older {
        type Error = CartError;
    }
};

const _: () = {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CART")]
    pub enum CartError {
        #[catalog(code = "CART_EMPTY", status = 400, log_level = "WARN", message = "the cart is empty")]
        Empty,
    }
    impl Holds for Newer {
        type Error = CartError;
    }
};

catalog! { pub struct Codes { <Older as Holds>::Error, <Newer as Holds>::Error } }

fn main() {}
