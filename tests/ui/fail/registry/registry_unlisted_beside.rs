// Rule: registry-unlisted
// Of two enums on one line, the registry lists one; the other registry lists nothing at all.

use error_catalog::{ErrorCatalog, catalog};

macro_rules! two {
    ($listed:ident, $forgotten:ident) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "CART", registry = Codes)]
        pub enum $listed<T: std::fmt::Debug> {
            #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
            Empty(T),
        }

        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "CART", registry = Codes)]
        pub enum $forgotten<T: std::fmt::Debug> {
            #[catalog(code = "CART_FULL", status = 400, log_level = "INFO", message = "the cart is full")]
            Full(T),
        }
    };
}

two!(Listed, Forgotten);

catalog! { pub struct Codes { Listed<u8> } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Empty)]
pub enum ShopError<T: std::fmt::Debug> {
    #[catalog(code = "SHOP_CLOSED", status = 400, log_level = "INFO", message = "the shop is closed")]
    Closed(T),
}

catalog! { pub struct Empty {} }

fn main() {}
// Mistakes: 2
