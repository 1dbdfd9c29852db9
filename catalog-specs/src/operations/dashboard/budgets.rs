//! Burn rates: how fast failures use up the budgets of the objectives.

use std::collections::BTreeMap;

use super::panel::{Limit, Panel, Unit, View};
use crate::model::Catalog;
use crate::operations::expression::{is_any, select};
use crate::operations::rules::{DAYS, HOURS, Pace, burning};
use crate::operations::{Objective, Operations};

/// The long windows of the alerts, and the burn rate that each allows.
const WINDOWS: [(&str, &str, &Pace); 3] =
    [("1h", "14.4", &HOURS), ("6h", "6", &HOURS), ("3d", "1", &DAYS)];
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
    for (window, allowed, pace) in WINDOWS {
        let about = format!(
            "1 uses up the budget in {PERIOD} exactly. The line is where the alert over {window} begins."
        );
        let mut panel = Panel::new(format!("Burn rate over {window}"), about, View::Lines)
            .sized(6, 8)
            .unit(Unit::Times)
            .limit(Limit::Bad(allowed.to_owned()));
        for (objective, domains) in &objectives {
            let burned = burned(operations, *objective, domains, (pace, window));
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
        let burned = burned(operations, *objective, domains, (&DAYS, PERIOD));
        left = left.query(format!("1 - {burned}"), legend);
    }
    panels.push(left);
    panels
}

/// The share of failures over a window, as a multiple of what the objective allows.
fn burned(
    operations: &Operations,
    objective: Objective,
    domains: &[&str],
    (pace, window): (&Pace, &str),
) -> String {
    let domains = [is_any("domain", domains.iter().copied()), "domain=~\"$domain\"".to_owned()];
    let failures = select(operations, pace.failures, &domains);
    let requests = select(operations, pace.requests, &[]);
    format!(
        "sum_over_time({failures}[{window}]) / on () group_left () sum_over_time({requests}[{window}]) / {}",
        objective.burn_ratio(10)
    )
}
