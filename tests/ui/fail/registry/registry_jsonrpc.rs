// Rule: registry-jsonrpc
// The example of `cargo error-catalog explain registry-jsonrpc`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = crate::Codes)]
enum CartError {
    #[catalog(
        code = "CART_EMPTY",
        status = 400,
        log_level = "INFO",
        message = "The cart is empty",
        jsonrpc = -32041
    )]
    Empty,
    #[catalog(
        code = "CART_FULL",
        status = 409,
        log_level = "INFO",
        message = "The cart is full",
        jsonrpc = -32041
    )]
    Full,
}

catalog! {
    pub struct Codes { CartError }
}

fn main() {}
