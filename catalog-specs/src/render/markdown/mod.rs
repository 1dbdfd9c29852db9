//! Stage of a document.

use crate::model::Catalog;

/// The document.
pub fn markdown(catalog: &Catalog) -> String {
    catalog.name.clone()
}
