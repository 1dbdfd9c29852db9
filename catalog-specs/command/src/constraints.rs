//! Compares the constraints that codes declare with the migrations of the package.

use catalog_specs::ProblemLevel;
use catalog_specs::migrations::{Comparison, compare};

use crate::documents::Gate;
use crate::printing::{Style, plural};

/// Compares them. Without a package there are no migrations to compare with.
pub(crate) fn run(gate: &Gate) -> Comparison {
    let folders = gate.config.as_ref().and_then(|config| config.migrations.as_deref());
    match &gate.package {
        Some(package) if !gate.has_errors() => compare(&gate.catalog, package, folders),
        _ => Comparison::default(),
    }
}

/// The counts; `None` if no code declares a constraint.
pub(crate) fn summary(comparison: &Comparison) -> Option<String> {
    let Comparison { declared, problems, not_compared, is_off, .. } = comparison;
    if *declared == 0 {
        return None;
    }
    let errors = problems.iter().filter(|problem| problem.level == ProblemLevel::Error).count();
    Some(if *is_off {
        format!("{} not compared: `migrations = []`", plural(*declared, "constraint"))
    } else if !not_compared.is_empty() {
        Style::ERROR.paint("not compared")
    } else if errors > 0 {
        let all = plural(*declared, "constraint");
        Style::ERROR.paint(&format!("{errors} of {all} are not in the migrations"))
    } else {
        Style::GOOD.paint(&format!("{} in the migrations", plural(*declared, "constraint")))
    })
}
