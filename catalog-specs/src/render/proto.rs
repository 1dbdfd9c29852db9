//! Stage of a document.

use crate::model::Catalog;

/// The document.
pub fn proto(catalog: &Catalog) -> String {
    catalog.name.clone()
}
