//! Failures by domain, severity and code.

use super::failures::shown_failures;
use super::link::link_by_code;
use super::panel::{Panel, Unit, View};
use crate::model::Catalog;
use crate::operations::Operations;

const SEVERITIES: &[(&str, &str)] =
    &[("WARNING", "yellow"), ("ERROR", "orange"), ("CRITICAL", "red")];
/// The codes that a graph shows.
const MOST_LINES: u32 = 12;

pub(super) fn panels(catalog: &Catalog, operations: &Operations) -> Vec<Panel> {
    let failures = shown_failures(operations, &[]);
    let by = |label: &str| format!("sum by ({label}) (rate({failures}[$__rate_interval])) * 60");
    let graph =
        |title: &str, about: &str, view: View| Panel::new(title, about, view).unit(Unit::PerMinute);
    let runbook = operations.runbook.as_deref().and_then(link_by_code);
    let page = catalog.settings.docs.as_deref().and_then(link_by_code);
    let links = [("Runbook", runbook), ("Page", page)];
    let links = links.into_iter().filter_map(|(name, link)| Some((name, link?))).collect();
    let columns = ["error_code", "domain", "severity"].map(ToOwned::to_owned).into();
    let counts = View::Table { columns, value: Some("Occurrences"), links };
    let counted = "sum by (error_code, domain, severity)";
    vec![
        graph("Errors by domain", "Which part of the service fails.", View::Lines)
            .query(by("domain"), "{{domain}}"),
        graph("Errors by severity", "How much of it matters.", View::Stack)
            .query(by("severity"), "{{severity}}")
            .colours(SEVERITIES),
        graph("Errors by code", "The most frequent codes.", View::Lines)
            .query(format!("topk({MOST_LINES}, {} > 0)", by("error_code")), "{{error_code}}"),
        Panel::new("Codes in this time", "A click on a code leads to its runbook or page.", counts)
            .sized(24, 8)
            .query(format!("sort_desc(round({counted} (increase({failures}[$__range]))) > 0)"), ""),
    ]
}
