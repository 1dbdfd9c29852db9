//! An error of another service as one of ours.

use core::error::Error;
use core::fmt;

use catalog_specs_core::find_misleading;

use super::{Remote, fields};
use crate::dialect::Settings;
use crate::exchange::TraceId;
use crate::fields::Fields;
use crate::foreign::{Answered, Known};
use crate::line::displayed_within;
use crate::{Catalogued, Entry, Registry};

impl<C: Registry> Remote<C> {
    /// The locale of the text: as it was said, else the first of the other service's registry.
    fn locale_of_text(&self, entry: &'static Entry) -> &str {
        let settled = C::settings().locales.first().or_else(|| entry.locales().first()).copied();
        self.received.locale().or(settled).unwrap_or_default()
    }
}

/// Longer than any text for a user.
const LONGEST_MESSAGE: usize = 4 * 1024;

/// Whether a text that another service wrote can stand for one of ours.
fn is_fit_for_users(text: &str) -> bool {
    (1..=LONGEST_MESSAGE).contains(&text.len()) && find_misleading(text).is_none()
}

impl<C: Registry> crate::catalogued::Derived for Remote<C> {}

impl<C: Registry> Catalogued for Remote<C> {
    fn catalog_row(&self) -> &'static Entry {
        self.entry.unwrap_or(self.unknown)
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        fields.context("remote_code", &self.received.code());
        if let Some(id) = self.trace_id() {
            fields.context("remote_trace_id", &id);
        }
        let Some(entry) = self.entry else {
            if let Some(known) = self.catalog_foreign() {
                known.show(fields);
            }
            return;
        };
        fields::show(entry, &self.admitted, self.received.rules(), fields);
        // Before the values, which a text that was received replaces.
        let is_filled = fields::fill(entry, &self.admitted, &mut Ignored);
        if !is_filled && is_fit_for_users(self.message()) {
            fields.received_message(self.locale_of_text(entry), self.message());
        }
        fields::fill(entry, &self.admitted, fields);
        if let Some(wait) = self.retry_after() {
            fields.retry_after(wait);
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        C::settings()
    }

    /// Of a code that is known here, its entry has the advice.
    fn catalog_foreign(&self) -> Option<Known> {
        self.answered.as_ref().filter(|_| self.entry.is_none()).map(Answered::known)
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        self.trace_id.as_ref().map(TraceId::as_str)
    }
}

impl<C: Registry> Error for Remote<C> {}

/// For the log: the text of another service is quoted and cut.
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

/// Reads nothing: to know whether there are values.
struct Ignored;

impl Fields for Ignored {}
