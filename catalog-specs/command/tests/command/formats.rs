//! `--format sarif` and `--format github`.

use std::fs;

use serde_json::Value;

use crate::harness::{Shop, exactly};

const FORMAT: &str = "--format";

fn sarif(shop: &Shop, arguments: &[&str], code: i32) -> Value {
    let said = shop.run(&[arguments, &[FORMAT, "sarif"]].concat());
    assert_eq!(said.code, code, "{said:?}");
    let log: Value = serde_json::from_str(&said.stdout).unwrap();
    check_sarif(&log, code);
    log
}

/// What SARIF 2.1.0 requires of the members that are used here (OASIS, sections 3.13 to 3.52).
fn check_sarif(log: &Value, code: i32) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["exitCode"], code);
    assert_eq!(run["invocations"][0]["executionSuccessful"], code < 2);
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string() && driver["version"].is_string());
    let rules = driver["rules"].as_array().unwrap();
    let mut ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    for rule in rules {
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], ids[index]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for location in result["locations"].as_array().unwrap() {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            assert!(!uri.contains(' ') && !uri.starts_with("./"), "{uri}");
            let at = |name: &str| physical["region"][name].as_u64().unwrap();
            assert!(at("startLine") > 0 && at("startColumn") > 0);
            assert!(at("endColumn") >= at("startColumn"), "{physical}");
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), rules.len(), "each rule is there once");
}

#[test]
fn findings_are_results_of_sarif() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    assert_eq!(sarif(&shop, &["check"], 0)["runs"][0]["results"].as_array().unwrap().len(), 0);
    shop.edit("src/user.rs", "status = 404", "status = 410");
    fs::remove_file(shop.path().join("docs/errors.md")).unwrap();
    let log = sarif(&shop, &["check"], 1);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let changed = results.iter().find(|result| result["ruleId"] == "status-changed").unwrap();
    let place = &changed["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/user.rs");
    assert!(
        changed["message"]["text"].as_str().unwrap().contains("help: write `status = 404` again")
    );
    for (arguments, code) in
        [(&["lock", "--check"][..], 1), (&["diff", "error-catalog.lock"], 0), (&["docs"], 1)]
    {
        let log = sarif(&shop, arguments, code);
        let found = log["runs"][0]["results"].as_array().unwrap();
        assert!(
            found.iter().any(|result| result["ruleId"] == "status-changed"),
            "{arguments:?} {log}"
        );
    }
    // With the lock undone only the document is missing.
    shop.edit("src/user.rs", "status = 410", "status = 404");
    let log = sarif(&shop, &["check"], 1);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "missing-document");
    assert_eq!(
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "docs/errors.md"
    );
}

#[test]
fn unreadable_and_uncompared_files_are_results() {
    let shop = Shop::new();
    fs::remove_file(shop.path().join("error-catalog.toml")).unwrap();
    let log = sarif(&shop, &["check"], 3);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "not-compared");
    let log = sarif(&shop, &["lock", "--lock-file", "src"], 3);
    assert_eq!(log["runs"][0]["results"][0]["level"], "error");
    let said = shop.run(&["check", FORMAT, "sarif", "--json"]);
    assert!(said.code == 2 && said.stdout.contains("cannot be used with"), "{said:?}");
    // Wherever it stands.
    for format in ["text", "json", "sarif", "github"] {
        let said = exactly(shop.path(), &["--json", "check", FORMAT, format]);
        assert!(said.code == 2 && said.stdout.contains("cannot be used with"), "{said:?}");
        assert!(serde_json::from_str::<Value>(&said.stdout).is_ok(), "{said:?}");
    }
}

#[test]
fn findings_are_annotations_that_cannot_be_forged() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.write("src/a,b:c%.rs", "");
    shop.edit("src/user.rs", "status = 404", "status = 410");
    let said = shop.run(&["check", FORMAT, "github"]);
    assert_eq!(said.code, 1, "{said:?}");
    let line = said.stdout.lines().find(|line| line.contains("status-changed")).unwrap();
    assert!(line.starts_with("::error file=src/user.rs,line="), "{line}");
    assert!(line.contains(",title=status-changed::USER_NOT_FOUND: the status changed"), "{line}");
    assert!(line.contains("%0Ahelp: write `status = 404` again%0A"), "{line}");
    // Whatever a text has in it, each line is an annotation or the last one.
    shop.edit("src/user.rs", "status = 410", "status = 404");
    shop.edit(
        "src/user.rs",
        "code = \"USER_NOT_FOUND\"",
        "owner = \"100%,a:b\\n::error::forged\\r\\u{1b}[0m\", code = \"USER_NOT_FOUND\"",
    );
    let said = shop.run(&["diff", "error-catalog.lock", FORMAT, "github"]);
    let lines: Vec<_> = said.stdout.lines().collect();
    let (last, annotations) = lines.split_last().unwrap();
    assert_eq!(*last, "1 problem found; the catalogue passes");
    assert_eq!(annotations.len(), 1, "{said:?}");
    assert!(annotations[0].starts_with("::warning "), "{said:?}");
    assert!(
        annotations[0].contains("100%25,a:b") && !annotations[0].contains('\u{1b}'),
        "{said:?}"
    );
    let said =
        exactly(shop.path(), &["check", "--source", "a%,:b\n::error::x.json", FORMAT, "github"]);
    assert_eq!(said.code, 3);
    assert!(said.stdout.lines().filter(|line| line.starts_with("::")).count() == 1, "{said:?}");
}

#[test]
fn the_output_of_cargo_is_shown_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = 1\n").unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), "").unwrap();
    let said = exactly(folder.path(), &["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(!said.stderr.contains("\\n"), "{}", said.stderr);
    assert!(said.stderr.starts_with("error: cargo cannot read "), "{}", said.stderr);
    assert!(
        said.stderr.contains("\n  note: Caused by:") || said.stderr.contains("\n  note: "),
        "{}",
        said.stderr
    );
}
