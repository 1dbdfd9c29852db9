//! Files that people name: read with a cure where that fails, and written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::answer::Failure;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| {
        let cure = match error.kind() {
            io::ErrorKind::NotFound => "write the path of a file that is there",
            io::ErrorKind::PermissionDenied => "make it readable",
            _ => "write the path of a file that can be read",
        };
        Failure::unreadable(format!("cannot read `{shown}`: {error}"), cure)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("`{shown}` is not UTF-8 in line {line}");
        Failure::unreadable(message, "save it as UTF-8")
    })
}

/// Writes a file by way of another one beside it, so that nobody ever sees half of it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: &io::Error| {
        let message = format!("cannot write `{}`: {error}", path.display());
        Failure::unreadable(message, "make the folder writable, or write to another place")
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let mut builder = tempfile::Builder::new();
    // A new file is as open to others as any, an old one stays as open as it was.
    if let Ok(known) = fs::metadata(path) {
        if known.permissions().readonly() {
            return Err(failed(&io::Error::new(
                io::ErrorKind::PermissionDenied,
                "it is read-only",
            )));
        }
        builder.permissions(known.permissions());
    } else {
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut beside = builder.tempfile_in(folder).map_err(|error| failed(&error))?;
    beside.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    beside.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}
