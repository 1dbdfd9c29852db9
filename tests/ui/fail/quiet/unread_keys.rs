// Rules: unknown-key, malformed

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { CartError, SystemError }
}

// A key that could not be read may be the registry, the default or the code that is asked for below.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registri = crate::Codes, log_levl = "INFO")]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, message = "the cart is empty")]
    Empty,
    #[catalog(code = "CART_OLD", status = 500, display = "old", public_as = "SYSTEM_INTERNAL_ERROR")]
    Old,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHELF")]
pub enum ShelfError {
    #[catalog(code "SHELF_EMPTY", status = 404, log_level = "INFO", message = "the shelf is empty")]
    Empty,
    #[catalog(code = "SHELF_GONE", status = 404, log_level = "INFO", public_as = "SHELF_EMPTY")]
    Gone,
}

fn main() {}
// Mistakes: 3
