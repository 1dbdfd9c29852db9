// Rule: registry-message-twice

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = crate::Codes, locales("ja", "en"))]
enum ShopError {
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = "INFO", message("ja" = "カートが空です", "en" = "the cart is empty"))]
    CartEmpty,
    #[catalog(code = "SHOP_STOCK_SHORT", status = 409, log_level = "INFO", message("ja" = "残り{left}個", "en" = "{left} left"))]
    StockShort { #[detail] left: u32 },
}

catalog! {
    #[registry(locales("ja", "en"), messages = "messages/foreign_twice")]
    pub struct Codes { ShopError }
}

fn main() {}
