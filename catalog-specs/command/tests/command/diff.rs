//! `diff`, over files and over a repository.

use std::fs;

use crate::harness::{Shop, command, golden};

fn changed() -> Shop {
    let shop = Shop::committed();
    shop.edit("src/auth.rs", "status = 401", "status = 403");
    shop.edit("src/auth.rs", "log_level = \"WARN\"", "log_level = \"INFO\"");
    shop.edit("src/user.rs", "\"no user {name}\"", "\"there is no user {name}\"");
    shop
}

#[test]
fn a_revision_is_compared_by_its_source_where_it_has_no_lock() {
    let shop = changed();
    let said = shop.run(&["diff", "main"]).fine();
    golden("diff.txt", &said);
    assert!(said.starts_with("main → the working tree\n"), "{said}");
    // From a folder below the package as well.
    let below = shop.path().join("src");
    assert_eq!(crate::harness::run(&below, &["diff", "main"]).fine(), said);
}

#[test]
fn a_revision_is_compared_by_its_lock_where_it_has_one() {
    let shop = Shop::committed();
    shop.run(&["lock"]).fine();
    shop.commit();
    // What was promised counts, not what the source of that revision happened to say.
    shop.edit("src/auth.rs", "status = 401", "status = 403");
    shop.git(&["commit", "--quiet", "--all", "--message=forgot the lock"]);
    let json = shop.json(&["diff", "HEAD"]);
    assert_eq!(json["old"], "HEAD:error-catalog.lock");
    assert_eq!(
        (&json["worst"], &json["changes"][0]["rule"]),
        (&"BREAK".into(), &"status-changed".into())
    );
    assert_eq!(json["changes"][0]["surfaces"]["wire"], "BREAK");
    assert_eq!(json["changes"][0]["place"]["file"], "src/auth.rs");
    let json = shop.json(&["diff", "HEAD~2", "HEAD~1"]);
    assert_eq!(
        (&json["worst"], json["changes"].as_array().unwrap().len()),
        (&serde_json::Value::Null, 0)
    );
}

#[test]
fn a_package_deep_in_a_repository_is_found_there() {
    let shop = Shop::new();
    let deep = shop.path().join("services/a shop");
    fs::create_dir_all(&deep).unwrap();
    for name in ["Cargo.toml", "src", "error-catalog.toml"] {
        fs::rename(shop.path().join(name), deep.join(name)).unwrap();
    }
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    shop.edit("services/a shop/src/user.rs", "status = 404", "status = 410");
    let said = crate::harness::run(&deep, &["diff", "main", "--fail-on", "break"]);
    assert!(said.failed().contains("the status changed from `404` to `410`"));
}

#[test]
fn a_verdict_can_fail() {
    let shop = changed();
    assert_eq!(shop.run(&["diff", "main", "--fail-on", "break"]).code, 1);
    shop.edit("src/auth.rs", "status = 403, log_level", "status = 401, log_level");
    shop.edit(
        "src/auth.rs",
        "AUTH_INSUFFICIENT_PERMISSIONS\", status = 401",
        "AUTH_INSUFFICIENT_PERMISSIONS\", status = 403",
    );
    assert_eq!(shop.run(&["diff", "main", "--fail-on", "break"]).code, 0);
    assert_eq!(shop.run(&["diff", "main", "--fail-on", "risk"]).code, 1);
    assert_eq!(shop.json(&["diff", "main", "--fail-on", "risk"])["ok"], false);
    shop.edit("src/auth.rs", "403, log_level = \"INFO\"", "403, log_level = \"WARN\"");
    assert_eq!(shop.run(&["diff", "main", "--fail-on", "risk"]).code, 0);
}

#[test]
fn files_are_compared_whatever_they_are() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "old.json"]).fine();
    shop.run(&["lock"]).fine();
    fs::rename(shop.path().join("error-catalog.lock"), shop.path().join("old.lock")).unwrap();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    for old in ["old.json", "old.lock"] {
        let json = shop.json(&["diff", old, "src"]);
        let rules: Vec<_> =
            json["changes"].as_array().unwrap().iter().map(|change| &change["rule"]).collect();
        assert!(rules.contains(&&"status-changed".into()), "{old}: {rules:?}");
    }
    let same = shop.run(&["diff", "src", "src"]).fine();
    assert_eq!(same, "src → src\npreview → preview\n\nNo promise has changed.\n");
}

#[test]
fn uncompared_parts_are_reported() {
    let shop = Shop::new();
    let told = shop.run(&["diff", "main"]).refused(3);
    assert!(told.contains("is not in a git repository") && told.contains("OLD.json"), "{told}");
    let output = command(shop.path()).args(["diff", "main"]).env("PATH", "").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(told.contains("cannot run `git`") && told.contains("install git"), "{told}");

    let shop = Shop::committed();
    let told = shop.run(&["diff", "mian"]).refused(3);
    assert!(told.contains("neither a file nor a revision"), "{told}");
    // A name that begins with a dash is not taken for an option of git.
    let told = shop.run(&["diff", "--", "--output=x"]).refused(3);
    assert!(told.contains("neither a file nor a revision"), "{told}");
    assert!(!shop.path().join("x").exists());
    shop.write("broken.lock", "error-catalog.lock 99\n");
    let told = shop.run(&["diff", "broken.lock"]).refused(3);
    assert!(told.contains("broken.lock:1"), "{told}");
    shop.write("broken.json", "{\"domain\": \"AUTH\", \"domain\": \"AUTH\"}");
    let told = shop.run(&["diff", "broken.json"]).refused(3);
    assert!(told.contains("broken.json:1"), "{told}");
}

#[test]
fn a_revision_that_breaks_rules_is_reported() {
    let shop = Shop::committed();
    shop.edit("src/user.rs", "status = 404", "status = 200");
    shop.commit();
    let said = shop.run(&["diff", "HEAD", "HEAD~1"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("status-range"), "{}", said.stderr);
    assert!(said.stderr.contains("HEAD:src/user.rs:6:"), "{}", said.stderr);
}

#[test]
fn another_source_of_a_revision_is_compared_as_well() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "specs/shop.json"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    shop.edit("specs/shop.json", "404", "410");
    shop.edit("src/user.rs", "status = 404", "status = 410");
    for (folder, source) in
        [(".", "specs/shop.json"), ("specs", "shop.json"), ("specs", "../src/user.rs")]
    {
        let folder = shop.path().join(folder);
        let text = crate::harness::run(&folder, &["diff", "main", "--source", source]).fine();
        assert!(text.contains("the status changed from `404` to `410`"), "{source}: {text}");
    }
}

#[test]
fn a_package_without_codes_is_accepted() {
    let shop = Shop::new();
    fs::remove_dir_all(shop.path().join("src")).unwrap();
    shop.write("src/lib.rs", "//! Nothing.\n");
    let text = shop.run(&["list"]).fine();
    assert_eq!(text, "the catalogue has no code: no enum derives `ErrorCatalog`\n");
    shop.write("error-catalog.toml", "");
    assert_eq!(shop.json(&["check"])["codes"], 0);
}
