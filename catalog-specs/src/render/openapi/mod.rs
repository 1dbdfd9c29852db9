//! Stage of a document.

use crate::model::Catalog;

/// The document.
pub fn openapi(catalog: &Catalog) -> String {
    catalog.name.clone()
}
