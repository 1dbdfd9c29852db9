//! The catalogue of the shop. Every developer text has something that no client may see: `internal`.

use error_catalog::{ErrorCatalog, StatusError, SystemError, ValidationError, catalog};

/// What must not reach a client: a word of every developer text, cause and panic below.
pub const SECRET: &str = "internal.example";

/// The cart.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes, locales("en", "ja", "zh-CN", "vi"))]
pub enum CartError {
    #[catalog(
        code = "CART_ITEM_LIMIT",
        status = 409,
        log_level = "INFO",
        message(
            "en" = "A cart holds up to {limit} items",
            "ja" = "カートには{limit}点まで入ります",
            "zh-CN" = "购物车最多可放{limit}件商品",
            "vi" = "Giỏ hàng chứa tối đa {limit} món"
        ),
        display = "cart {cart} at internal.example is full",
        jsonrpc = -32041
    )]
    ItemLimit {
        #[detail]
        limit: u32,
        #[context]
        cart: u64,
    },
    #[catalog(
        code = "CART_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message(
            "en" = "Something went wrong, please try again",
            "ja" = "エラーが発生しました。もう一度お試しください",
            "zh-CN" = "出了点问题，请重试",
            "vi" = "Đã xảy ra lỗi, vui lòng thử lại"
        ),
        display = "SELECT * FROM carts failed at {host}",
        retry = "transient",
        retry_after = 7
    )]
    StoreDown {
        #[context]
        host: String,
        #[source]
        cause: std::io::Error,
    },
    #[catalog(
        code = "CART_FRAUD_SUSPECTED",
        status = 403,
        log_level = "WARN",
        public_as = "CART_ACCESS_REFUSED",
        display = "the rules of internal.example suspect fraud",
        jsonrpc = -32042
    )]
    Fraud,
    #[catalog(
        code = "CART_ACCESS_REFUSED",
        status = 403,
        log_level = "INFO",
        message(
            "en" = "This cart is not yours",
            "ja" = "このカートは利用できません",
            "zh-CN" = "这不是您的购物车",
            "vi" = "Giỏ hàng này không phải của bạn"
        ),
        jsonrpc = -32043
    )]
    Refused,
}

impl CartError {
    /// A cart that is full.
    pub fn full() -> Self {
        Self::ItemLimit { limit: 20, cart: 7 }
    }

    /// A store that is down.
    pub fn down() -> Self {
        let cause = std::io::Error::other("password=hunter2 at internal.example");
        Self::StoreDown { host: "internal.example".to_owned(), cause }
    }
}

/// An enum that `Codes` does not list.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ALIEN", registry = AlienCodes)]
pub enum AlienError {
    #[catalog(
        code = "ALIEN_SHIP_LOST",
        status = 404,
        log_level = "INFO",
        message = "ship lost at internal.example"
    )]
    ShipLost,
}

catalog! {
    /// Every code of the shop.
    #[registry(locales("en", "ja", "zh-CN", "vi"))]
    pub struct Codes { CartError, StatusError, SystemError, ValidationError, ..StockCodes }
}

/// The stock, which has its own registry.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = StockCodes, locales("en", "ja", "zh-CN", "vi"))]
pub enum StockError {
    #[catalog(
        code = "STOCK_ITEM_GONE",
        status = 410,
        log_level = "INFO",
        message("en" = "Sold out", "ja" = "売り切れです", "zh-CN" = "已售罄", "vi" = "Đã hết hàng"),
        display = "shelf of internal.example is empty"
    )]
    ItemGone,
}

catalog! {
    /// The codes of the stock.
    #[registry(locales("en", "ja", "zh-CN", "vi"), internal = "STOCK_INTERNAL_ERROR")]
    pub struct StockCodes { StockError, StockFailure }
}

/// An unexpected error of the stock.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = StockCodes, locales("en", "ja", "zh-CN", "vi"))]
pub enum StockFailure {
    #[catalog(
        code = "STOCK_INTERNAL_ERROR",
        status = 500,
        log_level = "ERROR",
        message("en" = "Something went wrong", "ja" = "エラーが発生しました", "zh-CN" = "出了点问题", "vi" = "Đã xảy ra lỗi")
    )]
    Internal,
}

catalog! {
    /// The codes of another service.
    pub struct AlienCodes { AlienError, SystemError }
}
