//! Alerts about the reports themselves: failing channels, lost reports and missing metrics.

use super::alert::{Draft, Urgency};
use super::counting::{self, Window};
use crate::Severity;
use crate::generated::MARK;
use crate::operations::Operations;
use crate::operations::expression::select;
use crate::operations::rule::{Case, Rule};
use crate::operations::template::Template;

const GROUP: &str = "error_catalog_health";
/// Failed calls of a channel, as its breaker counts them.
const FAILED_CALLS: u64 = 10;
/// The alert that always fires.
pub(crate) const WATCHDOG: &str = "Watchdog";

pub(super) fn rules(operations: &Operations) -> Vec<Rule> {
    vec![
        channel_failing(operations),
        reports_dropped(operations),
        metrics_missing(operations),
        requests_missing(operations),
        watchdog(operations),
    ]
}

fn channel_failing(operations: &Operations) -> Rule {
    let metric = &operations.metrics.alert_failures;
    let selector = select(operations, metric, &[]);
    let series = select(operations, metric, &["channel=\"slack\"".to_owned()]);
    let window = Window::minutes(5);
    let summary = Template::text("alert channel ")
        .label("channel")
        .then(" fails: ")
        .count()
        .then(" failed calls in last 5 min");
    Draft::new(operations, GROUP, "AlertChannelFailing", (Severity::Critical, Urgency::Immediate))
        .text("summary", summary)
        .rule(
            counting::at_least("sum by (channel)", &selector, window, FAILED_CALLS),
            counting::cases(&series, window, FAILED_CALLS, &[("channel", "slack")]),
        )
}

fn reports_dropped(operations: &Operations) -> Rule {
    let selector = select(operations, &operations.metrics.reports_dropped, &[]);
    let window = Window::minutes(5);
    let summary = Template::default().count().then(" reports were not written in last 5 min");
    Draft::new(operations, GROUP, "ReportsDropped", (Severity::Error, Urgency::Aggregate))
        .text("summary", summary)
        .rule(
            counting::at_least("sum", &selector, window, 1),
            counting::cases(&selector, window, 1, &[]),
        )
}

/// It calls the person on duty: if every process has stopped, no other alert fires.
fn metrics_missing(operations: &Operations) -> Rule {
    let selector = select(operations, &operations.metrics.build_info, &[]);
    let labels: Vec<_> =
        operations.labels.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let case = Case::new("every process stops", "1m")
        .series(&selector, "1x4 stale")
        .silent("9m")
        .fires("10m", &labels, "1");
    let mut draft =
        Draft::new(operations, GROUP, "MetricsMissing", (Severity::Critical, Urgency::Immediate))
            .text("summary", Template::text("no process reports failures any more"));
    draft.hold = Some("5m");
    draft.rule(format!("absent({selector}) == 1"), vec![case])
}

/// The service counts its requests itself, and a counter has no series before the first one.
fn requests_missing(operations: &Operations) -> Rule {
    let names = &operations.metrics;
    let [requests, processes] =
        [&names.requests, &names.build_info].map(|metric| select(operations, metric, &[]));
    let labels: Vec<_> =
        operations.labels.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let case = |name: &str, requests_values: &str, processes_values: &str| {
        Case::new(name, "1m")
            .series(&requests, requests_values)
            .series(&processes, processes_values)
    };
    let cases = vec![
        case("requests are not counted", "_x4 stale", "1x140")
            .silent("59m")
            .fires("60m", &labels, "1"),
        case("requests are counted", "0x140", "1x140").silent("90m"),
        case("every process stops", "0x4 stale", "1x4 stale").silent("90m"),
    ];
    let summary = format!("{} has no series: alerts about requests are silent", names.requests);
    let mut draft =
        Draft::new(operations, GROUP, "RequestsMissing", (Severity::Error, Urgency::Aggregate))
            .text("summary", Template::text(summary));
    draft.hold = Some("1h");
    draft.rule(format!("absent({requests}) == 1 and on () {processes}"), cases)
}

fn watchdog(operations: &Operations) -> Rule {
    let mut rule = Draft::new(operations, GROUP, WATCHDOG, (Severity::Warning, Urgency::Immediate))
        .text("summary", Template::text("always firing: alerting is broken where it is missing"))
        // A rule file has no room for a mark elsewhere.
        .text("generated", Template::text(MARK))
        .rule("vector(1)".to_owned(), vec![Case::new("always", "1m").fires("1m", &[], "1")]);
    for (name, value) in &mut rule.labels {
        if name == "severity" {
            "NONE".clone_into(value);
        }
    }
    rule
}
