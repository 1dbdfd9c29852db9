// Rule: registry-unlisted

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STORE", registry = crate::Codes)]
enum StoreError<K: std::fmt::Debug + std::fmt::Display> {
    #[catalog(code = "STORE_KEY_UNKNOWN", status = 404, log_level = "INFO", message = "not found", display = "no {key}")]
    Unknown { key: K },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CACHE", registry = crate::Codes)]
enum CacheError<const N: usize> {
    #[catalog(code = "CACHE_TOO_SMALL", status = 503, log_level = "ERROR", message = "too many requests")]
    TooSmall([u8; N]),
}

catalog! {
    pub struct Codes { CacheError<4>, CacheError<8> }
}

fn main() {}
