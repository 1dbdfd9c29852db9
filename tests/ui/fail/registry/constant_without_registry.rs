// Rustc: a registry has no constant for the codes of an enum that does not name it

use error_catalog::{Code, ErrorCatalog, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART")]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

const EMPTY: Code = Codes::CART_EMPTY;

fn main() {}
