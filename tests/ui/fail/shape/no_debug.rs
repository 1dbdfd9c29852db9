// Rustc: an error without `Debug` is one error

use error_catalog::ErrorCatalog;

#[derive(ErrorCatalog)]
#[catalog(domain = "CART")]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

fn main() {}
