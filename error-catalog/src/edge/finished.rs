//! The mark of an answer that an edge has looked at.

use super::Verdict;
use crate::{Catalogued, Entry};

/// The mark of an answer that an edge has looked at and of which no error is [kept](super::Kept): one around it leaves it alone.
#[derive(Clone, Copy)]
pub(crate) struct Finished {
    told: Option<&'static Entry>,
}

impl Finished {
    /// Of an answer that was judged.
    pub(crate) fn of(verdict: &Verdict) -> Self {
        let told = match verdict {
            Verdict::Passed => None,
            Verdict::Reported(row) => Some(*row),
            Verdict::Failed(failure) => Some(failure.catalog_row()),
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
