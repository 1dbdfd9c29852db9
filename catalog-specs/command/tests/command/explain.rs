//! `explain`.

use std::path::Path;

use catalog_specs::lock::table;
use catalog_specs::{findings, lints, rules};

use crate::harness::{Shop, golden, run};

#[test]
fn a_code_is_explained_with_its_derived_values() {
    let shop = Shop::new();
    for code in [
        "AUTH_INVALID_CREDENTIALS",
        "AUTH_INSUFFICIENT_PERMISSIONS",
        "AUTH_PROVIDER_DOWN",
        "USER_EXPORT_BROKEN",
    ] {
        golden(&format!("explain-{code}.txt"), &shop.run(&["explain", code]).fine());
    }
    let shown = shop.run(&["explain", "AUTH_INVALID_CREDENTIALS"]).fine();
    assert_eq!(shop.run(&["explain", "auth_invalid_credentials"]).fine(), shown);
}

#[test]
fn sample_code_of_a_doc_comment_is_not_shown() {
    let shop = Shop::new();
    let comment =
        "/// No such account.\n    ///\n    /// ```\n    /// assert!(SAMPLE);\n    /// ```\n    ";
    let attribute = "#[catalog(code = \"USER_NOT_FOUND\"";
    shop.edit("src/user.rs", attribute, &format!("{comment}{attribute}"));
    let text = shop.run(&["explain", "USER_NOT_FOUND"]).fine();
    assert!(text.contains("No such account.") && !text.contains("SAMPLE"), "{text}");
    let json = shop.json(&["explain", "USER_NOT_FOUND"]);
    assert_eq!(json["about"]["description"], "No such account.");
}

#[test]
fn a_former_code_leads_to_its_successor_and_a_retired_one_to_its_reason() {
    let shop = Shop::new();
    let text = shop.run(&["explain", "AUTH_LOGIN_FAILED"]).fine();
    assert!(
        text.starts_with("AUTH_LOGIN_FAILED is now called AUTH_INVALID_CREDENTIALS.\n"),
        "{text}"
    );
    golden("explain-retired.txt", &shop.run(&["explain", "AUTH_PASSWORD_OLD"]).fine());
    let json = shop.json(&["explain", "AUTH_LOGIN_FAILED"]);
    assert_eq!(json["about"]["asked_as"], "AUTH_LOGIN_FAILED");
    assert_eq!(json["about"]["code"], "AUTH_INVALID_CREDENTIALS");
    assert_eq!(shop.json(&["explain", "AUTH_PASSWORD_OLD"])["kind"], "retired");
}

#[test]
fn rules_and_changes_have_pages_that_need_no_package() {
    let nowhere = tempfile::tempdir().unwrap();
    for name in [
        "code-form",
        "registry-foreign",
        "spec-missing",
        "status-changed",
        "retired-code-reused",
        "message",
        "unknown-constraint",
    ] {
        golden(&format!("explain-{name}.txt"), &run(nowhere.path(), &["explain", name]).fine());
    }
}

#[test]
fn every_rule_of_the_derive_has_a_page() {
    for rule in rules::ALL {
        let text = run(Path::new("."), &["explain", rule.id]).fine();
        assert!(text.starts_with(&format!("{}  a rule of the derive", rule.id)), "{text}");
        for heading in ["\nMessage\n", "\nWhy\n", "\nExceptions\n", "\nWrong\n", "\nRight\n"] {
            assert!(text.contains(heading), "{}:{heading}{text}", rule.id);
        }
        if let Some(word) = rule.allow {
            assert!(text.contains(&format!("allow({word})")), "{text}");
        }
    }
}

#[test]
fn every_change_of_the_lock_has_a_page() {
    for rule in table::all() {
        let text = run(Path::new("."), &["explain", rule.id]).fine();
        assert!(text.starts_with(&format!("{}  a change of the lock", rule.id)), "{text}");
        for heading in ["\nWhat changed\n", "\nEffect\n", "\nWhy\n", "\nHow to accept it\n"] {
            assert!(text.contains(heading), "{}:{heading}{text}", rule.id);
        }
        assert!(text.contains(rule.verdict().as_str()), "{text}");
    }
}

#[test]
fn every_other_finding_has_a_page() {
    for finding in findings::ALL {
        let text = run(Path::new("."), &["explain", finding.id]).fine();
        assert!(text.starts_with(&format!("{}  a finding of", finding.id)), "{text}");
        for heading in ["\nWhat is wrong\n", "\nWhy\n", "\nHow to fix it\n", "\nExceptions\n"] {
            assert!(text.contains(heading), "{}:{heading}{text}", finding.id);
        }
        // The manual has the section that it refers to.
        let (file, anchor) = finding.page.split_once('#').unwrap();
        assert!(text.contains(file) && text.contains(anchor), "{text}");
        let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
        let manual = std::fs::read_to_string(manual).unwrap();
        let headings = manual.lines().filter(|line| line.starts_with('#'));
        let mut anchors =
            headings.map(|line| line.trim_matches(['#', ' ']).to_lowercase().replace(' ', "-"));
        assert!(anchors.any(|known| known == anchor), "{}", finding.page);
    }
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest() {
    let shop = Shop::new();
    for (written, meant) in [
        ("AUTH_INVALID_CREDENTAILS", "AUTH_INVALID_CREDENTIALS"),
        ("AUTH_LOGIN_FIALED", "AUTH_LOGIN_FAILED"),
        ("cod-form", "code-form"),
        ("status-chnaged", "status-changed"),
        ("unkown-constraint", "unknown-constraint"),
    ] {
        let told = shop.run(&["explain", written]).refused(2);
        assert!(told.contains(&format!("did you mean `{meant}`?")), "{told}");
    }
    let told = shop.run(&["explain", "BANANA_SPLIT_MELTED"]).refused(2);
    assert!(told.contains("cargo error-catalog explain"), "{told}");
}

#[test]
fn without_a_name_all_names_are_listed() {
    let shop = Shop::new();
    let json = shop.json(&["explain"]);
    let count = |name: &str| json["names"][name].as_array().unwrap().len();
    assert_eq!(
        (count("rules"), count("changes"), count("codes")),
        (rules::ALL.len(), table::all().count(), 6)
    );
    let text = shop.run(&["explain"]).fine();
    let ids = rules::ALL.iter().map(|rule| rule.id).chain(table::all().map(|rule| rule.id));
    for id in ids.chain(lints::ids()).chain(findings::ids()) {
        assert!(text.contains(id), "{id}");
    }
    let nowhere = tempfile::tempdir().unwrap();
    assert!(run(nowhere.path(), &["explain"]).fine().contains("code-form"));
}

#[test]
fn an_incomplete_catalogue_is_explained_with_a_warning() {
    let shop = Shop::new();
    shop.edit("src/auth.rs", "status = 503", "status = 200");
    let said = shop.run(&["explain", "USER_NOT_FOUND"]);
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("the catalogue has 1 error"), "{}", said.stderr);
}
