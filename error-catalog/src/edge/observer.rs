//! Observers of failed requests.

use super::Occurrence;
#[cfg(feature = "tracing")]
use super::record;
use crate::panics;

/// Receives every failed request, once.
///
/// A tuple of up to four observers is one, such as `.observer((DefaultObserver, mine))`: each receives the failure, even if
/// another one panics.
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
        #[cfg(feature = "metrics")]
        attempt("the recorder of metrics", occurrence, super::count::count);
        #[cfg(feature = "tracing")]
        record::record(occurrence);
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

/// Reports a failure to one of several receivers. A panic is logged, and the next receiver gets the failure too.
fn attempt(receiver: &str, occurrence: &Occurrence<'_>, report: impl FnOnce(&Occurrence<'_>)) {
    let reported = panics::catch(|| report(occurrence));
    #[cfg(feature = "tracing")]
    if let Err(panicked) = reported {
        // The subscriber may be what panicked, and may panic again.
        let _ = panics::catch(|| record::receiver_panicked(receiver, occurrence, &panicked));
    }
    #[cfg(not(feature = "tracing"))]
    let _ = (receiver, reported);
}

macro_rules! observe_each {
    ($($observer:ident $place:tt),+) => {
        impl<$($observer: Observer),+> Observer for ($($observer,)+) {
            fn failed(&self, occurrence: &Occurrence<'_>) {
                $(attempt("an observer of failures", occurrence, |occurrence| self.$place.failed(occurrence));)+
            }
        }
    };
}

observe_each!(A 0);
observe_each!(A 0, B 1);
observe_each!(A 0, B 1, C 2);
observe_each!(A 0, B 1, C 2, D 3);
