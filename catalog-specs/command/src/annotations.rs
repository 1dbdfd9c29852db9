//! Findings as annotations of GitHub Actions: one workflow command a line.
//!
//! The runner reads a command from any line that starts with `::`, so every text is escaped as its toolkit does.

use catalog_specs::findings::OTHER;
use catalog_specs::model::Place;
use catalog_specs::{Problem, ProblemLevel};

use crate::printing::visible;

/// The annotations, and a line with their number.
pub(crate) fn render(findings: &[Problem], exit_code: u8) -> String {
    let mut lines: Vec<_> = findings.iter().map(annotation).collect();
    let verdict = if exit_code == 0 { "passes" } else { "does not pass" };
    lines.push(format!(
        "{} found; the catalogue {verdict}",
        crate::printing::plural(findings.len(), "problem")
    ));
    lines.join("\n") + "\n"
}

/// Notes for people in the same log. The runner reads a command from a line that starts with `::`, and from `##[` anywhere.
pub(crate) fn without_commands(notes: &str) -> String {
    let lines = notes.split_inclusive('\n').map(|line| {
        let mark = if line.trim_start().starts_with("::") { "| " } else { "" };
        format!("{mark}{}", line.replace("##[", "## ["))
    });
    lines.collect()
}

fn annotation(problem: &Problem) -> String {
    let command = match problem.level {
        ProblemLevel::Error => "error",
        ProblemLevel::Warning => "warning",
    };
    let place = problem.place.as_ref().map(properties).unwrap_or_default();
    let title = [("title", problem.rule.unwrap_or(OTHER.id).to_owned())];
    let properties = place.into_iter().chain(title);
    let properties: Vec<_> =
        properties.map(|(name, value)| format!("{name}={}", escape_property(&value))).collect();
    let help = problem.help.lines().map(|line| {
        if line.starts_with("note: ") { line.to_owned() } else { format!("help: {line}") }
    });
    let text: Vec<_> = problem
        .message
        .lines()
        .map(ToOwned::to_owned)
        .chain(help)
        .map(|line| visible(&line))
        .collect();
    format!("::{command} {}::{}", properties.join(","), escape_data(&text.join("\n")))
}

fn properties(place: &Place) -> Vec<(&'static str, String)> {
    let file = place.file.strip_prefix("./").unwrap_or(&place.file);
    vec![
        ("file", visible(file)),
        ("line", place.line.to_string()),
        ("col", place.column.to_string()),
        ("endColumn", (place.column + place.length).to_string()),
    ]
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
