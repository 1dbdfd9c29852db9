//! Finds the root files of the crates of a package.

use std::path::{Path, PathBuf};

use super::folder::display_path;
use crate::Problem;

/// The root files in a folder, the library first. A file is its own root.
pub(super) fn roots(root: &Path) -> Result<Vec<PathBuf>, Problem> {
    let found = root.metadata().map_err(|error| {
        let help = "name the source folder, such as `src`, relative to the current folder: \
                    for a build script that is the folder of `Cargo.toml`";
        Problem::without_place(format!("cannot read `{}`: {error}", display_path(root)), help)
    })?;
    if !found.is_dir() {
        return Ok(vec![root.to_path_buf()]);
    }
    let mut roots: Vec<_> = ["lib.rs", "main.rs"].iter().map(|name| root.join(name)).collect();
    roots.retain(|file| is_file_or_link(file));
    let programs = root.join("bin");
    if programs.is_dir() {
        roots.extend(in_folder(&programs)?);
    }
    if roots.is_empty() {
        let inner = root.join("src");
        let help = if inner.is_dir() {
            format!("did you mean `{}`?", display_path(&inner))
        } else {
            "name the folder that has one of these, or a root file".to_owned()
        };
        let message = format!("no `lib.rs`, `main.rs` or `bin` folder in `{}`", display_path(root));
        return Err(Problem::without_place(message, help));
    }
    Ok(roots)
}

/// `bin/name.rs` and `bin/name/main.rs`, sorted.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error: std::io::Error| {
        let message = format!("cannot read `{}`: {error}", display_path(folder));
        Problem::without_place(message, "make the folder readable")
    };
    let mut programs = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let main = path.join("main.rs");
        if path.extension().is_some_and(|extension| extension == "rs") && !path.is_dir() {
            programs.push(path);
        } else if is_file_or_link(&main) {
            programs.push(main);
        }
    }
    programs.sort();
    Ok(programs)
}

/// A dangling link counts as a file too: reading it reports the error.
fn is_file_or_link(file: &Path) -> bool {
    file.symlink_metadata().is_ok_and(|found| !found.is_dir())
}
