//! The file: as it is read by people, by git and by us.

use std::fs;
use std::path::Path;
use std::process::Command;

use catalog_specs::lock::Lock;

use super::sample::{catalog, denied, edited, retired, row, texts};

const FILE: &str = "error-catalog.lock";

#[test]
fn a_person_can_read_it() {
    let small = edited(|c| {
        c.groups[0].rows.truncate(1);
        c.groups.truncate(1);
    });
    assert_eq!(
        Lock::of(&small).write(),
        r#"error-catalog.lock 1
# What this catalogue promised to its clients, its callers and its operators.
# Written by `cargo error-catalog lock`; a line for each fact, so that branches merge.

registry name = "Codes"
registry service = "shop.example.com"
registry docs = "https://docs.example.com/{code}"
registry default_locale = "ja"
registry locale en
registry locale ja
registry internal = "SYSTEM_DOWN"

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

retired AUTH_LOCKED = "2.0: use AUTH_DENIED"
"#
    );
}

#[test]
fn hostile_texts_are_shown_on_their_line() {
    let hostile = edited(|c| {
        denied(c).messages = texts(&[("", "a\"b\\\n\r\t\u{7}\u{202e}\u{feff}|`<script>Không 👩‍💻")]);
        denied(c).code = "registry".into();
        denied(c).ext = vec![("a b".into(), String::new())];
    });
    let text = Lock::of(&hostile).write();
    let line = r#""registry" message = "a\"b\\\n\r\t\u{7}\u{202e}\u{feff}|`<script>Không 👩‍💻""#;
    assert!(text.lines().any(|known| known == line), "{text}");
    assert!(text.lines().any(|known| known == r#""registry" ext "a b" = """#), "{text}");
    assert_eq!(Lock::read(&text, FILE).unwrap(), Lock::of(&hostile));
}

#[test]
fn line_ends_and_a_byte_order_mark_of_other_systems_do_no_harm() {
    let lock = Lock::of(&catalog());
    let text = format!("\u{feff}{}", lock.write().replace('\n', "\r\n"));
    assert_eq!(Lock::read(&text, FILE).unwrap(), lock);
}

/// A line of a lock that is otherwise right, and what is said of it.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("AUTH_DENIED statsu = 403", "unknown fact `statsu`", "did you mean `status`?"),
    ("AUTH_DENIED banana = 403", "unknown fact `banana`", "known are enum, variant"),
    ("registry status = 403", "unknown fact `status`", "known are name, dialect"),
    ("AUTH_DENIED", "this line says nothing of what it names", "write a fact after it"),
    (
        "AUTH_DENIED status = 403",
        "`status` is given twice",
        "keep the line that the code agrees with",
    ),
    ("AUTH_DENIED message ja = \"x\"", "`message ja` is given twice", "keep the line"),
    (
        "retired AUTH_LOCKED = \"x\"",
        "the retired code `AUTH_LOCKED` is given twice",
        "keep the line",
    ),
    (
        "retired AUTH_X \"x\"",
        "a retired code is not written like this",
        "write `retired USER_LOCKED",
    ),
    ("X_Y status = 200", "`200` is no value of `status`", "a status is a number from 400 to 599"),
    ("X_Y status = 0404", "`0404` is no value of `status`", "a status is a number"),
    (
        "X_Y log_level = WRAN",
        "`WRAN` is no value of `log_level`",
        "a log level is one of ERROR, WARN, INFO, DEBUG",
    ),
    ("X_Y retry = maybe", "`maybe` is no value of `retry`", "a retry is `never`"),
    ("X_Y retry_after = 1", "`1` is no value of `retry_after`", "like `60s`"),
    ("X_Y detail a = u64", "`u64` is no value of `detail`", "a type in quotes"),
    (
        "X_Y detail a = \"u64\" secret",
        "`\"u64\" secret` is no value of `detail`",
        "any of optional, flatten",
    ),
    ("X_Y status", "`status` has no value", "write `status = ...`"),
    ("X_Y message = x", "the value of `message` is not one text: x", "a text stands in quotes"),
    ("X_Y message = \"x", "the value of `message` is not one text: \"x", "a text stands in quotes"),
    (
        "X_Y message = \"x\" \"y\"",
        "the value of `message` is not one text",
        "a text stands in quotes",
    ),
    ("X_Y detail = \"u64\"", "`detail` says not of what", "write a name after `detail`"),
    ("X_Y formerly A_B = 1", "`formerly` takes no value, and `= 1` follows it", "restore the l"),
    ("X_Y/1 status = 404", "after `/` stands which row of the code it is, from 2", "restore the l"),
    ("= 1", "this line names no code", "a line starts with a code"),
    (
        "accepted X_Y status-chnaged = \"1\" -> \"2\" because \"x\"",
        "unknown kind of change `status-chnaged`",
        "did you mean `status-changed`?",
    ),
    (
        "accepted X_Y status-changed = \"1\" -> \"2\"",
        "an accepted change is not written like this",
        "write `accepted",
    ),
    (
        "accepted X_Y status-changed = \"1\" -> \"2\" because \" \"",
        "an accepted change gives no reason",
        "write `accepted",
    ),
];

#[test]
fn each_mistake_is_told_with_its_line_and_its_cure() {
    for (line, message, help) in MISTAKES {
        let text = Lock::of(&catalog()).write() + line + "\n";
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
fn all_mistakes_are_told_at_once() {
    let text =
        Lock::of(&catalog()).write() + "A_B statsu = 1\nA_C status = 404\n  A_D status = 1\n";
    let problems = Lock::read(&text, FILE).unwrap_err();
    let told: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "unknown fact `statsu`",
            "`1` is no value of `status`",
            "`A_C` has no class, no grpc, no retry, no log_level, no severity, no incident",
        ]
    );
    assert_eq!(problems[1].place.as_ref().unwrap().column, 3);
}

#[test]
fn what_is_no_lock_or_a_newer_one_is_told_as_such() {
    for text in [
        "",
        "\n",
        "{}",
        "error-catalog.lock",
        "error-catalog.lock x",
        "error-catalog.lock 1 2",
        "error-catalog.lock 0",
    ] {
        let problems = Lock::read(text, FILE).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].message, "not a lock: its first line is not `error-catalog.lock 1`");
        assert_eq!(problems[0].place.as_ref().unwrap().line, 1);
    }
    let problems = Lock::read("error-catalog.lock 2\n%%%\n", FILE).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "error-catalog.lock:1:1: error: this lock has the format 2, and 1 is known here\n  \
         help: it was made by a newer error-catalog: update it with `cargo install cargo-error-catalog`, \
         and what a build script or a test uses with `cargo update -p catalog-specs -p error-catalog`"
    );
}

#[test]
fn a_row_without_the_one_before_it_is_told() {
    let text = Lock::of(&catalog()).write().replace("SYSTEM_DOWN ", "SYSTEM_DOWN/2 ");
    let problems = Lock::read(&text, FILE).unwrap_err();
    assert_eq!(problems[0].message, "`SYSTEM_DOWN/2` has no row before it");
}

#[test]
fn a_conflict_is_told_as_one() {
    let text = "error-catalog.lock 1\n<<<<<<< ours\nA_B status = 404\n=======\nA_B status = 409\n>>>>>>> theirs\n";
    let problems = Lock::read(text, FILE).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].to_string(),
        "error-catalog.lock:2:1: error: a merge conflict starts here\n  \
         help: keep what either side says of other facts, and of one fact the line that is released; \
         then `cargo error-catalog lock` says what the code changes"
    );
}

/// Runs git in a folder, free of what its user has configured.
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

/// Two branches of the sample, merged by git; what the merge left, and whether git was content.
fn merged(
    attributes: &str,
    ours: super::sample::Edit,
    theirs: super::sample::Edit,
) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let commit = |edit: super::sample::Edit| {
        fs::write(at.join(FILE), Lock::of(&edited(edit)).write()).unwrap();
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
        |c| c.groups[0].rows.push(row("AUTH_A_A", "A", 404)),
        |c| c.groups[0].rows.push(row("USER_A_A", "A", 404)),
    );
    assert!(is_clean);
    let both = edited(|c| {
        c.groups[0].rows.push(row("AUTH_A_A", "A", 404));
        c.groups[0].rows.push(row("USER_A_A", "A", 404));
    });
    assert_eq!(text, Lock::of(&both).write());
}

#[test]
fn with_a_union_branches_that_add_neighbours_merge_too() {
    let (is_clean, text) = merged(
        "error-catalog.lock merge=union\n",
        |c| {
            c.groups[0].rows.push(row("AUTH_A_A", "A", 404));
            c.retired.push(retired("AUTH_OLD_A", "1.0"));
        },
        |c| {
            c.groups[0].rows.push(row("AUTH_A_B", "B", 404));
            c.retired.push(retired("AUTH_OLD_B", "1.0"));
        },
    );
    assert!(is_clean);
    let both = edited(|c| {
        c.groups[0].rows.push(row("AUTH_A_A", "A", 404));
        c.groups[0].rows.push(row("AUTH_A_B", "B", 404));
        c.retired.push(retired("AUTH_OLD_A", "1.0"));
        c.retired.push(retired("AUTH_OLD_B", "1.0"));
    });
    assert_eq!(Lock::read(&text, FILE).unwrap(), Lock::of(&both), "{text}");
}

#[test]
fn two_branches_that_change_one_fact_are_told_apart_even_after_a_union() {
    let (_, text) = merged(
        "error-catalog.lock merge=union\n",
        |c| denied(c).status = 404,
        |c| denied(c).status = 409,
    );
    let problems = Lock::read(&text, FILE).unwrap_err();
    assert!(problems.iter().any(|problem| problem.message == "`status` is given twice"));
}
