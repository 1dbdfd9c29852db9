//! The rules that follow from a catalogue, in the order of the file.

mod alert;
mod budgets;
mod codes;
mod counting;
mod health;
mod rise;
mod traffic;
mod trend;

pub(super) use alert::{CODE_LABEL, runbook_of};
pub(crate) use budgets::{BURN_LIMITS, BurnLimit};
pub(super) use budgets::{DAYS, HOURS, Pace, burning};
pub(super) use codes::{CODE_ALERTS, CODE_THRESHOLD, ERROR_OCCURRED};
pub(crate) use health::WATCHDOG;
pub(crate) use traffic::{ROUTE_FAILING, ROUTE_SLOW};

use super::{Operations, Rule};
use crate::model::Catalog;

/// How often a group is evaluated, if it is not at the interval of the configuration.
pub(crate) fn interval(group: &str) -> Option<&'static str> {
    match group {
        codes::CRITICAL => Some(codes::CRITICAL_INTERVAL),
        codes::THRESHOLDS | traffic::GROUP => Some(counting::INTERVAL),
        _ => budgets::interval(group),
    }
}

/// Every rule of a catalogue. Rules that need a code of some severity are left out if there is none.
pub(crate) fn rules(catalog: &Catalog, operations: &Operations) -> Vec<Rule> {
    let mut rules = traffic::rules(operations);
    rules.extend(codes::rules(catalog, operations));
    rules.extend(budgets::rules(catalog, operations));
    rules.extend(health::rules(operations));
    // What is recorded, and each alert, has the labels by which its service is selected.
    for rule in &mut rules {
        rule.labels.extend(operations.labels.iter().cloned());
    }
    rules
}
