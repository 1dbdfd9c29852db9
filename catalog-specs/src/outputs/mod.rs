//! The documents to be made.

use crate::model::Catalog;

/// The documents to be made of a catalogue.
pub struct Outputs {
    catalog: Catalog,
}

impl Outputs {
    /// The documents of a catalogue.
    pub fn of(catalog: Catalog) -> Self {
        Self { catalog }
    }

    /// The catalogue they are made of.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}
