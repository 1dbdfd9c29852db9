//! Reads files that the user names.

use std::fs;
use std::io;
use std::path::Path;

use crate::answer::Failure;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| {
        let cure = match error.kind() {
            io::ErrorKind::NotFound => "write the path of an existing file",
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
