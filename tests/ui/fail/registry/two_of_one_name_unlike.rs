// Rustc: two registries of one name that list other enums, and two sets of one name

use error_catalog::{ErrorCatalog, SystemError, ValidationError, catalog};

catalog! {
    pub struct Codes { CartError, SystemError }

    pub struct Buy of Codes { CartError }

    pub struct Buy of Codes { SystemError }
}

catalog! {
    #[registry(dialect = problem)]
    struct Codes { SystemError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

fn main() {}
// Mistakes: 2
