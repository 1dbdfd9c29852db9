//! `check`.

use crate::harness::{Shop, golden};

#[test]
fn a_sound_package_passes() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    golden("check.txt", &shop.run(&["check"]).fine());
    let json = shop.json(&["check"]);
    assert_eq!(
        (&json["ok"], &json["codes"], &json["documents"]),
        (&true.into(), &6.into(), &3.into())
    );
    assert_eq!(json["allows"], serde_json::json!({"level": ["USER_EXPORT_BROKEN"]}));
}

#[test]
fn a_broken_rule_is_told_where_it_stands() {
    let shop = Shop::new();
    shop.edit("src/auth.rs", "status = 403", "status = 200");
    shop.edit("src/user.rs", "404, log_level = \"INFO\"", "404, log_level = \"IFNO\"");
    let text = shop.run(&["check"]).failed();
    golden("check-rules.txt", &text);
    let json = shop.json(&["check"]);
    assert_eq!(json["ok"], false);
    let problems = json["problems"].as_array().unwrap();
    let mut rules: Vec<_> =
        problems.iter().map(|problem| problem["rule"].as_str().unwrap()).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["status-range", "unknown-word"]);
}

#[test]
fn a_stale_document_is_told_with_what_differs() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", "no user {name}", "nobody is called {name}");
    let text = shop.run(&["check"]).failed();
    for told in [
        "error: `docs/errors.md` is not what the catalogue says",
        "cargo error-catalog docs",
        "The catalogue does not pass.",
    ] {
        assert!(text.contains(told), "{text}");
    }
    let json = shop.json(&["check"]);
    assert!(
        json["drifted"]
            .as_array()
            .unwrap()
            .contains(&serde_json::json!({"path": "docs/errors.md", "state": "stale"}))
    );
    std::fs::remove_file(shop.path().join("docs/errors.md")).unwrap();
    let json = shop.json(&["check"]);
    assert!(
        json["drifted"]
            .as_array()
            .unwrap()
            .contains(&serde_json::json!({"path": "docs/errors.md", "state": "missing"}))
    );
    shop.run(&["docs"]).fine();
    shop.run(&["check"]).fine();
}

#[test]
fn a_lock_that_is_gone_does_not_pass() {
    let shop = Shop::new();
    let told = shop.run(&["docs"]).fine();
    assert!(told.contains("made a new lock with 6 codes at `error-catalog.lock`"), "{told}");
    std::fs::remove_file(shop.path().join("error-catalog.lock")).unwrap();
    let text = shop.run(&["check"]).failed();
    assert!(text.contains("error: `error-catalog.lock` is missing"), "{text}");
    assert!(text.contains("bring that back from version control"), "{text}");
}

#[test]
fn a_broken_promise_is_told_at_the_attribute() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    golden("check-lock.txt", &shop.run(&["check"]).failed());
    let json = shop.json(&["check"]);
    assert_eq!(json["problems"][0]["rule"], "status-changed");
    assert_eq!(json["problems"][0]["place"]["file"], "src/user.rs");
}

/// A lock that somebody made by hand counts, whether a chain names it or not.
#[test]
fn a_lock_that_no_chain_names_is_kept() {
    let shop = Shop::new();
    shop.write("build.rs", "fn main() {}\n");
    shop.run(&["lock"]).fine();
    shop.run(&["check"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    assert!(shop.run(&["check"]).failed().contains("status-changed"));
}

#[test]
fn a_change_is_told_once_however_many_chains_there_are() {
    let shop = Shop::new();
    let test =
        "#[test]\nfn catalogue() {\n    shop::Codes::outputs().json(\"errors.json\").check();\n}\n";
    shop.write("tests/catalogue.rs", test);
    let written =
        ["docs/errors.md", "docs/errors.openapi.json", "error-catalog.lock", "errors.json"];
    assert_eq!(shop.json(&["docs"])["written"], serde_json::json!(written));
    shop.edit("src/user.rs", "status = 404", "status = 410");
    let json = shop.json(&["check"]);
    let count = |member: &str| json[member].as_array().unwrap().len();
    assert_eq!((count("problems"), count("changes")), (1, 1), "{json}");
    assert_eq!((&json["codes"], &json["documents"]), (&6.into(), &4.into()));
}

#[test]
fn a_chain_in_a_test_is_as_good_as_one_in_the_build_script() {
    let shop = Shop::new();
    shop.write("build.rs", "fn main() {}\n");
    let test = "#[test]\nfn catalogue() {\n    shop::Codes::outputs().markdown(\"errors.md\").check();\n}\n";
    shop.write("tests/catalogue.rs", test);
    assert_eq!(shop.json(&["docs"])["written"], serde_json::json!(["errors.md"]));
    shop.run(&["check"]).fine();
}

#[test]
fn a_chain_that_cannot_be_followed_is_told() {
    let shop = Shop::new();
    shop.write("build.rs", "fn main() {\n    catalog_specs::scan(\"src\").markdown(path()).lock(\"a.lock\").run();\n}\n");
    let said = shop.run(&["check", "--lock-file", "b.lock"]);
    assert!(!said.stdout.contains("literal"), "flags stand in the chain's place: {}", said.stdout);
    let text = shop.run(&["check"]).failed();
    assert!(text.contains("build.rs:2:41") && text.contains("is not a literal"), "{text}");
    shop.write(
        "build.rs",
        "fn main() {\n    catalog_specs::scan(\"source\").markdown(\"a.md\").run();\n}\n",
    );
    let told = shop.run(&["check"]).refused(3);
    assert!(told.contains("`source` is not there"), "{told}");
}

/// What the source does not tell whole, the compiled registry does; the command says so.
#[test]
fn documents_of_a_registry_with_foreign_codes_are_left_to_their_test() {
    let shop = Shop::new();
    shop.write("build.rs", "fn main() {}\n");
    shop.edit("src/lib.rs", "user::UserError }", "user::UserError, ..billing::Codes }");
    let test = "#[test]\nfn catalogue() {\n    shop::Codes::outputs().markdown(\"errors.md\").check();\n}\n";
    shop.write("tests/catalogue.rs", test);
    let said = shop.run(&["check"]);
    assert!(said.stdout.contains("BLESS=1 cargo test"), "{}", said.stdout);
    assert!(!said.stdout.contains("is not what the catalogue says"), "{}", said.stdout);
}

#[test]
fn flags_stand_in_the_place_of_the_chain() {
    let shop = Shop::new();
    let said = shop.json(&["docs", "--markdown", "a b.md", "--spec", "x/y.json"]);
    assert_eq!(said["written"], serde_json::json!(["a b.md", "x/y.json"]));
    assert!(!shop.path().join("docs").exists());
    shop.run(&["check", "--markdown", "a b.md"]).fine();
    shop.write("a b.md", "old\n");
    shop.run(&["check", "--markdown", "a b.md"]).failed();
}

#[test]
fn a_spec_can_be_checked_by_itself() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    let json = shop.json(&["check", "--source", "shop.json"]);
    assert_eq!((&json["ok"], &json["codes"]), (&true.into(), &6.into()));
    shop.edit("shop.json", "404", "200");
    let said = shop.run(&["check", "--source", "shop.json"]);
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("shop.json:"), "{}", said.stderr);
}
