//! Findings as SARIF 2.1.0, which code scanning reads.

use std::collections::BTreeSet;

use catalog_specs::findings::{self, OTHER};
use catalog_specs::lock::table;
use catalog_specs::model::Place;
use catalog_specs::{Json, Problem, ProblemLevel, lints, rules, visible_lines};

const PAGES: &str = "https://github.com/error-catalog/error-catalog/blob/main/docs/";

/// One run with every finding.
pub(crate) fn render(findings: &[Problem], exit_code: u8) -> String {
    let ids: BTreeSet<_> = findings.iter().map(rule_id).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let results = findings.iter().map(|problem| result(problem, &ids));
    let driver = Json::object([
        ("name", Json::from("cargo-error-catalog")),
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("informationUri", "https://github.com/error-catalog/error-catalog".into()),
        ("rules", Json::List(ids.iter().map(|id| rule(id)).collect())),
    ]);
    let invocation = Json::object([
        ("executionSuccessful", Json::from(exit_code < crate::answer::USAGE)),
        ("exitCode", Json::Integer(i128::from(exit_code))),
    ]);
    let run = Json::object([
        ("tool", Json::object([("driver", driver)])),
        ("invocations", Json::List(vec![invocation])),
        ("columnKind", "unicodeCodePoints".into()),
        ("results", Json::List(results.collect())),
    ]);
    let log = Json::object([
        ("$schema", Json::from("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", "2.1.0".into()),
        ("runs", Json::List(vec![run])),
    ]);
    log.pretty()
}

fn rule_id(problem: &Problem) -> &'static str {
    problem.rule.unwrap_or(OTHER.id)
}

fn rule(id: &'static str) -> Json {
    let (about, page) = match (table::by_id(id), rules::by_id(id)) {
        (Some(change), _) => (change.why, Some(format!("{PAGES}lock.md#{id}"))),
        (None, Some(rule)) => (rule.why, None),
        (None, None) => match (lints::by_id(id), findings::by_id(id)) {
            (Some(lint), _) => (lint.why, Some(format!("{PAGES}command.md#lints"))),
            (None, finding) => {
                let finding = finding.unwrap_or(OTHER);
                (finding.what, Some(format!("{PAGES}{}", finding.page)))
            }
        },
    };
    let mut json = Json::object([("id", Json::from(id)), ("shortDescription", message(about))]);
    if let Some(page) = page {
        json.put("helpUri", page);
    }
    json
}

fn result(problem: &Problem, ids: &[&str]) -> Json {
    let level = match problem.level {
        ProblemLevel::Error => "error",
        ProblemLevel::Warning => "warning",
    };
    let help = problem.help.lines().map(|line| {
        if line.starts_with("note: ") { line.to_owned() } else { format!("help: {line}") }
    });
    let text: Vec<_> = [problem.message.clone()].into_iter().chain(help).collect();
    let id = rule_id(problem);
    let index = ids.iter().position(|known| *known == id).unwrap_or_default();
    Json::object([
        ("ruleId", Json::from(id)),
        ("ruleIndex", crate::report::count(index)),
        ("level", level.into()),
        ("message", message(&text.join("\n"))),
        ("locations", Json::List(problem.place.iter().map(location).collect())),
    ])
}

fn message(text: &str) -> Json {
    // Viewers show it as it is, whatever it has from files and arguments.
    Json::object([("text", Json::from(&*visible_lines(text)))])
}

fn location(place: &Place) -> Json {
    let number = |number: usize| crate::report::count(number.max(1));
    let region = Json::object([
        ("startLine", number(place.line)),
        ("startColumn", number(place.column)),
        ("endColumn", number(place.column.max(1) + place.length)),
    ]);
    let artifact = Json::object([("uri", Json::from(uri(&place.file)))]);
    let physical = Json::object([("artifactLocation", artifact), ("region", region)]);
    Json::object([("physicalLocation", physical)])
}

/// A path as a URI reference (RFC 3986): relative paths stay relative.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped: String = path
        .bytes()
        .map(
            |byte| {
                if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect();
    if escaped.starts_with('/') { format!("file://{escaped}") } else { escaped }
}
