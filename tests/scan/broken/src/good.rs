use error_catalog::ErrorCatalog;

/// Read all the same.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "GOOD")]
pub enum GoodError {
    #[catalog(code = "GOOD_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
