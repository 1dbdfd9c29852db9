//! Reads a regular file. A pipe would block, a device would never end, and a huge file would fill the memory.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use super::fix_of_blocked_path;
use crate::Problem;

/// The size of the largest file that is read: 64 MiB.
pub const MAX_BYTES: u64 = 64 << 20;

/// Why a file cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    cause: Cause,
    cure: &'static str,
}

#[derive(Debug)]
enum Cause {
    Io(io::Error),
    /// Not a regular file, but one of this kind.
    Kind(&'static str),
    TooLarge,
}

/// The bytes of a regular file of at most [`MAX_BYTES`].
///
/// # Errors
/// If there is no such file, it is of another kind or too large, or the system refuses.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let failed = |error: io::Error| Unreadable::from_io(path, error);
    // Opening a pipe waits for a writer, so its kind is checked first.
    check(&fs::metadata(path).map_err(failed)?)?;
    let file = File::open(path).map_err(failed)?;
    let known = file.metadata().map_err(failed)?;
    check(&known)?;
    let mut bytes = Vec::with_capacity(usize::try_from(known.len()).unwrap_or_default());
    // The file may grow while it is read.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unreadable::too_large());
    }
    Ok(bytes)
}

fn check(known: &Metadata) -> Result<(), Unreadable> {
    if !known.is_file() {
        let cure = "name a regular file";
        let cure = if known.is_dir() { "name a file in it" } else { cure };
        return Err(Unreadable { cause: Cause::Kind(kind(known)), cure });
    }
    if known.len() > MAX_BYTES { Err(Unreadable::too_large()) } else { Ok(()) }
}

pub(super) fn kind(known: &Metadata) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = known.file_type();
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if known.is_dir() { "a folder" } else { "a special file" }
}

impl Unreadable {
    fn from_io(path: &Path, error: io::Error) -> Self {
        let cure = match error.kind() {
            io::ErrorKind::NotFound => "write the path of an existing file",
            io::ErrorKind::PermissionDenied => "make it readable",
            _ => fix_of_blocked_path(path).unwrap_or("write the path of a file that can be read"),
        };
        Self { cause: Cause::Io(error), cure }
    }

    const fn too_large() -> Self {
        Self { cause: Cause::TooLarge, cure: "split it, or name another file" }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(&self.cause, Cause::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// How to fix it.
    pub const fn cure(&self) -> &'static str {
        self.cure
    }

    /// The error of the system, if it is one.
    pub const fn io(&self) -> Option<&io::Error> {
        match &self.cause {
            Cause::Io(error) => Some(error),
            Cause::Kind(_) | Cause::TooLarge => None,
        }
    }

    /// The problem that a file cannot be read.
    pub fn problem(&self, path: &Path) -> Problem {
        Problem::without_place(format!("cannot read `{}`: {self}", path.display()), self.cure)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Io(error) => error.fmt(f),
            Cause::Kind(kind) => write!(f, "it is {kind}, not a file"),
            Cause::TooLarge => write!(f, "it has more than {} MiB", MAX_BYTES >> 20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_of_a_limited_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        assert!(read(&path).unwrap_err().is_missing());
        let sparse = File::create(&path).unwrap();
        sparse.set_len(MAX_BYTES + 1).unwrap();
        assert_eq!(read(&path).unwrap_err().to_string(), "it has more than 64 MiB");
        sparse.set_len(3).unwrap();
        assert_eq!(read(&path).unwrap(), [0, 0, 0]);
        let error = read(folder.path()).unwrap_err();
        assert_eq!(error.to_string(), "it is a folder, not a file");
        let error = read(&path.join("b")).unwrap_err();
        assert!(error.cure().contains("is a file"), "{error:?}");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_devices_sockets_and_circular_links_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let made = std::process::Command::new("mkfifo").arg(place("pipe")).status().unwrap();
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(place("socket")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", place("zero")).unwrap();
        std::os::unix::fs::symlink("loop", place("loop")).unwrap();
        let reason = |name: &str| read(&place(name)).unwrap_err().to_string();
        assert_eq!(reason("pipe"), "it is a named pipe, not a file");
        assert_eq!(reason("socket"), "it is a socket, not a file");
        assert_eq!(reason("zero"), "it is a device, not a file");
        assert!(reason("loop").contains("symbolic links"), "{}", reason("loop"));
    }
}
