// Rule: status-range

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART")]
pub enum CartError {
    #[catalog(code = "CART_GONE", status = 200, log_level = INFO, message = "the cart is gone")]
    Gone,
    #[catalog(code = "CART_STOLEN", status = 404, log_level = INFO, public_as = "CART_GONE")]
    Stolen,
}

fn main() {}
