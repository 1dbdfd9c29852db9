//! Every cure that a lint offers is pasted where the lint reports, and compiled: the mistake is gone. `BLESS=1` writes
//! `cured`, which this test compiles.

#[rustfmt::skip]
#[allow(unused, clippy::all, clippy::pedantic, missing_docs, reason = "the cures only have to compile")]
mod cured;
mod paste;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalog_specs::Problem;
use catalog_specs::lints::{self, LintLevels, check_text};

/// Lints whose cure is no text to paste: it changes the enum, or each caller.
const WITHOUT_CODE: &[&str] = &["logged-and-lost", "source-in-message"];

struct Mistake {
    name: String,
    lint: String,
    source: String,
}

fn mistakes() -> Vec<Mistake> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mistakes");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("mod.rs"));
    paths.sort();
    let read = |path: PathBuf| {
        let source = fs::read_to_string(&path).unwrap();
        let lint = source.lines().next().unwrap().strip_prefix("// Lint: ").unwrap().to_owned();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        Mistake { name, lint, source }
    };
    paths.into_iter().map(read).collect()
}

fn found(source: &str, lint: &str) -> Vec<Problem> {
    let report = check_text(source, &LintLevels::default());
    assert!(report.unread.is_empty(), "{:?}", report.unread);
    report.problems.into_iter().filter(|problem| problem.rule == Some(lint)).collect()
}

/// Holds a file to a text, or writes it.
fn hold(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cured").join(name);
    let is_current = fs::read_to_string(&path).is_ok_and(|text| text == expected);
    if !is_current && env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, expected).unwrap();
    } else {
        assert!(is_current, "{} is not current: run with BLESS=1", path.display());
    }
}

#[test]
fn the_cure_of_every_mistake_is_compiled_and_ends_it() {
    let mut modules = String::from("//! Written by the test: each mistake with its cure.\n\n");
    for Mistake { name, lint, source } in mistakes() {
        let problems = found(&source, &lint);
        assert_eq!(problems.len(), 1, "{name}: {problems:?}");
        let cured = paste::cured(&source, &problems[0])
            .unwrap_or_else(|| panic!("{name}: cannot paste {:?}", problems[0].help));
        let left = found(&cured, &lint);
        assert!(left.is_empty(), "{name}: {left:?}\n{cured}");
        hold(&format!("{name}.rs"), &cured);
        writeln!(modules, "pub mod {name};").unwrap();
    }
    hold("mod.rs", &modules);
}

#[test]
fn every_lint_with_a_cure_to_paste_has_a_mistake() {
    let with_mistake: BTreeSet<_> = mistakes().into_iter().map(|mistake| mistake.lint).collect();
    for id in lints::ids() {
        assert_ne!(with_mistake.contains(id), WITHOUT_CODE.contains(&id), "{id}");
    }
}
