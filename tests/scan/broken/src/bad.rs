use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BAD")]
pub enum BadError {
    /* 説明 */ Wrong 日本,
}
