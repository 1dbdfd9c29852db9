//! The gate as a build script: when it runs, when it stays out of the way, what it tells cargo.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::declaration::Source;
use super::{CONFIG_FILE, Mode, Outcome, Outputs, compiled, place};
use crate::lock::{Change, Verdict};
use crate::{Gravity, Problem};

/// Decides over `CI`, for whoever needs it otherwise.
const SWITCH: &str = "ERROR_CATALOG";

pub(super) fn run(outputs: Outputs) {
    let mut tell = Vec::new();
    watch(&outputs, &mut tell);
    compiled::leave_named_documents(&outputs);
    let outputs = outputs.declared(Gravity::Warning);
    let failed = match mode() {
        _ if compiled::is_called_by_the_command() => {
            // The command compares the documents itself. The next build without it runs the script again.
            tell.push(format!("rerun-if-env-changed={}", compiled::COMMAND));
            None
        }
        Some(mode) => answer(&outputs, &outputs.outcome(mode), mode, &mut tell),
        None => None,
    };
    // Cargo reads what a build script prints.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
    for line in tell {
        println!("cargo:{line}");
    }
    if let Some(report) = failed {
        end(&report);
    }
}

/// Whether this is a build script, and not a test or a program.
pub(super) fn is_running() -> bool {
    env::var_os("CARGO_CFG_TARGET_ARCH").is_some()
}

/// Ends a build script as a compiler ends. A test that was ended like this would take all others of
/// its file with it and say nothing.
fn end(report: &str) -> ! {
    if is_running() {
        eprintln!("{report}");
        std::process::exit(1);
    }
    #[expect(clippy::panic, reason = "this is how a test fails")]
    {
        panic!("{report}help: `.run()` is for build scripts; in a test, write `.check()`");
    }
}

/// When the script is to run again. The documents are not watched: that they are newer than the
/// script's last run is its own doing, and would run it twice.
fn watch(outputs: &Outputs, tell: &mut Vec<String>) {
    tell.push("rerun-if-env-changed=CI".to_owned());
    tell.push(format!("rerun-if-env-changed={SWITCH}"));
    tell.push("rerun-if-changed=build.rs".to_owned());
    if !outputs.names_documents() {
        let config = outputs.place(Path::new(CONFIG_FILE));
        tell.push(format!("rerun-if-changed={}", config.display()));
    }
    match &outputs.source {
        Source::Catalog(_) => {}
        #[cfg(feature = "scan")]
        Source::Tree { root, .. } => {
            tell.push(format!("rerun-if-changed={}", outputs.place(root).display()));
        }
    }
}

/// Tells what was found; answers what the build fails over.
fn answer(
    outputs: &Outputs,
    outcome: &Outcome,
    mode: Mode,
    tell: &mut Vec<String>,
) -> Option<String> {
    // Files outside of the tree, which a `#[path]` leads to.
    for path in &outcome.read {
        tell.push(format!("rerun-if-changed={}", path.display()));
    }
    if mode == Mode::Write && is_of_the_source(outcome) {
        // What the derive reports, it reports better; and what rustc cannot read, rustc tells.
        tell.push(format!("warning={}", left_as_they_are(outcome)));
        return None;
    }
    if left_to_the_derive(outcome) {
        return None;
    }
    if outcome.failed() {
        return Some(outcome.report(
            "build once without `CI`, or run `cargo error-catalog docs`, and commit what it writes",
        ));
    }
    for problem in outcome.problems.iter().chain(&outcome.new_lock) {
        tell.push(format!("warning={}", one_line(problem)));
    }
    let is_risk = |change: &&Change| change.verdict() == Verdict::Risk;
    let risks: Vec<_> = outcome.changes.iter().filter(is_risk).collect();
    tell.extend(risks.iter().map(|change| format!("warning={change}")));
    let is_news = outcome.new_lock.is_some() || !risks.is_empty();
    if let Some(lock) = outputs.lock.as_ref().filter(|_| is_news && mode == Mode::Write) {
        // Cargo repeats warnings until the script runs again, and these are true but once.
        tell.push(format!("rerun-if-changed={}", outputs.place(lock).display()));
    }
    None
}

/// Whether all that is wrong stands in the Rust source, which the compiler is about to read. Nobody
/// else tells of a lock, a folder or a chain that is wrong.
fn is_of_the_source(outcome: &Outcome) -> bool {
    let is_rust = |problem: &Problem| {
        let place = problem.place.as_ref();
        place.is_some_and(|place| Path::new(&place.file).extension().is_some_and(|end| end == "rs"))
    };
    let mut errors = outcome.problems.iter().filter(|problem| is_error(problem)).peekable();
    errors.peek().is_some() && errors.all(is_rust) && !breaks(outcome)
}

/// That nothing is written, with the first reason that the compiler does not tell.
fn left_as_they_are(outcome: &Outcome) -> String {
    let errors = outcome.problems.iter().filter(|problem| is_error(problem));
    let mut untold = errors.filter(|problem| problem.rule.is_none());
    let left = "the documents of the error catalogue are left as they are";
    let Some(first) = untold.next() else { return format!("{left} until it compiles") };
    let more = match untold.count() {
        0 => String::new(),
        more => format!(" (and {more} more: `cargo error-catalog check` tells all)"),
    };
    format!("{left}: {}{more}", one_line(first))
}

fn is_error(problem: &Problem) -> bool {
    problem.gravity == Gravity::Error
}

/// Whether a promise of the lock is broken, which nobody else would tell.
fn breaks(outcome: &Outcome) -> bool {
    outcome.changes.iter().any(|change| change.verdict() == Verdict::Break)
}

/// Whether all that is wrong is a rule of the derive, whose report stands at the very literal and
/// comes with all the others of the build.
fn left_to_the_derive(outcome: &Outcome) -> bool {
    let mut errors = outcome.problems.iter().filter(|problem| is_error(problem)).peekable();
    errors.peek().is_some() && errors.all(|problem| problem.rule.is_some()) && !breaks(outcome)
}

/// A directive ends with its line.
fn one_line(problem: &Problem) -> String {
    let text = problem.to_string();
    // That it is a warning cargo says itself.
    let text = text.strip_prefix("warning: ").unwrap_or(&text);
    text.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

/// What the environment asks for; nothing where the script has to stay out of the way.
fn mode() -> Option<Mode> {
    let said = env::var(SWITCH).unwrap_or_default();
    match said.as_str() {
        "check" => return Some(Mode::Check),
        "write" => return Some(Mode::Write),
        "off" => return None,
        _ => {}
    }
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)?;
    if is_copy(&package) || is_foreign(&package) {
        return None;
    }
    let is_ci = env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
    Some(if is_ci { Mode::Check } else { Mode::Write })
}

/// Whether the package is a copy that cargo made, or one that cannot be written to.
fn is_copy(package: &Path) -> bool {
    // `Cargo.toml.orig` is in every packaged copy, `.cargo-ok` in every checkout of a git dependency,
    // the checksum in vendored ones.
    let marks = ["Cargo.toml.orig", ".cargo_vcs_info.json", ".cargo-checksum.json"];
    marks.iter().any(|mark| package.join(mark).exists())
        || package.ancestors().any(|folder| folder.join(".cargo-ok").exists())
        || fs::metadata(package).is_ok_and(|known| known.permissions().readonly())
}

/// Whether the build is somebody else's: its target folder stands in another workspace than the
/// package, and nobody called cargo from within the package's.
fn is_foreign(package: &Path) -> bool {
    let workspace = place::workspace(package);
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let builds_here = out.is_some_and(|out| out.starts_with(&workspace));
    let called_here =
        env::var_os("PWD").is_none_or(|folder| Path::new(&folder).starts_with(&workspace));
    !builds_here && !called_here
}
