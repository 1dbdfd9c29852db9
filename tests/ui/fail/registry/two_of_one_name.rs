// Rustc: two registries have one name

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes { CartError }
}

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

fn main() {}
