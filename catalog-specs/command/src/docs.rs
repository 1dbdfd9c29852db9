//! `docs`: writes the documents and the lock.

use std::path::PathBuf;

use catalog_specs::{CONFIG_FILE, Json, Problem};

use crate::answer::{Answer, Failure};
use crate::arguments::Docs;
use crate::diff;
use crate::documents::{self, GateMode, without_dot};
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::report;

pub(crate) fn run(args: &Docs, working: &Working) -> Result<Answer, Failure> {
    let mode = GateMode::Write { allow_outside: args.write.allow_outside, force: args.force };
    let gate = documents::gate(&args.source, &args.documents, mode, working)?;
    if gate.has_errors() {
        return Err(Failure::from_problems(gate.problems));
    }
    let kept = gate.kept.len();
    if kept == 0 && !gate.not_compared.is_empty() {
        return Err(Failure::not_compared(gate.not_compared));
    }
    if kept == 0 {
        let help = format!(
            "declare them in `{CONFIG_FILE}`, beside `Cargo.toml`: `[documents]`, and in it `markdown = \"docs/errors.md\"`\n\
             or name them here: `cargo error-catalog docs --markdown docs/errors.md`"
        );
        let problem = Problem::without_place("no document is declared", help);
        return Err(Failure::NoDocuments(problem));
    }
    let shown = |paths: &[PathBuf]| -> Vec<_> {
        paths.iter().map(|path| without_dot(path).display().to_string()).collect()
    };
    let (written, removed) = (shown(&gate.written), shown(&gate.removed));
    let mut text = String::new();
    for path in &removed {
        text.push_str(&format!("{} {}\n", Style::GOOD.paint("removed"), visible(path)));
    }
    for path in &written {
        text.push_str(&format!("{} {}\n", Style::GOOD.paint("wrote"), visible(path)));
    }
    if let Some(made) = &gate.new_lock {
        text.push_str(&format!("{}\n{}\n", visible(&made.message), visible(&made.help)));
    }
    text.push_str(&diff::risks(&gate.changes));
    if written.is_empty() && removed.is_empty() {
        let all = if kept == 1 { "is up to date" } else { "are up to date" };
        text = format!("{} {all}; nothing was written\n", plural(kept, "document"));
    }
    let mut notes = gate.notes;
    if !gate.problems.is_empty() {
        notes.push_str(&report::render_problems(&gate.problems));
    }
    for problem in &gate.not_compared {
        notes.push_str(&report::render_problems(std::slice::from_ref(problem)));
    }
    let json = Json::object([
        ("documents", report::count(kept)),
        ("written", Json::list(written)),
        ("removed", Json::list(removed)),
        ("changes", diff::changes_json(&gate.changes, &gate.catalog)),
        ("problems", report::json(&gate.problems)),
        ("not_compared", report::json(&gate.not_compared)),
        ("catalogue", gate.origin.as_str().into()),
    ]);
    let not_compared = !gate.not_compared.is_empty();
    let mut findings = gate.problems;
    findings.extend(diff::findings(&gate.changes, &gate.catalog));
    findings.extend(report::uncompared(&gate.not_compared));
    Ok(Answer { notes, findings, not_compared, ..Answer::new(text, json) })
}
