//! The dialect that documents show.

use super::Settings;
use crate::Dialect;

impl Dialect {
    /// The dialect of a registry. For a dialect of the user, whose shape is unknown, documents show the default.
    pub fn for_documents(settings: &Settings) -> Self {
        Self::parse(&settings.dialect).unwrap_or(Self::DEFAULT)
    }
}
