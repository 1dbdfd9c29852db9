// Rustc: `assert_code!` with a variant, an enum's constructor or a text in the place of a code, with the cures.

use error_catalog::testing::assert_code;
use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "the cart is empty")]
    Empty,
    #[catalog(code = "CART_FULL", status = 400, log_level = INFO, message = "{0} fit")]
    Full(#[detail("limit")] u32),
}

fn main() {
    let response = CartError::Empty.envelope().into_response();
    assert_code!(response, CartError::Empty);
    assert_code!(response, CartError::Full);
    assert_code!(response, "CART_EMPTY");
    assert_code!(response, CartError::Empty.entry());
    assert_code!(response, 400);
}
// Mistakes: 5
