//! `[policies]` and the pages of the runbook, through the command.

use crate::harness::Shop;

#[test]
fn a_code_that_does_not_pass_is_reported_at_its_literal() {
    let shop = Shop::new();
    let config = shop.read("error-catalog.toml");
    shop.write("error-catalog.toml", &format!("{config}\n[policies]\n"));
    let text = shop.run(&["check"]).failed();
    for part in [
        "error[policy]: `AUTH_PROVIDER_DOWN` lacks `solutions` and `runbook`, which the policy `urgent` requires",
        "src/auth.rs:35:22",
        "code = \"AUTH_PROVIDER_DOWN\"",
        "add `/// # Solutions` and a text below it to the doc comment of the variant",
        "note: the engineer on call must know what to do, and whom to ask",
        "policies   2 errors by urgent",
        "rules      no problems",
        "error[policy]: `USER_EXPORT_BROKEN` lacks `owner`, `solutions` and `runbook`",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json = shop.json(&["check"]);
    let problems = json["problems"].as_array().unwrap();
    assert!(problems.iter().all(|problem| problem["rule"] == "policy"), "{json:#}");
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[0]["place"]["file"], "src/auth.rs");
}

#[test]
fn pages_of_removed_codes_are_removed() {
    let shop = Shop::new();
    shop.edit("error-catalog.toml", "[documents]\n", "[documents]\nrunbook = \"ops\"\n");
    shop.run(&["docs"]).fine();
    assert!(shop.read("ops/USER_HIDDEN.md").contains("# USER_HIDDEN"));
    let source = shop.read("src/user.rs");
    let start = source.find("    #[catalog(code = \"USER_HIDDEN\"").unwrap();
    shop.write("src/user.rs", &(source[..start].to_owned() + "}\n"));
    std::fs::remove_file(shop.path().join("error-catalog.lock")).unwrap();
    let text = shop.run(&["check"]).failed();
    let gone = "`ops/USER_HIDDEN.md` is about nothing in the catalogue any more";
    assert!(text.contains(gone), "{text}");
    let json = shop.json(&["check"]);
    let leftover = serde_json::json!({"path": "ops/USER_HIDDEN.md", "state": "leftover"});
    assert!(json["drifted"].as_array().unwrap().contains(&leftover), "{json:#}");
    let text = shop.run(&["docs"]).fine();
    assert!(text.contains("removed ops/USER_HIDDEN.md"), "{text}");
    assert!(!shop.path().join("ops/USER_HIDDEN.md").exists());
}
