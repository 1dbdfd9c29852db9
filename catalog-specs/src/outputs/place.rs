//! Where a path leads, so that two spellings of one place are known as one.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The place by its words alone: `docs/../a.md` is `a.md`, here and by its whole path. What a link would lead to is not
/// looked at, for the folders need not be there yet.
pub(super) fn led_to(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut place = PathBuf::new();
    for part in whole.components() {
        match (part, place.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                place.pop();
            }
            (part, _) => place.push(part),
        }
    }
    place
}

/// The folder of the package's workspace: the highest one above it with a manifest that names
/// members, or its own.
pub(super) fn workspace(package: &Path) -> PathBuf {
    let has_members = |folder: &&Path| {
        fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == "[workspace]"))
    };
    package.ancestors().filter(has_members).last().unwrap_or(package).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_leads_to_one_place() {
        let place = led_to(Path::new("docs/a.md"));
        for spelling in [
            "./docs/a.md",
            "docs/./a.md",
            "docs//a.md",
            "docs/x/../a.md",
            "x/../docs/y/z/../../a.md",
        ] {
            assert_eq!(led_to(Path::new(spelling)), place, "{spelling}");
        }
        assert_eq!(led_to(&std::env::current_dir().unwrap().join("docs/a.md")), place);
        for other in ["a.md", "../docs/a.md", "docs/../a.md", "docs/a.md.x"] {
            assert_ne!(led_to(Path::new(other)), place, "{other}");
        }
        assert_eq!(led_to(Path::new("/../../a")), Path::new("/a"));
    }
}
