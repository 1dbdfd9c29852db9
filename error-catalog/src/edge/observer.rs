//! Who is told of a failed request: exactly once each.

use super::Occurrence;

/// Is told of every failed request, once.
pub trait Observer: Send + Sync {
    /// A request has failed.
    fn failed(&self, occurrence: &Occurrence<'_>);
}

/// Tells `tracing` (feature `tracing`) and `metrics` (feature `metrics`); without the features nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tell;

impl Observer for Tell {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        // The count first: of the two the log is the likelier to break.
        #[cfg(feature = "metrics")]
        super::count::count(occurrence);
        #[cfg(feature = "tracing")]
        super::record::record(occurrence);
        #[cfg(not(any(feature = "tracing", feature = "metrics")))]
        let _ = occurrence;
    }
}

/// A function is told as well.
impl<F: Fn(&Occurrence<'_>) + Send + Sync> Observer for F {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        self(occurrence);
    }
}
