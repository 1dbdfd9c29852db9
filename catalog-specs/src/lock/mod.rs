//! The lock: what a catalogue promised, and what a change to it breaks.

use crate::Problem;
use crate::model::Catalog;

/// What a catalogue promised when it was last accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {}

impl Lock {
    /// What a catalogue promises.
    pub fn of(catalog: &Catalog) -> Self {
        let _ = catalog;
        Self::default()
    }

    /// Reads a lock file.
    ///
    /// # Errors
    /// What is wrong, with the place of each.
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        let _ = (text, file);
        Ok(Self::default())
    }

    /// Writes a lock file.
    pub fn write(&self) -> String {
        String::new()
    }
}
