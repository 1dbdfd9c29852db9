//! Compares or writes the documents of a package.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use catalog_specs::lock::Change;
use catalog_specs::model::Catalog;
use catalog_specs::{
    CONFIG_FILE, Config, Document, Drift, Mode, Outcome, Outputs, Problem, ProblemLevel,
};

use crate::answer::Failure;
use crate::arguments::{DocumentArguments, SourceArguments};
use crate::progress::Working;
use crate::sources::named::file_with_documents;
use crate::sources::package::{LOCK, Package};
use crate::sources::{Loaded, Origin};

/// The result of comparing or writing the documents.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) catalog: Catalog,
    pub(crate) origin: Origin,
    pub(crate) problems: Vec<Problem>,
    pub(crate) changes: Vec<Change>,
    pub(crate) drifted: Vec<Drift>,
    pub(crate) written: Vec<PathBuf>,
    /// The pages that were removed, because they are about nothing in the catalogue any more.
    pub(crate) removed: Vec<PathBuf>,
    /// The note about a lock that was created.
    pub(crate) new_lock: Option<Problem>,
    /// Whether a lock is declared and does not exist.
    pub(crate) lacks_lock: bool,
    /// What was not compared, and why.
    pub(crate) not_compared: Vec<Problem>,
    /// The paths of the documents, including the lock.
    pub(crate) kept: BTreeSet<PathBuf>,
    /// The path of the lock.
    pub(crate) lock: Option<PathBuf>,
    /// The source with the bodies of functions: folders and root files.
    pub(crate) roots: Vec<PathBuf>,
    pub(crate) config: Option<Config>,
    /// The folder of the package, if the catalogue is that of one.
    pub(crate) package: Option<PathBuf>,
    /// Notes for people, on stderr.
    pub(crate) notes: String,
}

/// The documents and the lock that are compared.
#[derive(Debug, Default)]
struct Declared {
    documents: Vec<Document>,
    lock: Option<PathBuf>,
    /// Paths that may not be written.
    problems: Vec<Problem>,
}

/// Whether documents are compared or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GateMode {
    Check,
    Write {
        /// Whether files outside the package may be written.
        allow_outside: bool,
        /// Whether files that were not generated may be overwritten.
        force: bool,
    },
}

/// Runs the gate over the documents of the flags, or over those that the package declares.
pub(crate) fn gate(
    source: &SourceArguments,
    documents: &DocumentArguments,
    mode: GateMode,
    working: &Working,
) -> Result<Gate, Failure> {
    let loaded = Loaded::read(source, working)?;
    let mut not_compared = Vec::new();
    let mut declared = Declared::from_flags(documents);
    if declared.is_empty() {
        if let Some(config) = &loaded.config {
            declared.documents.clone_from(&config.documents);
            declared.lock.clone_from(&config.lock);
            // The key in the file is for build scripts and tests: who runs the command decides here.
            let is_allowed = match mode {
                GateMode::Check => config.allow_outside,
                GateMode::Write { allow_outside, .. } => allow_outside,
            };
            if !is_allowed {
                declared.problems.clone_from(&config.outside);
            }
        }
        not_compared.extend(named_in_rust(&loaded, &declared));
    }
    not_compared.extend(loaded.doubts.iter().cloned());
    if loaded.origin == Origin::Preview && !loaded.sees_every_code() && !loaded.has_errors() {
        not_compared.push(missing_codes(&loaded));
        declared.documents.clear();
    }
    // A lock that exists is compared and written, although it is not declared. It is not written alone if other documents
    // cannot be.
    let is_alone = declared.documents.is_empty() && !not_compared.is_empty();
    let is_kept = mode == GateMode::Check || !is_alone;
    if let (Some(package), None, true) = (&loaded.package, &declared.lock, is_kept) {
        declared.lock = package.has_lock().then(|| PathBuf::from(LOCK));
    }
    // An empty file says on purpose that there is nothing to compare.
    let lacks_file = loaded.package.as_ref().is_some_and(|package| !package.has_config());
    if declared.is_empty() && not_compared.is_empty() && lacks_file {
        not_compared.push(nothing_declared());
    }
    Ok(run(&loaded, &declared, mode, not_compared, working))
}

fn run(
    loaded: &Loaded,
    declared: &Declared,
    mode: GateMode,
    mut not_compared: Vec<Problem>,
    working: &Working,
) -> Gate {
    let place = loaded.package.as_ref().map_or(Path::new(""), Package::place);
    let paths = declared.documents.iter().map(|document| &document.path).chain(&declared.lock);
    let kept = paths.map(|path| without_dot(&place.join(path))).collect();
    let outcome = if loaded.has_errors() || !declared.problems.is_empty() {
        Outcome::default()
    } else {
        let outputs = Outputs::from_catalog(loaded.catalog.clone()).base(place);
        let outputs = outputs.unread(loaded.unread.clone()).policies(loaded.policies());
        let outputs = loaded.operations.iter().cloned().fold(outputs, Outputs::operations);
        let outputs = declared.documents.iter().cloned().fold(outputs, Outputs::document);
        let mut outputs = declared.lock.iter().fold(outputs, Outputs::lock);
        let mode = match mode {
            GateMode::Check => Mode::Check,
            GateMode::Write { allow_outside, force } => {
                outputs = if allow_outside { outputs.allow_outside() } else { outputs };
                outputs = if force { outputs.force() } else { outputs };
                Mode::Write
            }
        };
        working.on("making the documents", |watch| outputs.outcome_with_progress(mode, watch))
    };
    let mut problems = loaded.problems.clone();
    // An item that was not read is reported once per place.
    let is_reported =
        |problem: &Problem| outcome.problems.iter().any(|other| other.place == problem.place);
    problems.retain(|known| {
        known.level == ProblemLevel::Error || known.place.is_none() || !is_reported(known)
    });
    problems.extend(declared.problems.iter().cloned());
    problems.extend(outcome.problems);
    not_compared.extend(outcome.not_compared);
    Gate {
        catalog: loaded.catalog.clone(),
        origin: loaded.origin,
        problems,
        changes: outcome.changes,
        drifted: outcome.drifted,
        written: outcome.written,
        removed: outcome.removed,
        new_lock: outcome.new_lock,
        lacks_lock: outcome.lacks_lock,
        not_compared,
        kept,
        roots: loaded.roots.clone(),
        config: loaded.config.clone(),
        package: loaded.package.as_ref().map(|package| package.place().to_owned()),
        lock: declared.lock.as_ref().map(|lock| without_dot(&place.join(lock))),
        notes: loaded.preview_note(),
    }
}

/// The problem that there is nothing to compare.
fn nothing_declared() -> Problem {
    let help = format!(
        "declare them in `{CONFIG_FILE}`, beside `Cargo.toml`: `[documents]`, and in it `markdown = \"docs/errors.md\"`; or `[lock]`, and in it `path = \"{LOCK}\"`"
    );
    not_compared(
        &format!("there is no `{CONFIG_FILE}`, so no document and no lock is declared"),
        help,
    )
}

/// The documents that only Rust code names. The command does not run that code, so it cannot
/// compare them.
fn named_in_rust(loaded: &Loaded, declared: &Declared) -> Option<Problem> {
    let package = loaded.package.as_ref()?;
    if loaded.origin == Origin::Preview {
        let cause = "a preview does not see which documents Rust code names";
        let help = format!("declare the documents in `{CONFIG_FILE}`, beside `Cargo.toml`");
        if !package.has_config() {
            return Some(not_compared(cause, help));
        }
        let file = without_dot(&file_with_documents(package.place())?);
        let help = format!("{help}, and leave them out of the Rust code; or leave out `--preview`");
        return Some(not_compared(&format!("{cause}: see `{}`", file.display()), help));
    }
    let is_declared = |word: &str, path: &PathBuf| {
        declared.documents.iter().any(|document| {
            document.format.as_str() == word && without_dot(&document.path) == without_dot(path)
        }) || word == "lock"
            && declared.lock.as_deref().is_some_and(|lock| without_dot(lock) == without_dot(path))
    };
    let named = loaded.named.iter().filter(|(word, path)| !is_declared(word, path));
    let named: Vec<_> = named.collect();
    let paths: Vec<_> = named.iter().map(|(_, path)| format!("`{}`", path.display())).collect();
    let cause = match paths.as_slice() {
        [] => return None,
        [path] => format!("Rust code names {path}, and `{CONFIG_FILE}` does not"),
        paths => format!("Rust code names {}, and `{CONFIG_FILE}` does not", paths.join(", ")),
    };
    let line = |(word, path): &&(&str, PathBuf)| match *word {
        "lock" => format!("note: [lock]\nnote: path = {:?}", path.display().to_string()),
        format => format!("note: {format} = {:?}", path.display().to_string()),
    };
    let (locks, documents): (Vec<_>, Vec<_>) =
        named.iter().copied().partition(|(word, _)| *word == "lock");
    let heading = (!documents.is_empty()).then(|| "note: [documents]".to_owned());
    let lines = documents.iter().chain(&locks).map(line);
    let lines: Vec<_> = heading.into_iter().chain(lines).collect();
    let help = format!(
        "declare them in `{CONFIG_FILE}`, and leave them out of the Rust code; or compare them with `cargo test`\n{}",
        lines.join("\n")
    );
    Some(not_compared(&cause, help))
}

/// The problem that a preview misses codes.
fn missing_codes(loaded: &Loaded) -> Problem {
    let unread: Vec<_> = loaded.unread.iter().map(|unread| format!("`{}`", unread.path)).collect();
    let cause = match unread.as_slice() {
        [] => "a preview does not see every code of the source".to_owned(),
        unread => format!("a preview does not see the codes of {}", unread.join(", ")),
    };
    let help = "leave out `--preview` and `--source`, so that the compiled registry is read";
    not_compared(&cause, help.to_owned())
}

fn not_compared(cause: &str, help: String) -> Problem {
    Problem::without_place(format!("not compared, because {cause}"), help)
}

impl Declared {
    /// The documents that flags name.
    fn from_flags(flags: &DocumentArguments) -> Self {
        Self { documents: flags.documents.clone(), lock: flags.lock.clone(), problems: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.lock.is_none()
    }
}

impl Gate {
    /// Whether the catalogue has errors, which must be fixed first.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.level == ProblemLevel::Error)
    }
}

/// Removes a leading `./` from a path.
pub(crate) fn without_dot(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}
