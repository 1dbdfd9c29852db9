use error_catalog::ErrorCatalog;

mod below;

/// In beside.rs.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BESIDE")]
pub enum BesideError {
    #[catalog(code = "BESIDE_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
