// Rule: registry-message-placeholders

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = crate::Codes, locales("ja"))]
enum ShopError {
    #[catalog(code = "SHOP_CART_EMPTY", status = 400, log_level = "INFO", message = "カートが空です")]
    CartEmpty,
    #[catalog(code = "SHOP_STOCK_SHORT", status = 409, log_level = "INFO", message = "残り{left}個")]
    StockShort { #[detail] left: u32 },
}

catalog! {
    #[registry(locales("ja", "en"), messages = "messages/foreign_holes")]
    pub struct Codes { ShopError }
}

fn main() {}
