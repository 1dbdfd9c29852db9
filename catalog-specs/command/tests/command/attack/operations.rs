//! The metrics and the log records in the lock.

use super::package::{Attacked, LOCK, has, whole};
use crate::harness::{Shop, git, run};

const METRICS: &str = "\n[operations.metrics]\n";

fn rename(attacked: &Attacked, metric: &str, name: &str) {
    let config = attacked.read("error-catalog.toml");
    attacked.write("error-catalog.toml", format!("{config}{METRICS}{metric} = \"{name}\"\n"));
}

#[test]
fn a_metric_is_renamed_only_with_a_reason() {
    let whole = whole();
    for metric in [
        "errors",
        "system_errors",
        "severities",
        "retries",
        "reports_dropped",
        "alert_failures",
        "alerts_dropped",
        "alert_breaker_open",
        "breaker_open",
        "build_info",
    ] {
        let attacked = Attacked::new(&whole);
        rename(&attacked, metric, "renamed_total");
        let before = attacked.read(LOCK);
        let (code, json) = attacked.check();
        assert!(
            code == 1 && has(&json["problems"], "rule", "metric-renamed"),
            "{metric}: {json:#}"
        );
        assert_eq!(attacked.docs(), 1);
        assert_eq!(run(attacked.path(), &["lock"]).code, 1);
        assert_eq!(attacked.read(LOCK), before);
        let accept = ["lock", "--accept", "registry", "the dashboards are moved"];
        let said = run(attacked.path(), &accept);
        assert!(said.code == 0 && said.stdout.contains("accepted BREAK"), "{said:?}");
        let (code, json) = attacked.check();
        assert_eq!(code, 0, "{metric}: {json:#}");
    }
}

#[test]
fn settings_that_name_no_metric_are_refused() {
    let whole = whole();
    for (metric, name) in [
        ("errors", "error_catalog_retries_total"),
        ("errors", ""),
        ("errors", "a b"),
        ("error", "a"),
    ] {
        let attacked = Attacked::new(&whole);
        rename(&attacked, metric, name);
        let (code, json) = attacked.check();
        assert_eq!((code, &json["ok"]), (3, &false.into()), "{metric} {name}: {json:#}");
    }
}

/// A spec has no settings: what the lock has of them is not compared, and is kept.
#[test]
fn a_spec_does_not_compare_them() {
    let attacked = Attacked::new(&whole());
    let before = attacked.read(LOCK);
    for arguments in [
        &["lock", "--source", "docs/spec.json", "--check", "--json"][..],
        &["lock", "--source", "docs/spec.json", "--json"],
        &["check", "--source", "docs/spec.json", "--lock-file", LOCK, "--json"],
        &["diff", LOCK, "docs/spec.json", "--json"],
        &["diff", "docs/spec.json", LOCK, "--json"],
    ] {
        let said = crate::harness::exactly(attacked.path(), arguments);
        assert_eq!(said.code, 3, "{arguments:?}: {said:?}");
        assert!(said.stdout.contains("a spec has no settings of a service"), "{said:?}");
        assert_eq!(attacked.read(LOCK), before);
    }
    // Two specs, and a spec and the working tree, promise nothing about them.
    let said = run(attacked.path(), &["diff", "docs/spec.json"]);
    assert!(said.code == 0 && said.stdout.contains("No promise has changed"), "{said:?}");
}

/// The lock of a package that was written before it had them.
#[test]
fn an_older_lock_is_stale() {
    let attacked = Attacked::new(&whole());
    let whole = attacked.read(LOCK);
    std::fs::remove_file(attacked.path().join(LOCK)).unwrap();
    let old = ["lock", "--source", "docs/spec.json", "--lock-file", LOCK];
    assert_eq!(crate::harness::exactly(attacked.path(), &old).code, 0);
    assert!(!attacked.read(LOCK).contains("registry metric"));
    let (code, json) = attacked.check();
    assert_eq!(code, 1);
    assert!(has(&json["changes"], "rule", "operations-recorded"), "{json:#}");
    let said = run(attacked.path(), &["lock"]);
    assert!(said.stdout.contains("RISK") && said.stdout.contains("registry metric"), "{said:?}");
    assert_eq!(attacked.read(LOCK), whole);
}

fn committed() -> Shop {
    let shop = Shop::new();
    shop.run(&["lock"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    shop
}

/// Lines of the lock that were edited, and are no BREAK today: they would hide one tomorrow.
#[test]
fn an_edit_that_is_no_break_is_refused() {
    let token = "        #[secret]\n        token: error_catalog::Secret<String>,\n";
    for (name, from, to) in [
        (
            "deprecated",
            "USER_NOT_FOUND enum",
            "USER_NOT_FOUND deprecated = \"1.0\"\nUSER_NOT_FOUND enum",
        ),
        (
            "a new acceptance",
            "USER_NOT_FOUND enum",
            "accepted USER_NOT_FOUND status-changed = \"403\" -> \"404\" because \"so\"\nUSER_NOT_FOUND enum",
        ),
        (
            "a metric more",
            "registry metric retries",
            "registry metric more = counter more_total\nregistry metric retries",
        ),
        ("a value more", "one of CRITICAL, ERROR", "one of CRITICAL, DOWN, ERROR"),
        (
            "a former code",
            "USER_NOT_FOUND enum",
            "USER_NOT_FOUND formerly USER_GONE\nUSER_NOT_FOUND enum",
        ),
    ] {
        let shop = committed();
        shop.edit(LOCK, from, to);
        let before = shop.read(LOCK);
        let said = shop.run(&["lock"]);
        let is_kept = shop.read(LOCK) == before;
        assert!(
            said.code == 3 && said.stderr.contains("the lock was edited") && is_kept,
            "{name}: {said:?}"
        );
        assert_ne!(shop.run(&["check"]).code, 0, "{name}");
    }
    // The field of a secret is forgotten, and the secret is sent.
    let shop = Shop::new();
    shop.edit("src/user.rs", "    Hidden,", &format!("    Hidden {{\n{token}    }},"));
    shop.run(&["lock"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    let lock = shop.read(LOCK);
    let line = lock.lines().find(|line| line.starts_with("USER_HIDDEN hidden token")).unwrap();
    shop.edit(LOCK, &format!("{line}\n"), "");
    let said = shop.run(&["lock"]).refused(3);
    assert!(said.contains("USER_HIDDEN") && said.contains("git checkout HEAD"), "{said}");
}

/// A lock that was kept under another path in the old revision.
#[test]
fn a_revision_is_compared_with_its_own_settings() {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "[lock]\npath = \"old.lock\"\n");
    shop.run(&["lock"]).fine();
    shop.git(&["init", "--quiet", "--initial-branch=main"]);
    shop.commit();
    shop.write("error-catalog.toml", "[lock]\npath = \"new.lock\"\n");
    let (worked, _) = git(shop.path(), &["mv", "old.lock", "new.lock"]);
    assert!(worked);
    let json = shop.json(&["diff", "HEAD"]);
    assert_eq!(
        (&json["old"], &json["old_from"]),
        (&"HEAD:old.lock".into(), &"lock".into()),
        "{json:#}"
    );
    // Without a lock, its source and the names that it had.
    let shop = Shop::committed();
    let said = shop.run(&["diff", "HEAD"]);
    assert_eq!(said.code, 0, "{said:?}");
    shop.write("error-catalog.toml", "[operations.metrics]\nerrors = \"failures_total\"\n");
    let json = shop.json(&["diff", "HEAD"]);
    assert!(has(&json["changes"], "rule", "metric-renamed"), "{json:#}");
    shop.commit();
    assert_eq!(shop.json(&["diff", "HEAD"])["changes"], serde_json::json!([]));
}

/// Codes that a source does not show may have changed, also if the other side has none of them.
#[test]
fn what_a_revision_does_not_show_is_not_compared() {
    let shop = Shop::committed();
    shop.edit("src/lib.rs", "user::UserError }", "user::UserError, ..billing::Codes }");
    let said = shop.run(&["diff", "HEAD"]);
    assert!(said.code == 3 && said.stderr.contains("billing::Codes"), "{said:?}");
    shop.commit();
    shop.edit("src/lib.rs", ", ..billing::Codes }", " }");
    let said = shop.run(&["diff", "HEAD"]);
    assert!(said.code == 3 && said.stderr.contains("billing::Codes"), "{said:?}");
}
