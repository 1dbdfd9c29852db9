//! The shapes of a body that documents know.

use crate::model::Settings;

/// A shape of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `{"error": {"code", "message", "details"?, "trace_id"?}}`.
    Seed,
    /// RFC 9457.
    Problem,
    /// AIP-193.
    Google,
    /// `{"error_code", "message", "details"}`.
    Flat,
    /// BLK-1-06.
    Blk,
}

impl Dialect {
    /// Every shape, the default first.
    pub const ALL: &'static [Self] =
        &[Self::Seed, Self::Problem, Self::Google, Self::Flat, Self::Blk];

    /// The shape of a registry's bodies. One that the user wrote cannot be known here; documents
    /// show the default in its place.
    pub fn of(settings: &Settings) -> Self {
        Self::parse(&settings.dialect).unwrap_or(Self::Seed)
    }

    /// Reads a word of `#[registry(dialect = …)]`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|dialect| dialect.as_str() == word)
    }

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Problem => "problem",
            Self::Google => "google",
            Self::Flat => "flat",
            Self::Blk => "blk",
        }
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
