//! Recording and accepting changes, and the reports about them.

use catalog_specs::ProblemLevel;
use catalog_specs::lock::{Lock, REGISTRY, compare};

use super::sample::{catalog, changes, denied, detail, down, edited, entry, expired, ids, place};

#[test]
fn an_update_does_not_record_breaking_changes() {
    let new = Lock::from_catalog(&edited(|c| {
        denied(c).status = 404;
        denied(c).owner = Some("identity".into());
        expired(c).details.push(detail("user", "u64"));
    }));
    let mut lock = Lock::from_catalog(&catalog());
    assert_eq!(ids(&lock.update(&new)), ["status-changed"]);
    assert_eq!(ids(&compare(&lock, &new)), ["status-changed"]);
    assert!(lock.write().contains("AUTH_DENIED status = 403\n"));
    assert!(lock.write().contains("AUTH_DENIED owner = \"identity\"\n"));
}

#[test]
fn a_change_is_accepted_with_a_reason() {
    let new = Lock::from_catalog(&edited(|c| {
        denied(c).status = 404;
        down(c).status = 500;
    }));
    let mut lock = Lock::from_catalog(&catalog());
    let taken = lock.accept(&new, "AUTH_DENIED", "  hides \"that\" it exists  ").unwrap();
    assert_eq!(ids(&taken), ["status-changed"]);
    assert_eq!(ids(&compare(&lock, &new)), ["status-changed"], "the other code is not touched");
    let text = lock.write();
    let line = "accepted AUTH_DENIED status-changed = \"403\" -> \"404\" because \"hides \\\"that\\\" it exists\"\n";
    assert!(text.contains(line), "{text}");
    assert_eq!(Lock::read(&text, "x.lock").unwrap(), lock);
    lock.accept(&new, "SYSTEM_DOWN", "it never was transient").unwrap();
    assert_eq!(compare(&lock, &new), []);
    assert_eq!(lock.accepted().count(), 2);
    assert!(lock.update(&new).is_empty());
    assert_eq!(lock.accepted().count(), 2, "what was accepted stays on record");
}

#[test]
fn settings_renames_and_moves_are_accepted_by_one_name() {
    let new = Lock::from_catalog(&edited(|c| c.settings.dialect = "problem".into()));
    let mut lock = Lock::from_catalog(&catalog());
    assert_eq!(ids(&lock.accept(&new, REGISTRY, "version 2").unwrap()), ["dialect-changed"]);
    assert_eq!(Lock::read(&lock.write(), "x.lock").unwrap(), lock);

    for name in ["AUTH_DENIED", "AUTH_FORBIDDEN"] {
        let new = Lock::from_catalog(&edited(|c| {
            denied(c).code = "AUTH_FORBIDDEN".into();
            denied(c).formerly.push("AUTH_DENIED".into());
        }));
        let mut lock = Lock::from_catalog(&catalog());
        assert_eq!(ids(&lock.accept(&new, name, "never sent").unwrap()), ["code-renamed"]);
        assert_eq!(compare(&lock, &new), []);
    }
    let new = Lock::from_catalog(&edited(|c| c.groups[0].module = "crate::login".into()));
    let mut lock = Lock::from_catalog(&catalog());
    lock.accept(&new, "AUTH_DENIED", "no users of the path").unwrap();
    assert_eq!(compare(&lock, &new), []);
}

#[test]
fn a_refused_acceptance_changes_nothing() {
    let refused = |new: &Lock, code: &str, reason: &str| {
        let before = Lock::from_catalog(&catalog());
        let mut lock = before.clone();
        let problem = lock.accept(new, code, reason).unwrap_err();
        assert_eq!(lock, before);
        problem.to_string()
    };
    let new = Lock::from_catalog(&edited(|c| {
        denied(c).status = 404;
        down(c).title = Some("Down".into());
    }));
    assert_eq!(
        refused(&new, "AUTH_DENIED", " \n"),
        "error: `--accept` needs a reason\n  help: write `cargo error-catalog lock --accept AUTH_DENIED \"why\"`"
    );
    assert_eq!(
        refused(&new, "AUTH_DENIDE", "x"),
        "error: code `AUTH_DENIDE` is neither in the lock nor in the catalogue\n  help: did you mean `AUTH_DENIED`?"
    );
    assert!(refused(&new, "*", "x").contains("one code at a time"));
    assert_eq!(
        refused(&new, "SYSTEM_DOWN", "x"),
        "error: there is nothing to accept: `SYSTEM_DOWN` has no breaking change\n  help: run `cargo error-catalog lock` to record its changes"
    );
    assert!(refused(&new, "AUTH_TOKEN_EXPIRED", "x").contains("did not change"));

    let gone = Lock::from_catalog(&edited(|c| c.retired.clear()));
    assert_eq!(
        refused(&gone, "AUTH_LOCKED", "x"),
        "error: the change of `AUTH_LOCKED` cannot be accepted: the entry in `retired` was removed: `2.0: use AUTH_DENIED`\n  \
         help: restore it, in `catalog!`: `retired { \"AUTH_LOCKED\" => \"2.0: use AUTH_DENIED\" }`"
    );
    let back = Lock::from_catalog(&edited(|c| {
        c.retired.clear();
        c.groups[0].entries.push(entry("AUTH_LOCKED", "Locked", 423));
    }));
    assert!(refused(&back, "AUTH_LOCKED", "x").contains("choose a code that was never used"));
    let mut lock = Lock::from_catalog(&catalog());
    assert_eq!(ids(&lock.update(&back)), ["retired-code-reused"]);
    assert_eq!(lock, Lock::from_catalog(&catalog()));
}

#[test]
fn a_report_points_at_the_attribute_and_gives_fixes() {
    let mut new = edited(|c| denied(c).status = 404);
    denied(&mut new).places = vec![("code".into(), place(7)), ("status".into(), place(8))];
    let found = changes(&catalog(), &new);
    let problem = found[0].problem(&new);
    assert_eq!(problem.level, ProblemLevel::Error);
    assert_eq!(problem.rule, Some("status-changed"));
    assert_eq!(
        problem.to_string(),
        "src/auth.rs:8:5: error: AUTH_DENIED: the status changed from `403` to `404`\n  \
         help: write `status = 403` again\n  \
         help: for a new condition add a new code with the status `404`\n  \
         help: or accept it with a reason: `cargo error-catalog lock --accept AUTH_DENIED \"why\"`\n  \
         note: BREAK on wire\n  \
         note: RISK on operations\n  \
         note: clients, proxies and caches act on the status, also within 4xx or 5xx \
         (Smithy httpError; AIP-180 on semantic changes; oasdiff lets it pass)\n  \
         note: consequence: the class changed from `permission` to `not_found`\n  \
         note: consequence: the gRPC code changed from `PERMISSION_DENIED` to `NOT_FOUND`"
    );
    assert_eq!(
        found[0].to_string(),
        "BREAK AUTH_DENIED: the status changed from `403` to `404` [status-changed]"
    );
    assert_eq!(found[0].key(), "status");
}

#[test]
fn a_report_of_a_removed_code_has_no_place_and_suggests_to_retire_it() {
    let old = edited(|c| c.groups[0].entries.push(entry("AUTH_X_Y", "Y", 418)));
    let problem = changes(&old, &catalog())[0].problem(&catalog());
    assert_eq!(problem.place, None);
    assert!(problem.help.contains("`retired { \"AUTH_X_Y\" => \"2.0: use ...\" }`"), "{problem}");
}

#[test]
fn control_characters_are_escaped_in_a_report() {
    let new = edited(|c| denied(c).title = Some("a\nb\u{202e}c <script>|`".into()));
    let found = changes(&catalog(), &new);
    assert_eq!(
        found[0].to_string(),
        "SAFE  AUTH_DENIED: the title was `(none)` and is `a\\nb\\u{202e}c <script>|`` [title-changed]"
    );
}
