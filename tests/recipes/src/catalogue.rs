use error_catalog::{ErrorCatalog, Secret, SystemError, ValidationError, catalog};

catalog! {
    /// Every code of the shop.
    pub struct Codes { CartError, SystemError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
    Empty,
    #[catalog(
        code = "CART_STOCK_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "Please try again later",
        display = "the stock at {host} does not answer",
        retry_after = 5
    )]
    StockDown {
        #[context]
        host: String,
        key: Secret<String>,
        #[source]
        cause: std::io::Error,
    },
}

/// What a handler calls. The host and the cause are for the log; the key is secret.
pub fn stock() -> Result<String, CartError> {
    let cause = std::io::Error::other("SELECT count FROM stock WHERE name = 'hunter2'");
    Err(CartError::StockDown {
        host: "10.0.0.7".into(),
        key: Secret::new("swordfish".into()),
        cause,
    })
}

/// An error that has no code.
pub fn ledger() -> std::io::Result<String> {
    Err(std::io::Error::other("no such file: /srv/shop/private.key"))
}
