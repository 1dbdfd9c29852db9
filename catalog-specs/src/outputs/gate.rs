//! The check: compares the documents and the lock with the catalogue, and writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::declaration::CatalogSource;
use super::leftovers::leftovers;
use super::{Document, Drift, Format, Outputs, file, generated_marker, paths};
use crate::findings::{PROTO_CLASH, UNLINKED_RUNBOOK};
use crate::lock::{Change, Lock, Unread, Verdict, compare};
use crate::model::{Catalog, Place};
use crate::operations::{BURN_LIMITS, BurnLimit, Objective, Receivers};
use crate::policies::{self, Surroundings};
use crate::render::{self, ProtoClash};
use crate::{Problem, ProblemLevel, ProgressFn, Step, files, render_problems, visible};

/// Whether documents may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write what has changed.
    Write,
    /// Write nothing; fail if something has changed.
    Check,
}

/// The result of a check.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The catalogue.
    pub catalog: Catalog,
    /// Problems of the source, the files and the lock.
    pub problems: Vec<Problem>,
    /// The changes since the lock was written.
    pub changes: Vec<Change>,
    /// The documents that differ and were not written.
    pub drifted: Vec<Drift>,
    /// Whether the lock is missing.
    pub lacks_lock: bool,
    /// The warning that a new lock was written.
    pub new_lock: Option<Problem>,
    /// The documents that were written.
    pub written: Vec<PathBuf>,
    /// The pages that were removed, because nothing in the catalogue is about them any more.
    pub removed: Vec<PathBuf>,
    /// The source files that were read.
    pub read: Vec<PathBuf>,
    /// The entries of the registry that could not be read.
    pub unread: Vec<Unread>,
    /// The parts of the lock that were not compared, and why.
    pub not_compared: Vec<Problem>,
}

const DIFF_LINES: usize = 30;
/// The help for a missing lock.
pub const RESTORE_LOCK: &str = "if there was a lock before, restore it from version control: a new one does not have its promises";

impl Outcome {
    /// Whether the check failed.
    pub fn failed(&self) -> bool {
        self.has_errors() || !self.drifted.is_empty() || !self.not_compared.is_empty()
    }

    fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.level == ProblemLevel::Error)
    }

    /// The report for people, with the command that updates the documents; empty if there is nothing to report.
    pub fn report(&self, fix: &str) -> String {
        let problems = self.problems.iter().chain(&self.new_lock).chain(&self.not_compared);
        let problems: Vec<_> = problems.cloned().collect();
        let mut text = render_problems(&problems, false);
        for drift in &self.drifted {
            let (message, diff) = (drift.message(), drift.diff(DIFF_LINES));
            let _ = writeln!(text, "error: {message}\n{diff}");
        }
        if !self.drifted.is_empty() {
            let _ = writeln!(text, "help: {fix}");
        }
        if self.lacks_lock {
            let _ = writeln!(text, "help: {RESTORE_LOCK}");
        }
        let is_risk =
            |change: &&Change| change.verdict() == Verdict::Risk && !change.needs_reason();
        for change in self.changes.iter().filter(is_risk) {
            let _ = writeln!(text, "warning: {}", visible(&change.to_string()));
        }
        text
    }
}

pub(super) fn run(outputs: &Outputs, mode: Mode, progress: ProgressFn<'_>) -> Outcome {
    let mut outcome = read_catalog(outputs, progress);
    outcome.problems.extend(outputs.problems.iter().cloned());
    // Do not write documents of an incomplete catalogue.
    if outcome.has_errors() {
        return outcome;
    }
    outcome.problems.extend(check_policies(outputs, &outcome));
    outcome.problems.extend(unknown_objectives(outputs, &outcome));
    outcome.problems.extend(alerts_without_reach(outputs));
    outcome.problems.extend(unknown_owners(outputs, &outcome));
    outcome.problems.extend(tickets_without_channel(outputs));
    outcome.problems.extend(unlinked_runbook(outputs));
    outcome.problems.extend(proto_clashes(outputs, &outcome.catalog));
    let documents = outputs.documents.iter();
    let checked = documents.map(|document| document.format.check_path(&document.path));
    outcome.problems.extend(checked.filter_map(Result::err));
    // What a policy misses is missing in the documents.
    if outcome.has_errors() {
        return outcome;
    }
    let mut wanted = Vec::new();
    let mut context = outputs.context();
    for (done, document) in (1..).zip(&outputs.documents) {
        context.path.clone_from(&document.path);
        for (below, text) in
            document.format.render_with(&outcome.catalog, document.audience, &context)
        {
            let path = outputs.place(&document.path);
            let path = if below.as_os_str().is_empty() { path } else { path.join(below) };
            // Git and editors expect a text file to end with a line break.
            let text = if text.ends_with('\n') { text } else { text + "\n" };
            wanted.push((path, text));
        }
        progress(Step { what: "documents", done, total: outputs.documents.len() });
    }
    if let Some(path) = &outputs.lock {
        let path = outputs.place(path);
        match lock(&path, outputs, &mut outcome) {
            Ok(text) => wanted.push((path, text)),
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome.problems.extend(find_shared_paths(&wanted));
    if outcome.has_errors() {
        return outcome;
    }
    let mut drifted = Vec::new();
    match find_leftovers(outputs, &wanted) {
        Ok(leftovers) => drifted = leftovers,
        Err(problem) => outcome.problems.push(problem),
    }
    for (path, text) in wanted {
        match file::drift(&path, text) {
            Ok(drift) => drifted.extend(drift),
            Err(problem) => outcome.problems.push(problem),
        }
    }
    let lock = outputs.lock.as_ref().map(|path| outputs.place(path));
    let documents = drifted.iter().filter(|drift| lock.as_ref() != Some(&drift.path));
    let foreign: Vec<_> = documents.filter_map(find_foreign).collect();
    if !foreign.is_empty() && !outputs.force {
        outcome.problems.extend(foreign);
        return outcome;
    }
    if mode == Mode::Write && !outputs.allow_outside {
        let outside = find_outside(outputs, &drifted);
        if !outside.is_empty() {
            outcome.problems.extend(outside);
            return outcome;
        }
    }
    for drift in drifted {
        let is_lock = lock.as_ref() == Some(&drift.path);
        if mode == Mode::Check {
            outcome.lacks_lock |= is_lock && drift.found.is_none();
            outcome.drifted.push(drift);
            continue;
        }
        let is_new_lock = is_lock && drift.found.is_none();
        let Some(wanted) = &drift.wanted else {
            match fs::remove_file(&drift.path) {
                Ok(()) => outcome.removed.push(drift.path),
                Err(error) => outcome.problems.push(not_removed(&drift.path, &error)),
            }
            continue;
        };
        match files::write(&drift.path, wanted) {
            Ok(()) => {
                if is_new_lock {
                    outcome.new_lock = Some(new_lock(&drift.path, &outcome.catalog));
                }
                outcome.written.push(drift.path);
            }
            Err(problem) => outcome.problems.push(problem),
        }
    }
    outcome
}

/// The codes that do not pass a policy.
fn check_policies(outputs: &Outputs, outcome: &Outcome) -> Vec<Problem> {
    let Some(policies) = outputs.policies.as_ref().filter(|policies| !policies.is_empty()) else {
        return Vec::new();
    };
    let has_pages =
        outputs.operations.as_ref().is_some_and(|operations| operations.runbook.is_some());
    let is_runbook = |document: &Document| document.format == Format::Runbook;
    let surroundings = Surroundings {
        package: &outputs.base,
        has_runbook: has_pages || outputs.documents.iter().any(is_runbook),
        is_complete: outcome.unread.is_empty(),
    };
    policies::check(policies, &outcome.catalog, &surroundings)
}

/// The domains with an objective that no code has: those that were meant would have the common one.
fn unknown_objectives(outputs: &Outputs, outcome: &Outcome) -> Vec<Problem> {
    let operations = outputs.operations.iter().filter(|_| outcome.unread.is_empty());
    let domains = operations.flat_map(|operations| &operations.slo.domains);
    let domains = domains.map(|(domain, _)| domain.as_str());
    let setting = "`[operations.slo] domains`";
    policies::domains_of_no_code(domains, &outcome.catalog, setting, "remove it")
}

/// The warnings about objectives that are so low that an alert about their budget cannot fire.
fn alerts_without_reach(outputs: &Outputs) -> Vec<Problem> {
    let is_written = outputs.documents.iter().any(|document| document.format == Format::Prometheus);
    let slo = outputs.operations.as_ref().filter(|_| is_written).map(|operations| &operations.slo);
    let common = slo.map(|slo| ("objective".to_owned(), slo.objective));
    let domains = slo.into_iter().flat_map(|slo| &slo.domains);
    let domains = domains.map(|(domain, objective)| (format!("domains.{domain}"), *objective));
    let problems = common.into_iter().chain(domains).filter_map(|(setting, objective)| {
        let cannot = |limit: &&BurnLimit| !objective.can_burn(limit.tenths);
        let silent: Vec<_> = BURN_LIMITS.iter().filter(cannot).collect();
        let alerts: Vec<_> = silent.iter().map(|limit| format!("`{}`", limit.alert)).collect();
        let lowest = Objective::lowest_percent(silent.iter().map(|limit| limit.tenths).max()?);
        let message = format!(
            "{} cannot fire with {} % as `{}` of `[operations.slo]`: more than all requests would have to fail",
            alerts.join(" and "),
            objective.percent(),
            visible(&setting),
        );
        let help = format!("write at least {lowest}");
        Some(Problem::without_place(message, help).into_warning())
    });
    problems.collect()
}

/// The owners with a channel that no code has: the alerts of those that were meant would go to the common one.
fn unknown_owners(outputs: &Outputs, outcome: &Outcome) -> Vec<Problem> {
    let operations = outputs.operations.iter().filter(|_| outcome.unread.is_empty());
    let owners = operations.flat_map(|operations| &operations.receivers.owners);
    let owners = owners.map(|(owner, _)| owner.as_str());
    policies::owners_of_no_code(owners, &outcome.catalog)
}

/// The warning that alerts which call no one are sent nowhere, although others are.
fn tickets_without_channel(outputs: &Outputs) -> Option<Problem> {
    let is_written =
        outputs.documents.iter().any(|document| document.format == Format::Alertmanager);
    let receivers = &outputs.operations.as_ref()?.receivers;
    let has_tickets = receivers.slack.is_some() || receivers.email.is_some();
    if !is_written || has_tickets || *receivers == Receivers::default() {
        return None;
    }
    let help = "add `slack` or `email` under `[operations.receivers]`: PagerDuty gets what is CRITICAL only";
    let problem = Problem::without_place("alerts with severity ERROR are sent to no channel", help);
    Some(problem.into_warning())
}

/// The warning that alerts do not lead to the runbook, because its address is not known.
fn unlinked_runbook(outputs: &Outputs) -> Option<Problem> {
    let has = |format: Format| outputs.documents.iter().any(|document| document.format == format);
    let has_address =
        outputs.operations.as_ref().is_some_and(|operations| operations.runbook.is_some());
    if has_address || !has(Format::Prometheus) || !has(Format::Runbook) {
        return None;
    }
    let problem =
        Problem::without_place("the alerts do not lead to the runbook", UNLINKED_RUNBOOK.help);
    Some(problem.with_rule(UNLINKED_RUNBOOK.id).into_warning())
}

/// The warnings about values of the protocol buffers that depend on another code.
fn proto_clashes(outputs: &Outputs, catalog: &Catalog) -> Vec<Problem> {
    if !outputs.documents.iter().any(|document| document.format == Format::Proto) {
        return Vec::new();
    }
    let clashes = render::proto_clashes(catalog).into_iter();
    let problems = clashes.map(|ProtoClash { code, other, what }| {
        let message = format!(
            "`{code}` and `{other}` have the same {what} in protocol buffers, so that of `{code}` depends on `{other}`"
        );
        let place = catalog.entries().find(|(_, entry)| entry.code == code);
        let place = place.and_then(|(_, entry)| entry.place("code").cloned());
        let problem = Problem::without_place(message, PROTO_CLASH.help).into_warning();
        Problem { place, ..problem.with_rule(PROTO_CLASH.id) }
    });
    problems.collect()
}

/// The pages of every document that are about nothing in the catalogue any more.
fn find_leftovers(outputs: &Outputs, wanted: &[(PathBuf, String)]) -> Result<Vec<Drift>, Problem> {
    let wanted: BTreeSet<_> = wanted.iter().map(|(path, _)| paths::normalize_path(path)).collect();
    let mut found = Vec::new();
    for document in outputs.documents.iter().filter(|document| document.format.is_folder()) {
        let folder = outputs.place(&document.path);
        found.extend(leftovers(document.format, &folder, &wanted)?);
    }
    found.dedup();
    Ok(found)
}

fn not_removed(path: &Path, error: &io::Error) -> Problem {
    let message = format!("cannot remove `{}`: {error}", short_path(path).display());
    Problem::without_place(message, "remove it by hand")
}

/// The warning about a new lock: if there was one before, its promises are lost.
fn new_lock(path: &Path, catalog: &Catalog) -> Problem {
    let codes: BTreeSet<_> = catalog.entries().map(|(_, entry)| &entry.code).collect();
    let message = match codes.len() {
        1 => format!("wrote a new lock with 1 code to `{}`", short_path(path).display()),
        codes => format!("wrote a new lock with {codes} codes to `{}`", short_path(path).display()),
    };
    let cure = format!("commit it; {RESTORE_LOCK}");
    Problem::without_place(message, cure).into_warning()
}

/// Documents with the same path, which would overwrite each other; and a document at the folder of another one, which
/// could not be written.
fn find_shared_paths(wanted: &[(PathBuf, String)]) -> Vec<Problem> {
    const CURE: &str = "name another path for one of them";
    let mut known = BTreeMap::new();
    let mut problems = Vec::new();
    for (path, _) in wanted {
        let Some(first) = known.insert(paths::normalize_path(path), path) else { continue };
        let (first, again) = (short_path(first).display(), short_path(path).display());
        let message = if first.to_string() == again.to_string() {
            format!("two documents have the path `{again}`")
        } else {
            format!("two documents have the same path, `{first}` and `{again}`")
        };
        problems.push(Problem::without_place(message, CURE));
    }
    for (place, path) in &known {
        if let Some(file) = place.ancestors().skip(1).find_map(|folder| known.get(folder)) {
            let (file, path) = (short_path(file).display(), short_path(path).display());
            let message = format!(
                "`{file}` is the path of a document and the folder of another one, `{path}`"
            );
            problems.push(Problem::without_place(message, CURE));
        }
    }
    problems
}

/// The documents that would be written outside the package, each once; else the files of a site that a link leads
/// outside.
fn find_outside(outputs: &Outputs, drifted: &[Drift]) -> Vec<Problem> {
    let check = |path: &Path| files::check_inside(&outputs.base, path).err();
    let documents = outputs.documents.iter().map(|document| &document.path).chain(&outputs.lock);
    let places: Vec<_> = documents.map(|path| outputs.place(path)).collect();
    let is_written =
        |place: &&PathBuf| drifted.iter().any(|drift| drift.path.starts_with(place.as_path()));
    let problems: Vec<_> =
        places.iter().filter(is_written).filter_map(|place| check(place)).collect();
    if problems.is_empty() {
        return drifted.iter().filter_map(|drift| check(&drift.path)).collect();
    }
    problems
}

/// A file that was not generated: it may be the only copy of what someone wrote.
fn find_foreign(drift: &Drift) -> Option<Problem> {
    let cure = "name another path for the document, move or delete the file, or overwrite it with \
                `cargo error-catalog docs --force`";
    generated_marker::check_generated(short_path(&drift.path), drift.found.as_deref()?, cure)
}

fn read_catalog(outputs: &Outputs, progress: ProgressFn<'_>) -> Outcome {
    #[cfg(not(feature = "scan"))]
    let _ = progress;
    match &outputs.source {
        CatalogSource::Catalog(catalog) => Outcome {
            catalog: (**catalog).clone(),
            unread: outputs.unread.clone(),
            ..Outcome::default()
        },
        #[cfg(feature = "scan")]
        CatalogSource::Tree { root, registry } => {
            let scan = crate::scan::read_with_progress(
                &outputs.place(root),
                registry.as_deref(),
                progress,
            );
            Outcome {
                catalog: scan.catalog,
                problems: scan.problems,
                read: scan.files,
                unread: scan.unread,
                ..Outcome::default()
            }
        }
    }
}

/// The expected text of the lock. Breaking changes become problems and are not recorded.
fn lock(path: &Path, outputs: &Outputs, outcome: &mut Outcome) -> Result<String, Vec<Problem>> {
    let mut new = Lock::from_catalog(&outcome.catalog);
    if let Some(operations) = &outputs.operations {
        new = new.with_operations(operations);
    }
    let written = new.write();
    let text = file::read_utf_8(path).map_err(|problem| vec![problem])?;
    let Some(text) = text.filter(|text| *text != written) else { return Ok(written) };
    let mut lock = Lock::read(&text, &short_path(path).display().to_string())?;
    if new.keep_operations(&lock) {
        outcome.not_compared.push(Lock::operations_not_compared());
    }
    let kept = new.keep_unread(&lock, &outcome.unread);
    let kept: Vec<_> =
        kept.into_iter().map(|unread| unread.problem(&outcome.catalog.name)).collect();
    // One warning for each place.
    let is_reported = |place: &Option<Place>| kept.iter().any(|problem| problem.place == *place);
    outcome
        .problems
        .retain(|problem| problem.level == ProblemLevel::Error || !is_reported(&problem.place));
    outcome.problems.extend(kept);
    outcome.changes = compare(&lock, &new);
    for change in &outcome.changes {
        if change.needs_reason() {
            let file = short_path(path).display().to_string();
            outcome.problems.push(change.problem_in_lock(&outcome.catalog, &text, &file));
        }
    }
    lock.update(&new);
    Ok(lock.write())
}

/// A path without a leading `./`.
fn short_path(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
