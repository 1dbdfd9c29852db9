//! The public face of `error-catalog` and of `catalog-specs` is committed as text, so that a review sees every change of it.

use std::path::Path;

use super::listing::Sources;

fn sources(krate: &'static str, folder: &str) -> Sources {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Sources::read(krate, &repository.join(folder).join("src"))
}

fn facade() -> Sources {
    sources("error_catalog", "error-catalog")
}

#[test]
fn the_root_has_few_names() {
    let names = facade().root_names();
    assert!(names.len() <= 25, "{} names at the root: {names:?}", names.len());
    for name in ["ErrorCatalog", "Failure", "catalog"] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:?}");
    }
    // Both crates are imported side by side.
    for name in ["Json", "Path", "Query", "Router"] {
        assert!(!names.iter().any(|known| known == name), "{name} clashes with axum's");
    }
}

#[test]
fn the_face_of_the_facade_is_the_committed_one() {
    compare("face.txt", &facade().list());
}

#[test]
fn the_face_of_catalog_specs_is_the_committed_one() {
    compare("face-catalog-specs.txt", &sources("catalog_specs", "catalog-specs").list());
}

/// Words that are closed, and what a test of a `ProgressFn` has to make.
const EXHAUSTIVE: [&str; 4] = ["Audience", "Mode", "ProblemLevel", "Step"];

/// Another variant or public field is no breaking change.
#[test]
fn types_that_may_grow_are_non_exhaustive() {
    let listings = [facade().list(), sources("catalog_specs", "catalog-specs").list()];
    let mut exhaustive = std::collections::BTreeSet::new();
    for listing in &listings {
        let mut current = None;
        for line in listing.lines() {
            if let Some(member) = line.strip_prefix("    ") {
                // A variant, or a public field with a name.
                let is_variant = member.chars().all(char::is_alphanumeric);
                let (name, _) = member.split_once(": ").unwrap_or_default();
                let is_field = name.starts_with(|c: char| c.is_ascii_lowercase())
                    && name.chars().all(|c| c.is_alphanumeric() || c == '_');
                exhaustive.extend(current.filter(|_| is_variant || is_field));
            } else {
                let item = line.trim();
                let declared = item.strip_prefix("struct ").or_else(|| item.strip_prefix("enum "));
                current = declared.and_then(|rest| rest.split([' ', '<']).next());
            }
        }
    }
    assert_eq!(exhaustive.into_iter().collect::<Vec<_>>(), EXHAUSTIVE);
}

#[test]
fn the_table_of_formats_is_complete() {
    let listing = sources("catalog_specs", "catalog-specs").list();
    let has_line = |start: String| listing.lines().any(|line| line.trim().starts_with(&start));
    for format in catalog_specs::Format::ALL {
        let name = format.as_str();
        assert!(has_line(format!("fn {name}(self, ")), "{name}");
    }
    let after = listing.split_once("enum Format").unwrap().1;
    let variants = after.lines().skip(1).take_while(|line| !line.contains("const ALL")).count();
    assert_eq!(variants, catalog_specs::Format::ALL.len(), "a variant is not in `Format::ALL`");
}

/// Compares a listing with its committed file, or writes the file under `BLESS`.
fn compare(file: &str, listing: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, listing).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let missing_in = |text: &str, line: &str| !text.lines().any(|known| known == line);
    let added = listing.lines().filter(|line| missing_in(&committed, line));
    let removed = committed.lines().filter(|line| missing_in(listing, line));
    let changed: Vec<_> = added
        .map(|line| format!("+{line}"))
        .chain(removed.map(|line| format!("-{line}")))
        .collect();
    assert!(
        committed == listing,
        "the public face differs from tests/{file}; if that is meant, run `BLESS=1 cargo test -p error-catalog-tests --test face` and review the diff:\n{}",
        changed.join("\n")
    );
}
