//! The dashboard of a catalogue, as data: rows of panels with the queries behind them.
//!
//! The panels read the raw metrics, so that they work without the rules; budgets need the series that the rules record.

mod budgets;
mod errors;
mod failures;
mod health;
mod link;
mod now;
mod panel;
mod traffic;

pub(crate) use failures::{ALL, DOMAIN, new_versions, select_failures};
pub(crate) use panel::{CodeLinks, Limit, Panel, Unit, View};

use super::Operations;
use super::rules::runbook_of;
use crate::Incident;
use crate::model::Catalog;

/// A catalogue with more codes lists those that someone is called for.
const MOST_CODES: usize = 1000;

/// The panels below one heading.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) title: &'static str,
    pub(crate) panels: Vec<Panel>,
}

/// The rows, the most urgent first.
pub(crate) fn dashboard(catalog: &Catalog, operations: &Operations) -> Vec<Row> {
    let budgets = budgets::panels(catalog, operations);
    let mut rows = vec![
        Row { title: "Now", panels: now::panels(catalog, operations) },
        Row { title: "Errors", panels: errors::panels(catalog, operations) },
        Row { title: "Requests", panels: traffic::panels(operations) },
        Row { title: "Error budgets", panels: budgets },
        Row { title: "Retries and reports", panels: health::panels(operations) },
        Row { title: "Codes", panels: vec![codes(catalog, operations)] },
    ];
    rows.retain(|row| !row.panels.is_empty());
    rows
}

/// The codes with links to their pages.
fn codes(catalog: &Catalog, operations: &Operations) -> Panel {
    let mut codes = catalog.sorted();
    codes.dedup_by(|(_, a), (_, b)| a.code == b.code);
    let about = if codes.len() > MOST_CODES {
        codes.retain(|(_, entry)| {
            matches!(entry.effective_incident(), Incident::P0 | Incident::P1)
                || entry.alert.is_some_and(|alert| alert.page)
        });
        codes.truncate(MOST_CODES);
        "The codes of incident level P0 and P1, and those that call the person on duty."
    } else {
        "Every code, with its runbook and its page."
    };
    let links = codes.iter().map(|(_, entry)| CodeLinks {
        code: entry.code.clone(),
        title: entry.title.clone().unwrap_or_default(),
        severity: entry.effective_severity(),
        incident: entry.effective_incident(),
        owner: entry.owner.clone().unwrap_or_default(),
        runbook: runbook_of(catalog, operations, entry),
        page: catalog.settings.page_url(entry),
    });
    Panel::new("Codes", about, View::Codes(links.collect())).sized(24, 12)
}
