//! The repository about itself: every rule has a fixture that says what the rule says, and every
//! fixture has a rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::rules::{self, Rule};
use catalog_specs::template::{Piece, pieces};

/// A fixture of `ui/fail`: its path, and what the compiler says to it.
struct Fixture {
    path: PathBuf,
    rules: Vec<String>,
    /// `// Rustc: …` in place of `// Rule: …`: the compiler itself refuses it.
    is_rustc: bool,
    stderr: String,
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// All files below a directory with an extension, sorted.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn fixtures() -> Vec<Fixture> {
    let read = |path: PathBuf| {
        let source = fs::read_to_string(&path).unwrap();
        let first = source.lines().next().unwrap_or_default();
        let named = first.strip_prefix("// Rule: ").or_else(|| first.strip_prefix("// Rules: "));
        let is_rustc = first.starts_with("// Rustc: ");
        let rules = named
            .map(|named| named.split(", ").map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap_or_else(|_| {
            panic!(
                "{} has no .stderr; write it with TRYBUILD=overwrite, and read it",
                path.display()
            )
        });
        Fixture { path, rules, is_rustc, stderr }
    };
    files(&ui().join("fail"), "rs").into_iter().map(read).collect()
}

/// Whether a text says what a rule says: its constant pieces, one after the other on one line.
fn says(text: &str, rule: &Rule) -> bool {
    text.lines().any(|line| {
        let mut rest = line;
        pieces(rule.message).all(|piece| match piece {
            Piece::Text(constant) | Piece::Stray(constant) => match rest.split_once(constant) {
                Some((_, after)) => {
                    rest = after;
                    true
                }
                None => false,
            },
            Piece::Placeholder(_) => true,
        })
    })
}

#[test]
fn every_rule_has_a_fixture_that_says_it() {
    let fixtures = fixtures();
    let told = |rule: &Rule| {
        let mut naming =
            fixtures.iter().filter(|fixture| fixture.rules.iter().any(|id| id == rule.id));
        naming.any(|fixture| says(&fixture.stderr, rule))
    };
    let untold: Vec<_> = rules::ALL.iter().filter(|rule| !told(rule)).map(|rule| rule.id).collect();
    assert!(
        untold.is_empty(),
        "no fixture in ui/fail names these rules and shows their message: {untold:#?}"
    );
}

#[test]
fn every_fixture_names_what_it_shows() {
    for Fixture { path, rules, is_rustc, stderr } in fixtures() {
        let path = path.display();
        assert!(
            is_rustc || !rules.is_empty(),
            "{path} does not begin with `// Rule: <id>` or `// Rustc: <what>`"
        );
        for id in rules {
            let Some(rule) = rules::by_id(&id) else {
                panic!("{path} names `{id}`, which is no rule")
            };
            assert!(says(&stderr, rule), "{path} names `{id}`, and its .stderr does not say it");
        }
    }
}

/// A fixture of one rule lies in the folder of the rule's family.
#[test]
fn fixtures_lie_with_their_family() {
    let families: BTreeSet<_> = rules::ALL.iter().map(|rule| rule.family).collect();
    for fixture in fixtures() {
        let folder = fixture.path.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
        if folder == "fail" || folder == "quiet" {
            continue;
        }
        assert!(
            families.contains(folder),
            "{folder} is the family of no rule: {}",
            fixture.path.display()
        );
    }
}

#[test]
fn no_stderr_is_without_its_fixture() {
    let orphans: Vec<_> = files(&ui(), "stderr")
        .into_iter()
        .filter(|path| !path.with_extension("rs").exists())
        .collect();
    assert!(orphans.is_empty(), "remove these, or give them their fixtures: {orphans:#?}");
}

/// One mistake is one error: where a fixture names rules, the compiler's own errors are a second wave.
#[test]
fn no_second_wave_follows() {
    for fixture in fixtures().iter().filter(|fixture| !fixture.is_rustc) {
        let path = fixture.path.display();
        let by_rustc = |line: &&str| line.starts_with("error[") && !says_a_rule(line, fixture);
        let wave: Vec<_> = fixture.stderr.lines().filter(by_rustc).collect();
        assert!(wave.is_empty(), "{path}: {wave:#?}");
        let warnings: Vec<_> =
            fixture.stderr.lines().filter(|line| line.starts_with("warning")).collect();
        assert!(warnings.is_empty(), "{path}: {warnings:#?}");
        // What quotes the standard library changes with the components that are installed.
        assert!(!fixture.stderr.contains("$RUST/"), "{path} quotes the standard library");
    }
}

fn says_a_rule(line: &str, fixture: &Fixture) -> bool {
    fixture.rules.iter().filter_map(|id| rules::by_id(id)).any(|rule| says(line, rule))
}

#[test]
fn eight_mistakes_are_eight_errors() {
    let fixture =
        fixtures().into_iter().find(|fixture| fixture.path.ends_with("many_at_once.rs")).unwrap();
    let errors = fixture.stderr.lines().filter(|line| line.starts_with("error")).count();
    assert_eq!((fixture.rules.len(), errors), (8, 8));
}

#[test]
fn every_allow_word_is_shown_in_use() {
    for word in rules::allow_words() {
        let path = ui().join("pass").join(format!("allow_{word}.rs"));
        let source =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is not there", path.display()));
        assert!(source.contains(&format!("allow({word})")), "{}", path.display());
    }
}
