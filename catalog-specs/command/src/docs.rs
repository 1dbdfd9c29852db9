//! `docs`: writes the documents and the lock.

use catalog_specs::{Json, Mode};

use crate::answer::{Answer, Failure};
use crate::arguments::Docs;
use crate::diff;
use crate::documents::{self, shown};
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::report;

pub(crate) fn run(asked: &Docs, working: &Working) -> Result<Answer, Failure> {
    let gate = documents::gate(&asked.source, &asked.documents, Mode::Write, working)?;
    if gate.has_errors() {
        return Err(Failure::of(gate.problems));
    }
    let kept = gate.kept.len();
    if let (0, Some(problem)) = (kept, gate.unread) {
        return Err(Failure::Usage(problem));
    }
    if kept == 0 {
        return Err(Failure::usage(
            "there is no document to write",
            "name them in build.rs: `catalog_specs::scan(\"src\").markdown(\"docs/errors.md\").lock(\"error-catalog.lock\").run()`\n\
             or in a test: `Codes::outputs().markdown(\"docs/errors.md\").check()`\n\
             or here: `cargo error-catalog docs --markdown docs/errors.md`",
        ));
    }
    let written: Vec<_> =
        gate.written.iter().map(|path| shown(path).display().to_string()).collect();
    let mut text = String::new();
    for path in &written {
        text.push_str(&format!("{} {}\n", Style::GOOD.paint("wrote"), visible(path)));
    }
    if let Some(made) = &gate.new_lock {
        text.push_str(&format!("{}\n{}\n", visible(&made.message), visible(&made.help)));
    }
    text.push_str(&diff::risks(&gate.changes));
    if written.is_empty() {
        let all = if kept == 1 { "is as it should be" } else { "are as they should be" };
        text = format!("{} {all}; nothing was written\n", plural(kept, "document"));
    }
    let notes = if gate.problems.is_empty() { String::new() } else { report::told(&gate.problems) };
    let json = Json::object([
        ("documents", report::count(kept)),
        ("written", Json::list(written)),
        ("changes", diff::json_of(&gate.changes, &gate.catalog)),
        ("problems", report::json(&gate.problems)),
    ]);
    Ok(Answer { text, notes, json, failed: false })
}
