mod next;

/// In elsewhere/named.rs, where a module is looked for as in a mod.rs.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "NAMED")]
pub enum NamedError {
    #[catalog(code = "NAMED_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
