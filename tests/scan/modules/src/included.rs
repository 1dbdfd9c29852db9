/// In included.rs, which belongs to the root.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "INCLUDED")]
pub enum IncludedError {
    #[catalog(code = "INCLUDED_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
