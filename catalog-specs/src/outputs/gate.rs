//! The gate: what is there against what should be there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::declaration::Source;
use super::{Drift, Outputs, file, ours, place};
use crate::lock::{Change, Lock, Unread, Verdict, compare};
use crate::model::{Catalog, Place};
use crate::{Gravity, Problem, Step, Watch, told};

/// Whether the gate may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What has changed is written.
    Write,
    /// Nothing is written; what has changed is a failure.
    Check,
}

/// What the gate found and did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The catalogue.
    pub catalog: Catalog,
    /// What is wrong with the source, the files, or the promises of the lock.
    pub problems: Vec<Problem>,
    /// What has changed since the lock was written.
    pub changes: Vec<Change>,
    /// The documents that are not what they should be; empty where they were written.
    pub drifted: Vec<Drift>,
    /// Whether the lock is among them because there is none.
    pub lacks_lock: bool,
    /// That a lock was made, where there was none.
    pub new_lock: Option<Problem>,
    /// The documents that were written.
    pub written: Vec<PathBuf>,
    /// The source files that were read.
    pub read: Vec<PathBuf>,
    /// What the registry lists and was not read.
    pub unread: Vec<Unread>,
}

/// How much of a difference is shown: enough to see what it is about.
const DIFF_LINES: usize = 30;
/// What to do about a lock that is gone.
pub const RESTORE_LOCK: &str = "if there was one before, bring that back from version control: a new one knows nothing of what was promised";

impl Outcome {
    /// Whether the gate is closed.
    pub fn failed(&self) -> bool {
        let is_error = |problem: &Problem| problem.gravity == Gravity::Error;
        self.problems.iter().any(is_error) || !self.drifted.is_empty()
    }

    /// All of it as a person reads it, with the command that mends drift; empty where all is well.
    pub fn report(&self, mend: &str) -> String {
        let problems: Vec<_> = self.problems.iter().chain(&self.new_lock).cloned().collect();
        let mut text = told(&problems, false);
        for drift in &self.drifted {
            let (message, diff) = (drift.message(), drift.diff(DIFF_LINES));
            let _ = writeln!(text, "error: {message}\n{diff}");
        }
        if !self.drifted.is_empty() {
            let _ = writeln!(text, "help: {mend}");
        }
        if self.lacks_lock {
            let _ = writeln!(text, "help: {RESTORE_LOCK}");
        }
        for change in self.changes.iter().filter(|change| change.verdict() == Verdict::Risk) {
            let _ = writeln!(text, "warning: {change}");
        }
        text
    }
}

pub(super) fn run(outputs: &Outputs, mode: Mode, watch: Watch<'_>) -> Outcome {
    let mut outcome = read(outputs, watch);
    outcome.problems.extend(outputs.problems.iter().cloned());
    // Documents of half a catalogue would tell half the truth.
    if outcome.failed() {
        return outcome;
    }
    let mut wanted = Vec::new();
    for (done, document) in (1..).zip(&outputs.documents) {
        for (below, text) in document.format.render_for(&outcome.catalog, document.audience) {
            let path = outputs.place(&document.path);
            let path = if below.as_os_str().is_empty() { path } else { path.join(below) };
            // Git and editors expect a text file to end with a line.
            let text = if text.ends_with('\n') { text } else { text + "\n" };
            wanted.push((path, text));
        }
        watch(Step { what: "documents", done, of: outputs.documents.len() });
    }
    if let Some(path) = &outputs.lock {
        let path = outputs.place(path);
        match lock(&path, &mut outcome) {
            Ok(text) => wanted.push((path, text)),
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome.problems.extend(named_twice(&wanted));
    if outcome.failed() {
        return outcome;
    }
    let mut drifted = Vec::new();
    for (path, text) in wanted {
        match file::drift(&path, text) {
            Ok(drift) => drifted.extend(drift),
            Err(problem) => outcome.problems.push(problem),
        }
    }
    let lock = outputs.lock.as_ref().map(|path| outputs.place(path));
    let documents = drifted.iter().filter(|drift| lock.as_ref() != Some(&drift.path));
    let foreign: Vec<_> = documents.filter_map(foreign).collect();
    if !foreign.is_empty() {
        outcome.problems.extend(foreign);
        return outcome;
    }
    for drift in drifted {
        let is_lock = lock.as_ref() == Some(&drift.path);
        if mode == Mode::Check {
            outcome.lacks_lock |= is_lock && drift.found.is_none();
            outcome.drifted.push(drift);
            continue;
        }
        let is_new_lock = is_lock && drift.found.is_none();
        match file::write(&drift.path, &drift.wanted) {
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

/// That a lock was made: where there was one before, all that it promised is gone with it.
fn new_lock(path: &Path, catalog: &Catalog) -> Problem {
    let codes: BTreeSet<_> = catalog.rows().map(|(_, row)| &row.code).collect();
    let message = match codes.len() {
        1 => format!("made a new lock with 1 code at `{}`", shown(path).display()),
        codes => format!("made a new lock with {codes} codes at `{}`", shown(path).display()),
    };
    let cure = format!("commit it; {RESTORE_LOCK}");
    Problem { gravity: Gravity::Warning, ..Problem::nowhere(message, cure) }
}

/// Documents with one place, each of which would write over the other, build for build; and those that stand where another
/// has its folder, which would fail when half is written.
fn named_twice(wanted: &[(PathBuf, String)]) -> Vec<Problem> {
    const CURE: &str = "name another place for one of them";
    let mut known = BTreeMap::new();
    let mut problems = Vec::new();
    for (path, _) in wanted {
        let Some(first) = known.insert(place::led_to(path), path) else { continue };
        let (first, again) = (shown(first).display(), shown(path).display());
        let message = if first.to_string() == again.to_string() {
            format!("two documents are to be written to `{again}`")
        } else {
            format!("two documents are to be written to one place, `{first}` and `{again}`")
        };
        problems.push(Problem::nowhere(message, CURE));
    }
    for (place, path) in &known {
        if let Some(file) = place.ancestors().skip(1).find_map(|folder| known.get(folder)) {
            let (file, path) = (shown(file).display(), shown(path).display());
            let message =
                format!("`{file}` is to be a document, and the folder of another one, `{path}`");
            problems.push(Problem::nowhere(message, CURE));
        }
    }
    problems
}

/// A file that nobody generated: it may be the only copy of what somebody wrote.
fn foreign(drift: &Drift) -> Option<Problem> {
    let cure = "name another place for the document, or move or delete what is there";
    ours::foreign(shown(&drift.path), drift.found.as_deref()?, cure)
}

fn read(outputs: &Outputs, watch: Watch<'_>) -> Outcome {
    #[cfg(not(feature = "scan"))]
    let _ = watch;
    match &outputs.source {
        Source::Catalog(catalog) => Outcome {
            catalog: (**catalog).clone(),
            unread: outputs.unread.clone(),
            ..Outcome::default()
        },
        #[cfg(feature = "scan")]
        Source::Tree { root, registry } => {
            let scan = crate::scan::read_watched(&outputs.place(root), registry.as_deref(), watch);
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

/// The lock as it should be; what breaks a promise is a problem and stays out of it.
fn lock(path: &Path, outcome: &mut Outcome) -> Result<String, Vec<Problem>> {
    let mut new = Lock::of(&outcome.catalog);
    let written = new.write();
    let text = file::read(path).map_err(|problem| vec![problem])?;
    let Some(text) = text.filter(|text| *text != written) else { return Ok(written) };
    let mut lock = Lock::read(&text, &shown(path).display().to_string())?;
    let kept = new.keep_unread(&lock, &outcome.unread);
    let kept: Vec<_> =
        kept.into_iter().map(|unread| unread.problem(&outcome.catalog.name)).collect();
    // One word about each place.
    let is_told = |place: &Option<Place>| kept.iter().any(|problem| problem.place == *place);
    outcome
        .problems
        .retain(|problem| problem.gravity == Gravity::Error || !is_told(&problem.place));
    outcome.problems.extend(kept);
    outcome.changes = compare(&lock, &new);
    for change in &outcome.changes {
        if change.verdict() == Verdict::Break {
            let file = shown(path).display().to_string();
            outcome.problems.push(change.problem_with(&outcome.catalog, &text, &file));
        }
    }
    lock.update(&new);
    Ok(lock.write())
}

/// A path without a needless `./` before it.
fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
