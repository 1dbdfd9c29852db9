// Rustc: an enum that a registry lists lacks `Debug`

use error_catalog::{ErrorCatalog, Failure, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

fn buy() -> Result<(), Failure<Codes>> {
    Err(CartError::Empty)?
}

fn main() {
    let _ = (buy(), Codes::CART_EMPTY);
}
