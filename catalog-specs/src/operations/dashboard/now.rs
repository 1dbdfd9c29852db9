//! What is wrong at this moment.

use super::failures::shown_failures;
use super::panel::{Limit, Panel, Unit, View};
use super::traffic;
use crate::Severity;
use crate::model::Catalog;
use crate::operations::expression::{equals, exact_increase, is_any, select};
use crate::operations::rules::{WATCHDOG, rules};
use crate::operations::{Operations, RuleKind};

pub(super) fn panels(catalog: &Catalog, operations: &Operations) -> Vec<Panel> {
    let number = |title: &str, about: &str, expression: &str| {
        Panel::new(title, about, View::Number)
            .sized(4, 4)
            .query(format!("({expression}) or vector(0)"), "")
    };
    let bad = |limit: &str| Limit::Bad(limit.to_owned());
    let names = &operations.metrics;
    let server_errors = traffic::server_errors(operations);
    let critical = shown_failures(operations, &[equals("severity", Severity::Critical.as_str())]);
    let failing = shown_failures(operations, &[]);
    let [dropped, calls, processes] =
        [&names.reports_dropped, &names.alert_failures, &names.build_info]
            .map(|metric| select(operations, metric, &[]));
    let most = operations.thresholds.server_errors.to_string();
    let hour = |selector: &str| format!("round(sum(increase({selector}[1h])))");
    vec![
        number(
            "Server errors, last minute",
            "Responses with a status of 5xx, counted exactly.",
            &format!("sum({})", exact_increase(&server_errors, "1m")),
        )
        .limit(Limit::Warning("1".to_owned()))
        .limit(bad(&most)),
        number("Critical failures, last hour", "Someone was called for them.", &hour(&critical))
            .limit(bad("1")),
        number(
            "Failing codes, last 5 minutes",
            "How many different codes were raised.",
            &format!("count(sum by (error_code) (increase({failing}[5m])) > 0)"),
        ),
        number("Reports not written, last hour", "What is missing in the log.", &hour(&dropped))
            .limit(bad("1")),
        number("Failed alert calls, last hour", "Calls of alert channels.", &hour(&calls))
            .limit(bad("1")),
        number("Processes", "Those that report failures.", &format!("count({processes})"))
            .limit(Limit::Good("1".to_owned())),
        firing(catalog, operations),
    ]
}

/// The alerts of the generated rules that fire.
fn firing(catalog: &Catalog, operations: &Operations) -> Panel {
    let rules = rules(catalog, operations);
    let mut names: Vec<_> = rules
        .iter()
        .filter_map(|rule| match &rule.kind {
            RuleKind::Alert(alert) => Some(alert.name),
            RuleKind::Record(_) => None,
        })
        .filter(|name| *name != WATCHDOG)
        .collect();
    names.sort_unstable();
    names.dedup();
    let columns = ["alertname", "error_code", "severity", "incident", "owner", "domain"];
    let route = operations.metrics.route.clone();
    let columns = columns.map(ToOwned::to_owned).into_iter().chain([route]).collect();
    let firing = [equals("alertstate", "firing"), is_any("alertname", names)];
    let expression = select(operations, "ALERTS", &firing);
    let about = "The alerts of the generated rules. The codes below lead to the runbooks.";
    Panel::new("Firing alerts", about, View::Table { columns, value: None, links: Vec::new() })
        .sized(24, 6)
        .unit(Unit::Count)
        .query(expression, "")
}
