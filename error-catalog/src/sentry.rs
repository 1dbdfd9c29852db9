//! Failures as events of Sentry. The service sets up the client, as with `sentry::init`.
//!
//! ```
//! use error_catalog::edge::Edge;
//! use error_catalog::sentry::SentryObserver;
//! # use error_catalog::{SystemError, catalog};
//! # catalog! { pub struct Codes { SystemError } }
//!
//! let edge = Edge::<Codes>::new().observer(SentryObserver::new()); // or `CatalogLayer`
//! # let _ = edge;
//! ```
//!
//! | of the event | from the failure |
//! |---|---|
//! | fingerprint | the code: one issue for each code |
//! | level | `warning`, `error` or `fatal`, by the severity |
//! | tags | `error_code`, `trace_id`, `error_type`, `source`, `status`, `route` |
//! | exceptions | the developer text and the causes |
//!
//! All texts are [masked](crate::mask). The event has nothing of the current scope, such as breadcrumbs: others write them, and
//! they are not masked.

use std::borrow::Cow;
use std::sync::Arc;

use sentry_core::protocol::{Event, Exception};
use sentry_core::{Hub, Level};

use crate::causes::{LoggedCause, links};
use crate::classed::mask_for;
use crate::edge::{Observer, Occurrence};
use crate::failure::AsCatalogued;
use crate::kind::Kind;
use crate::line::{masked, masked_within};
use crate::mask::{DEFAULT_MASK, Mask};
use crate::{Catalogued, Severity, panics};

/// Reports failed requests to the client of Sentry of the current hub. The [module](self) has an example.
#[derive(Debug, Clone, Copy)]
pub struct SentryObserver {
    least: Severity,
}

impl SentryObserver {
    /// Reports failures of severity ERROR and CRITICAL.
    pub fn new() -> Self {
        Self { least: Severity::Error }
    }

    /// Sets the least severity. A client can cause as many WARNINGs as it likes.
    #[must_use]
    pub fn from_severity(self, least: Severity) -> Self {
        Self { least }
    }
}

impl Default for SentryObserver {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for SentryObserver {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        if occurrence.entry().severity() < self.least {
            return;
        }
        let mask = occurrence.mask();
        send(|| {
            let exchange = occurrence.exchange;
            let trace_id = mask.text(exchange.trace_id().as_str());
            let mut event = event(occurrence.error, Some(&trace_id), mask);
            event.tags.insert("status".to_owned(), occurrence.status.as_str().to_owned());
            if let Some(route) = exchange.route() {
                event.tags.insert("route".to_owned(), route.to_owned());
            }
            event
        });
    }
}

/// Reports a failure outside of a request, such as of a job, with its id.
pub fn capture<E: AsCatalogued + ?Sized>(error: &E, trace_id: Option<&str>) {
    capture_masked(error, trace_id, &DEFAULT_MASK);
}

/// The same with a mask of the service, in place of [`Mask::default`].
///
/// ```
/// use error_catalog::mask::Mask;
/// # use error_catalog::SystemError;
/// # let error = SystemError::RouteNotFound;
///
/// let mask = Mask::default().key("iban");
/// error_catalog::sentry::capture_masked(&error, Some("job-42"), &mask);
/// ```
pub fn capture_masked<E: AsCatalogued + ?Sized>(error: &E, trace_id: Option<&str>, mask: &Mask) {
    // `Catalogued` is user code and may panic.
    let _ = panics::catch(|| {
        send(|| {
            let trace_id = trace_id.map(|id| masked_within(&id, LONGEST_TAG, mask));
            event(error.as_catalogued(), trace_id.as_deref(), mask)
        });
    });
}

/// The longest value of a tag that Sentry accepts, in characters. These are bytes.
const LONGEST_TAG: usize = 200;

/// Sends an event with an empty scope. Without a client none is made.
fn send(event: impl FnOnce() -> Event<'static>) {
    if let Some(client) = Hub::with(|hub| hub.client()) {
        Hub::new(Some(client), Arc::default()).capture_event(event());
    }
}

fn event(error: &dyn Catalogued, trace_id: Option<&str>, mask: &Mask) -> Event<'static> {
    let (entry, kind) = (error.catalog_row(), Kind::from_error(error));
    let mask = &*mask_for(error, mask);
    let exception = |ty: &str, value| Exception {
        ty: ty.to_owned(),
        value: Some(value),
        ..Exception::default()
    };
    let nearest = panics::catch(|| error.source()).ok().flatten();
    let causes = nearest.into_iter().flat_map(links).map(LoggedCause);
    let causes = causes.map(|cause| exception("cause", masked(&cause, mask)));
    let mut exceptions = vec![exception(entry.code(), masked(&error, mask))];
    exceptions.extend(causes);
    // Sentry has the outermost last.
    exceptions.reverse();
    let tag = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let tags = [
        Some(tag("error_code", entry.code())),
        Some(tag("source", kind.source)),
        kind.error_type.map(|error_type| tag("error_type", error_type)),
        trace_id.map(|id| tag("trace_id", id)),
    ];
    Event {
        level: match entry.severity() {
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
            Severity::Critical => Level::Fatal,
        },
        fingerprint: Cow::Owned(vec![Cow::Borrowed(entry.code())]),
        tags: tags.into_iter().flatten().collect(),
        exception: exceptions.into(),
        ..Event::default()
    }
}
