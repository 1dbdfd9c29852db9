//! Burn rates: how fast failures use up the budgets of the objectives.

use std::collections::BTreeMap;

use super::panel::{Limit, Panel, Unit, View};
use crate::model::Catalog;
use crate::operations::expression::is_any;
use crate::operations::rules::{FAILURES, REQUESTS, burning};
use crate::operations::{Objective, Operations};

/// The long windows of the alerts, and the burn rate that each allows.
const WINDOWS: [(&str, &str); 3] = [("1h", "14.4"), ("6h", "6"), ("3d", "1")];
/// The time that a budget is for.
const PERIOD: &str = "30d";

pub(super) fn panels(catalog: &Catalog, operations: &Operations) -> Vec<Panel> {
    let mut objectives: BTreeMap<Objective, Vec<&str>> = BTreeMap::new();
    for (domain, _) in burning(catalog).into_keys() {
        let domains = objectives.entry(operations.slo.objective(domain)).or_default();
        if domains.last() != Some(&domain) {
            domains.push(domain);
        }
    }
    if objectives.is_empty() {
        return Vec::new();
    }
    let legend = "{{domain}} ({{class}})";
    let mut panels = Vec::new();
    for (window, allowed) in WINDOWS {
        let about = format!(
            "1 uses up the budget in {PERIOD} exactly. The line is where the alert over {window} begins."
        );
        let mut panel = Panel::new(format!("Burn rate over {window}"), about, View::Lines)
            .sized(6, 8)
            .unit(Unit::Times)
            .limit(Limit::Bad(allowed.to_owned()));
        for (objective, domains) in &objectives {
            let burned = burned(*objective, domains.iter().copied(), window);
            panel = panel.query(burned, legend);
        }
        panels.push(panel);
    }
    let about = format!("What is left of the budget of the last {PERIOD}.");
    let mut left = Panel::new("Budget left", about, View::Bars)
        .sized(6, 8)
        .unit(Unit::Share)
        .limit(Limit::Warning("0.1".to_owned()))
        .limit(Limit::Good("0.5".to_owned()));
    for (objective, domains) in &objectives {
        let burned = burned(*objective, domains.iter().copied(), PERIOD);
        left = left.query(format!("1 - {burned}"), legend);
    }
    panels.push(left);
    panels
}

/// The share of failures over a window, as a multiple of what the objective allows.
fn burned<'d>(
    objective: Objective,
    domains: impl Iterator<Item = &'d str>,
    window: &str,
) -> String {
    let failures = format!("{FAILURES}{{{}, domain=~\"$domain\"}}", is_any("domain", domains));
    format!(
        "avg_over_time({failures}[{window}]) / on () group_left () avg_over_time({REQUESTS}[{window}]) / {}",
        objective.burn_ratio(10)
    )
}
