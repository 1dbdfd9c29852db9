//! The settings of `[operations]` in `error-catalog.toml`.

use std::path::PathBuf;

use crate::metric::Metric;

/// The settings of the documents for operations. Every setting has a default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Operations {
    /// Labels that the scrape adds, such as `job`. Every expression selects by them, and each alert and recorded series has
    /// them: they keep services apart that share a Prometheus.
    pub labels: Vec<(String, String)>,
    /// The page with the runbook of a code, with `{code}`. An alert that is not about a code has its own name there.
    pub runbook: Option<String>,
    /// The names of the metrics and of their labels.
    pub metrics: MetricNames,
    /// The dashboard of a code, with `{code}`.
    pub dashboard: Option<String>,
    /// How to find a code in the logs: a query or a URL with `{code}`, by the name of the tool.
    pub logs: Vec<(String, String)>,
    /// Commands for a quick recovery, by what they do.
    pub recovery: Vec<(String, String)>,
    /// People by their role or team, and their addresses.
    pub contacts: Vec<(String, String)>,
    /// The contacts of the first, second and third line of support.
    pub escalation: Vec<String>,
    /// The objectives.
    pub slo: Slo,
    /// The address and version of the semantic conventions, such as `https://shop.example.com/schemas/errors/1.0.0`.
    pub schema_url: Option<String>,
    /// When the alerts with fixed numbers fire.
    pub thresholds: Thresholds,
    /// Where alerts are sent.
    pub receivers: Receivers,
}

/// Declares [`MetricNames`] with its defaults.
macro_rules! metric_names {
    ($( $(#[$doc:meta])* $field:ident = $default:literal, )+) => {
        /// The names of the metrics and of their labels, as Prometheus has them.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct MetricNames { $( $(#[$doc])* pub $field: String, )+ }

        impl Default for MetricNames {
            fn default() -> Self {
                Self { $( $field: $default.to_owned(), )+ }
            }
        }

        impl MetricNames {
            /// The names of the settings.
            pub(crate) const KEYS: &'static [&'static str] = &[$( stringify!($field), )+];

            /// The name of a metric of error-catalog.
            pub(crate) fn get(&self, metric: Metric) -> &str {
                match metric.key() {
                    $( stringify!($field) => &self.$field, )+
                    _ => metric.default_name(),
                }
            }

            /// The setting with a name.
            pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut String> {
                match key {
                    $( stringify!($field) => Some(&mut self.$field), )+
                    _ => None,
                }
            }
        }
    };
}

metric_names! {
    /// Failures by `error_code`, `domain`, `severity` and `source`.
    errors = "error_catalog_errors_total",
    /// System errors by `error_type` and `source`.
    system_errors = "system_errors_total",
    /// Failures by `severity`.
    severities = "error_severity_count",
    /// Retries by `error_code`.
    retries = "error_catalog_retries_total",
    /// Reports that were not written.
    reports_dropped = "error_catalog_reports_dropped_total",
    /// Failed calls of alert channels by `channel`.
    alert_failures = "error_catalog_alert_failures_total",
    /// Alerts that were not sent, by `channel`.
    alerts_dropped = "error_catalog_alerts_dropped_total",
    /// Whether the breaker of an alert channel is open, by `channel`.
    alert_breaker_open = "error_catalog_alert_breaker_open",
    /// Whether the breaker of a part of the system is open, by `source`.
    breaker_open = "error_catalog_breaker_open",
    /// One series for each running process.
    build_info = "error_catalog_build_info",
    /// Requests by route and status, which the service counts.
    requests = "http_requests_total",
    /// The duration of requests, without `_sum` and `_count`.
    request_duration = "http_request_duration_seconds",
    /// The label with the matched route.
    route = "route",
    /// The label with the status.
    status = "status",
}

/// Declares [`Thresholds`] with its defaults.
macro_rules! thresholds {
    ($( $(#[$doc:meta])* $field:ident = $default:literal up_to $most:literal, )+) => {
        /// When the alerts with fixed numbers fire.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Thresholds {
            $( $(#[$doc])* pub $field: u32, )+
            /// Whether the alerts about server errors, failing routes and surges call the person on duty. They are
            /// tickets otherwise: the burn rates of budgets call.
            pub page: bool,
        }

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $( $field: $default, )+ page: false }
            }
        }

        impl Thresholds {
            /// The names of the settings.
            pub(crate) const KEYS: &'static [&'static str] = &[$( stringify!($field), )+ "page"];

            /// The number with a name, and the greatest that it can be.
            pub(crate) fn get_mut(&mut self, key: &str) -> Option<(&mut u32, u32)> {
                match key {
                    $( stringify!($field) => Some((&mut self.$field, $most)), )+
                    _ => None,
                }
            }
        }
    };
}

thresholds! {
    /// Server errors (5xx) of all routes in a minute.
    server_errors = 10 up_to 1_000_000,
    /// The percentage of the requests of a route that may fail in 5 minutes.
    failure_percent = 20 up_to 98,
    /// With fewer requests in 5 minutes a route does not fail.
    min_requests = 20 up_to 1_000,
    /// How many times as often as in the hour before a code occurs in a surge.
    surge_factor = 3 up_to 100,
    /// With fewer occurrences in 5 minutes there is no surge.
    surge_min = 10 up_to 100_000,
    /// By how many percent the mean duration of a route may be longer than in the hour before.
    slow_percent = 50 up_to 300,
    /// With fewer requests in 5 minutes a route is not slow.
    slow_min = 20 up_to 1_000,
    /// How many times as often as in the hour before a code is retried.
    retries_factor = 2 up_to 100,
    /// With fewer retries in 5 minutes they do not increase.
    retries_min = 5 up_to 100_000,
}

/// The objectives of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slo {
    /// The share of requests that must not fail, for domains without their own.
    pub objective: Objective,
    /// The objectives of domains.
    pub domains: Vec<(String, Objective)>,
    /// Fewer failures than this in the long window raise no alert: with little traffic a single one burns any budget.
    pub min_failures: u32,
}

impl Default for Slo {
    fn default() -> Self {
        Self { objective: Objective::default(), domains: Vec::new(), min_failures: 5 }
    }
}

impl Slo {
    /// The objective of a domain.
    pub fn objective(&self, domain: &str) -> Objective {
        let own = self.domains.iter().find(|(known, _)| known == domain);
        own.map_or(self.objective, |(_, objective)| *objective)
    }
}

/// A share in millionths, so that budgets are exact: 99.9 % is 999 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Objective(u32);

impl Default for Objective {
    fn default() -> Self {
        Self(999_000)
    }
}

impl Objective {
    const WHOLE: u32 = 1_000_000;

    /// Reads a percentage such as `99.9`, with at most four decimals. It is between 50 and 100, without 100: an
    /// objective without a budget cannot be kept.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        if decimals.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return None;
        }
        let decimals: u32 = format!("{decimals:0<4}").parse().ok()?;
        let share = whole.parse::<u32>().ok()?.checked_mul(10_000)?.checked_add(decimals)?;
        (Self::WHOLE / 2..Self::WHOLE).contains(&share).then_some(Self(share))
    }

    /// The percentage: `99.9`.
    pub fn percent(self) -> String {
        decimal(self.0.into(), 4)
    }

    /// The lowest percentage whose budget can burn `tenths / 10` times as fast as it allows.
    pub(crate) fn lowest_percent(tenths: u32) -> String {
        decimal(u64::from(Self::WHOLE - Self::WHOLE * 10 / tenths), 4)
    }

    /// Whether the budget can burn `tenths / 10` times as fast as the objective allows: at most all requests fail.
    pub(crate) fn can_burn(self, tenths: u32) -> bool {
        u64::from(Self::WHOLE - self.0) * u64::from(tenths) < u64::from(Self::WHOLE) * 10
    }

    /// The failure ratio that burns the budget `tenths / 10` times as fast as the objective allows.
    pub(crate) fn burn_ratio(self, tenths: u32) -> String {
        decimal(u64::from(Self::WHOLE - self.0) * u64::from(tenths), 7)
    }
}

/// `number` with its last `places` digits behind the point, without zeros at the end.
pub(super) fn decimal(number: u64, places: usize) -> String {
    let digits = format!("{number:0>width$}", width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    format!("{whole}.{decimals}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where alerts are sent. Secrets are read from files by Alertmanager and never stand in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Receivers {
    /// Slack, for ERROR and CRITICAL.
    pub slack: Option<Slack>,
    /// PagerDuty, for CRITICAL.
    pub pagerduty: Option<PagerDuty>,
    /// E-mail, for CRITICAL, and for ERROR without Slack.
    pub email: Option<Email>,
    /// The address that must be called every minute while alerting works.
    pub watchdog: Option<String>,
    /// The channels of owners in Slack, which get the alerts of their codes instead of the common one.
    pub owners: Vec<(String, String)>,
}

/// The channels in Slack.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slack {
    /// The file with the address of the webhook.
    pub url_file: PathBuf,
    /// The channel for ERROR.
    pub alerts: String,
    /// The channel for CRITICAL.
    pub incidents: String,
}

/// A service of PagerDuty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PagerDuty {
    /// The file with the integration key.
    pub key_file: PathBuf,
}

/// How e-mail is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Email {
    /// Who receives it.
    pub to: String,
    /// The sender.
    pub from: String,
    /// The server and its port.
    pub smarthost: String,
    /// The name to sign in with.
    pub username: Option<String>,
    /// The file with the password.
    pub password_file: Option<PathBuf>,
}

impl Slack {
    /// The channels of the severities, with their usual names.
    pub(crate) fn new(url_file: PathBuf) -> Self {
        Self { url_file, alerts: "#alerts".to_owned(), incidents: "#incidents".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_metric_can_be_renamed() {
        for metric in Metric::all() {
            let mut names = MetricNames::default();
            assert_eq!(names.get(metric), metric.default_name());
            *names.get_mut(metric.key()).unwrap() = "renamed".to_owned();
            assert_eq!(names.get(metric), "renamed");
        }
    }

    #[test]
    fn budgets_are_exact() {
        let objective = Objective::parse("99.9").unwrap();
        assert_eq!(
            (objective.burn_ratio(144), objective.burn_ratio(10)),
            ("0.0144".into(), "0.001".into())
        );
        assert_eq!(objective.percent(), "99.9");
        assert_eq!(Objective::parse("99.9999").unwrap().burn_ratio(144), "0.0000144");
        assert_eq!(Objective::parse("99").unwrap().percent(), "99");
        for bad in ["100", "49", "", "99.99999", "-1", "9,9", "nan", "1e2", "99.9.9"] {
            assert_eq!(Objective::parse(bad), None, "{bad}");
        }
    }
}
