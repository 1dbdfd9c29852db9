use error_catalog::ErrorCatalog;

/// In within/mod.rs.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "WITHIN")]
pub enum WithinError {
    #[catalog(code = "WITHIN_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
