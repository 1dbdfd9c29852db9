//! Two lock files, the second after a line `#---`: read, written, compared, updated.

use std::sync::LazyLock;

use catalog_specs::lock::{Lock, compare};
use catalog_specs::{render_problems, spec};

/// What each lock is compared with.
static KNOWN: LazyLock<Lock> = LazyLock::new(|| {
    let text = include_str!("../../../../catalog-specs/specs/user.json");
    Lock::from_catalog(&spec::read(text, "user.json").expect("a spec of ours"))
});

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (old, new) = text.split_once("\n#---\n").unwrap_or((text, ""));
    let (old, new) = (read(old), read(new));
    for (old, new) in [(&old, &new), (&new, &old)] {
        let old = old.as_ref().unwrap_or(&KNOWN);
        let new = new.as_ref().unwrap_or(&KNOWN);
        update(old, new);
    }
}

/// A lock that is written can be read, and is the same.
fn read(text: &str) -> Option<Lock> {
    if let Ok(lock) = Lock::read(text, "lock") {
        check_written(&lock);
    }
    match Lock::repair(text, "lock") {
        Ok(repair) => {
            check_written(&repair.lock);
            Some(repair.lock)
        }
        Err(problems) => {
            assert!(!render_problems(&problems, false).is_empty());
            None
        }
    }
}

fn check_written(lock: &Lock) {
    let written = lock.write();
    match Lock::read(&written, "lock") {
        Ok(again) => assert_eq!(again, *lock, "{written}"),
        Err(problems) => panic!("{}\n{written}", render_problems(&problems, false)),
    }
}

fn update(old: &Lock, new: &Lock) {
    assert_eq!(compare(old, old), [], "a lock differs from itself");
    let changes = compare(old, new);
    for change in &changes {
        assert!(!change.sentence().is_empty());
        assert!(change.fixes().all(|fix| !fix.is_empty()));
        change.acceptance();
    }
    let mut updated = old.clone();
    let waiting = updated.update(new);
    check_written(&updated);
    assert!(waiting.len() <= changes.len());
    let again = updated.clone().update(new);
    assert_eq!(again.len(), waiting.len(), "the second update finds other changes");
    // Each of them compares the locks again.
    for change in waiting.iter().take(3) {
        if updated.accept(new, &change.code, "it is announced").is_ok() {
            check_written(&updated);
        }
    }
}
