//! docs/command.md says what the command does.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Shop, run};
use crate::help::SUBCOMMANDS;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command.md");
    std::fs::read_to_string(path).unwrap()
}

/// The long options in a text.
fn options(text: &str) -> BTreeSet<&str> {
    let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
    let words = text.split(|c: char| !is_word(c));
    words
        .filter(|word| word.starts_with("--") && word.len() > 3)
        .map(|word| word.trim_end_matches('-'))
        .collect()
}

#[test]
fn the_page_has_every_subcommand_and_every_option() {
    let page = page();
    let known = options(&page);
    let mut offered = BTreeSet::new();
    for subcommand in SUBCOMMANDS {
        assert!(page.contains(&format!("\n## `{subcommand}")), "{subcommand}");
    }
    let calls = SUBCOMMANDS.iter().map(|subcommand| vec![*subcommand]);
    for subcommand in calls.chain([vec!["openapi", "merge"]]) {
        let help = run(Path::new("."), &[&subcommand[..], &["--help"]].concat()).fine();
        let listed: Vec<_> = help
            .lines()
            .filter(|line| line.trim_start().starts_with('-'))
            .map(str::to_owned)
            .collect();
        for line in listed {
            for option in options(&line) {
                offered.insert(option.to_owned());
                assert!(
                    known.contains(option),
                    "{subcommand:?} has {option}, and the page does not"
                );
            }
        }
    }
    for option in known {
        assert!(
            offered.contains(option) || FOREIGN.contains(&option),
            "the page has {option}, and no subcommand does"
        );
    }
}

/// Options of other commands that the page mentions.
const FOREIGN: &[&str] = &["--version"];

#[test]
fn the_page_has_every_member_of_every_answer() {
    let page = page();
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    shop.run(&["lock"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    let calls: &[&[&str]] = &[
        &["check"],
        &["docs", "--markdown", "a.md"],
        &["diff", "error-catalog.lock"],
        &["explain", "USER_EXPORT_BROKEN"],
        &["explain", "code-form"],
        &["explain", "status-changed"],
        &["explain", "message"],
        &["explain", "swallowed-result"],
        &["explain", "lints"],
        &["explain", "unknown-constraint"],
        &["explain", "AUTH_PASSWORD_OLD"],
        &["explain"],
        &["list"],
        &["list", "--source", "nowhere"],
        &["export", "--format", "json"],
        &["import", "shop.json"],
        &["lock", "--check"],
        &["completions", "bash"],
    ];
    let mut members = BTreeSet::new();
    for call in calls {
        collect(&shop.json(call), &mut members);
    }
    for member in &members {
        assert!(page.contains(&format!("`{member}`")), "the page does not have `{member}`");
    }
}

/// Members whose names are data, and the example body, are not the schema's.
fn collect(value: &serde_json::Value, members: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                members.insert(name.clone());
                if !["allows", "surfaces", "example", "ext"].contains(&name.as_str()) {
                    collect(value, members);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, members)),
        _ => {}
    }
}

#[test]
fn the_exit_codes_of_the_page_are_those_of_the_help() {
    let page = page();
    for code in 0..4 {
        assert!(page.contains(&format!("| {code} |")), "{code}");
    }
}
