//! What is left of an error that an edge has told of.

use core::error::Error;
use core::fmt;

use crate::dialect::Settings;
use crate::fields::Fields;
use crate::{Catalogued, Entry};

/// A row, as an error that shows nothing more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(super) row: &'static Entry,
    pub(super) settings: &'static Settings,
}

impl Catalogued for Told {
    fn catalog_row(&self) -> &'static Entry {
        self.row
    }

    fn catalog_fields(&self, _: &mut dyn Fields) {}

    fn catalog_settings(&self) -> &'static Settings {
        self.settings
    }
}

impl Error for Told {}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row.developer_text())
    }
}
