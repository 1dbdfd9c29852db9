/// In moved/leaf.rs.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "LEAF")]
pub enum LeafError {
    #[catalog(code = "LEAF_ITEM_MISSING", status = 404, log_level = INFO, message = "見つかりません")]
    NotFound,
}
