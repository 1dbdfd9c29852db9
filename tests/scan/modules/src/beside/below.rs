use error_catalog::ErrorCatalog;

/// In beside/below.rs.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BELOW")]
pub enum BelowError {
    #[catalog(code = "BELOW_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
