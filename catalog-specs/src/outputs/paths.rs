//! Normalizes paths, so that two spellings of one path are equal.

use std::path::{Component, Path, PathBuf};

use crate::files;

/// The absolute path without `.` and `..`. Links are not resolved, because the folders may not exist yet.
pub(super) fn normalize_path(path: &Path) -> PathBuf {
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

/// The path of a file from a folder, with `/`.
pub(super) fn relative_path(folder: &Path, file: &Path) -> String {
    let (folder, file) = (normalize_path(folder), normalize_path(file));
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The folder of the workspace of a package: the highest parent with `[workspace]` in its manifest, or its own.
pub(super) fn workspace(package: &Path) -> PathBuf {
    let has_members = |folder: &&Path| {
        files::read(&folder.join("Cargo.toml")).is_ok_and(|manifest| {
            manifest.split(|byte| *byte == b'\n').any(|line| line.trim_ascii() == b"[workspace]")
        })
    };
    package.ancestors().filter(has_members).last().unwrap_or(package).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_a_folder_to_a_file() {
        let relative = |folder: &str, file: &str| relative_path(Path::new(folder), Path::new(file));
        assert_eq!(relative("ops/tests", "ops/a.json"), "../a.json");
        assert_eq!(relative("ops", "ops/a.json"), "a.json");
        assert_eq!(relative("a/b", "./c/d.json"), "../../c/d.json");
    }

    #[test]
    fn every_spelling_has_one_normal_form() {
        let place = normalize_path(Path::new("docs/a.md"));
        for spelling in [
            "./docs/a.md",
            "docs/./a.md",
            "docs//a.md",
            "docs/x/../a.md",
            "x/../docs/y/z/../../a.md",
        ] {
            assert_eq!(normalize_path(Path::new(spelling)), place, "{spelling}");
        }
        assert_eq!(normalize_path(&std::env::current_dir().unwrap().join("docs/a.md")), place);
        for other in ["a.md", "../docs/a.md", "docs/../a.md", "docs/a.md.x"] {
            assert_ne!(normalize_path(Path::new(other)), place, "{other}");
        }
        assert_eq!(normalize_path(Path::new("/../../a")), Path::new("/a"));
    }
}
