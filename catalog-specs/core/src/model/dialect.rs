//! The dialect that documents show.

use super::Settings;
use crate::Dialect;

impl Dialect {
    /// The dialect of a registry. One that the user wrote cannot be known here; documents show the default in its
    /// place.
    pub fn of(settings: &Settings) -> Self {
        Self::parse(&settings.dialect).unwrap_or(Self::DEFAULT)
    }
}
