// Rustc: a type that is not there, lacks its generics or is a registry is one error each

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART")]
enum CartError<T: std::fmt::Debug + 'static> {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty(T),
}

catalog! {
    pub struct Missing { NoSuchError }
}

catalog! {
    pub struct Generic { CartError }
}

catalog! {
    pub struct Codes { billing::Codes }
}

fn main() {}
// Mistakes: 3
