//! The names of the metrics. The service that counts and the documents that query what was counted share them.

use std::borrow::Cow;
use std::fmt;

use MetricKind::{Counter, Gauge};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Failures by code, domain, severity and source.
    Errors,
    /// System errors by type and source.
    SystemErrors,
    /// Failures by severity.
    Severities,
    /// Retries by the code of the failure.
    Retries,
    /// Reports that found no room in the queue.
    ReportsDropped,
    /// Failed calls of a channel of alerts.
    AlertFailures,
    /// Alerts that found no room in the queue of a channel.
    AlertsDropped,
    /// Whether the breaker of a channel of alerts is open: a gauge.
    AlertBreakerOpen,
    /// Whether the breaker of a part of the system is open: a gauge.
    BreakerOpen,
    /// The version, as a label of a gauge that is 1.
    BuildInfo,
}

/// How the value of a metric moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricKind {
    /// It only grows.
    Counter,
    /// It is a state.
    Gauge,
}

impl MetricKind {
    /// The word of Prometheus.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
        }
    }

    /// The kind of a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Counter, Self::Gauge].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A metric, the key that renames it, its default name, its kind, and the labels of its series.
type Row = (Metric, &'static str, &'static str, MetricKind, &'static [&'static str]);

#[rustfmt::skip]
const ROWS: [Row; 10] = [
    (Metric::Errors, "errors", "error_catalog_errors_total", Counter, &["error_code", "domain", "severity", "source"]),
    (Metric::SystemErrors, "system_errors", "system_errors_total", Counter, &["error_type", "source"]),
    (Metric::Severities, "severities", "error_severity_count", Counter, &["severity"]),
    (Metric::Retries, "retries", "error_catalog_retries_total", Counter, &["error_code"]),
    (Metric::ReportsDropped, "reports_dropped", "error_catalog_reports_dropped_total", Counter, &[]),
    (Metric::AlertFailures, "alert_failures", "error_catalog_alert_failures_total", Counter, &["channel"]),
    (Metric::AlertsDropped, "alerts_dropped", "error_catalog_alerts_dropped_total", Counter, &["channel"]),
    (Metric::AlertBreakerOpen, "alert_breaker_open", "error_catalog_alert_breaker_open", Gauge, &["channel"]),
    (Metric::BreakerOpen, "breaker_open", "error_catalog_breaker_open", Gauge, &["source"]),
    (Metric::BuildInfo, "build_info", "error_catalog_build_info", Gauge, &["version"]),
];

impl Metric {
    /// Every metric.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.into_iter().map(|(metric, ..)| metric)
    }

    /// The key that renames it in a file of settings, such as `errors`.
    pub fn key(self) -> &'static str {
        self.row().1
    }

    /// The metric of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        ROWS.into_iter().find(|row| row.1 == key).map(|(metric, ..)| metric)
    }

    /// The name unless it is renamed.
    pub fn default_name(self) -> &'static str {
        self.row().2
    }

    /// How its value moves.
    pub fn kind(self) -> MetricKind {
        self.row().3
    }

    /// The names of the labels of its series.
    pub fn labels(self) -> &'static [&'static str] {
        self.row().4
    }

    fn row(self) -> Row {
        // The rows are in the order of the variants, which a test holds them to.
        ROWS.get(self as usize).copied().unwrap_or((self, "", "", Counter, &[]))
    }
}

/// The names of all metrics. The default has the names that the documentation lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names([Cow<'static, str>; ROWS.len()]);

impl Default for Names {
    fn default() -> Self {
        Self(ROWS.map(|(_, _, name, ..)| Cow::Borrowed(name)))
    }
}

impl Names {
    /// Renames a metric.
    ///
    /// # Errors
    /// When Prometheus does not take the name, or another metric has it.
    pub fn rename(
        mut self,
        metric: Metric,
        name: impl Into<Cow<'static, str>>,
    ) -> Result<Self, InvalidName> {
        let name = name.into();
        let is_start = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':';
        let is_name =
            name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit());
        let is_taken = Metric::all().any(|other| other != metric && self.get(other) == name);
        if !is_name || is_taken {
            return Err(InvalidName { name: name.into_owned(), is_taken });
        }
        if let Some(place) = self.0.get_mut(metric as usize) {
            *place = name;
        }
        Ok(self)
    }

    /// The name of a metric.
    pub fn get(&self, metric: Metric) -> &str {
        self.0.get(metric as usize).map_or(metric.default_name(), |name| name)
    }
}

/// A name that a metric cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidName {
    name: String,
    is_taken: bool,
}

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.escape_debug();
        if self.is_taken {
            return write!(f, "another metric has the name `{name}`");
        }
        write!(f, "`{name}` is no name of a metric: expected letters, digits, `_` and `:`")
    }
}

impl std::error::Error for InvalidName {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_metric_has_its_row() {
        for (place, metric) in Metric::all().enumerate() {
            assert_eq!(metric as usize, place);
            assert_eq!(Metric::from_key(metric.key()), Some(metric));
            assert_eq!(Names::default().get(metric), metric.default_name());
            let renamed = Names::default().rename(metric, format!("shop_{place}")).unwrap();
            for other in Metric::all() {
                assert_eq!(renamed.get(other) == other.default_name(), other != metric);
            }
        }
    }

    #[test]
    fn a_name_is_one_of_prometheus_and_unique() {
        let rename = |name: &'static str| Names::default().rename(Metric::Errors, name);
        for name in ["a", "_a:9", "shop_errors_total", "error_catalog_errors_total"] {
            assert_eq!(rename(name).unwrap().get(Metric::Errors), name);
        }
        for name in ["", "9a", "a-b", "a b", "エラー", "a{b=\"c\"}", "a\n"] {
            let text = rename(name).unwrap_err().to_string();
            assert!(text.contains("is no name of a metric"), "{text}");
        }
        let taken = rename("system_errors_total").unwrap_err().to_string();
        assert_eq!(taken, "another metric has the name `system_errors_total`");
    }
}
