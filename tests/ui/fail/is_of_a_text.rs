// Rustc: an error is compared with a code, not with a text or an error

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

catalog! {
    pub struct Codes { CartError }
}

fn main() {
    let _ = CartError::Empty.is("CART_EMPTY");
    let _ = CartError::Empty.is(CartError::Empty);
}
// Mistakes: 2
