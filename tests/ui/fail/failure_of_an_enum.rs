// Rustc: a `Failure` takes a registry, not an enum

use error_catalog::{ErrorCatalog, Failure, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

fn buy() -> Result<(), Failure<CartError>> {
    Err(CartError::Empty)?
}

fn main() {}
