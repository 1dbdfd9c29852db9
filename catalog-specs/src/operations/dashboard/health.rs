//! Retries, and the reports themselves.

use super::panel::{Panel, Unit, View};
use crate::operations::Operations;
use crate::operations::expression::select;

pub(super) fn panels(operations: &Operations) -> Vec<Panel> {
    let names = &operations.metrics;
    let [retries, dropped, calls, processes] =
        [&names.retries, &names.reports_dropped, &names.alert_failures, &names.build_info]
            .map(|metric| select(operations, metric, &[]));
    let graph = |title: &str, about: &str| Panel::new(title, about, View::Lines).sized(6, 8);
    let a_minute =
        |by: &str, selector: &str| format!("sum{by} (rate({selector}[$__rate_interval])) * 60");
    vec![
        graph("Retries by code", "Calls that were tried again after a code.")
            .unit(Unit::PerMinute)
            .query(
                format!("topk(12, {} > 0)", a_minute(" by (error_code)", &retries)),
                "{{error_code}}",
            ),
        graph("Reports not written", "The queue was full, or writing failed.")
            .unit(Unit::PerMinute)
            .query(a_minute("", &dropped), "reports"),
        graph("Failed calls of alert channels", "Slack, PagerDuty and the others.")
            .unit(Unit::PerMinute)
            .query(a_minute(" by (channel)", &calls), "{{channel}}"),
        graph(
            "Processes by version",
            "Of error-catalog, unless the scrape adds a label `version`.",
        )
        .query(format!("count by (version) ({processes})"), "{{version}}"),
    ]
}
