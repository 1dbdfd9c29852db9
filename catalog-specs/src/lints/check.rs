//! Checks the bodies of a package: reads its files, and decides what is a mistake.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::allow::Allow;
use super::declared::Package;
use super::file::{self, FileLints};
use super::scope::{Candidate, Need};
use crate::findings::NOT_LOOKED_AT;
use crate::lint_table::{
    ALLOW_WITHOUT_REASON, Lint, LintLevel, LintLevels, UNKNOWN_ALLOW, UNUSED_ALLOW,
};
use crate::model::Place;
use crate::scan::parallel_read::read_all;
use crate::scan::source_files;
use crate::{Problem, ProblemLevel, ProgressFn, Step};

/// What the lints found in a package.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LintReport {
    /// The mistakes, by file and line. Those of level `deny` are errors.
    pub problems: Vec<Problem>,
    /// The files that were not looked at, each with the reason.
    pub unread: Vec<Problem>,
    /// The macro calls in other files whose code was not looked at, each with the reason.
    pub unread_macros: Vec<Problem>,
    /// How many files were read.
    pub files: usize,
    /// How many lines they have.
    pub lines: usize,
    /// How many bodies of functions were read.
    pub functions: usize,
    /// How many mistakes an `allow` comment exempts.
    pub allowed: usize,
}

/// Checks the source of a package: its roots, each a folder such as `src` or a root file.
pub fn check(roots: &[PathBuf], levels: &LintLevels, progress: ProgressFn<'_>) -> LintReport {
    if levels.are_off() {
        return LintReport::default();
    }
    // Two programs may share a module.
    let files: BTreeSet<_> = roots.iter().flat_map(|root| source_files(root)).collect();
    let files: Vec<_> = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.clone(), display_path(&path)))
        .collect();
    let (done, total) = (AtomicUsize::new(0), files.len());
    let step = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Step { what: "files", done, total });
    };
    decide(read_all(&files, &file::read, &step), levels)
}

/// Checks the text of one file, as a whole package. For tests.
#[doc(hidden)]
pub fn check_text(text: &str, levels: &LintLevels) -> LintReport {
    decide(vec![file::read_source(text, "src/lib.rs", None)], levels)
}

fn display_path(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn decide(files: Vec<FileLints>, levels: &LintLevels) -> LintReport {
    let mut report = LintReport::default();
    let mut package = Package::default();
    let mut read = Vec::new();
    for file in files {
        match file.problem {
            Some(problem) => report.unread.push(not_looked_at(problem)),
            None => {
                report.files += 1;
                report.lines += file.lines;
                report.functions += file.functions;
                package.add(file.declared);
                let is_read = file.unread.is_empty();
                let unread = file.unread.into_iter();
                report.unread_macros.extend(unread.map(|(place, reason)| {
                    let help = "move the code to a function that the macro calls";
                    not_looked_at(Problem::warning(place, reason, help))
                }));
                read.push((file.candidates, file.allows, file.misread, is_read));
            }
        }
    }
    for (candidates, allows, misread, is_read) in read {
        let lines = by_line(&allows);
        let mut used = vec![Vec::new(); allows.len()];
        for candidate in candidates {
            if !is_mistake(&candidate, &package) {
                continue;
            }
            let exempting = exempting(&candidate, &allows, &lines);
            match exempting.and_then(|at| used.get_mut(at)) {
                Some(used) => {
                    used.push(candidate.lint.id);
                    report.allowed += 1;
                }
                None => {
                    let Candidate { lint, place, mut values, .. } = candidate;
                    values.extend(package.logs().map(|name| ("log", name.to_owned())));
                    report.problems.extend(problem(lint, place, &values, levels));
                }
            }
        }
        for (allow, used) in allows.into_iter().zip(used) {
            report.problems.extend(problems_of_allow(&allow, &used, is_read, levels));
        }
        for misread in misread {
            let values = [("problem", misread.problem), ("cure", misread.cure)];
            report.problems.extend(problem(&UNKNOWN_ALLOW, misread.place, &values, levels));
        }
    }
    let key = |problem: &Problem| {
        problem.place.as_ref().map(|place| (place.file.clone(), place.line, place.column))
    };
    report.problems.sort_by_key(|problem| (key(problem), problem.rule));
    report.unread_macros.sort_by_key(key);
    report.problems.dedup();
    report
}

fn is_mistake(candidate: &Candidate, package: &Package) -> bool {
    match &candidate.needs {
        Need::Nothing => true,
        Need::Catalogued(called) => package.returns_catalogued(called),
        Need::Handler(function) => {
            function.is_routed
                || function.is_async && package.is_routed(&function.name)
                || function.returns.as_ref().is_some_and(|ty| package.is_catalogued_result(ty))
        }
        Need::Detail(fields) => fields.iter().any(|field| package.is_detail(field)),
        Need::Statuses(called) => called.iter().all(|called| package.returns_status(called)),
        Need::Logging => package.logs().is_some(),
    }
}

/// The comments by the line of the code that they are about.
fn by_line(allows: &[Allow]) -> BTreeMap<usize, Vec<usize>> {
    let mut lines: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, allow) in allows.iter().enumerate() {
        lines.entry(allow.line).or_default().push(at);
    }
    lines
}

/// The first comment that exempts a mistake: one about its line, or about a statement or an item around it.
fn exempting(
    candidate: &Candidate,
    allows: &[Allow],
    lines: &BTreeMap<usize, Vec<usize>>,
) -> Option<usize> {
    let about = candidate.starts.iter().chain([&candidate.place.line]);
    let exempting = about.filter_map(|line| lines.get(line)).flatten().copied().filter(|at| {
        let mut named = allows.get(*at).into_iter().flat_map(|allow| &allow.lints);
        named.any(|lint| lint.id == candidate.lint.id)
    });
    exempting.min()
}

/// An exemption that is not needed, or has no reason.
fn problems_of_allow(
    allow: &Allow,
    used: &[&str],
    is_read: bool,
    levels: &LintLevels,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for lint in &allow.lints {
        let value = [("lint", lint.id.to_owned())];
        // What a lint that is off would find is not known, nor what is in a macro that was not read.
        let is_known = is_read && levels.level(lint) != LintLevel::Allow;
        if !used.contains(&lint.id) && is_known {
            problems.extend(problem(&UNUSED_ALLOW, allow.place.clone(), &value, levels));
        } else if !allow.has_reason {
            problems.extend(problem(&ALLOW_WITHOUT_REASON, allow.place.clone(), &value, levels));
        }
    }
    problems
}

fn problem(
    lint: &'static Lint,
    place: Place,
    values: &[(&'static str, String)],
    levels: &LintLevels,
) -> Option<Problem> {
    let level = match levels.level(lint) {
        LintLevel::Allow => return None,
        LintLevel::Warn => ProblemLevel::Warning,
        LintLevel::Deny => ProblemLevel::Error,
    };
    let problem = Problem::error(place, lint.message(values), lint.help(values));
    Some(Problem { level, rule: Some(lint.id), ..problem })
}

/// The reason that code was not looked at, as a warning.
fn not_looked_at(problem: Problem) -> Problem {
    let message = format!("not looked at, because {}", reason(&problem.message));
    Problem { message, ..problem }.with_rule(NOT_LOOKED_AT.id).into_warning()
}

fn reason(message: &str) -> &str {
    message.strip_prefix("cannot read this file: ").unwrap_or(message)
}
