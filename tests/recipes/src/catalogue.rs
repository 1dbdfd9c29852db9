use error_catalog::{ErrorCatalog, SystemError, ValidationError, catalog};

catalog! {
    /// Every code of the shop.
    pub struct Codes { CartError, SystemError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "カートが空です")]
    Empty,
}
