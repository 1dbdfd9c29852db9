//! `--json`: one object on stdout, whatever happens.

use serde_json::Value;

use crate::harness::Shop;
use crate::help::SUBCOMMANDS;

/// Calls of every subcommand that answer.
fn calls() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("check", vec!["check"]),
        ("docs", vec!["docs"]),
        ("diff", vec!["diff", "src"]),
        ("explain", vec!["explain", "USER_NOT_FOUND"]),
        ("explain", vec!["explain", "code-form"]),
        ("explain", vec!["explain", "status-changed"]),
        ("explain", vec!["explain", "message"]),
        ("explain", vec!["explain"]),
        ("list", vec!["list"]),
        ("export", vec!["export", "--format", "json"]),
        ("import", vec!["import", "shop.json"]),
        ("lock", vec!["lock"]),
        ("drill", vec!["drill", "AUTH_PROVIDER_DOWN"]),
        ("openapi", vec!["openapi", "merge", "service.json"]),
        ("completions", vec!["completions", "bash"]),
    ]
}

#[test]
fn every_subcommand_answers_with_an_object() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    let service = r#"{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}}"#;
    shop.write("service.json", service);
    for (name, call) in calls() {
        let json = shop.json(&call);
        assert_eq!(json["command"], name);
        assert!(json["ok"].is_boolean(), "{name}");
        let members: Vec<_> = json.as_object().unwrap().keys().collect();
        assert!(members.len() > 2, "{name}: {members:?}");
    }
    let named: Vec<_> = calls().into_iter().map(|(name, _)| name).collect();
    for subcommand in SUBCOMMANDS {
        assert!(named.contains(subcommand), "{subcommand}");
    }
}

#[test]
fn failures_are_objects_as_well() {
    let shop = Shop::new();
    for (call, command, failure) in [
        (&["list", "--source", "nowhere"][..], "list", "unreadable"),
        (&["explain", "NOT_A_CODE"], "explain", "usage"),
        (&["lock", "--accept", "A"], "lock", "usage"),
        (&["frobnicate"], "", "usage"),
        (&["diff", "main"], "diff", "unreadable"),
    ] {
        let json = shop.json(call);
        assert_eq!(
            (&json["ok"], &json["command"], &json["failure"]),
            (&false.into(), &command.into(), &failure.into())
        );
        let message = json["problems"][0]["message"].as_str().unwrap();
        assert!(!message.is_empty() && !message.contains('\u{1b}'), "{message}");
    }
    shop.edit("src/user.rs", "status = 404", "status = 200");
    let json = shop.json(&["export", "--format", "spec"]);
    assert_eq!(json["failure"], "catalog");
    assert_eq!(json["problems"][0]["rule"], "status-range");
    assert_eq!(json["problems"][0]["place"]["file"], "src/user.rs");
}

#[test]
fn the_example_of_a_code_is_its_body() {
    let shop = Shop::new();
    let json = shop.json(&["explain", "USER_NOT_FOUND"]);
    let body: &Value = &json["about"]["example"]["error"];
    assert_eq!(body["code"], "USER_NOT_FOUND");
    assert!(body["details"]["name"].is_string(), "{body}");
}

/// Who pipes JSON wants JSON, whatever the terminal is said to be.
#[test]
fn json_is_never_coloured() {
    let shop = Shop::new();
    for call in [
        &["list", "--json", "--color", "always"][..],
        &["list", "--source", "nowhere", "--json", "--color", "always"],
    ] {
        assert!(!shop.run(call).stdout.contains('\u{1b}'), "{call:?}");
    }
}
