//! The page of an alert.

use core::fmt::Write as _;

use super::book::{Book, Watched};
use super::parts::{INDEX, fenced, head, heading, link};
use crate::Incident;
use crate::operations::{FAILURES_QUERY, alert_page, level, select_failures};
use crate::render::markdown::code;

/// The longest expression that is shown: that of thousands of codes is for Prometheus only.
const LONGEST: usize = 1000;

pub(super) fn page(book: &Book<'_>, watched: &Watched) -> String {
    let page = alert_page(watched.name);
    let mut out = head(watched.name);
    let _ = writeln!(out, "[Runbook]({INDEX}) · alert\n\n{}\n", page.meaning);
    let severities: Vec<_> = watched.severities.iter().map(String::as_str).collect();
    let _ = writeln!(out, "- Severity: {}", severities.join(", "));
    for word in &watched.incidents {
        if let Some(incident) = Incident::parse(word) {
            let level = level(incident);
            let _ = writeln!(
                out,
                "- Incident level: **{}**, response within **{}**",
                level.incident, level.response
            );
        }
    }
    if let Some(hold) = watched.hold {
        let _ = writeln!(out, "- It must hold for {hold}");
    }
    out.push('\n');
    heading("What to check", &mut out);
    let failures = select_failures(book.operations);
    let query = code(&format!("sum by (domain, error_code) (increase({failures}[1h]))"));
    for (number, check) in (1..).zip(page.checks) {
        let _ = writeln!(out, "{number}. {}", check.replace(FAILURES_QUERY, &query));
    }
    out.push('\n');
    rule(book, watched, &mut out);
    if !watched.codes.is_empty() {
        heading("Codes", &mut out);
        for code in &watched.codes {
            let _ = writeln!(out, "- {}", link(code, &book.file(code)));
        }
        out.push('\n');
    }
    out.push_str(&book.routine);
    out
}

/// The rule that raises it.
fn rule(book: &Book<'_>, watched: &Watched, out: &mut String) {
    heading("Rule", out);
    let count = watched.expressions.len();
    let (is, file) = (if count == 1 { "rule" } else { "rules" }, book.rules_file);
    let file = file.map_or_else(
        || "the rule file".to_owned(),
        |file| {
            // A path with other characters is shown, not linked.
            let is_plain =
                |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/');
            if file.chars().all(is_plain) { format!("[{file}]({file})") } else { code(file) }
        },
    );
    let _ = write!(out, "{count} {is} in {file}");
    match watched.expressions.first() {
        Some(first) if first.len() <= LONGEST => {
            out.push_str(if count == 1 { ":\n\n" } else { "; the first:\n\n" });
            fenced("promql", first, out);
            for (name, expression) in book.recorded(first) {
                let _ = writeln!(out, "`{name}` is recorded:\n");
                fenced("promql", expression, out);
            }
        }
        _ => out.push_str(".\n\n"),
    }
}
