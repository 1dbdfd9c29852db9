//! Events of `tracing` about what went wrong beside a failure.

use super::{Exchange, Occurrence};
use crate::line::masked;
use crate::mask::Mask;

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

/// Records that a layer was given a code that its registry does not list.
pub(super) fn not_listed(code: &str) {
    tracing::error!(
        target: "error_catalog::edge",
        "`{code}` is not listed in the registry of the layer and is ignored; list the enum that declares it"
    );
}
