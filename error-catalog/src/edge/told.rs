//! What is left of a failure that an edge has told of.

use core::error::Error;
use core::fmt;

use super::Judged;
use crate::registry::Settings;
use crate::{Catalogued, Entry, Fields};

/// A row, as an error that shows nothing more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(super) row: &'static Entry,
    pub(super) settings: &'static Settings,
}

/// The mark of an answer that an edge has looked at and of which no error is [kept](super::Kept): one around it leaves it alone.
#[derive(Clone, Copy)]
pub(crate) struct Finished {
    told: Option<&'static Entry>,
}

impl Finished {
    /// Of an answer that was judged.
    pub(crate) fn of(judged: &Judged) -> Self {
        let told = match judged {
            Judged::Passed => None,
            Judged::Told(row) => Some(*row),
            Judged::Failed(failure) => Some(failure.catalog_row()),
        };
        Self { told }
    }

    /// Of an answer that tells of a row.
    pub(crate) fn telling_of(row: &'static Entry) -> Self {
        Self { told: Some(row) }
    }

    /// The row that the answer tells of.
    pub(crate) fn told(self) -> Option<&'static Entry> {
        self.told
    }
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
        f.write_str(self.row.message())
    }
}
