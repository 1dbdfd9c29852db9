//! What stands at the paths of documents and of the lock: links, folders, pipes, and other documents.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::package::{Attacked, LOCK, USER_RS, whole};

/// What is done at a path.
type Change = (&'static str, fn(&Path));

/// None of these is the file that was written.
const AT_A_PATH: &[Change] = &[
    ("a link to nothing", |path| symlink("nowhere", path).unwrap()),
    ("a link to itself", |path| symlink(path.file_name().unwrap(), path).unwrap()),
    ("a link to no content", |path| symlink("/dev/null", path).unwrap()),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    ("a pipe", |path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }),
    ("nothing", |_| {}),
];

#[test]
fn what_is_no_file_is_no_success() {
    let whole = whole();
    for file in ["docs/errors.md", "docs/site/index.html", "docs/errors.json", LOCK] {
        for (name, change) in AT_A_PATH {
            let attacked = Attacked::new(&whole);
            let path = attacked.path().join(file);
            fs::remove_file(&path).unwrap();
            change(&path);
            let (code, json) = attacked.check();
            assert!(matches!(code, 1 | 3) && json["ok"] == false, "{file} is {name}: {json:#}");
        }
    }
}

/// A lock that no file declares is compared if anything stands at its path.
#[test]
fn an_undeclared_lock_is_not_skipped() {
    let whole = whole();
    for (name, change) in AT_A_PATH.iter().filter(|(name, _)| *name != "nothing") {
        let attacked = Attacked::new(&whole);
        attacked.edit("error-catalog.toml", "[lock]\npath = \"error-catalog.lock\"\n", "");
        assert_eq!(attacked.check().0, 0);
        let path = attacked.path().join(LOCK);
        fs::remove_file(&path).unwrap();
        change(&path);
        let (code, json) = attacked.check();
        assert!(matches!(code, 1 | 3) && json["ok"] == false, "{name}: {json:#}");
    }
}

/// A file that a link leads to is that file.
#[test]
fn links_to_what_was_written_are_no_difference() {
    let whole = whole();
    for path in ["src", "docs", LOCK, "docs/errors.md", USER_RS, "Cargo.toml"] {
        let attacked = Attacked::new(&whole);
        let path = attacked.path().join(path);
        let other = path.with_extension("elsewhere");
        fs::rename(&path, &other).unwrap();
        symlink(other.file_name().unwrap(), &path).unwrap();
        let (code, json) = attacked.check();
        assert_eq!(code, 0, "{}: {json:#}", path.display());
    }
    // Another document is another file, and two documents are never one.
    let attacked = Attacked::new(&whole);
    fs::remove_file(attacked.path().join("docs/errors.json")).unwrap();
    symlink("errors.md", attacked.path().join("docs/errors.json")).unwrap();
    assert_ne!(attacked.check().0, 0);
    let attacked = Attacked::new(&whole);
    symlink("docs", attacked.path().join("other")).unwrap();
    attacked.edit("error-catalog.toml", "docs/errors.json", "other/errors.md");
    attacked.docs();
    assert_ne!(attacked.check().0, 0);
}

/// Several commands that write at once leave what one of them would.
#[test]
fn writers_at_once_leave_what_passes() {
    let attacked = Attacked::new(&whole());
    attacked.edit("src/queue.rs", "are waiting", "people are waiting");
    let calls = [&["docs"][..], &["lock"], &["docs"], &["lock"], &["docs"], &["check"]];
    std::thread::scope(|scope| {
        for call in calls {
            scope.spawn(|| crate::harness::run(attacked.path(), call));
        }
    });
    let (code, json) = attacked.check();
    assert_eq!(code, 0, "{json:#}");
}
