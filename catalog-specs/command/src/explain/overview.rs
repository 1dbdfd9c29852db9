//! Everything that can be explained, or one family of it.

use catalog_specs::Json;
use catalog_specs::findings;
use catalog_specs::lints;
use catalog_specs::lock::{ChangeRule, table};
use catalog_specs::model::Catalog;
use catalog_specs::rules::{self, Rule};

use super::page::{answer, section};
use super::rule::template;
use crate::answer::Answer;
use crate::printing::{Style, Table, terminal_columns};

/// The family of all lints.
pub(super) const LINTS: &str = "lints";

/// The codes, the rules, the kinds of change, the lints and other findings.
pub(super) fn all(catalog: Option<&Catalog>) -> Answer {
    let entries = catalog.map(Catalog::sorted).unwrap_or_default();
    let mut codes = Table::new(&["CODE", "STATUS", "MESSAGE"]);
    for (_, entry) in &entries {
        codes.row(vec![
            (entry.code.clone(), Style::CODE),
            (entry.status.to_string(), Style::of_status(entry.status)),
            (entry.message().to_owned(), Style::PLAIN),
        ]);
    }
    let mut text = String::from("`cargo error-catalog explain NAME` explains each of these.\n");
    if !entries.is_empty() {
        text.push_str(&section("Codes", &indented(&codes.text(columns()))));
    }
    text.push_str(&section("Rules of the derive", &rules_table(rules::ALL)));
    text.push_str(&section(
        "Changes of the lock",
        &changes_table(&table::all().collect::<Vec<_>>()),
    ));
    text.push_str(&section("Lints", &lints_table()));
    text.push_str(&section("Other findings", &findings_table()));
    let names = Json::object([
        ("codes", Json::list(entries.iter().map(|(_, entry)| entry.code.as_str()))),
        ("rules", Json::list(rules::ALL.iter().map(|rule| rule.id))),
        ("changes", Json::list(table::all().map(|rule| rule.id))),
        ("lints", Json::list(lints::ids())),
        ("findings", Json::list(findings::ids())),
    ]);
    answer(text, "list", names)
}

/// The rules of a family, the kinds of change of one, or the lints.
pub(super) fn family(name: &str) -> Option<Answer> {
    let rules: Vec<_> = rules::ALL.iter().copied().filter(|rule| rule.family == name).collect();
    let changes: Vec<_> = table::all().filter(|rule| rule.family == name).collect();
    if name == LINTS {
        let text = format!("The lints of `check`.\n{}", section("Lints", &lints_table()));
        let about =
            Json::object([("family", Json::from(name)), ("lints", Json::list(lints::ids()))]);
        return Some(answer(text, "family", about));
    }
    if rules.is_empty() && changes.is_empty() {
        return None;
    }
    let mut text =
        format!("{}  {}\n", Style::CODE.paint(name), Style::FAINT.paint("a family of rules"));
    if !rules.is_empty() {
        text.push_str(&section("Rules of the derive", &rules_table(&rules)));
    }
    if !changes.is_empty() {
        text.push_str(&section("Changes of the lock", &changes_table(&changes)));
    }
    let about = Json::object([
        ("family", Json::from(name)),
        ("rules", Json::list(rules.iter().map(|rule| rule.id))),
        ("changes", Json::list(changes.iter().map(|rule| rule.id))),
    ]);
    Some(answer(text, "family", about))
}

fn rules_table(rules: &[&Rule]) -> String {
    let mut table = Table::new(&["ID", "FAMILY", "ALLOW", "MESSAGE"]);
    for rule in rules {
        table.row(vec![
            (rule.id.to_owned(), Style::CODE),
            (rule.family.to_owned(), Style::FAINT),
            (rule.allow.unwrap_or_default().to_owned(), Style::PLAIN),
            (template(&rule.templates()[0]), Style::PLAIN),
        ]);
    }
    indented(&table.text(columns()))
}

fn changes_table(changes: &[&ChangeRule]) -> String {
    let mut table = Table::new(&["ID", "FAMILY", "VERDICT", "WHAT CHANGED"]);
    for rule in changes {
        table.row(vec![
            (rule.id.to_owned(), Style::CODE),
            (rule.family.to_owned(), Style::FAINT),
            (rule.verdict().as_str().to_owned(), Style::of_verdict(rule.verdict())),
            (rule.what.to_owned(), Style::PLAIN),
        ]);
    }
    indented(&table.text(columns()))
}

fn lints_table() -> String {
    let mut table = Table::new(&["ID", "MESSAGE"]);
    for lint in lints::ALL {
        table.row(vec![(lint.id.to_owned(), Style::CODE), (template(lint.message), Style::PLAIN)]);
    }
    indented(&table.text(columns()))
}

fn findings_table() -> String {
    let mut table = Table::new(&["ID", "WHAT IS WRONG"]);
    for finding in findings::ALL {
        table.row(vec![
            (finding.id.to_owned(), Style::CODE),
            (finding.what.to_owned(), Style::PLAIN),
        ]);
    }
    indented(&table.text(columns()))
}

fn columns() -> Option<usize> {
    terminal_columns().map(|columns| columns.saturating_sub(2))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
