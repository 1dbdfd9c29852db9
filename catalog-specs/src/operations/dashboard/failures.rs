//! What the panels have in common: the selector of failures, and the variable in it.

use crate::operations::Operations;
use crate::operations::expression::select;

/// The variable with the domains that are shown.
pub(crate) const DOMAIN: &str = "domain";
/// What a variable for the domains is replaced with if all are shown.
pub(crate) const ALL: &str = ".*";

/// The selector of all failures.
pub(crate) fn select_failures(operations: &Operations) -> String {
    select(operations, &operations.metrics.errors, &[])
}

/// The versions that did not run 5 minutes ago.
pub(crate) fn new_versions(operations: &Operations) -> String {
    let processes = select(operations, &operations.metrics.build_info, &[]);
    format!("count by (version) ({processes}) unless count by (version) ({processes} offset 5m)")
}

/// The selector of the failures in the domains that are shown.
pub(super) fn shown_failures(operations: &Operations, matchers: &[String]) -> String {
    let shown = format!("{DOMAIN}=~\"${DOMAIN}\"");
    let all: Vec<_> = core::iter::once(shown).chain(matchers.iter().cloned()).collect();
    select(operations, &operations.metrics.errors, &all)
}
