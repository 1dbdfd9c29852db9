//! Keeps writes inside the package, also if a link leads out of it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::Problem;

/// How to allow a document outside the package.
pub const ALLOW_OUTSIDE: &str = "name a path in the package; or allow it: `--allow-outside` on the command line, `.allow_outside()` in Rust, `allow_outside = true` in `error-catalog.toml`";

/// As many links as Linux follows.
const MAX_LINKS: usize = 40;

/// Checks that a path is below the folder of the package, when links are followed. The path need not exist.
///
/// # Errors
/// If it is outside. The problem names where it leads to.
pub fn check_inside(package: &Path, path: &Path) -> Result<(), Problem> {
    let unreadable = |error: io::Error| {
        let message = format!("cannot resolve `{}`: {error}", path.display());
        Problem::without_place(message, "name another path, or correct its links")
    };
    let package = if package.as_os_str().is_empty() { Path::new(".") } else { package };
    let package = resolve(package).map_err(unreadable)?;
    let target = resolve(path).map_err(unreadable)?;
    if target.starts_with(&package) {
        return Ok(());
    }
    let shown = path.display();
    let message = if target == path {
        format!("`{shown}` is outside the package")
    } else {
        format!("`{shown}` is outside the package: it is `{}`", target.display())
    };
    Err(Problem::without_place(message, ALLOW_OUTSIDE))
}

/// The target of a path that may be a link, also if the target does not exist.
///
/// # Errors
/// If links lead in a circle.
pub(super) fn link_target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(link) => {
                path = path.parent().unwrap_or(Path::new("")).join(link);
            }
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// The absolute path without links, `.` and `..`. What does not exist yet has no links.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut left: Vec<PathBuf> = parts(&std::path::absolute(path)?);
    let mut place = PathBuf::new();
    let mut links = 0;
    while let Some(part) = left.pop() {
        if part.as_os_str() == ".." {
            place.pop();
            continue;
        }
        let next = place.join(part);
        match fs::read_link(&next) {
            Ok(link) => {
                links += 1;
                if links > MAX_LINKS {
                    return Err(io::Error::other("its links lead in a circle"));
                }
                left.extend(parts(&link));
            }
            Err(_) => place = next,
        }
    }
    Ok(place)
}

/// The components of a path, the last one first. A root replaces what is before it.
fn parts(path: &Path) -> Vec<PathBuf> {
    let mut parts: Vec<PathBuf> = Vec::new();
    for component in path.components() {
        match (component, parts.last_mut()) {
            (Component::CurDir, _) => {}
            // `C:` and `\` belong together.
            (Component::RootDir, Some(prefix)) => prefix.push(component),
            (component, _) => parts.push(PathBuf::from(component.as_os_str())),
        }
    }
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_outside_are_refused_however_they_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("shop");
        fs::create_dir_all(package.join("docs")).unwrap();
        let is_inside = |path: &str| check_inside(&package, &package.join(path)).is_ok();
        for path in ["a.md", "docs/a.md", "docs/../a.md", "new/folder/a.md", "../shop/a.md", "./a"]
        {
            assert!(is_inside(path), "{path}");
        }
        for path in ["../a.md", "docs/../../a.md", "/etc/a.md", "../shop2/a.md", "new/../../a"] {
            assert!(!is_inside(path), "{path}");
        }
        let problem = check_inside(&package, &package.join("../a.md")).unwrap_err();
        assert!(problem.help.contains("--allow-outside"), "{problem}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_also_if_their_target_does_not_exist() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("shop");
        fs::create_dir_all(package.join("docs")).unwrap();
        fs::create_dir(folder.path().join("other")).unwrap();
        symlink("../../other", package.join("docs/out")).unwrap();
        symlink("/nowhere/at/all", package.join("dangling")).unwrap();
        symlink("docs", package.join("in")).unwrap();
        symlink("circle", package.join("circle")).unwrap();
        symlink("shop", folder.path().join("alias")).unwrap();
        let is_inside = |path: &str| check_inside(&package, &package.join(path)).is_ok();
        assert!(is_inside("in/a.md") && is_inside("in/../a.md"));
        for path in ["docs/out/a.md", "docs/out/new/a.md", "dangling", "dangling/a", "circle"] {
            assert!(!is_inside(path), "{path}");
        }
        // The package itself may be named by a link.
        let alias = folder.path().join("alias");
        assert!(check_inside(&alias, &alias.join("docs/a.md")).is_ok());
        let problem = check_inside(&package, &package.join("dangling")).unwrap_err();
        assert!(problem.message.contains("it is `/nowhere/at/all`"), "{problem}");
    }
}
