//! Reads and writes files: only regular ones of a limited size are read, and each is replaced whole.
//!
//! Every file that a user, a package or a link names is read by `read` and written by `write`.

#[cfg(feature = "documents")]
mod inside;
mod read;
#[cfg(feature = "documents")]
mod write;

#[cfg(feature = "documents")]
pub use inside::{ALLOW_OUTSIDE, check_inside};
pub use read::{MAX_BYTES, Unreadable, read};
#[cfg(feature = "documents")]
pub use write::write;

use std::path::Path;

/// The fix if a folder has the path of a file, or a file that of a folder.
fn fix_of_blocked_path(path: &Path) -> Option<&'static str> {
    if path.is_dir() {
        return Some("the path is a folder: name a file in it, or remove the folder");
    }
    path.ancestors()
        .skip(1)
        .any(Path::is_file)
        .then_some("a folder of the path is a file: move the file, or name another path")
}
