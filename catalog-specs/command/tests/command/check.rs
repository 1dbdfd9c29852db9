//! `check`.

use std::fs;

use serde_json::Value;

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
fn a_broken_rule_is_reported_at_its_place() {
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
fn a_stale_document_is_reported_with_its_differences() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", "no user {name}", "nobody is called {name}");
    let text = shop.run(&["check"]).failed();
    for told in [
        "error: `docs/errors.md` differs from the catalogue",
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
    fs::remove_file(shop.path().join("docs/errors.md")).unwrap();
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
fn a_missing_lock_is_an_error() {
    let shop = Shop::new();
    let told = shop.run(&["docs"]).fine();
    assert!(told.contains("wrote a new lock with 6 codes to `error-catalog.lock`"), "{told}");
    fs::remove_file(shop.path().join("error-catalog.lock")).unwrap();
    let text = shop.run(&["check"]).failed();
    assert!(text.contains("error: `error-catalog.lock` is missing"), "{text}");
    assert!(text.contains("restore it from version control"), "{text}");
}

#[test]
fn a_broken_promise_is_reported_at_the_attribute() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    golden("check-lock.txt", &shop.run(&["check"]).failed());
    let json = shop.json(&["check"]);
    assert_eq!(json["problems"][0]["rule"], "status-changed");
    assert_eq!(json["problems"][0]["place"]["file"], "src/user.rs");
}

/// A lock that was written by hand counts, whether it is declared or not.
#[test]
fn a_lock_that_is_not_declared_is_kept() {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "");
    shop.run(&["lock"]).fine();
    shop.run(&["check"]).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    assert!(shop.run(&["check"]).failed().contains("status-changed"));
}

#[test]
fn a_mistake_in_the_declaration_is_reported_at_its_place() {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "[documents]\nmarkdwon = \"docs/errors.md\"\n");
    for subcommand in ["check", "docs", "list"] {
        let told = shop.run(&[subcommand]).refused(3);
        assert!(told.contains("error-catalog.toml:2:1"), "{told}");
        assert!(told.contains("did you mean `markdown`?"), "{told}");
    }
    shop.write("error-catalog.toml", "[documents]\nmarkdown = \"../errors.md\"\n");
    let told = shop.run(&["docs"]).refused(3);
    assert!(told.contains("`../errors.md` is outside the package"), "{told}");
    assert!(told.contains("--allow-outside"), "{told}");
}

/// What the source does not tell whole is not compared with it, and that is no success.
#[test]
fn a_preview_that_may_miss_codes_is_no_success() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/lib.rs", "user::UserError }", "user::UserError, ..billing::Codes }");
    let said = shop.run(&["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    let told = "not compared, because a preview does not see the codes of `billing::Codes`";
    assert!(said.stdout.contains(told), "{}", said.stdout);
    assert!(!said.stdout.contains("differs from the catalogue"), "{}", said.stdout);
    let json = shop.json(&["check"]);
    assert_eq!((&json["ok"], &json["catalogue"]), (&false.into(), &"preview".into()));
    assert_eq!(json["not_compared"].as_array().unwrap().len(), 1);
    assert!(shop.run(&["docs", "--json-file", "a.json"]).refused(3).contains(told));
    assert!(!shop.path().join("a.json").exists());
}

/// Nothing is known of documents that only Rust code names.
#[test]
fn a_preview_without_a_declaration_is_no_success() {
    let shop = Shop::new();
    fs::remove_file(shop.path().join("error-catalog.toml")).unwrap();
    let said = shop.run(&["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.stdout.contains("error-catalog.toml"), "{}", said.stdout);
    assert!(!said.stdout.contains("The catalogue passes"), "{}", said.stdout);
}

#[test]
fn flags_replace_the_declaration() {
    let shop = Shop::new();
    let said = shop.json(&["docs", "--markdown", "a b.md", "--spec", "x/y.json"]);
    assert_eq!(said["written"], serde_json::json!(["a b.md", "x/y.json"]));
    assert!(!shop.path().join("docs").exists());
    shop.run(&["check", "--markdown", "a b.md"]).fine();
    shop.write("a b.md", "old\n");
    shop.run(&["check", "--markdown", "a b.md"]).failed();
}

#[test]
fn a_spec_can_be_checked_alone() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    let json = shop.json(&["check", "--source", "shop.json"]);
    assert_eq!((&json["ok"], &json["codes"]), (&true.into(), &6.into()));
    shop.edit("shop.json", "404", "200");
    let said = shop.run(&["check", "--source", "shop.json"]);
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("shop.json:"), "{}", said.stderr);
}

#[test]
fn a_preview_reads_the_root_that_the_manifest_names() {
    let shop = Shop::new();
    fs::rename(shop.path().join("src"), shop.path().join("source")).unwrap();
    fs::rename(shop.path().join("source/lib.rs"), shop.path().join("source/shop.rs")).unwrap();
    let manifest = shop.read("Cargo.toml");
    shop.write("Cargo.toml", &format!("{manifest}\n[lib]\npath = \"source/shop.rs\"\n"));
    let codes = |json: Value| json["codes"].as_array().map(Vec::len);
    assert_eq!(codes(shop.json(&["list"])), codes(Shop::new().json(&["list"])));
    // A folder with another library beside it is not what cargo compiles.
    shop.write("src/lib.rs", "");
    assert_eq!(codes(shop.json(&["list"])), codes(Shop::new().json(&["list"])));
    assert_eq!(codes(shop.json(&["list", "--source", "."])), codes(Shop::new().json(&["list"])));
}
