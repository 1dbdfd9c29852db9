//! What is known of an error of another system.

use core::time::Duration;

use catalog_specs_core::foreign::{Effect, Row};

use crate::{Class, Retry};

/// An error of another system that a table has a row for: the row, and the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    row: &'static Row,
    origin: &'static str,
    /// How long the other system asks to wait.
    asked_wait: Option<Duration>,
}

impl Known {
    pub(super) fn new(row: &'static Row, origin: Option<&'static str>) -> Self {
        Self { row, origin: origin.unwrap_or(row.origin), asked_wait: None }
    }

    pub(super) fn with_asked_wait(self, asked_wait: Option<Duration>) -> Self {
        Self { asked_wait, ..self }
    }

    pub(crate) fn asked_wait(self) -> Option<Duration> {
        self.asked_wait
    }

    /// The row, with cause and solution.
    pub fn row(self) -> &'static Row {
        self.row
    }

    /// The kind of failure.
    pub fn class(self) -> Class {
        self.row.class
    }

    /// Whether and how to try again.
    pub fn retry(self) -> Retry {
        self.row.retry
    }

    /// Whether the operation may have had an effect.
    pub fn effect(self) -> Effect {
        self.row.effect
    }

    /// The part of the system that it comes from, such as `database`.
    pub fn origin(self) -> &'static str {
        self.origin
    }

    /// The kind of system error, such as `SERVICE_UNAVAILABLE`.
    pub fn error_type(self) -> &'static str {
        self.row.error_type(self.origin)
    }
}

/// The table and the key, such as `mysql 1040`.
impl core::fmt::Display for Known {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {}", self.row.source.as_str(), self.row.key)
    }
}
