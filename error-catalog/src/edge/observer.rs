//! Observers of failed requests.

use http::{HeaderName, StatusCode};

#[cfg(feature = "tracing")]
use super::beside;
use super::{Exchange, Occurrence};
#[cfg(feature = "tracing")]
use crate::classed::mask_for;
use crate::panics;
#[cfg(feature = "tracing")]
use crate::record::Record;

/// Receives every failed request, once.
///
/// A tuple of up to four observers is one, such as `.observer((DefaultObserver, mine))`: each receives the failure, even if
/// another one panics.
pub trait Observer: Send + Sync {
    /// A request has failed.
    fn failed(&self, occurrence: &Occurrence<'_>);

    /// A request has been answered, whether it failed or not. Called if [`counts_requests`](Self::counts_requests) returns
    /// true, once for each request; a response that is streamed counts by its head.
    fn finished(&self, exchange: &Exchange, status: StatusCode) {
        let _ = (exchange, status);
    }

    /// Whether [`finished`](Self::finished) is to be called. Asked once.
    fn counts_requests(&self) -> bool {
        false
    }

    /// The headers of a request that it wants to log. The layers keep them until the request has been answered.
    fn logged_headers(&self) -> &'static [HeaderName] {
        &[]
    }
}

/// Writes a log record as an event of `tracing`; does nothing without that feature. [`edge`](super) documents the fields.
#[derive(Debug, Clone, Copy, Default)]
pub struct DefaultObserver;

impl Observer for DefaultObserver {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        #[cfg(feature = "tracing")]
        {
            let error = occurrence.error;
            let mask = mask_for(error, occurrence.mask());
            Record::of_request(error, &mask, occurrence.exchange, occurrence.status).emit();
        }
        #[cfg(not(feature = "tracing"))]
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
pub(super) fn attempt(
    receiver: &str,
    occurrence: &Occurrence<'_>,
    report: impl FnOnce(&Occurrence<'_>),
) {
    let reported = panics::catch(|| report(occurrence));
    #[cfg(feature = "tracing")]
    if let Err(panicked) = reported {
        // The subscriber may be what panicked, and may panic again.
        let _ = panics::catch(|| beside::receiver_panicked(receiver, occurrence, &panicked));
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

            fn finished(&self, exchange: &Exchange, status: StatusCode) {
                // One that panics costs the others nothing.
                $(if self.$place.counts_requests() {
                    let _ = panics::catch(|| self.$place.finished(exchange, status));
                })+
            }

            fn counts_requests(&self) -> bool {
                $(self.$place.counts_requests())||+
            }

            fn logged_headers(&self) -> &'static [HeaderName] {
                // The first that wants any: a list of all would have to be made for each request.
                let each = [$(self.$place.logged_headers()),+];
                each.into_iter().find(|headers| !headers.is_empty()).unwrap_or_default()
            }
        }
    };
}

observe_each!(A 0);
observe_each!(A 0, B 1);
observe_each!(A 0, B 1, C 2);
observe_each!(A 0, B 1, C 2, D 3);
