//! The lints over the bodies of functions: what they report, and what they do not.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

mod allow;
mod forms;
mod hostile;
mod package;
mod tricky;

use catalog_specs::lints::{LintLevels, LintReport, check_text};

/// What the lints find in a source, as `id line:column`.
fn found(source: &str) -> Vec<String> {
    let report = read(source);
    let problems = report.problems.iter().map(|problem| {
        let place = problem.place.as_ref().unwrap();
        format!("{} {}:{}", problem.rule.unwrap(), place.line, place.column)
    });
    problems.collect()
}

fn read(source: &str) -> LintReport {
    let report = check_text(source, &LintLevels::default());
    assert!(report.unread.is_empty(), "{:?}\n{source}", report.unread);
    report
}
