//! The entry of an error that an edge has reported and dropped.

use core::error::Error;
use core::fmt;

use crate::dialect::Settings;
use crate::fields::Fields;
use crate::{Catalogued, Entry};

/// An entry as an error without fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportedEntry {
    pub(super) entry: &'static Entry,
    pub(super) settings: &'static Settings,
}

impl crate::catalogued::Derived for ReportedEntry {}

impl Catalogued for ReportedEntry {
    fn catalog_row(&self) -> &'static Entry {
        self.entry
    }

    fn catalog_fields(&self, _: &mut dyn Fields) {}

    fn catalog_settings(&self) -> &'static Settings {
        self.settings
    }
}

impl Error for ReportedEntry {}

impl fmt::Display for ReportedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry.developer_text())
    }
}
