//! What documents know of the shapes of a body.

use crate::Dialect;
use crate::model::Settings;

impl Dialect {
    /// The shape of a registry's bodies. One that the user wrote cannot be known here; documents
    /// show the default in its place.
    pub fn of(settings: &Settings) -> Self {
        Self::parse(&settings.dialect).unwrap_or(Self::Seed)
    }

    /// The media type of its bodies.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Problem => "application/problem+json",
            _ => "application/json",
        }
    }

    /// The status that goes out for one of a row: AIP-193 has no 422.
    pub const fn status(self, status: u16) -> u16 {
        match (self, status) {
            (Self::Google, 422) => 400,
            _ => status,
        }
    }
}
