//! The count of failed requests, by labels whose values the catalogue knows.

use super::Occurrence;

/// `error_catalog_errors_total{error_code, domain, severity, source}`.
pub(super) fn count(occurrence: &Occurrence<'_>) {
    let entry = occurrence.entry();
    metrics::counter!(
        "error_catalog_errors_total",
        "error_code" => entry.code(),
        "domain" => entry.domain(),
        "severity" => entry.severity().as_str(),
        "source" => entry.origin().unwrap_or("internal"),
    )
    .increment(1);
}
