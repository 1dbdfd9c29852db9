//! The roots of a package's crates: where reading starts.

use std::path::{Path, PathBuf};

use super::folder::shown;
use crate::Problem;

/// The roots in a folder, the library first; a file is a root itself.
pub(super) fn roots(root: &Path) -> Result<Vec<PathBuf>, Problem> {
    let found = root.metadata().map_err(|error| {
        let help = "name the folder of the sources, such as `src`, as seen from where the program \
                    runs: for a build script that is the folder of Cargo.toml";
        Problem::nowhere(format!("`{}` cannot be read: {error}", shown(root)), help)
    })?;
    if !found.is_dir() {
        return Ok(vec![root.to_path_buf()]);
    }
    let mut roots: Vec<_> = ["lib.rs", "main.rs"].iter().map(|name| root.join(name)).collect();
    roots.retain(|file| is_there(file));
    let programs = root.join("bin");
    if programs.is_dir() {
        roots.extend(in_folder(&programs)?);
    }
    if roots.is_empty() {
        let inner = root.join("src");
        let help = if inner.is_dir() {
            format!("did you mean `{}`?", shown(&inner))
        } else {
            "name the folder that has one of these, or the root file itself".to_owned()
        };
        let message = format!("there is no lib.rs, main.rs or bin folder in `{}`", shown(root));
        return Err(Problem::nowhere(message, help));
    }
    Ok(roots)
}

/// `bin/name.rs` and `bin/name/main.rs`, sorted.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error: std::io::Error| {
        let message = format!("`{}` cannot be read: {error}", shown(folder));
        Problem::nowhere(message, "make the folder readable")
    };
    let mut programs = Vec::new();
    for entry in folder.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let main = path.join("main.rs");
        if path.extension().is_some_and(|extension| extension == "rs") && !path.is_dir() {
            programs.push(path);
        } else if is_there(&main) {
            programs.push(main);
        }
    }
    programs.sort();
    Ok(programs)
}

/// A link that leads nowhere is there as well, and is told when it is read.
fn is_there(file: &Path) -> bool {
    file.symlink_metadata().is_ok_and(|found| !found.is_dir())
}
