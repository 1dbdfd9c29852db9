/// In elsewhere/next.rs.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "NEXT")]
pub enum NextError {
    #[catalog(code = "NEXT_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
