// Rustc: a transparent variant holds an error that has a code

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(transparent)]
    Other(#[from] Box<dyn std::error::Error + Send + Sync>),
}

fn main() {}
