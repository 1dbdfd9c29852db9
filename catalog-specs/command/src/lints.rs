//! Runs the lints over the source of a package.

use std::path::Path;

use catalog_specs::lints::{self, LintReport};
use catalog_specs::{Config, Problem, ProblemLevel};

use crate::progress::Working;

/// What the lints found, and what it means for the check.
#[derive(Debug, Default)]
pub(crate) struct Linted {
    pub(crate) report: LintReport,
    /// Files that were not looked at although a lint of level `deny` asks for it.
    pub(crate) not_compared: Vec<Problem>,
}

/// Checks the source at a path: a folder with source, or a root file.
pub(crate) fn run(root: &Path, config: Option<&Config>, working: &Working) -> Linted {
    let levels = config.map(|config| config.lints.clone()).unwrap_or_default();
    let mut report = working.on("checking the bodies", |watch| lints::check(root, &levels, watch));
    // A denied mistake may be in a file that was not looked at.
    let not_compared =
        if levels.has_denied() { std::mem::take(&mut report.unread) } else { Vec::new() };
    Linted { report, not_compared }
}

impl Linted {
    /// Whether a mistake of level `deny` was found.
    pub(crate) fn is_denied(&self) -> bool {
        self.report.problems.iter().any(|problem| problem.level == ProblemLevel::Error)
    }

    /// The mistakes, and the files that were not looked at.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        self.report.problems.iter().chain(&self.report.unread).cloned().collect()
    }
}
