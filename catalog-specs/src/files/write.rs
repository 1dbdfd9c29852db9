//! Replaces a file whole: a reader sees the old text or the new one, whatever else writes.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::fix_of_blocked_path;
use super::inside::link_target;
use super::read;
use crate::Problem;

/// Writes a file through a temporary file beside it. The permissions of an existing file are kept, and of a link
/// the target is written.
///
/// # Errors
/// If it cannot be written. The old file is then unchanged.
pub fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let failed = |what: &Path, error: &io::Error| {
        let message = format!("cannot write `{}`: {error}", what.display());
        Problem::without_place(message, cure(path, error))
    };
    let real = link_target(path).map_err(|error| failed(path, &error))?;
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let permissions = match fs::metadata(&real) {
        Ok(known) if known.is_file() => Some(known.permissions()),
        Ok(known) => {
            let reason = format!("it is {}, not a file", read::kind(&known));
            return Err(failed(path, &io::Error::new(io::ErrorKind::IsADirectory, reason)));
        }
        Err(_) => None,
    };
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        let error = io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only");
        return Err(failed(path, &error));
    }
    let part = Part::create(folder).map_err(|error| failed(path, &error))?;
    part.replace(&real, text, permissions).map_err(|error| failed(path, &error))
}

/// A temporary file, which is removed unless it replaces another one.
struct Part {
    path: PathBuf,
    file: Option<File>,
}

impl Part {
    /// Creates a file that no other writer has: `create_new` fails if it exists. The name does not depend on the name
    /// of the document, which may be as long as the system allows.
    fn create(folder: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".error-catalog.{}.{count}.part", process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { path, file: Some(file) }),
                // A process with the same number left it behind, perhaps on another machine.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn replace(
        mut self,
        path: &Path,
        text: &str,
        permissions: Option<Permissions>,
    ) -> io::Result<()> {
        if let (Some(file), Some(permissions)) = (&self.file, permissions) {
            file.set_permissions(permissions)?;
        }
        if let Some(mut file) = self.file.take() {
            file.write_all(text.as_bytes())?;
        }
        fs::rename(&self.path, path)?;
        self.path.clear();
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        drop(self.file.take());
        if !self.path.as_os_str().is_empty() {
            // If it cannot be removed, the error of the write matters more.
            drop(fs::remove_file(&self.path));
        }
    }
}

/// How to fix an error of writing.
fn cure(path: &Path, error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => {
            "free some space, and run it again; the old file is unchanged"
        }
        Kind::ReadOnlyFilesystem => {
            "the file system is read-only: name a path on another one, or mount it writable"
        }
        Kind::FileTooLarge => "raise the limit of file sizes (`ulimit -f`), and run it again",
        _ if fix_of_blocked_path(path).is_some() => fix_of_blocked_path(path).unwrap_or_default(),
        Kind::IsADirectory => "the path is not a file: name another path, or remove what is there",
        Kind::PermissionDenied if path.exists() => {
            "make the file and its folder writable, or name another path for the document"
        }
        Kind::PermissionDenied => "make the folder writable, or name another path for the document",
        _ => "name another path for the document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_is_written_without_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/errors.md");
        write(&path, "one\n").unwrap();
        write(&path, "two\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two\n");
        assert_eq!(entries(path.parent().unwrap()), 1);
        // A name as long as the system allows.
        let long = folder.path().join("x".repeat(255));
        write(&long, "long").unwrap();
        assert_eq!(fs::read_to_string(&long).unwrap(), "long");
    }

    #[test]
    fn a_folder_at_the_path_is_reported_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::create_dir(&path).unwrap();
        let problem = write(&path, "text").unwrap_err();
        assert!(problem.message.contains("errors.md"), "{problem}");
        assert!(problem.help.contains("the path is a folder"), "{problem}");
        assert_eq!(entries(folder.path()), 1);
        fs::write(folder.path().join("file"), "").unwrap();
        let problem = write(&folder.path().join("file/errors.md"), "text").unwrap_err();
        assert!(problem.help.contains("is a file"), "{problem}");
    }

    #[test]
    fn a_read_only_document_is_reported_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("errors.md");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let problem = write(&path, "new").unwrap_err();
        assert!(problem.message.contains("read-only"), "{problem}");
        assert!(problem.help.contains("writable"), "{problem}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(entries(folder.path()), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("real"), "old").unwrap();
        fs::set_permissions(place("real"), Permissions::from_mode(0o640)).unwrap();
        symlink("real", place("link")).unwrap();
        symlink("later/new", place("dangling")).unwrap();
        write(&place("link"), "new").unwrap();
        write(&place("dangling"), "new").unwrap();
        for name in ["link", "dangling"] {
            assert!(fs::symlink_metadata(place(name)).unwrap().is_symlink(), "{name}");
            assert_eq!(fs::read_to_string(place(name)).unwrap(), "new");
        }
        assert_eq!(fs::metadata(place("real")).unwrap().permissions().mode() & 0o777, 0o640);
        symlink("circle", place("circle")).unwrap();
        assert!(write(&place("circle"), "new").unwrap_err().message.contains("circle"));
        let pipe = process::Command::new("mkfifo").arg(place("pipe")).status().unwrap();
        assert!(pipe.success());
        let pipe = write(&place("pipe"), "new").unwrap_err();
        assert!(pipe.message.ends_with("it is a named pipe, not a file"), "{}", pipe.message);
        assert!(pipe.help.contains("not a file"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named_with_its_cure() {
        let full = io::Error::from_raw_os_error(28);
        assert!(cure(Path::new("a/b"), &full).contains("free some space"), "{full}");
        let read_only = io::Error::from_raw_os_error(30);
        assert!(cure(Path::new("a/b"), &read_only).contains("read-only"), "{read_only}");
        let denied = io::Error::from_raw_os_error(13);
        assert!(cure(Path::new("a/b"), &denied).contains("make the folder writable"), "{denied}");
    }
}
