//! The budgets of a catalogue: what counts as a failure of a domain and class, and how fast it may come.

use super::expression::{is_any, select};
use super::rules::{CODE_LABEL, burning};
use super::{Objective, Operations};
use crate::model::Catalog;

/// The budget of a domain and class.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    pub(crate) domain: String,
    pub(crate) class: &'static str,
    pub(crate) objective: Objective,
    /// Those who answer for its codes, sorted.
    pub(crate) owners: Vec<String>,
    /// Failures a second.
    pub(crate) failures: String,
    /// Requests a second.
    pub(crate) requests: String,
}

/// Every budget, sorted by domain and class.
pub(crate) fn budgets(catalog: &Catalog, operations: &Operations) -> Vec<Budget> {
    let requests = select(operations, &operations.metrics.requests, &[]);
    let burning = burning(catalog).into_iter();
    let budgets = burning.map(|((domain, class), codes)| {
        let names = is_any(CODE_LABEL, codes.iter().map(|(_, entry)| entry.code.as_str()));
        let failures = select(operations, &operations.metrics.errors, &[names]);
        let mut owners: Vec<_> =
            codes.iter().filter_map(|(_, entry)| entry.owner.clone()).collect();
        owners.sort_unstable();
        owners.dedup();
        Budget {
            domain: domain.to_owned(),
            class,
            objective: operations.slo.objective(domain),
            owners,
            failures: format!("sum(rate({failures}[5m]))"),
            requests: format!("sum(rate({requests}[5m]))"),
        }
    });
    budgets.collect()
}
