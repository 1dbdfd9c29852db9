//! A lock that was truncated, merged or edited is never taken for the one that was written.

use catalog_specs::lock::{Lock, Repair};

use super::file::{FILE, merged};
use super::sample::{catalog, denied, edited, entry, retired};

/// A lock with every kind of line.
fn full() -> Lock {
    let before = Lock::from_catalog(&catalog());
    let mut lock = before;
    let next = edited(|c| {
        denied(c).status = 404;
        c.settings.dialect = "flat".into();
        c.groups[0].non_exhaustive = true;
    });
    let next = Lock::from_catalog(&next);
    for code in ["AUTH_DENIED", "registry"] {
        lock.accept(&next, code, "for a test").unwrap();
    }
    lock
}

fn refused(text: &str, what: &str) -> Vec<String> {
    let problems = Lock::read(text, FILE).err();
    assert!(problems.is_some(), "{what} was accepted:\n{text}");
    let checked = |problem: &catalog_specs::Problem| {
        assert!(problem.place.is_some() && !problem.help.is_empty(), "{problem}");
        problem.to_string()
    };
    problems.iter().flatten().map(checked).collect()
}

fn repair(text: &str) -> Repair {
    Lock::repair(text, FILE).unwrap()
}

#[test]
fn every_prefix_is_refused() {
    let text = full().write();
    assert!(Lock::read(&text, FILE).is_ok());
    for end in 0..text.len() {
        refused(&String::from_utf8_lossy(&text.as_bytes()[..end]), &format!("prefix {end}"));
    }
}

#[test]
fn each_missing_repeated_or_moved_line_is_refused() {
    let text = full().write();
    let lines: Vec<_> = text.lines().collect();
    let joined = |lines: &[&str]| lines.join("\n") + "\n";
    for at in 0..lines.len() {
        let mut less = lines.clone();
        less.remove(at);
        refused(&joined(&less), &format!("without line {}", at + 1));
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        refused(&joined(&twice), &format!("line {} twice", at + 1));
        if lines.get(at + 1).is_some_and(|next| *next != lines[at]) {
            let mut moved = lines.clone();
            moved.swap(at, at + 1);
            refused(&joined(&moved), &format!("line {} moved", at + 1));
        }
    }
}

#[test]
fn each_run_of_missing_lines_is_refused_and_not_repaired() {
    let text = full().write();
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    for start in 1..lines.len() {
        for end in start + 1..=lines.len() {
            let cut = [&lines[..start], &lines[end..]].concat().concat();
            refused(&cut, &format!("without lines {} to {end}", start + 1));
            let is_comment = |line: &&str| line.starts_with('#') || line.trim().is_empty();
            if lines[start..end].iter().all(is_comment) {
                continue;
            }
            // A checksum without its lines, lines without theirs, or a code that the one before names.
            if let Ok(repaired) = Lock::repair(&cut, FILE) {
                assert!(
                    !repaired.edited.is_empty(),
                    "without lines {} to {end}:\n{cut}",
                    start + 1
                );
            }
        }
    }
}

#[test]
fn a_code_that_is_removed_with_the_link_to_it_is_missed() {
    let text = full().write();
    let start = text.find("AUTH_TOKEN_EXPIRED enum").unwrap();
    let end = text.find("SYSTEM_DOWN enum").unwrap();
    let without =
        text[..start].replace("next AUTH_TOKEN_EXPIRED", "next SYSTEM_DOWN") + &text[end..];
    let problems = refused(&without, "a removed code");
    assert!(
        problems[0].contains("the lines of `AUTH_LOCKED` do not match their checksum"),
        "{problems:?}"
    );
    assert!(!repair(&without).edited.is_empty());
}

#[test]
fn an_edited_line_is_reported_with_its_code_and_fix() {
    let text = full().write();
    let weaker = text.replace("AUTH_DENIED status = 404", "AUTH_DENIED status = 410");
    assert_eq!(
        refused(&weaker, "an edit"),
        [format!(
            "error-catalog.lock:{}:1: error: the lines of `AUTH_DENIED` do not match their checksum: they were changed\n  \
             help: after a merge, run `cargo error-catalog lock`, which repairs it; otherwise restore the lock from version control",
            weaker.lines().position(|line| line.starts_with("AUTH_DENIED checksum")).unwrap() + 1
        )]
    );
    assert_eq!(repair(&weaker).edited.keys().collect::<Vec<_>>(), ["AUTH_DENIED"]);
    let less = text.replace("AUTH_DENIED status = 404\n", "");
    assert!(refused(&less, "an edit")[0].contains("`AUTH_DENIED` lacks status"));
    let less = text.replace("AUTH_TOKEN_EXPIRED detail at = \"u64\"\n", "");
    assert!(refused(&less, "an edit")[0].contains("do not match their checksum: there are 17"));
}

#[test]
fn branches_that_add_neighbours_are_repaired_from_the_marks_of_the_conflict() {
    let (is_clean, text) = merged(
        "",
        |c| c.groups[0].entries.push(entry("AUTH_A_A", "A", 404)),
        |c| c.groups[0].entries.push(entry("AUTH_A_B", "B", 404)),
    );
    assert!(!is_clean && text.contains("<<<<<<<"));
    refused(&text, "a conflict");
    let repaired = repair(&text);
    let both = edited(|c| {
        c.groups[0].entries.push(entry("AUTH_A_A", "A", 404));
        c.groups[0].entries.push(entry("AUTH_A_B", "B", 404));
    });
    assert_eq!((repaired.lock, repaired.edited.len()), (Lock::from_catalog(&both), 0), "{text}");
}

#[test]
fn branches_that_change_different_codes_merge_to_an_intact_lock() {
    let (is_clean, text) = merged(
        "",
        |c| denied(c).owner = Some("identity".into()),
        |c| c.groups[1].entries[0].owner = Some("core".into()),
    );
    let lock = Lock::read(&text, FILE).unwrap();
    assert!(is_clean);
    let both = edited(|c| {
        denied(c).owner = Some("identity".into());
        c.groups[1].entries[0].owner = Some("core".into());
    });
    assert_eq!(lock, Lock::from_catalog(&both));
    // A retired code does not touch the lines of another.
    let (is_clean, text) = merged(
        "",
        |c| c.retired.push(retired("AUTH_A", "1.0")),
        |c| c.retired.push(retired("USER_A", "1.0")),
    );
    assert!(is_clean && Lock::read(&text, FILE).is_ok(), "{text}");
}

#[test]
fn branches_that_change_one_code_are_not_repaired_from_the_file_alone() {
    let (is_clean, text) = merged(
        "",
        |c| denied(c).owner = Some("identity".into()),
        |c| denied(c).title = Some("No".into()),
    );
    assert!(!is_clean);
    let repaired = repair(&text);
    assert_eq!(repaired.edited.keys().collect::<Vec<_>>(), ["AUTH_DENIED"]);
    let both = edited(|c| {
        denied(c).owner = Some("identity".into());
        denied(c).title = Some("No".into());
    });
    assert_eq!(repaired.lock, Lock::from_catalog(&both));
}

#[test]
fn a_lock_without_checksums_is_refused_with_the_way_to_update_it() {
    let text = full().write();
    let old: String = text
        .lines()
        .filter(|line| !line.contains(" checksum = "))
        .map(|line| line.replace("error-catalog.lock 2", "error-catalog.lock 1") + "\n")
        .collect();
    assert_eq!(
        refused(&old, "an old lock"),
        [
            "error-catalog.lock:1:1: error: this lock has format 1, without checksums: whether it is complete is not known\n  \
          help: compare it with version control, then run `cargo error-catalog lock`: it keeps every promise in the file and adds the checksums"
        ]
    );
    let repaired = repair(&old);
    assert_eq!((repaired.format, repaired.is_intact, repaired.edited.len()), (1, false, 0));
    assert_eq!(repaired.lock, full());
    // The first line alone does not make an old lock of a new one.
    let disguised = text.replace("error-catalog.lock 2", "error-catalog.lock 1");
    assert!(!repair(&disguised).edited.is_empty());
}
