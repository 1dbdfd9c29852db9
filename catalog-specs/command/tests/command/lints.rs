//! The lints of `check`: each output, the levels, and files that cannot be read.

use std::path::Path;

use catalog_specs::lints;
use serde_json::{Value, json};

use crate::harness::{Shop, golden, run};

/// A service that discards an error.
const SERVICE: &str = "\
use crate::user::UserError;

fn find(name: &str) -> Result<u64, UserError> {
    Err(UserError::NotFound { name: name.to_owned() })
}

pub fn greet(name: &str) -> u64 {
    /* 日本 */ find(name).unwrap_or_default()
}
";

fn shop_with(service: &str) -> Shop {
    let shop = Shop::new();
    shop.edit("src/lib.rs", "mod user;", "mod user;\nmod service;");
    shop.write("src/service.rs", service);
    shop.run(&["docs"]).fine();
    shop
}

fn with_level(shop: &Shop, level: &str) {
    let config = shop.read("error-catalog.toml");
    let config = config.split("\n[lints]").next().unwrap();
    shop.write("error-catalog.toml", &format!("{config}\n[lints]\nswallowed-result = {level:?}\n"));
}

#[test]
fn a_finding_is_a_warning_that_does_not_fail() {
    let shop = shop_with(SERVICE);
    let text = shop.run(&["check"]).fine();
    golden("check-lints.txt", &text);
    let json = shop.json(&["check"]);
    assert_eq!(json["ok"], true);
    let problem = &json["problems"][0];
    assert_eq!(
        (&problem["level"], &problem["rule"]),
        (&json!("warning"), &json!("swallowed-result"))
    );
    let place = json!({"file": "src/service.rs", "line": 8, "column": 25, "length": 17});
    assert_eq!(problem["place"], place);
    assert_eq!(json["lints"]["functions"], 2);
}

#[test]
fn findings_are_in_sarif_and_annotations() {
    let shop = shop_with(SERVICE);
    let said = shop.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said.stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "swallowed-result");
    assert_eq!(run["results"][0]["level"], "warning");
    let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&json!(8), &json!(25)));
    assert!(
        run["tool"]["driver"]["rules"][0]["helpUri"]
            .as_str()
            .unwrap()
            .ends_with("command.md#lints")
    );
    let said = shop.run(&["check", "--format", "github"]);
    let expected =
        "::warning file=src/service.rs,line=8,col=25,endColumn=42,title=swallowed-result::";
    assert!(said.stdout.starts_with(expected), "{}", said.stdout);
    assert_eq!(said.code, 0);
}

#[test]
fn levels_of_the_configuration_count() {
    let shop = shop_with(SERVICE);
    with_level(&shop, "deny");
    let text = shop.run(&["check"]).failed();
    assert!(text.contains("error[swallowed-result]: the error of `find` is discarded"), "{text}");
    // The documents are compared all the same.
    assert!(text.contains("up to date"), "{text}");
    with_level(&shop, "allow");
    assert!(!shop.run(&["check"]).fine().contains("swallowed"));
    with_level(&shop, "forbid");
    let text = shop.run(&["check"]).refused(3);
    assert!(text.contains("unknown level `forbid`"), "{text}");
    let config = shop
        .read("error-catalog.toml")
        .replace("swallowed-result = \"forbid\"", "swalowed-result = \"deny\"");
    shop.write("error-catalog.toml", &config);
    let text = shop.run(&["check"]).refused(3);
    assert!(text.contains("unknown lint `swalowed-result`"), "{text}");
    assert!(text.contains("did you mean `swallowed-result`?"), "{text}");
}

#[test]
fn an_allow_comment_exempts_and_is_counted() {
    let allowed = SERVICE.replace(
        "    /* 日本 */ find",
        "    // error-catalog: allow(swallowed-result) a guest has no number\n    find",
    );
    let shop = shop_with(&allowed);
    with_level(&shop, "deny");
    let text = shop.run(&["check"]).fine();
    assert!(text.contains("no problems in 2 functions, 1 allowed"), "{text}");
    assert_eq!(shop.json(&["check"])["lints"]["allowed"], 1);
}

/// What the lints cannot read, the scan cannot either, except what is nested deep in a body.
#[test]
fn a_file_that_is_not_looked_at_is_never_silent() {
    let deep = format!("{SERVICE}fn deep() {{ {}1{}; }}\n", "(".repeat(1_000), ")".repeat(1_000));
    let shop = shop_with(&deep);
    let text = shop.run(&["check"]).fine();
    assert!(text.contains("not looked at, because this is nested more than"), "{text}");
    assert!(text.contains("1 file not looked at"), "{text}");
    with_level(&shop, "deny");
    let said = shop.run(&["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(shop.json(&["check"])["not_compared"].as_array().unwrap().len(), 1);
}

#[test]
fn a_macro_call_that_is_not_looked_at_is_never_silent() {
    let nested = format!("{}1{}", "vec![".repeat(9), "]".repeat(9));
    let shop = shop_with(&format!("{SERVICE}fn nested() {{ let _list = {nested}; }}\n"));
    let text = shop.run(&["check"]).fine();
    assert!(text.contains("not looked at, because it is in more than 8 macros"), "{text}");
    assert!(text.contains("1 macro call not looked at"), "{text}");
    with_level(&shop, "deny");
    let said = shop.run(&["check"]);
    assert_eq!(said.code, 1, "the discarded error: {said:?}");
    let found = shop.json(&["check"]);
    assert_eq!(found["not_compared"][0]["rule"], "not-looked-at");
    let allowed =
        SERVICE.replace("unwrap_or_default()", "unwrap_or_else(|_error| std::process::abort())");
    let allowed = allowed
        .replace("    /* 日本 */", "    // error-catalog: allow(swallowed-result) it ends\n   ");
    shop.write("src/service.rs", &format!("{allowed}fn nested() {{ let _list = {nested}; }}\n"));
    assert_eq!(shop.run(&["check"]).code, 3);
}

#[test]
fn every_lint_has_a_page() {
    for lint in lints::ALL {
        let text = run(Path::new("."), &["explain", lint.id]).fine();
        assert!(text.starts_with(&format!("{}  a lint", lint.id)), "{text}");
        for heading in ["\nMessage\n", "\nWhy\n", "\nExceptions\n", "\nWrong\n", "\nRight\n"] {
            assert!(text.contains(heading), "{}:{heading}{text}", lint.id);
        }
    }
    golden(
        "explain-swallowed-result.txt",
        &run(Path::new("."), &["explain", "swallowed-result"]).fine(),
    );
    let told = run(Path::new("."), &["explain", "lints"]).fine();
    assert!(lints::ids().iter().all(|id| told.contains(id)), "{told}");
}

/// A package has a library and programs, wherever their files are.
#[test]
fn the_root_of_each_target_is_looked_at() {
    let shop = Shop::new();
    let manifest = shop.read("Cargo.toml");
    let targets =
        "[lib]\npath = \"lib/lib.rs\"\n[[bin]]\nname = \"tool\"\npath = \"tools/tool.rs\"\n";
    shop.write("Cargo.toml", &(manifest + targets));
    std::fs::rename(shop.path().join("src"), shop.path().join("lib")).unwrap();
    let program = format!("{}fn main() {{ greet(\"\"); }}\n", SERVICE.replace("crate::", "shop::"));
    shop.write("src/main.rs", &program);
    shop.write("tools/tool.rs", &program);
    shop.run(&["docs"]).fine();
    with_level(&shop, "deny");
    let found = shop.json(&["check"]);
    let files: Vec<_> = found["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["place"]["file"])
        .collect();
    assert_eq!(files, ["src/main.rs", "tools/tool.rs"], "{found}");
    assert_eq!(shop.run(&["check"]).code, 1);
}
