//! Runs the lints over the source of a package.

use std::path::PathBuf;

use catalog_specs::lints::{self, LintReport};
use catalog_specs::{Config, Problem, ProblemLevel};

use crate::progress::Working;

/// What the lints found, and what it means for the check.
#[derive(Debug, Default)]
pub(crate) struct Linted {
    pub(crate) report: LintReport,
    /// Code that was not looked at although a lint of level `deny` asks for it.
    pub(crate) not_compared: Vec<Problem>,
    /// How many files were not looked at.
    pub(crate) unread_files: usize,
    /// How many macro calls were not looked at.
    pub(crate) unread_macros: usize,
}

/// Checks the source: folders and root files.
pub(crate) fn run(roots: &[PathBuf], config: Option<&Config>, working: &Working) -> Linted {
    let levels = config.map(|config| config.lints.clone()).unwrap_or_default();
    let mut report = working.on("checking the bodies", |watch| lints::check(roots, &levels, watch));
    let (unread_files, unread_macros) = (report.unread.len(), report.unread_macros.len());
    let mut not_compared = Vec::new();
    // A denied mistake may be in code that was not looked at.
    if levels.has_denied() {
        not_compared.append(&mut report.unread);
        not_compared.append(&mut report.unread_macros);
        if report.files == 0 && not_compared.is_empty() {
            not_compared.push(no_source());
        }
    }
    Linted { report, not_compared, unread_files, unread_macros }
}

/// The problem that a lint is denied and there is no source to look at.
fn no_source() -> Problem {
    let message =
        "not compared, because no source file was found: the lints that `[lints]` sets to `deny`";
    let help = "see whether `src`, or each `path` of a target in `Cargo.toml`, exists; or set these lints to `warn`";
    Problem::without_place(message, help)
}

impl Linted {
    /// Whether a mistake of level `deny` was found.
    pub(crate) fn is_denied(&self) -> bool {
        self.report.problems.iter().any(|problem| problem.level == ProblemLevel::Error)
    }

    /// The mistakes, and the code that was not looked at.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let LintReport { problems, unread, unread_macros, .. } = &self.report;
        problems.iter().chain(unread).chain(unread_macros).cloned().collect()
    }
}
