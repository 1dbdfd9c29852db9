/// In inline/inner.rs.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "INNER")]
pub enum InnerError {
    #[catalog(code = "INNER_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
