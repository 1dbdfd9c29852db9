//! The log record of a failed request, as an event of `tracing`.

use core::cell::LazyCell;

use tracing::Level as TracingLevel;

use super::logged_fields::LoggedFields;
use super::{Exchange, Occurrence};
use crate::causes::links;
use crate::line::{LONGEST_PATH, line, masked};
use crate::mask::Mask;
use crate::panics;
use crate::{Catalogued, Level};

/// One event at the level of the code.
#[inline]
pub(super) fn record(occurrence: &Occurrence<'_>) {
    let entry = occurrence.entry();
    let exchange = occurrence.exchange;
    let mask = occurrence.mask();
    // Evaluated only where a subscriber takes the event.
    let shown = LazyCell::new(|| LoggedFields::read(occurrence.error, mask));
    macro_rules! event {
        ($level:expr) => {
            tracing::event!(
                target: "error_catalog",
                $level,
                error_code = entry.code(),
                domain = entry.domain(),
                severity = entry.severity().as_str(),
                status = occurrence.status.as_u16(),
                trace_id = exchange.trace_id().as_str(),
                method = &*line(&mask.text(exchange.method().as_str()), LONGEST_PATH),
                // Absent unless the framework gives it.
                route = exchange.route(),
                path = &*line(&mask.path(exchange.path()), LONGEST_PATH),
                context = shown.context.as_str(),
                causes = causes(occurrence.error, mask).as_str(),
                // Absent unless there are some.
                unwritten = shown.unwritten.as_deref(),
                "{}",
                masked(&occurrence.error, mask)
            )
        };
    }
    // The macro needs a constant level.
    match entry.log_level() {
        Level::Error => event!(TracingLevel::ERROR),
        Level::Warn => event!(TracingLevel::WARN),
        Level::Info => event!(TracingLevel::INFO),
        Level::Debug => event!(TracingLevel::DEBUG),
    }
}

/// Records that the observer panicked.
pub(super) fn observer_panicked(exchange: &Exchange, panicked: &str, mask: &Mask) {
    let trace_id = exchange.trace_id().as_str();
    tracing::error!(target: "error_catalog", trace_id, "the observer of failures {}", masked(&panicked, mask));
}

/// Records that one of several receivers of a failure panicked. The request has its own record.
pub(super) fn receiver_panicked(receiver: &str, occurrence: &Occurrence<'_>, panicked: &str) {
    let trace_id = occurrence.exchange.trace_id().as_str();
    let panicked = masked(&panicked, occurrence.mask());
    tracing::error!(target: "error_catalog::edge", trace_id, "{receiver} {panicked}");
}

/// Records that the predicate of `.passthrough(…)` panicked. The request has its own record.
pub(super) fn passthrough_panicked(exchange: &Exchange, panicked: &str, mask: &Mask) {
    let trace_id = exchange.trace_id().as_str();
    tracing::error!(target: "error_catalog::edge", trace_id, "the test of `.passthrough(…)` {}", masked(&panicked, mask));
}

/// The chain of causes, the nearest first, in one line.
fn causes(error: &(dyn Catalogued + Send + Sync), mask: &Mask) -> String {
    let nearest = panics::catch(|| error.source()).ok().flatten();
    let causes: Vec<_> =
        nearest.into_iter().flat_map(links).map(|cause| masked(&cause, mask)).collect();
    causes.join(": ")
}
