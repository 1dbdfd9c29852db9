// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", into_response(htpt))]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "the cart is empty")]
    Empty,
}

fn main() {}
