//! Where a chain can stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files below a folder, sorted; a folder that links to one above it is entered once.
pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entered = BTreeSet::new();
    collect(folder, &mut entered, &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, entered: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) {
    let Ok(real) = fs::canonicalize(folder) else { return };
    if !entered.insert(real) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, entered, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
