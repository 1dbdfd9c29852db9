//! The mark of a response that an edge has finished.

use super::Verdict;
use crate::{Catalogued, Entry};

/// The mark of a response that an edge has finished and that has no [error](super::ResponseError) attached: an outer edge
/// leaves it alone.
#[derive(Clone, Copy)]
pub(crate) struct Finished {
    entry: Option<&'static Entry>,
}

impl Finished {
    /// The mark of a response by its verdict.
    pub(crate) fn from_verdict(verdict: &Verdict) -> Self {
        let entry = match verdict {
            Verdict::Passed => None,
            Verdict::Reported(entry) => Some(*entry),
            Verdict::Failed(failure) => Some(failure.catalog_row()),
        };
        Self { entry }
    }

    /// The mark of a response that reports an entry.
    pub(crate) fn reported(entry: &'static Entry) -> Self {
        Self { entry: Some(entry) }
    }

    /// The entry that the response reports.
    pub(crate) fn reported_entry(self) -> Option<&'static Entry> {
        self.entry
    }
}
