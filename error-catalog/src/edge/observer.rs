//! Observers of failed requests.

use super::Occurrence;

/// Receives every failed request, once.
pub trait Observer: Send + Sync {
    /// A request has failed.
    fn failed(&self, occurrence: &Occurrence<'_>);
}

/// Writes a log record (feature `tracing`) and counts (feature `metrics`); does nothing without these features.
/// [`edge`](super) documents the fields and the labels.
#[derive(Debug, Clone, Copy, Default)]
pub struct DefaultObserver;

impl Observer for DefaultObserver {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        // The count comes first, because the log is likelier to panic.
        #[cfg(feature = "metrics")]
        super::count::count(occurrence);
        #[cfg(feature = "tracing")]
        super::record::record(occurrence);
        #[cfg(not(any(feature = "tracing", feature = "metrics")))]
        let _ = occurrence;
    }
}

/// A function is an observer.
impl<F: Fn(&Occurrence<'_>) + Send + Sync> Observer for F {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        self(occurrence);
    }
}
