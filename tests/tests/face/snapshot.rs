//! The public face of `error-catalog` and of `catalog-specs` is committed as text, so that a review sees every change of it.

use std::collections::{BTreeMap, BTreeSet};
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
    compare("face-catalog-specs.txt", &specs().list());
}

fn specs() -> Sources {
    sources("catalog_specs", "catalog-specs")
}

/// Names that several types have because they are the same thing for another framework, or a trait and its derive.
const SHARED_NAMES: [(&str, &str); 8] = [
    ("CatalogFuture", "the future of a layer, one for each framework"),
    ("CatalogLayer", "the layer of a framework"),
    ("CatalogService", "the service of a layer, one for each framework"),
    ("Form", "the extractor of a form, one for each framework"),
    ("Json", "the extractor of a JSON body, one for each framework"),
    ("Path", "the extractor of the path, one for each framework"),
    ("Query", "the extractor of the query, one for each framework"),
    ("Valid", "the extractor that checks rules, one for each framework"),
];

/// A name has one meaning, over both crates that applications see. The third crate of an application, the derive, has no types.
#[test]
fn no_type_name_has_two_meanings() {
    let mut definitions = BTreeMap::<_, BTreeSet<_>>::new();
    for (name, definition) in facade().types().into_iter().chain(specs().types()) {
        // The derive has the name of its trait.
        if definition != "error_catalog_derive::ErrorCatalog" {
            definitions.entry(name).or_default().insert(definition);
        }
    }
    assert!(definitions.len() > 100, "{definitions:#?}");
    definitions.retain(|_, places| places.len() > 1);
    let shared: BTreeSet<_> = definitions.keys().map(String::as_str).collect();
    let meant: BTreeSet<_> = SHARED_NAMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(shared, meant, "rename one of each: {definitions:#?}");
}

/// CONTRIBUTING.md lists each public trait with those who implement it.
#[test]
fn every_trait_is_sealed_or_meant_to_be_implemented() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let contributing = std::fs::read_to_string(repository.join("CONTRIBUTING.md")).unwrap();
    let (_, table) = contributing.split_once("| trait | implemented by |\n|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    let mut listed = BTreeSet::new();
    let mut sealed = BTreeSet::new();
    for row in rows {
        let mut cells = row.trim_matches('|').split(" | ");
        let (names, who) = (cells.next().unwrap(), cells.next().unwrap());
        let names: Vec<_> = names.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect();
        if who.contains("sealed") {
            sealed.extend(names.iter().cloned());
        }
        listed.extend(names);
    }
    let listing = facade().list() + &specs().list();
    let traits = listing.lines().filter_map(|line| line.trim().strip_prefix("trait "));
    let traits: BTreeSet<_> = traits
        .filter_map(|rest| rest.split([' ', '<', ':']).next())
        .map(ToOwned::to_owned)
        .collect();
    let missing: Vec<_> = traits.difference(&listed).collect();
    assert!(missing.is_empty(), "say in CONTRIBUTING.md who implements {missing:?}");
    // A macro declares some traits, which the listing shows as imports.
    let names: BTreeSet<_> = facade().types().into_iter().map(|(name, _)| name).collect();
    let unknown: Vec<_> = listed.difference(&names).collect();
    assert!(unknown.is_empty(), "CONTRIBUTING.md has traits that are not there: {unknown:?}");

    // A supertrait that other crates cannot implement, or a method that they cannot write, which the fixture tries.
    let supertraits = ["Derived", "Rows", "Sealed", "sealed::Sealed", "Registry"];
    let fixture =
        std::fs::read_to_string(repository.join("tests/ui/fail/sealed_traits.rs")).unwrap();
    let is_sealed = |name: &String| {
        let declared = listing.lines().find_map(|line| {
            let rest = line.trim().strip_prefix("trait ")?.strip_prefix(name.as_str())?;
            rest.starts_with([':', '<']).then_some(rest)
        });
        let bounds = declared.and_then(|rest| {
            rest.strip_prefix(": ").or_else(|| rest.split_once(">: ").map(|(_, bounds)| bounds))
        });
        let bounds = bounds.unwrap_or_default();
        let mut bounds = bounds.split(" [").next().unwrap().split(" + ");
        bounds.any(|bound| supertraits.contains(&bound))
            || fixture.contains(&format!("impl {name}"))
    };
    let open: Vec<_> = sealed.iter().filter(|name| !is_sealed(name)).collect();
    assert!(open.is_empty(), "other crates can implement {open:?}");
}

/// Words that are closed, and what a test of a `ProgressFn` has to make.
const EXHAUSTIVE: [&str; 4] = ["Audience", "Mode", "ProblemLevel", "Step"];

/// Another variant or public field is no breaking change.
#[test]
fn types_that_may_grow_are_non_exhaustive() {
    let listings = [facade().list(), specs().list()];
    let mut exhaustive = BTreeSet::new();
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
    let listing = specs().list();
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
