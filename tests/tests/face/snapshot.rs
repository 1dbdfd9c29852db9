//! The public face of `error-catalog` is committed as text, so that a review sees every change of it.

use std::path::Path;

use super::listing::Sources;

fn sources() -> Sources {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Sources::read("error_catalog", &repository.join("error-catalog/src"))
}

#[test]
fn the_root_has_few_names() {
    let names = sources().root_names();
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
fn the_face_is_the_committed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("face.txt");
    let listing = sources().list();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, listing).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<_> = listing
        .lines()
        .filter(|line| !committed.lines().any(|known| known == *line))
        .map(|line| format!("+{line}"))
        .chain(
            committed
                .lines()
                .filter(|line| !listing.lines().any(|known| known == *line))
                .map(|line| format!("-{line}")),
        )
        .collect();
    assert!(
        committed == listing,
        "the public face differs from tests/face.txt; if that is meant, run `BLESS=1 cargo test -p error-catalog-tests --test face` and review the diff:\n{}",
        changed.join("\n")
    );
}
