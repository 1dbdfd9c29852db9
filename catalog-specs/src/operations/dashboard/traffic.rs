//! Requests: server errors, failing routes and slow routes.

use super::panel::{Limit, Panel, Unit, View};
use crate::operations::Operations;
use crate::operations::expression::select;
use crate::operations::settings::decimal;

/// The selector of the requests that failed with a 5xx.
pub(super) fn server_errors(operations: &Operations) -> String {
    let names = &operations.metrics;
    select(operations, &names.requests, &[format!("{}=~\"5..\"", names.status)])
}

pub(super) fn panels(operations: &Operations) -> Vec<Panel> {
    let names = &operations.metrics;
    let (route, status) = (&names.route, &names.status);
    let failed = server_errors(operations);
    let all = select(operations, &names.requests, &[]);
    let [sum, count, bucket] = ["_sum", "_count", "_bucket"]
        .map(|end| select(operations, &format!("{}{end}", names.request_duration), &[]));
    let rate =
        |by: &str, selector: &str| format!("sum by ({by}) (rate({selector}[$__rate_interval]))");
    let most = decimal(operations.thresholds.failure_percent.into(), 2);
    let legend = format!("{{{{{route}}}}}");
    let mean = format!("{} / {}", rate(route, &sum), rate(route, &count));
    let p95 = format!("histogram_quantile(0.95, {})", rate(&format!("{route}, le"), &bucket));
    vec![
        Panel::new("Server errors", "Responses with a status of 5xx, a minute.", View::Stack)
            .unit(Unit::PerMinute)
            .query(format!("{} * 60", rate(status, &failed)), format!("{{{{{status}}}}}")),
        Panel::new(
            "Failure rate by route",
            "The share of requests with a status of 5xx. The line is where the alert begins.",
            View::Lines,
        )
        .unit(Unit::Share)
        .query(format!("{} / {} > 0", rate(route, &failed), rate(route, &all)), legend.clone())
        .limit(Limit::Bad(most)),
        Panel::new(
            "Duration by route",
            "The mean, and the 95th percentile if the service has a histogram.",
            View::Lines,
        )
        .unit(Unit::Seconds)
        .query(mean, format!("{legend} mean"))
        .query(p95, format!("{legend} p95")),
    ]
}
