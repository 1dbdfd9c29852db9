//! One mistake gives one error: each fixture of `ui/fail` has as many errors as mistakes.
//!
//! A fixture has one mistake. One that has more ends with `// Mistakes: N`.

use std::fs;
use std::path::{Path, PathBuf};

/// Errors that are no mistake of their own: a macro cannot add a second place to an error.
const SECOND_PLACE: &str = "was first used here";

/// The fixtures that have more errors than mistakes, how many, and why.
const EXCEPTIONS: &[(&str, usize, &str)] = &[
    (
        "registry/two_of_one_name",
        11,
        "no macro sees the other one, and rustc reports each impl that both have",
    ),
    (
        "registry/set_as_home",
        1,
        "an enum whose registry is a set is in no registry, so the registry may not list it",
    ),
];

fn fixtures(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The number that a fixture states, or 1.
fn mistakes(source: &str) -> usize {
    let last = source.trim_end().lines().last().unwrap_or_default();
    last.strip_prefix("// Mistakes: ").map_or(1, |number| number.parse().unwrap())
}

fn errors(stderr: &str) -> usize {
    let is_error = |line: &&str| line.starts_with("error: ") || line.starts_with("error[");
    stderr.lines().filter(is_error).filter(|line| !line.contains(SECOND_PLACE)).count()
}

#[test]
fn a_fixture_has_as_many_errors_as_mistakes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail");
    let mut found = Vec::new();
    fixtures(&root, &mut found);
    assert!(found.len() > 300, "only {} fixtures were found", found.len());
    let mut used = 0;
    let mut wrong = Vec::new();
    for path in found {
        let name = path.strip_prefix(&root).unwrap().with_extension("").display().to_string();
        let source = fs::read_to_string(&path).unwrap();
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap();
        let exception = EXCEPTIONS.iter().find(|(known, ..)| *known == name);
        let extra = exception.map_or(0, |(_, extra, _)| *extra);
        used += usize::from(exception.is_some());
        let (errors, mistakes) = (errors(&stderr), mistakes(&source));
        if errors != mistakes + extra {
            wrong.push(format!("{name}: {errors} errors of {mistakes} mistakes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(used, EXCEPTIONS.len(), "an exception names no fixture");
}
