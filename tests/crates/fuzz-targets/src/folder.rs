//! A folder of source or message files.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().expect("the system has room for small files");
}

/// Writes the files to an empty folder, and calls a function with it.
pub(crate) fn with_files(files: &[(&str, &str)], check: impl FnOnce(&Path)) {
    FOLDER.with(|folder| {
        let root = folder.path().join("root");
        // It does not exist before the first call.
        let _ = fs::remove_dir_all(&root);
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("it is below the root")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        check(&root);
    });
}
