//! An error of another service as one of ours.

use core::error::Error;
use core::fmt;

use super::{Remote, fields};
use crate::edge::{TraceId, displayed_within};
use crate::{Catalogued, Entry, Fields, Registry, Settings};

impl<C: Registry> Remote<C> {
    /// The locale of the text: as it was said, else the first of the other service's registry.
    fn locale_of_text(&self, row: &'static Entry) -> &str {
        let settled = C::settings().locales.first().or_else(|| row.locales().first()).copied();
        self.received.locale().or(settled).unwrap_or_default()
    }
}

impl<C: Registry> Catalogued for Remote<C> {
    fn catalog_row(&self) -> &'static Entry {
        self.entry.unwrap_or(self.unknown)
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        fields.context("remote_code", &self.received.code());
        if let Some(id) = self.trace_id() {
            fields.context("remote_trace_id", &id);
        }
        let Some(row) = self.entry else { return };
        let details = self.received.details();
        fields::show(row, details, fields);
        if !fields::fill(row, details, fields) && !self.received.message().is_empty() {
            fields.received_message(self.locale_of_text(row), self.received.message());
        }
        if let Some(wait) = self.received.retry_after() {
            fields.retry_after(wait);
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        C::settings()
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        self.trace_id.as_ref().map(TraceId::as_str)
    }
}

impl<C: Registry> Error for Remote<C> {}

/// For the log: what another service says is quoted, and not all of it.
impl<C: Registry> fmt::Display for Remote<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another service answered ")?;
        f.write_str(&displayed_within(&self.code(), 128))?;
        if !self.message().is_empty() {
            f.write_str(": ")?;
            f.write_str(&displayed_within(&self.message(), 1024))?;
        }
        match self.trace_id() {
            Some(id) => write!(f, " (trace id {id})"),
            None => Ok(()),
        }
    }
}
