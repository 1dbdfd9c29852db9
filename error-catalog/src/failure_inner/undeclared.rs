//! A failure with a code that the set of its endpoint does not list: the client receives the internal code, the log has the rest.

use core::fmt;

use crate::Catalogued;
use crate::fields::{Fields, WriteJson};

/// Shows the code, the set, and what the error shows to the log.
pub(super) fn show(failure: &dyn Catalogued, set: &'static str, fields: &mut dyn Fields) {
    fields.context("undeclared", &failure.catalog_row().code());
    fields.context("set", &set);
    failure.catalog_fields(&mut ContextOnly { fields, class: None });
}

/// Passes the fields for the log on, and nothing that clients receive. A detail with a data class is one for the log, which
/// masks its values in the text as well.
struct ContextOnly<'f> {
    fields: &'f mut dyn Fields,
    /// The data class of the field that comes next.
    class: Option<&'static str>,
}

impl ContextOnly<'_> {
    fn classed(&mut self, name: &'static str, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            self.fields.data_class(class);
            self.fields.context(name, value);
        }
    }
}

impl Fields for ContextOnly<'_> {
    fn data_class(&mut self, class: &'static str) {
        self.class = Some(class);
    }

    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            self.fields.data_class(class);
        }
        self.fields.context(name, value);
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.classed(name, value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.classed("details", value);
    }

    fn quoted(&mut self, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            self.fields.data_class(class);
        }
        self.fields.quoted(value);
    }
}

/// The text for the log.
pub(super) fn display(
    failure: &dyn Catalogued,
    set: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let code = failure.catalog_row().code();
    write!(f, "undeclared: `{set}` does not list {code}: {failure}")
}
