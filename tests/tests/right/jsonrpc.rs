//! The numbers of JSON-RPC errors, declared and derived.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "The cart is full", jsonrpc = -32041)]
    Full,
    #[catalog(
        code = "CART_GONE",
        status = 410,
        log_level = "INFO",
        message = "The cart is gone",
        jsonrpc = 1
    )]
    Gone,
    #[catalog(code = "CART_OLD", status = 409, log_level = "INFO", message = "The cart is old")]
    Old,
    #[catalog(code = "CART_WRONG", status = 422, log_level = "INFO", message = "The cart is wrong")]
    Wrong,
    #[catalog(
        code = "CART_BROKEN",
        status = 503,
        log_level = "ERROR",
        message = "Something went wrong"
    )]
    Broken,
    #[catalog(same_as = Full)]
    FullToo,
}

catalog! {
    pub struct Codes { CartError }
}

#[test]
fn runs() {
    let numbers = [
        Codes::CART_FULL.jsonrpc(),
        Codes::CART_GONE.jsonrpc(),
        Codes::CART_OLD.jsonrpc(),
        Codes::CART_WRONG.jsonrpc(),
        Codes::CART_BROKEN.jsonrpc(),
        CartError::FullToo.entry().jsonrpc(),
    ];
    assert_eq!(numbers, [-32041, 1, -32000, -32602, -32603, -32041]);
}
