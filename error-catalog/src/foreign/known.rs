//! What is known of an error of another system.

use core::time::Duration;

use catalog_specs_core::foreign::{Effect, Row, Source};

use crate::fields::Fields;
use crate::{Class, Retry};

/// An error of another system that a table has a row for: the row, and the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    row: &'static Row,
    origin: &'static str,
    retry: Retry,
    /// How long the other system asks to wait.
    asked_wait: Option<Duration>,
}

impl Known {
    pub(super) fn new(row: &'static Row, origin: Option<&'static str>) -> Self {
        Self { row, origin: origin.unwrap_or(row.origin), retry: row.retry, asked_wait: None }
    }

    /// What the status of a response means. `retry` is the advice of the service that answered.
    pub(super) fn of_status(
        status: u16,
        retry: Option<Retry>,
        asked_wait: Option<Duration>,
    ) -> Option<Self> {
        let row = Source::Http.row(&status.to_string())?;
        Some(Self { retry: retry.unwrap_or(row.retry), asked_wait, ..Self::new(row, None) })
    }

    /// From this part of the system, if it is known.
    pub(super) fn of_origin(self, origin: Option<&'static str>) -> Self {
        Self { origin: origin.unwrap_or(self.origin), ..self }
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
        self.retry
    }

    /// Shows the record of a failure what is known.
    pub(crate) fn show(self, fields: &mut dyn Fields) {
        fields.context("foreign", &self.to_string());
        fields.context("class", &self.class().as_str());
        fields.context("retry", &self.retry().as_str());
    }

    /// Whether the other system is at fault, and not what was asked of it.
    #[cfg(feature = "retry")]
    pub(crate) fn is_fault_of_other(self) -> bool {
        let is_defect = match self.row.source {
            Source::Http => matches!(self.row.key, "500" | "5xx"),
            Source::Grpc => matches!(self.row.key, "INTERNAL" | "UNKNOWN" | "DATA_LOSS"),
            Source::Sqlstate => matches!(self.row.key, "XX" | "XX001"),
            _ => false,
        };
        is_defect || matches!(self.class(), Class::Network | Class::Transient)
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
