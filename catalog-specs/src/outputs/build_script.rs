//! The check as a build script: when it runs, and the directives for cargo.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::declaration::CatalogSource;
use super::{CONFIG_FILE, Mode, Outcome, Outputs, compiled, environment, paths};
use crate::lock::{Change, Verdict};
use crate::policies::POLICY_RULE;
use crate::{Problem, ProblemLevel, render_problems, visible};

/// Overrides the mode that `CI` selects.
const MODE_VARIABLE: &str = "ERROR_CATALOG";

pub(super) fn run(outputs: Outputs) {
    let mut directives = Vec::new();
    watch_inputs(&outputs, &mut directives);
    compiled::write_named_documents(&outputs);
    let outputs = outputs.declared(ProblemLevel::Warning);
    let failed = match script_mode() {
        _ if compiled::is_called_by_the_command() => {
            // The command compares the documents itself. A build without it must run the script again.
            directives.push(format!("rerun-if-env-changed={}", compiled::COMMAND_VARIABLE));
            None
        }
        ScriptMode::Run(mode) => {
            if mode == Mode::Check {
                watch_documents(&outputs, &mut directives);
            }
            report_outcome(&outputs, &outputs.outcome(mode), mode, &mut directives)
        }
        ScriptMode::Off => None,
        ScriptMode::NotCompared => {
            directives.push(format!(
                "warning=not compared, because cargo was called outside of the package: \
                 the documents of the error catalogue; set `{MODE_VARIABLE}=check` to compare them, or `off`"
            ));
            None
        }
        ScriptMode::Unknown(value) => Some(format!(
            "error: `{MODE_VARIABLE}` is `{}`: expected `check`, `write` or `off`\n",
            visible(&value)
        )),
    };
    #[expect(clippy::print_stdout, reason = "cargo reads the directives from standard output")]
    for line in directives {
        // A line break in a name must not make a second directive.
        println!("cargo:{}", visible(&line));
    }
    if let Some(report) = failed {
        fail(&report);
    }
}

/// Whether this is a build script, and not a test or a program.
pub(super) fn is_running() -> bool {
    env::var_os("CARGO_CFG_TARGET_ARCH").is_some()
}

/// Fails the build script. A test panics instead: exiting would end the other tests of its binary silently.
fn fail(report: &str) -> ! {
    if is_running() {
        eprintln!("{report}");
        std::process::exit(1);
    }
    #[expect(clippy::panic, reason = "this is how a test fails")]
    {
        panic!("{report}help: `.run()` is for build scripts; in a test, write `.check()`");
    }
}

/// Adds the inputs that cargo must watch. The documents are not watched: the script itself writes them, so that
/// it would run twice.
fn watch_inputs(outputs: &Outputs, directives: &mut Vec<String>) {
    directives.push("rerun-if-env-changed=CI".to_owned());
    directives.push(format!("rerun-if-env-changed={MODE_VARIABLE}"));
    directives.push("rerun-if-changed=build.rs".to_owned());
    let config = outputs.place(Path::new(CONFIG_FILE));
    // Cargo runs the script with every build if a watched file is missing.
    if !outputs.names_documents() || config.is_file() {
        directives.push(format!("rerun-if-changed={}", config.display()));
    }
    match &outputs.source {
        CatalogSource::Catalog(_) => {}
        #[cfg(feature = "scan")]
        CatalogSource::Tree { root, .. } => {
            directives.push(format!("rerun-if-changed={}", outputs.place(root).display()));
        }
    }
}

/// Adds the documents and the lock as inputs where they are only compared: with a cached build the script would not see
/// that one of them was changed.
fn watch_documents(outputs: &Outputs, directives: &mut Vec<String>) {
    let documents = outputs.documents.iter().map(|document| &document.path);
    for path in documents.chain(&outputs.lock) {
        directives.push(format!("rerun-if-changed={}", outputs.place(path).display()));
    }
}

/// Adds warnings for cargo. Returns the report to fail with.
fn report_outcome(
    outputs: &Outputs,
    outcome: &Outcome,
    mode: Mode,
    directives: &mut Vec<String>,
) -> Option<String> {
    // `#[path]` may name files outside of the tree.
    for path in &outcome.read {
        directives.push(format!("rerun-if-changed={}", path.display()));
    }
    // rustc and the derive report these errors better. Under `CI` the script fails all the same: code behind a `cfg`
    // that is off is not compiled, and nothing was compared.
    if mode == Mode::Write && (is_only_in_source(outcome) || is_reported_by_derive(outcome)) {
        directives.push(format!("warning={}", not_written_warning(outcome)));
        return None;
    }
    // What was not compared has no rule. A warning that has one is advice about what was.
    let uncompared = outcome.problems.iter().filter(|problem| problem.rule.is_none());
    let uncompared: Vec<_> = uncompared.cloned().collect();
    if mode == Mode::Check && !outcome.failed() && !uncompared.is_empty() {
        return Some(format!(
            "{}help: compare the documents and the lock in a test: `Codes::outputs().check()`\n",
            render_problems(&uncompared, false)
        ));
    }
    if outcome.failed() {
        return Some(outcome.report(
            "build once without `CI`, or run `cargo error-catalog docs`, and commit the written files",
        ));
    }
    for problem in outcome.problems.iter().chain(&outcome.new_lock) {
        directives.push(format!("warning={}", one_line(problem)));
    }
    let is_risk = |change: &&Change| change.verdict() == Verdict::Risk && !change.needs_reason();
    let risks: Vec<_> = outcome.changes.iter().filter(is_risk).collect();
    directives.extend(risks.iter().map(|change| format!("warning={change}")));
    let is_news = outcome.new_lock.is_some() || !risks.is_empty();
    if let Some(lock) = outputs.lock.as_ref().filter(|_| is_news && mode == Mode::Write) {
        // Cargo repeats warnings until the script runs again, and these hold only once.
        directives.push(format!("rerun-if-changed={}", outputs.place(lock).display()));
    }
    None
}

/// Whether all errors are in Rust source, which the compiler reads next. Errors of the lock or of files are
/// reported only here.
fn is_only_in_source(outcome: &Outcome) -> bool {
    let is_rust = |problem: &Problem| {
        let place = problem.place.as_ref();
        place.is_some_and(|place| Path::new(&place.file).extension().is_some_and(|end| end == "rs"))
    };
    let mut errors = outcome.problems.iter().filter(|problem| is_error(problem)).peekable();
    errors.peek().is_some() && errors.all(is_rust) && !breaks(outcome)
}

/// The warning that no document was written, with the first error that the compiler does not report.
fn not_written_warning(outcome: &Outcome) -> String {
    let errors = outcome.problems.iter().filter(|problem| is_error(problem));
    let mut unreported = errors.filter(|problem| problem.rule.is_none());
    let left = "the documents of the error catalogue were not written";
    let Some(first) = unreported.next() else { return format!("{left}: the catalogue has errors") };
    let more = match unreported.count() {
        0 => String::new(),
        more => format!(" (and {more} more: run `cargo error-catalog check`)"),
    };
    format!("{left}: {}{more}", one_line(first))
}

fn is_error(problem: &Problem) -> bool {
    problem.level == ProblemLevel::Error
}

/// Whether a change breaks a promise of the lock, or a code does not pass a policy. Only this check reports it.
fn breaks(outcome: &Outcome) -> bool {
    outcome.changes.iter().any(Change::needs_reason)
        || outcome.problems.iter().any(|problem| problem.rule == Some(POLICY_RULE))
}

/// Whether all errors are broken rules that the derive reports too, at the attribute.
fn is_reported_by_derive(outcome: &Outcome) -> bool {
    let mut errors = outcome.problems.iter().filter(|problem| is_error(problem)).peekable();
    errors.peek().is_some() && errors.all(|problem| problem.rule.is_some()) && !breaks(outcome)
}

/// The problem on one line, as a directive must be.
fn one_line(problem: &Problem) -> String {
    let text = problem.to_string();
    // Cargo adds `warning: ` itself.
    let text = text.strip_prefix("warning: ").unwrap_or(&text);
    text.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

/// What the environment asks of a build script.
enum ScriptMode {
    /// To compare, or to write.
    Run(Mode),
    /// Nothing.
    Off,
    /// Nothing, although `CI` asks for a comparison.
    NotCompared,
    /// A word that is no mode.
    Unknown(String),
}

fn script_mode() -> ScriptMode {
    let value = env::var_os(MODE_VARIABLE).unwrap_or_default();
    match value.to_str() {
        Some("check") => return ScriptMode::Run(Mode::Check),
        Some("write") => return ScriptMode::Run(Mode::Write),
        Some("off") => return ScriptMode::Off,
        Some("") => {}
        _ => return ScriptMode::Unknown(value.to_string_lossy().into_owned()),
    }
    let Some(package) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        return ScriptMode::Off;
    };
    if is_copy(&package) {
        return ScriptMode::Off;
    }
    let is_ci = environment::is_set("CI");
    if is_dependency(&package) {
        let is_unclear = is_ci && !is_called_in_a_package();
        return if is_unclear { ScriptMode::NotCompared } else { ScriptMode::Off };
    }
    match (is_ci, is_read_only(&package)) {
        (true, _) => ScriptMode::Run(Mode::Check),
        (false, false) => ScriptMode::Run(Mode::Write),
        (false, true) => ScriptMode::Off,
    }
}

/// Whether the package is a copy that cargo made.
fn is_copy(package: &Path) -> bool {
    // `Cargo.toml.orig` is in every packaged copy, `.cargo-ok` in every checkout of a git dependency,
    // the checksum in vendored ones.
    let marks = ["Cargo.toml.orig", ".cargo_vcs_info.json", ".cargo-checksum.json"];
    marks.iter().any(|mark| package.join(mark).exists())
        || package.ancestors().any(|folder| folder.join(".cargo-ok").exists())
}

/// Whether nothing may be written to the package. It can be compared all the same.
fn is_read_only(package: &Path) -> bool {
    fs::metadata(package).is_ok_and(|known| known.permissions().readonly())
}

/// Whether cargo was called in a package, which then has this one as a dependency. Elsewhere `--manifest-path` may name
/// either.
fn is_called_in_a_package() -> bool {
    let folder = env::var_os("PWD").map(PathBuf::from).unwrap_or_default();
    folder.ancestors().any(|folder| folder.join("Cargo.toml").is_file())
}

/// Whether the package is built as a dependency: neither the target folder nor the folder where cargo was called
/// is in the package or in its workspace.
fn is_dependency(package: &Path) -> bool {
    let workspace = paths::workspace(package);
    // A member may lie beside the root of its workspace.
    let is_ours = |folder: &Path| {
        [workspace.as_path(), package].into_iter().any(|ours| paths::is_inside(ours, folder))
    };
    let builds_here = env::var_os("OUT_DIR").is_some_and(|out| is_ours(Path::new(&out)));
    let called_here = env::var_os("PWD").is_none_or(|folder| is_ours(Path::new(&folder)));
    !builds_here && !called_here
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::model::{Catalog, Entry, Group, Place};

    fn outputs(folder: &Path) -> Outputs {
        // They have the same name in protocol buffers.
        let entry = |code| Entry::new(code, code, 400, Level::Info);
        let entries = vec![entry("CART_X2"), entry("CART_X_2")];
        let group = Group { domain: "CART".into(), entries, ..Group::default() };
        let catalog = Catalog { groups: vec![group], ..Catalog::default() };
        let outputs = Outputs::from_catalog(catalog).base(folder).lock("error-catalog.lock");
        outputs.proto("errors.proto").runbook("runbook").prometheus("rules.json")
    }

    #[test]
    fn advice_is_a_warning_in_ci_and_a_gap_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let outputs = outputs(folder.path());
        assert!(!outputs.outcome(Mode::Write).failed());
        let (outcome, mut directives) = (outputs.outcome(Mode::Check), Vec::new());
        assert_eq!(report_outcome(&outputs, &outcome, Mode::Check, &mut directives), None);
        for advice in ["the alerts do not lead to the runbook", "in protocol buffers"] {
            assert!(directives.iter().any(|line| line.contains(advice)), "{directives:?}");
        }
        // A place of the source that could not be read.
        let mut outcome = outputs.outcome(Mode::Check);
        let place = Place { file: "src/lib.rs".into(), line: 1, column: 1, length: 1 };
        outcome.problems.push(Problem::warning(place, "a macro may have codes", ""));
        let failed = report_outcome(&outputs, &outcome, Mode::Check, &mut Vec::new());
        assert!(failed.is_some_and(|report| report.contains("a macro may have codes")));
    }
}
