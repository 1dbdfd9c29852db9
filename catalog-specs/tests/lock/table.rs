//! An example for each row of the table, in both directions.

use std::collections::BTreeSet;

use catalog_specs::lock::{Lock, Mirror, Surface, Verdict, compare, table};
use catalog_specs::model::{Catalog, CodeSet, CodelessVariant, Deprecated, HiddenRole, Sends};
use catalog_specs::{AlertThreshold, Class, Grpc, Incident, Level, Retry, Severity};

use super::operations;
use super::sample::{
    Edit, catalog, changes, denied, detail, down, edited, entry, expired, group, hidden, ids,
    retired, texts,
};

/// The expected changes, the rule of the example first; then the old and the new catalogue.
type Example = (&'static [&'static str], Edit, Edit);

const SAME: Edit = |_| {};

#[rustfmt::skip]
const EXAMPLES: &[Example] = &[
    (&["code-added"], SAME, |c| add(c, "AUTH_NEW_KIND")),
    (&["code-removed"], |c| add(c, "AUTH_NEW_KIND"), SAME),
    (&["code-added-non-exhaustive"], open, |c| { open(c); add(c, "AUTH_NEW_KIND"); }),
    (&["code-retired"], |c| { add(c, "AUTH_NEW_KIND"); end(c, 2); }, |c| c.retired.push(retired("AUTH_NEW_KIND", "3.0"))),
    (&["code-retired-early"], |c| add(c, "AUTH_NEW_KIND"), |c| c.retired.push(retired("AUTH_NEW_KIND", "3.0"))),
    (&["retired-code-reused"], SAME, |c| { c.retired.clear(); add(c, "AUTH_LOCKED"); }),
    (&["retired-added"], SAME, |c| c.retired.push(retired("AUTH_OLD", "1.0"))),
    (&["retired-removed"], SAME, |c| c.retired.clear()),
    (&["retired-reworded"], SAME, |c| c.retired[0].reason = "gone".into()),
    (&["code-renamed"], SAME, rename),
    (&["code-renamed-after-deprecation", "deprecated-removed"], |c| end(c, 1), rename),
    (&["code-merged", "formerly-added"], |c| add(c, "AUTH_BANNED"), |c| denied(c).formerly.push("AUTH_BANNED".into())),
    (&["code-merged-after-deprecation", "formerly-added"], |c| { add(c, "AUTH_BANNED"); end(c, 2); }, |c| denied(c).formerly.push("AUTH_BANNED".into())),
    (&["former-code-reused"], |c| denied(c).formerly.push("AUTH_BANNED".into()), |c| {
        denied(c).formerly.push("AUTH_BANNED".into());
        add(c, "AUTH_BANNED");
    }),
    (&["code-split"], SAME, |c| {
        add(c, "AUTH_DENIED_BY_PLAN");
        c.groups[0].entries[2].public_as = Some("AUTH_DENIED".into());
    }),
    (&["code-split-non-exhaustive"], open, |c| {
        open(c);
        add(c, "AUTH_DENIED_BY_PLAN");
        c.groups[0].entries[2].public_as = Some("AUTH_DENIED".into());
    }),
    (&["alternative-added"], SAME, |c| alternative(c)),
    (&["alternative-removed"], |c| alternative(c), SAME),
    (&["set-added"], SAME, |c| set(c, "SignUp", &["AUTH_DENIED"])),
    (&["set-removed"], |c| set(c, "SignUp", &["AUTH_DENIED"]), SAME),
    (&["set-code-added"], |c| set(c, "SignUp", &[]), |c| set(c, "SignUp", &["AUTH_DENIED"])),
    (&["set-code-removed"], |c| set(c, "SignUp", &["AUTH_DENIED"]), |c| set(c, "SignUp", &[])),
    (&["codeless-added"], SAME, |c| codeless(c, "transparent")),
    (&["codeless-removed"], |c| codeless(c, "same_as AUTH_DENIED"), SAME),
    (&["codeless-changed"], |c| codeless(c, "transparent"), |c| codeless(c, "transparent mask_5xx SYSTEM_DOWN")),
    (&["enum-moved"], SAME, |c| c.groups[0].module = "crate::login".into()),
    (&["variant-renamed"], SAME, |c| denied(c).variant = "Forbidden".into()),
    (&["domain-changed"], |c| c.groups[1].domain = "CORE".into(), |c| c.groups[1].domain = "BASE".into()),
    (&["non-exhaustive-added"], SAME, open),
    (&["non-exhaustive-removed"], open, SAME),
    (&["cfg-added"], SAME, |c| denied(c).cfg.push("unix".into())),
    (&["cfg-removed"], |c| c.groups[1].cfg.push("unix".into()), SAME),
    (&["status-changed"], SAME, |c| denied(c).status = 404),
    (&["status-class-changed"], SAME, |c| denied(c).status = 500),
    (&["class-changed"], SAME, |c| denied(c).class = Some(Class::Business)),
    (&["grpc-changed"], SAME, |c| denied(c).grpc = Some(Grpc::Aborted)),
    (&["retry-lost"], SAME, |c| down(c).retry = Some(Retry::Never)),
    (&["retry-gained"], SAME, |c| denied(c).retry = Some(Retry::Network)),
    (&["retry-changed"], SAME, |c| down(c).retry = Some(Retry::Network)),
    (&["retry-after-added"], |c| down(c).retry_after = None, SAME),
    (&["retry-after-removed"], SAME, |c| down(c).retry_after = None),
    (&["retry-after-changed"], SAME, |c| down(c).retry_after = Some(std::time::Duration::from_millis(500))),
    (&["level-changed"], SAME, |c| denied(c).level = Level::Error),
    (&["severity-changed"], SAME, |c| denied(c).severity = Some(Severity::Critical)),
    (&["incident-changed"], SAME, |c| denied(c).incident = Some(Incident::P0)),
    (&["owner-changed"], SAME, |c| denied(c).owner = Some("identity".into())),
    (&["origin-changed"], SAME, |c| denied(c).origin = Some("database".into())),
    (&["error-type-changed"], SAME, |c| denied(c).error_type = Some("GONE".into())),
    (&["jsonrpc-changed"], SAME, |c| denied(c).jsonrpc = Some(-32_041)),
    (&["alert-changed"], SAME, |c| denied(c).alert = AlertThreshold::parse("50 in 10m, page")),
    (&["runbook-changed"], SAME, |c| denied(c).runbook = Some("https://a.example".into())),
    (&["unique-changed"], SAME, |c| denied(c).unique = vec!["users_email_key".into(), "users.email".into()]),
    (&["foreign-key-changed"], |c| denied(c).foreign_key = vec!["users_team_fkey".into()], SAME),
    (&["check-changed"], |c| denied(c).check = vec!["a".into()], |c| denied(c).check = vec!["予約".into()]),
    (&["detail-added"], SAME, |c| denied(c).details.push(detail("user", "u64"))),
    (&["detail-removed"], |c| denied(c).details.push(detail("user", "u64")), SAME),
    (&["detail-renamed"], SAME, |c| expired(c).details[1].name = "time_zone".into()),
    (&["detail-retyped"], SAME, |c| expired(c).details[0].type_name = "String".into()),
    (&["detail-narrowed"], SAME, |c| expired(c).details[0].type_name = "u32".into()),
    (&["detail-type-renamed"], SAME, |c| expired(c).details[1].type_name = "&'static str".into()),
    (&["detail-not-compared"], SAME, |c| expired(c).details[0].type_name = "UserId".into()),
    (&["detail-optional"], SAME, |c| expired(c).details[0].type_name = "Option<u64>".into()),
    (&["detail-required"], |c| expired(c).details[0].type_name = "Option<u64>".into(), SAME),
    (&["detail-flatten-changed"], SAME, |c| expired(c).details[0].flatten = true),
    (&["detail-display-changed"], SAME, |c| expired(c).details[0].display = true),
    (&["detail-field-renamed"], SAME, |c| expired(c).details[1].field = "0".into()),
    (&["detail-made-public"], SAME, |c| { expired(c).hidden.remove(0); expired(c).details.push(detail("host", "String")); }),
    (&["detail-made-internal"], SAME, |c| { expired(c).details.pop(); expired(c).hidden.push(hidden("zone", "String", &[])); }),
    (&["secret-made-public"], SAME, |c| { expired(c).hidden.remove(1); expired(c).details.push(detail("token", "String")); }),
    (&["secret-replaced"], SAME, |c| { expired(c).hidden.remove(1); expired(c).details.push(detail("key", "String")); }),
    (&["detail-made-secret"], SAME, |c| {
        expired(c).details.pop();
        expired(c).hidden.push(hidden("zone", "Secret<String>", &[HiddenRole::Secret]));
    }),
    (&["wait-field-added"], SAME, |c| expired(c).details[0].retry_after = true),
    (&["wait-field-removed"], |c| expired(c).hidden[0].roles.push(HiddenRole::RetryAfter), SAME),
    (&["hidden-added"], SAME, |c| denied(c).hidden.push(hidden("note", "String", &[]))),
    (&["hidden-removed"], SAME, |c| drop(expired(c).hidden.remove(0))),
    (&["hidden-retyped"], SAME, |c| expired(c).hidden[0].type_name = "Host".into()),
    (&["secret-lifted"], SAME, |c| expired(c).hidden[1] = hidden("token", "String", &[])),
    (&["made-secret"], |c| expired(c).hidden[1] = hidden("token", "String", &[]), SAME),
    (&["data-class-added"], SAME, |c| expired(c).hidden[0].data_class = Some("pii".into())),
    (&["data-class-removed"], |c| expired(c).details[0].data_class = Some("pii".into()), SAME),
    (&["data-class-changed"], |c| expired(c).hidden[0].data_class = Some("pii".into()), |c| expired(c).hidden[0].data_class = Some("health".into())),
    (&["context-added"], |c| expired(c).hidden[0].roles.clear(), SAME),
    (&["context-removed"], SAME, |c| expired(c).hidden[0].roles.clear()),
    (&["context-renamed"], SAME, |c| expired(c).hidden[0].name = Some("peer".into())),
    (&["cause-changed"], SAME, |c| expired(c).hidden[2].roles = vec![HiddenRole::From]),
    (&["hidden-display-changed"], SAME, |c| expired(c).hidden[0].display = true),
    (&["public-as-added"], SAME, |c| denied(c).public_as = Some("AUTH_TOKEN_EXPIRED".into())),
    (&["public-as-removed"], |c| denied(c).public_as = Some("AUTH_TOKEN_EXPIRED".into()), SAME),
    (&["public-as-changed"], |c| denied(c).public_as = Some("A_B".into()), |c| denied(c).public_as = Some("A_C".into())),
    // Its consequence is `type-changed`.
    (&["docs-changed"], problems, |c| { problems(c); c.settings.docs = Some("https://b.example/{code}".into()); }),
    (&["formerly-added"], SAME, |c| denied(c).formerly.push("AUTH_FIRST".into())),
    (&["formerly-removed"], |c| denied(c).formerly.push("AUTH_FIRST".into()), SAME),
    (&["ext-changed"], SAME, |c| denied(c).ext.push(("team".into(), "a".into()))),
    (&["allow-added"], SAME, |c| denied(c).allows.push("level".into())),
    (&["allow-removed"], |c| denied(c).allows.push("level".into()), SAME),
    (&["message-reworded"], SAME, |c| denied(c).messages[0].message = "だめです".into()),
    (&["placeholders-changed"], SAME, |c| expired(c).messages[1].message = "It ended at {at} in {zone}".into()),
    (&["locale-added"], SAME, |c| denied(c).messages.extend(texts(&[("vi", "Không được phép")]))),
    (&["locale-removed"], SAME, |c| drop(denied(c).messages.pop())),
    (&["message-default-changed"], |c| c.settings.locales.clear(), |c| {
        c.settings.locales.clear();
        denied(c).messages.reverse();
    }),
    (&["display-changed"], SAME, |c| denied(c).display = Some("{user} may not".into())),
    (&["title-changed"], SAME, |c| denied(c).title = Some("Not allowed".into())),
    (&["doc-url-changed"], SAME, |c| denied(c).doc_url = Some("https://a.example".into())),
    (&["since-changed"], SAME, |c| denied(c).since = Some("1.2".into())),
    (&["deprecated-added"], SAME, |c| deprecate(c, "2.0", Some("3.0"))),
    (&["deprecated-removed"], |c| deprecate(c, "2.0", Some("3.0")), SAME),
    (&["deprecated-changed"], |c| deprecate(c, "2.0", None), |c| deprecate(c, "2.1", None)),
    (&["until-earlier"], |c| deprecate(c, "2.0", Some("10.0")), |c| deprecate(c, "2.0", Some("9.1"))),
    (&["until-later"], |c| deprecate(c, "2.0", Some("9.1")), |c| deprecate(c, "2.0", Some("10.0.1"))),
    (&["until-later"], |c| deprecate(c, "2.0", Some("2026-12-31")), |c| deprecate(c, "2.0", Some("2027-01-01"))),
    (&["replacement-added"], |c| deprecate(c, "2.0", None), |c| replace(c)),
    (&["replacement-removed"], |c| replace(c), |c| deprecate(c, "2.0", None)),
    (&["registry-renamed"], SAME, |c| c.name = "Errors".into()),
    (&["registry-named"], |c| c.name.clear(), SAME),
    (&["registry-unnamed"], SAME, |c| c.name.clear()),
    (&["dialect-changed"], SAME, |c| c.settings.dialect = "problem".into()),
    (&["service-changed"], SAME, |c| c.settings.service = Some("b.example.com".into())),
    (&["problem-type-changed"], SAME, |c| c.settings.problem_type = Some("urn:{code}".into())),
    (&["docs-changed"], SAME, |c| c.settings.docs = Some("https://b.example/{code}".into())),
    (&["default-locale-changed"], SAME, |c| c.settings.locales.reverse()),
    (&["service-locale-added"], SAME, |c| c.settings.locales.push("vi".into())),
    (&["service-locale-removed"], SAME, |c| drop(c.settings.locales.pop())),
    (&["internal-changed"], SAME, |c| c.settings.internal = Some("AUTH_DENIED".into())),
    (&["not-found-changed"], SAME, |c| c.settings.not_found = Some("AUTH_DENIED".into())),
];

fn open(catalog: &mut Catalog) {
    catalog.groups[0].non_exhaustive = true;
}

fn rename(catalog: &mut Catalog) {
    denied(catalog).code = "AUTH_FORBIDDEN".into();
    denied(catalog).formerly.push("AUTH_DENIED".into());
}

/// Deprecates a code.
fn end(catalog: &mut Catalog, at: usize) {
    catalog.groups[0].entries[at].deprecated =
        Some(Deprecated { since: "2.0".into(), replaced_by: Vec::new(), until: None });
}

fn problems(catalog: &mut Catalog) {
    catalog.settings.dialect = "problem".into();
}

fn add(catalog: &mut Catalog, code: &str) {
    catalog.groups[0].entries.push(entry(code, "Added", 418));
}

fn set(catalog: &mut Catalog, name: &str, codes: &[&str]) {
    let codes = codes.iter().map(ToString::to_string).collect();
    catalog.sets.push(CodeSet::new(name, codes));
}

fn codeless(catalog: &mut Catalog, sends: &str) {
    codeless_at(catalog, "Inner", sends);
}

fn codeless_at(catalog: &mut Catalog, variant: &str, sends: &str) {
    let sends = Sends::parse(sends).unwrap();
    let path = format!("crate::auth::AuthError::{variant}");
    catalog.codeless.push(CodelessVariant { path, sends });
}

fn alternative(catalog: &mut Catalog) {
    let mut other = denied(catalog).clone();
    other.variant = "Forbidden".into();
    other.status = 404;
    catalog.groups[0].entries.push(other);
}

fn deprecate(catalog: &mut Catalog, since: &str, until: Option<&str>) {
    let until = until.map(Into::into);
    denied(catalog).deprecated =
        Some(Deprecated { since: since.into(), replaced_by: Vec::new(), until });
}

fn replace(catalog: &mut Catalog) {
    deprecate(catalog, "2.0", None);
    denied(catalog).deprecated.as_mut().unwrap().replaced_by.push("AUTH_TOKEN_EXPIRED".into());
}

#[test]
fn each_example_shows_only_its_change() {
    for (expected, old, new) in EXAMPLES {
        assert_eq!(ids(&changes(&edited(*old), &edited(*new))), *expected);
    }
}

#[test]
fn each_row_has_an_example() {
    let mut shown: BTreeSet<_> = EXAMPLES.iter().map(|(expected, ..)| expected[0]).collect();
    for (_, old, new) in EXAMPLES {
        for change in changes(&edited(*old), &edited(*new)) {
            shown.extend(ids(&change.consequences));
        }
    }
    shown.extend(operations::EXAMPLES.iter().map(|(rule, ..)| *rule));
    for rule in table::all() {
        assert!(shown.contains(rule.id), "no example shows `{}`", rule.id);
    }
    assert_eq!(shown.len(), table::all().count());
}

#[test]
fn the_opposite_change_has_the_mirror_rule() {
    for (expected, old, new) in EXAMPLES {
        let rule = table::by_id(expected[0]).unwrap();
        let Mirror::Rule(mirror) = rule.mirror else { continue };
        let back = ids(&changes(&edited(*new), &edited(*old)));
        // The rule of a retired code depends on which side retires it.
        let is_tomb = ["code-retired", "retired-code-reused"].contains(&rule.id);
        let is_merge = ["code-merged", "former-code-reused"].contains(&rule.id);
        assert!(is_tomb || is_merge || back.contains(&mirror), "`{}` back: {back:?}", rule.id);
    }
}

#[test]
fn a_retired_code_that_is_used_again_is_found() {
    let used = edited(|c| add(c, "AUTH_NEW_KIND"));
    let gone = edited(|c| c.retired.push(retired("AUTH_NEW_KIND", "3.0")));
    assert_eq!(ids(&changes(&used, &gone)), ["code-retired-early"]);
    assert_eq!(ids(&changes(&gone, &used)), ["retired-code-reused"]);
    let two = edited(|c| add(c, "AUTH_BANNED"));
    let one = edited(|c| denied(c).formerly.push("AUTH_BANNED".into()));
    assert_eq!(ids(&changes(&two, &one)), ["code-merged", "formerly-added"]);
    assert_eq!(ids(&changes(&one, &two)), ["former-code-reused", "formerly-removed"]);
}

#[test]
fn the_table_is_consistent() {
    let mut seen = BTreeSet::new();
    for rule in table::all() {
        assert!(seen.insert(rule.id), "`{}` is duplicated", rule.id);
        assert!(!rule.verdicts.is_empty() && !rule.why.is_empty() && !rule.reference.is_empty());
        let surfaces: BTreeSet<_> = rule.verdicts.iter().map(|(surface, _)| surface).collect();
        assert_eq!(surfaces.len(), rule.verdicts.len(), "`{}` has a surface twice", rule.id);
        assert!(rule.verdict() != Verdict::Break || !rule.undo.is_empty(), "{}", rule.id);
        match rule.mirror {
            Mirror::Rule(_) => {
                let mirror = rule.mirror().unwrap_or_else(|| panic!("`{}` has no mirror", rule.id));
                assert_eq!(mirror.mirror, Mirror::Rule(rule.id), "`{}`", rule.id);
            }
            Mirror::Nothing(why) => assert!(!why.is_empty()),
        }
    }
}

#[test]
fn changes_of_derived_values_are_consequences() {
    let new = edited(|c| denied(c).status = 503);
    let found = changes(&catalog(), &new);
    assert_eq!(ids(&found), ["status-class-changed"]);
    let mut with_it = ids(&found[0].consequences);
    with_it.sort_unstable();
    assert_eq!(
        with_it,
        ["class-changed", "grpc-changed", "incident-changed", "retry-gained", "severity-changed"]
    );
    assert_eq!(found[0].verdict_on(Surface::Operations), Some(Verdict::Risk));
    assert_eq!(found[0].verdict_on(Surface::Text), None);

    // A declared value is a separate change.
    let new = edited(|c| {
        denied(c).status = 404;
        denied(c).class = Some(Class::Business);
    });
    assert_eq!(ids(&changes(&catalog(), &new)), ["status-changed", "class-changed"]);
}

#[test]
fn a_field_has_one_change_with_the_worst_first() {
    let new = edited(|c| {
        expired(c).details[0].type_name = "Option<i8>".into();
        expired(c).details[0].retry_after = true;
    });
    let found = changes(&catalog(), &new);
    assert_eq!(ids(&found), ["detail-retyped"]);
    assert_eq!(ids(&found[0].consequences), ["detail-optional", "wait-field-added"]);
}

#[test]
fn a_new_code_is_reported_for_each_set_that_has_it() {
    let old = edited(|c| set(c, "SignUp", &["AUTH_DENIED"]));
    let new = edited(|c| {
        add(c, "AUTH_NEW_KIND");
        set(c, "SignUp", &["AUTH_DENIED", "AUTH_NEW_KIND"]);
        set(c, "SignIn", &["AUTH_NEW_KIND"]);
    });
    let found = changes(&old, &new);
    assert_eq!(ids(&found), ["code-added", "set-code-added", "set-added"]);
    assert_eq!((found[1].code.as_str(), found[1].subject.as_str()), ("AUTH_NEW_KIND", "SignUp"));
    assert_eq!(found[1].verdict(), Verdict::Risk);
    let mut lock = Lock::from_catalog(&old);
    assert_eq!(lock.update(&Lock::from_catalog(&new)), []);
    assert_eq!(lock, Lock::from_catalog(&new));
    let text = lock.write();
    assert!(
        text.contains("registry set SignUp\n") && text.contains("AUTH_NEW_KIND in_set SignUp\n"),
        "{text}"
    );
    assert_eq!(Lock::read(&text, "a.lock"), Ok(lock));
}

#[test]
fn a_code_that_a_set_only_masks_is_not_promised() {
    let masked = |c: &mut Catalog| {
        set(c, "SignUp", &["AUTH_DENIED", "SYSTEM_DOWN"]);
        c.sets[0].masked.push("SYSTEM_DOWN".into());
    };
    let found =
        changes(&edited(masked), &edited(|c| set(c, "SignUp", &["AUTH_DENIED", "SYSTEM_DOWN"])));
    assert_eq!(ids(&found), ["set-code-added"]);
}

/// The variants that name a renamed code follow it: the rename is one change, which records them too.
#[test]
fn a_variant_without_a_code_follows_a_rename() {
    let old = edited(|c| codeless(c, "same_as AUTH_DENIED"));
    let new = edited(|c| {
        rename(c);
        codeless(c, "same_as AUTH_FORBIDDEN");
    });
    assert_eq!(ids(&changes(&old, &new)), ["code-renamed"]);
    let (mut lock, new) = (Lock::from_catalog(&old), Lock::from_catalog(&new));
    assert_eq!(lock.update(&new).len(), 1);
    assert!(lock.write().contains(" = same_as AUTH_DENIED\n"));
    lock.accept(&new, "AUTH_FORBIDDEN", "clients of the old name are gone").unwrap();
    assert!(
        lock.write().contains("AuthError::Inner\" = same_as AUTH_FORBIDDEN\n"),
        "{}",
        lock.write()
    );
    assert_eq!(compare(&lock, &new), []);
    // Another code is no rename.
    let other = edited(|c| {
        rename(c);
        codeless(c, "same_as AUTH_TOKEN_EXPIRED");
    });
    assert_eq!(ids(&changes(&old, &other)), ["code-renamed", "codeless-changed"]);
}

/// A rename is accepted without the variants of another rename.
#[test]
fn a_variant_without_a_code_follows_its_own_rename() {
    let old = edited(|c| {
        codeless_at(c, "One", "same_as AUTH_DENIED");
        codeless_at(c, "Two", "same_as AUTH_TOKEN_EXPIRED");
    });
    let new = edited(|c| {
        rename(c);
        let other = &mut c.groups[0].entries[0];
        other.formerly.push(std::mem::replace(&mut other.code, "AUTH_TOKEN_OLD".into()));
        codeless_at(c, "One", "same_as AUTH_FORBIDDEN");
        codeless_at(c, "Two", "same_as AUTH_TOKEN_OLD");
    });
    let (mut lock, new) = (Lock::from_catalog(&old), Lock::from_catalog(&new));
    lock.accept(&new, "AUTH_FORBIDDEN", "clients of the old name are gone").unwrap();
    let text = lock.write();
    assert!(text.contains("AuthError::One\" = same_as AUTH_FORBIDDEN\n"), "{text}");
    assert!(text.contains("AuthError::Two\" = same_as AUTH_TOKEN_EXPIRED\n"), "{text}");
}

/// A lock of an earlier version has no such variants; the next one takes them over without a reason.
#[test]
fn an_older_lock_gets_the_variants_without_a_reason() {
    let new = Lock::from_catalog(&edited(|c| codeless(c, "transparent")));
    let mut older = Lock::from_catalog(&catalog());
    assert_eq!(older.update(&new), []);
    assert_eq!(older, new);
    let text = new.write();
    assert_eq!(Lock::read(&text, "a.lock"), Ok(new));
    let wrong = text.replace(" = transparent\n", " = opaque\n");
    let problems = Lock::repair(&wrong, "a.lock").unwrap_err();
    assert!(problems[0].help.contains("same_as CODE"), "{problems:?}");
}

#[test]
fn an_enum_that_moves_is_one_change() {
    let new = edited(|c| c.groups[0].type_name = "LoginError".into());
    let found = changes(&catalog(), &new);
    assert_eq!(ids(&found), ["enum-moved"]);
    assert_eq!(found[0].code, "AUTH_DENIED");
}

#[test]
fn a_rename_with_formerly_is_separate_from_other_changes() {
    let new = edited(|c| {
        denied(c).code = "AUTH_FORBIDDEN".into();
        denied(c).formerly.push("AUTH_DENIED".into());
        denied(c).status = 404;
    });
    let found = changes(&catalog(), &new);
    assert_eq!(ids(&found), ["code-renamed", "status-changed"]);
    assert!(found.iter().all(|change| change.code == "AUTH_FORBIDDEN"));
}

/// The guess for a removed code, and the rules: a guess takes the place of no change.
fn guess(new: &Catalog) -> Option<String> {
    let found = changes(&catalog(), new);
    let mut rules = ids(&found);
    rules.sort_unstable();
    assert_eq!(rules, ["code-added", "code-removed"]);
    let removed = found.iter().find(|change| change.rule.id == "code-removed").unwrap();
    assert_eq!(removed.verdict(), Verdict::Break);
    let hint = removed.fixes().find(|fix| fix.contains("is its new name"));
    assert_eq!(hint.is_some(), removed.successor.is_some());
    removed.successor.clone()
}

#[test]
fn likely_renames_are_guessed_by_place_by_promise_and_by_name() {
    // The same variant.
    let new = edited(|c| denied(c).code = "AUTH_XYZ".into());
    assert_eq!(guess(&new).as_deref(), Some("AUTH_XYZ"));
    // The same promise elsewhere.
    let new = edited(|c| {
        denied(c).code = "AUTH_XYZ".into();
        denied(c).variant = "Xyz".into();
    });
    assert_eq!(guess(&new).as_deref(), Some("AUTH_XYZ"));
    // Nearly the same name, and another text.
    let new = edited(|c| {
        denied(c).code = "AUTH_DENIAL".into();
        denied(c).variant = "Denial".into();
        denied(c).owner = Some("x".into());
    });
    assert_eq!(guess(&new).as_deref(), Some("AUTH_DENIAL"));
    // Nothing alike.
    let new = edited(|c| {
        let entry = entry("AUTH_SOMETHING_ELSE", "Other", 409);
        c.groups[0].entries[1] = entry;
    });
    assert_eq!(guess(&new), None);
}

#[test]
fn a_code_of_another_domain_is_never_guessed() {
    // Equal in everything but the domain.
    let moved = edited(|c| {
        let mut other = c.groups[0].entries.remove(1);
        other.code = "USER_DENIED".into();
        c.groups.push(group("USER", "UserError", "crate::user", vec![other]));
    });
    assert_eq!(guess(&moved), None);
    // Nor does a guess unlock the removal.
    let new = Lock::from_catalog(&edited(|c| denied(c).code = "AUTH_XYZ".into()));
    let mut lock = Lock::from_catalog(&catalog());
    assert_eq!(ids(&lock.update(&new)), ["code-removed"]);
    assert!(lock.accept(&new, "AUTH_XYZ", "it is the same").is_err());
    assert!(lock.codes().any(|code| code == "AUTH_DENIED"));
}

#[test]
fn the_order_of_the_source_is_no_change() {
    let mut other = catalog();
    alternative(&mut other);
    let first = Lock::from_catalog(&other);
    other.groups.reverse();
    for group in &mut other.groups {
        group.entries.reverse();
        for entry in &mut group.entries {
            entry.details.reverse();
            entry.hidden.reverse();
        }
    }
    assert_eq!(first.write(), Lock::from_catalog(&other).write());
    let all = edited(|c| c.groups.push(group("USER", "UserError", "crate", Vec::new())));
    assert_eq!(changes(&catalog(), &all), []);
}

#[test]
fn a_default_that_is_written_out_is_no_change() {
    let implicit = edited(|c| c.settings.internal = None);
    let declared = edited(|c| {
        c.settings.internal = Some("SYSTEM_INTERNAL_ERROR".into());
        c.settings.not_found = Some("SYSTEM_ROUTE_NOT_FOUND".into());
    });
    assert_eq!(changes(&implicit, &declared), []);
    assert_eq!(changes(&declared, &implicit), []);
    let explicit = Lock::from_catalog(&implicit).write()
        + "registry internal = \"SYSTEM_INTERNAL_ERROR\"\nregistry not_found = \"SYSTEM_ROUTE_NOT_FOUND\"\n";
    let explicit = Lock::repair(&explicit, "x.lock").unwrap().lock;
    assert_eq!(compare(&explicit, &Lock::from_catalog(&implicit)), []);
    let another = changes(&implicit, &edited(|c| c.settings.internal = Some("SYSTEM_DOWN".into())));
    assert_eq!(
        another[0].sentence(),
        "the code of unexpected failures was `SYSTEM_INTERNAL_ERROR` and is `SYSTEM_DOWN`"
    );
}
