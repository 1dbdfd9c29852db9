//! A failure with a code that the set of its endpoint does not list: the client receives the internal code, the log has the rest.

use core::fmt;

use crate::Catalogued;
use crate::fields::{Fields, WriteJson};

/// Shows the code, the set, and what the error shows to the log.
pub(super) fn show(failure: &dyn Catalogued, set: &'static str, fields: &mut dyn Fields) {
    fields.context("undeclared", &failure.catalog_row().code());
    fields.context("set", &set);
    failure.catalog_fields(&mut ContextOnly(fields));
}

/// Passes the fields for the log on, and nothing that clients receive.
struct ContextOnly<'f>(&'f mut dyn Fields);

impl Fields for ContextOnly<'_> {
    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.0.context(name, value);
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
