//! What became of the reports.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The reports of a [`Reporter`](super::Reporter) so far, counted by their outcome. With several sinks, a report counts once for each.
///
/// `reported` is the sum of `repeated`, `dropped`, `written`, `to_stderr` and `queued`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportCounts {
    /// Reports.
    pub reported: u64,
    /// Reports of a failure that had been reported before.
    pub repeated: u64,
    /// Records that the queue had no room for.
    pub dropped: u64,
    /// Records that were written.
    pub written: u64,
    /// Records that went to the standard error stream, because they could not be written.
    pub to_stderr: u64,
    /// Records that wait.
    pub queued: u64,
    /// Failed attempts to write a record.
    pub failed_writes: u64,
}

/// The counters behind it.
#[derive(Default)]
pub(super) struct Counters {
    pub(super) reported: AtomicU64,
    pub(super) repeated: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) written: AtomicU64,
    pub(super) to_stderr: AtomicU64,
    pub(super) failed_writes: AtomicU64,
}

/// Adds to a counter.
pub(super) fn add(counter: &AtomicU64, count: u64) {
    counter.fetch_add(count, Relaxed);
}

impl Counters {
    pub(super) fn read(&self, queued: u64) -> ReportCounts {
        let read = |counter: &AtomicU64| counter.load(Relaxed);
        ReportCounts {
            reported: read(&self.reported),
            repeated: read(&self.repeated),
            dropped: read(&self.dropped),
            written: read(&self.written),
            to_stderr: read(&self.to_stderr),
            queued,
            failed_writes: read(&self.failed_writes),
        }
    }
}
