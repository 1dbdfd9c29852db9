//! Stage of a document.

use crate::model::Catalog;

/// The document.
pub fn typescript(catalog: &Catalog) -> String {
    catalog.name.clone()
}
