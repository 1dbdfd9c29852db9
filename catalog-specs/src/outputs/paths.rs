//! Normalizes paths, so that two spellings of one path are equal.

use std::path::{Component, Path, PathBuf};

use toml::de::{DeTable, DeValue};

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

/// The folder of the workspace of a package: the one that its manifest names, else the highest parent that is the root
/// of a workspace, or its own.
pub(super) fn workspace(package: &Path) -> PathBuf {
    let named = in_manifest(package, |manifest| {
        let path = value(value(manifest, "package")?.as_table()?, "workspace")?.as_str()?;
        Some(normalize_path(&package.join(path)))
    });
    let is_root = |folder: &&Path| in_manifest(folder, |root| value(root, "workspace").map(drop));
    let highest = || package.ancestors().filter(|folder| is_root(folder).is_some()).last();
    named.unwrap_or_else(|| highest().unwrap_or(package).to_owned())
}

/// Whether a path is a folder or below it. Links are followed: `PWD` has the path that a user changed to.
pub(super) fn is_inside(folder: &Path, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    path.starts_with(folder)
        || real(path).zip(real(folder)).is_some_and(|(path, folder)| path.starts_with(folder))
}

/// What a manifest has; `None` if there is no manifest, or one that cargo refuses as well.
fn in_manifest<T>(folder: &Path, read: impl FnOnce(&DeTable<'_>) -> Option<T>) -> Option<T> {
    let text = String::from_utf8(files::read(&folder.join("Cargo.toml")).ok()?).ok()?;
    // Cargo takes a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    read(DeTable::parse(text).ok()?.get_ref())
}

fn value<'t, 'v>(table: &'t DeTable<'v>, key: &str) -> Option<&'t DeValue<'v>> {
    table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value.get_ref())
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

    /// A workspace that is not recognized makes its members dependencies, whose documents `CI` does not compare.
    #[test]
    fn the_root_of_a_workspace_is_found_in_every_spelling() {
        let folder = tempfile::tempdir().unwrap();
        let (root, shop) = (folder.path().join("root"), folder.path().join("root/crates/shop"));
        std::fs::create_dir_all(&shop).unwrap();
        let package = "[package]\nname = \"shop\"\n";
        std::fs::write(shop.join("Cargo.toml"), package).unwrap();
        for manifest in [
            "[workspace]",
            "[workspace] # all crates\nmembers = [\"crates/*\"]\n",
            "\u{feff}[workspace]\r\nmembers = [\"crates/*\"]\r\n",
            "workspace.members = [\"crates/*\"]\n",
            "workspace = { members = [\"crates/*\"] }\n",
            "[ workspace ]\nmembers = []\n",
            "[\"workspace\"]\nmembers = []\n",
            "[workspace.package]\nversion = \"1.0.0\"\n",
        ] {
            std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
            assert_eq!(workspace(&shop), root, "{manifest}");
        }
        for manifest in [
            "[package]\nname = \"root\"\n",
            "# [workspace]\n",
            "[package]\ndescription = \"\"\"\n[workspace]\n\"\"\"\n",
            "[package.metadata.workspace]\na = 1\n",
            "[workspace]\n= nonsense\n",
        ] {
            std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
            assert_eq!(workspace(&shop), shop, "{manifest}");
        }
        // A member that is not below the root names it.
        let beside = folder.path().join("beside");
        std::fs::create_dir(&beside).unwrap();
        let named = format!("{package}workspace = \"../root\"\n");
        std::fs::write(beside.join("Cargo.toml"), named).unwrap();
        assert_eq!(workspace(&beside), root);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_is_the_same_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("real/shop")).unwrap();
        std::os::unix::fs::symlink(path("real"), path("link")).unwrap();
        assert!(is_inside(&path("real"), &path("link/shop")));
        assert!(is_inside(&path("real"), &path("real")));
        assert!(!is_inside(&path("real/shop"), &path("link")));
        assert!(!is_inside(&path("real"), &path("missing")));
    }
}
