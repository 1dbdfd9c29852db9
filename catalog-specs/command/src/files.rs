//! Reads and writes files that the user names.

use std::path::{Path, PathBuf};

use catalog_specs::files::check_inside;

use crate::answer::Failure;

/// Checks that files to write are in the package, or in the current folder if there is none.
pub(crate) fn check_all_inside<'p>(
    package: Option<&Path>,
    paths: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Failure> {
    let nearest = || {
        let here = std::env::current_dir().unwrap_or_default();
        let package = here.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
        package.map_or_else(|| here.clone(), Path::to_path_buf)
    };
    let root: PathBuf = package.map_or_else(nearest, Path::to_path_buf);
    let outside = paths.into_iter().find_map(|path| check_inside(&root, path).err());
    outside.map_or(Ok(()), |problem| Err(problem.into()))
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = catalog_specs::files::read(path).map_err(|error| error.problem(path))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("`{shown}` is not UTF-8 in line {line}");
        Failure::unreadable(message, "save it as UTF-8")
    })
}
