/// In inline/by_path.rs.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "OTHER")]
pub enum OtherError {
    #[catalog(code = "OTHER_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
