//! The parts that pages share: code blocks, steps, escalation and checklists.

use core::fmt::Write as _;

use crate::generated::RUNBOOK_MARK;
use crate::operations::{ESCALATION, Operations, RESPONSE, STEPS};
use crate::render::markdown::{cell, escaped, plain};
use crate::render::text::visible;

/// The start of the runbook.
pub(super) const INDEX: &str = "README.md";
/// What errors of other systems mean.
pub(super) const SYSTEMS: &str = "systems.md";

/// The first lines of a page.
pub(super) fn head(title: &str) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str("# ");
    plain(title, &mut out);
    out.push_str("\n\n<!-- ");
    out.push_str(RUNBOOK_MARK);
    out.push_str(": change the Rust enums and generate it again. -->\n\n");
    out
}

/// Appends a heading.
pub(super) fn heading(text: &str, out: &mut String) {
    let _ = writeln!(out, "## {text}\n");
}

/// Appends a block of code, whose fence is longer than any in it.
pub(super) fn fenced(language: &str, text: &str, out: &mut String) {
    let text = text.replace("\r\n", "\n");
    let text = visible(text.trim_end());
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = writeln!(out, "{fence}{language}\n{text}\n{fence}\n");
}

/// A link to a page in the same folder.
pub(super) fn link(text: &str, file: &str) -> String {
    format!("[{}]({file})", cell(text))
}

/// A person or team, with the address if it is known.
pub(super) fn person(operations: &Operations, name: &str) -> String {
    match operations.contacts.iter().find(|(known, _)| known == name) {
        Some((_, address)) => format!("{} ({})", escaped(name), escaped(address)),
        None => escaped(name),
    }
}

/// Appends what is the same for every incident: steps, escalation and checklist.
pub(super) fn routine(operations: &Operations, out: &mut String) {
    heading("Steps", out);
    steps(out);
    heading("Escalation", out);
    escalation(operations, out);
    heading("Checklist", out);
    checklist(&RESPONSE, out);
}

/// Appends the steps of handling an incident.
fn steps(out: &mut String) {
    out.push_str("| Step | Time | What to do |\n|---|---|---|\n");
    for (number, step) in (1..).zip(&STEPS) {
        let _ = writeln!(
            out,
            "| {number}. {} | {} | {} |",
            step.name,
            step.time,
            step.actions.join(", ")
        );
    }
    out.push('\n');
}

/// Appends who is called when.
fn escalation(operations: &Operations, out: &mut String) {
    out.push_str("| Line | Responds within | Who |\n|---|---|---|\n");
    let mut names = operations.escalation.iter();
    for line in &ESCALATION {
        let who =
            names.next().map_or_else(|| line.role.to_owned(), |name| person(operations, name));
        let _ = writeln!(out, "| {} | {} | {who} |", line.name, line.within);
    }
    out.push('\n');
}

/// Appends a list of boxes to tick.
pub(super) fn checklist(items: &[&str], out: &mut String) {
    for item in items {
        let _ = writeln!(out, "- [ ] {item}");
    }
    out.push('\n');
}
