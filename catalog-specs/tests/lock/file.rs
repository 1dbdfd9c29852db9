//! The lock file: its text, its mistakes, and merges by git.

use std::fs;
use std::path::Path;
use std::process::Command;

use catalog_specs::lock::Lock;

use super::sample::{catalog, denied, edited, entry, retired, texts};

pub(crate) const FILE: &str = "error-catalog.lock";

#[test]
fn the_file_is_readable() {
    let small = edited(|c| {
        c.groups[0].entries.truncate(1);
        c.groups.truncate(1);
    });
    assert_eq!(
        Lock::from_catalog(&small).write(),
        r#"error-catalog.lock 2
# What this catalogue promises to clients, callers and operators.
# `cargo error-catalog lock` writes it, and repairs the checksums after a merge. Do not edit it.

registry name = "Codes"
registry service = "shop.example.com"
registry docs = "https://docs.example.com/{code}"
registry default_locale = "ja"
registry locale en
registry locale ja
registry internal = "SYSTEM_DOWN"
registry checksum = c6b91f2c4cb9555a of 7 lines, next AUTH_LOCKED

retired AUTH_LOCKED = "2.0: use AUTH_DENIED"
AUTH_LOCKED checksum = 0d28a84c4f3f0207 of 1 line, next AUTH_TOKEN_EXPIRED

AUTH_TOKEN_EXPIRED enum = "crate::auth::AuthError"
AUTH_TOKEN_EXPIRED variant = "TokenExpired"
AUTH_TOKEN_EXPIRED status = 401
AUTH_TOKEN_EXPIRED class = auth
AUTH_TOKEN_EXPIRED grpc = UNAUTHENTICATED
AUTH_TOKEN_EXPIRED retry = never
AUTH_TOKEN_EXPIRED log_level = WARN
AUTH_TOKEN_EXPIRED severity = WARNING
AUTH_TOKEN_EXPIRED incident = P3
AUTH_TOKEN_EXPIRED message en = "It ended at {at}"
AUTH_TOKEN_EXPIRED message ja = "{at} に期限が切れました"
AUTH_TOKEN_EXPIRED message_default = "ja"
AUTH_TOKEN_EXPIRED detail at = "u64"
AUTH_TOKEN_EXPIRED detail zone = "String"
AUTH_TOKEN_EXPIRED hidden cause = "io::Error" source
AUTH_TOKEN_EXPIRED hidden host = "String" context
AUTH_TOKEN_EXPIRED hidden token = "Secret<String>" secret
AUTH_TOKEN_EXPIRED checksum = 06ebabe60edf3587 of 17 lines, last
"#
    );
}

#[test]
fn control_characters_are_escaped() {
    let hostile = edited(|c| {
        denied(c).messages = texts(&[("", "a\"b\\\n\r\t\u{7}\u{202e}\u{feff}|`<script>Không 👩‍💻")]);
        denied(c).code = "registry".into();
        denied(c).ext = vec![("a b".into(), String::new())];
    });
    let text = Lock::from_catalog(&hostile).write();
    let line = r#""registry" message = "a\"b\\\n\r\t\u{7}\u{202e}\u{feff}|`<script>Không 👩‍💻""#;
    assert!(text.lines().any(|known| known == line), "{text}");
    assert!(text.lines().any(|known| known == r#""registry" ext "a b" = """#), "{text}");
    assert_eq!(Lock::read(&text, FILE).unwrap(), Lock::from_catalog(&hostile));
}

#[test]
fn other_line_ends_and_a_byte_order_mark_are_accepted() {
    let lock = Lock::from_catalog(&catalog());
    let text = format!("\u{feff}{}", lock.write().replace('\n', "\r\n"));
    assert_eq!(Lock::read(&text, FILE).unwrap(), lock);
}

/// A malformed line, the start of the message and a part of the help text.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("AUTH_DENIED statsu = 403", "unknown property `statsu`", "did you mean `status`?"),
    ("AUTH_DENIED banana = 403", "unknown property `banana`", "expected one of enum, variant"),
    ("registry status = 403", "unknown property `status`", "expected one of name, dialect"),
    ("AUTH_DENIED", "missing property", "write a property after the code"),
    ("AUTH_DENIED status = 403", "`status` is given twice", "keep the line that matches the code"),
    ("AUTH_DENIED message ja = \"x\"", "`message ja` is given twice", "keep the line"),
    (
        "retired AUTH_LOCKED = \"x\"",
        "the retired code `AUTH_LOCKED` is given twice",
        "keep the line",
    ),
    ("retired AUTH_X \"x\"", "malformed line of a retired code", "write `retired USER_LOCKED"),
    ("X_Y status = 200", "invalid value `200` of `status`", "expected a status from 400 to 599"),
    ("X_Y status = 0404", "invalid value `0404` of `status`", "expected a status"),
    (
        "X_Y log_level = WRAN",
        "invalid value `WRAN` of `log_level`",
        "expected a log level: ERROR, WARN, INFO, DEBUG",
    ),
    ("X_Y retry = maybe", "invalid value `maybe` of `retry`", "expected `never`"),
    ("X_Y retry_after = 1", "invalid value `1` of `retry_after`", "for example `60s`"),
    ("X_Y detail a = u64", "invalid value `u64` of `detail`", "a type in quotes"),
    (
        "X_Y detail a = \"u64\" secret",
        "invalid value `\"u64\" secret` of `detail`",
        "any of optional, flatten",
    ),
    ("X_Y status", "`status` lacks a value", "write `status = ...`"),
    (
        "X_Y message = x",
        "expected one quoted text as the value of `message`, found x",
        "in double quotes",
    ),
    (
        "X_Y message = \"x",
        "expected one quoted text as the value of `message`, found \"x",
        "in double quotes",
    ),
    (
        "X_Y message = \"x\" \"y\"",
        "expected one quoted text as the value of `message`",
        "in double quotes",
    ),
    ("X_Y detail = \"u64\"", "`detail` lacks a name", "write a name after `detail`"),
    ("X_Y formerly A_B = 1", "`formerly` takes no value, found `= 1`", "restore the l"),
    ("X_Y/1 status = 404", "expected the number of the entry after `/`, from 2", "restore the l"),
    ("= 1", "missing code", "a line starts with a code"),
    (
        "accepted X_Y status-chnaged = \"1\" -> \"2\" because \"x\"",
        "unknown kind of change `status-chnaged`",
        "did you mean `status-changed`?",
    ),
    (
        "accepted X_Y status-changed = \"1\" -> \"2\"",
        "malformed line of an accepted change",
        "write `accepted",
    ),
    (
        "accepted X_Y status-changed = \"1\" -> \"2\" because \" \"",
        "the reason of an accepted change is empty",
        "write `accepted",
    ),
];

#[test]
fn each_mistake_is_reported_at_its_line_with_a_fix() {
    for (line, message, help) in MISTAKES {
        let text = Lock::from_catalog(&catalog()).write() + line + "\n";
        let last = text.lines().count();
        let problems = Lock::read(&text, FILE).unwrap_err();
        let problem = &problems[0];
        let place = problem.place.as_ref().unwrap();
        assert!(problem.message.starts_with(message), "{line}: {problem}");
        assert!(problem.help.contains(help), "{line}: {problem}");
        assert_eq!((place.file.as_str(), place.line, place.column), (FILE, last, 1), "{line}");
        assert_eq!(place.length, line.chars().count());
    }
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let text = Lock::from_catalog(&catalog()).write()
        + "A_B statsu = 1\nA_C status = 404\n  A_D status = 1\n";
    let problems = Lock::read(&text, FILE).unwrap_err();
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "unknown property `statsu`",
            "invalid value `1` of `status`",
            "`A_C` lacks class, grpc, retry, log_level, severity, incident",
        ]
    );
    assert_eq!(problems[1].place.as_ref().unwrap().column, 3);
}

#[test]
fn another_file_and_a_newer_format_are_refused() {
    for text in [
        "",
        "\n",
        "{}",
        "error-catalog.lock",
        "error-catalog.lock x",
        "error-catalog.lock 2 2",
        "error-catalog.lock 0",
    ] {
        let problems = Lock::read(text, FILE).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].message,
            "not a lock file: expected `error-catalog.lock 2` on the first line"
        );
        assert_eq!(problems[0].place.as_ref().unwrap().line, 1);
    }
    let problems = Lock::read("error-catalog.lock 3\n%%%\n", FILE).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "error-catalog.lock:1:1: error: this lock has format 3; this version reads format 2\n  \
         help: a newer error-catalog wrote it: update the command with `cargo install cargo-error-catalog`, \
         and the libraries with `cargo update -p catalog-specs -p error-catalog`"
    );
}

#[test]
fn a_row_without_the_one_before_it_is_reported() {
    let text = Lock::from_catalog(&catalog()).write().replace("SYSTEM_DOWN ", "SYSTEM_DOWN/2 ");
    let problems = Lock::read(&text, FILE).unwrap_err();
    let missing = "`SYSTEM_DOWN/2` has no entry 1 before it";
    assert!(problems.iter().any(|problem| problem.message == missing), "{problems:?}");
}

#[test]
fn a_merge_conflict_is_one_problem() {
    let text = "error-catalog.lock 1\n<<<<<<< ours\nA_B status = 404\n=======\nA_B status = 409\n>>>>>>> theirs\n";
    let problems = Lock::read(text, FILE).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].to_string(),
        "error-catalog.lock:2:1: error: a merge conflict starts here\n  \
         help: keep the lines of both sides; of two lines for one property keep the released one; \
         then run `cargo error-catalog lock`"
    );
}

/// Runs git in a folder without the configuration of the user.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output();
    output.unwrap().status.success()
}

/// Merges two branches of the sample with git: whether there was no conflict, and the text.
pub(crate) fn merged(
    attributes: &str,
    ours: super::sample::Edit,
    theirs: super::sample::Edit,
) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let commit = |edit: super::sample::Edit| {
        fs::write(at.join(FILE), Lock::from_catalog(&edited(edit)).write()).unwrap();
        fs::write(at.join(".gitattributes"), attributes).unwrap();
        assert!(git(at, &["add", "--all"]) && git(at, &["commit", "-qm", "x"]));
    };
    assert!(git(at, &["init", "-q", "-b", "main"]));
    commit(|_| {});
    assert!(git(at, &["checkout", "-qb", "theirs"]));
    commit(theirs);
    assert!(git(at, &["checkout", "-q", "main"]));
    commit(ours);
    let is_clean = git(at, &["merge", "-q", "theirs"]);
    (is_clean, fs::read_to_string(at.join(FILE)).unwrap())
}

#[test]
fn branches_that_add_codes_merge() {
    let (is_clean, text) = merged(
        "",
        |c| c.groups[0].entries.push(entry("AUTH_A_A", "A", 404)),
        |c| c.groups[0].entries.push(entry("USER_A_A", "A", 404)),
    );
    assert!(is_clean);
    let both = edited(|c| {
        c.groups[0].entries.push(entry("AUTH_A_A", "A", 404));
        c.groups[0].entries.push(entry("USER_A_A", "A", 404));
    });
    assert_eq!(text, Lock::from_catalog(&both).write());
}

#[test]
fn branches_that_add_neighbouring_lines_merge_by_union() {
    let (is_clean, text) = merged(
        "error-catalog.lock merge=union\n",
        |c| {
            c.groups[0].entries.push(entry("AUTH_A_A", "A", 404));
            c.retired.push(retired("AUTH_OLD_A", "1.0"));
        },
        |c| {
            c.groups[0].entries.push(entry("AUTH_A_B", "B", 404));
            c.retired.push(retired("AUTH_OLD_B", "1.0"));
        },
    );
    assert!(is_clean);
    let both = edited(|c| {
        c.groups[0].entries.push(entry("AUTH_A_A", "A", 404));
        c.groups[0].entries.push(entry("AUTH_A_B", "B", 404));
        c.retired.push(retired("AUTH_OLD_A", "1.0"));
        c.retired.push(retired("AUTH_OLD_B", "1.0"));
    });
    let repaired = Lock::repair(&text, FILE).unwrap();
    assert!(repaired.edited.is_empty() && !repaired.is_intact, "{repaired:?}");
    assert_eq!(repaired.lock, Lock::from_catalog(&both), "{text}");
}

#[test]
fn two_changes_of_one_property_are_found_after_a_union() {
    let (_, text) = merged(
        "error-catalog.lock merge=union\n",
        |c| denied(c).status = 404,
        |c| denied(c).status = 409,
    );
    let problems = Lock::read(&text, FILE).unwrap_err();
    assert!(problems.iter().any(|problem| problem.message == "`status` is given twice"));
}
