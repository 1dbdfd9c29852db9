//! The scan.

use std::path::{Path, PathBuf};

use crate::model::Catalog;
use crate::{Outputs, Problem};

/// What a scan found.
pub struct Scan {
    /// The catalogue.
    pub catalog: Catalog,
    /// What could not be read and which rules are broken.
    pub problems: Vec<Problem>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

/// The documents of the catalogue in a source tree.
pub fn scan(root: impl Into<PathBuf>) -> Outputs {
    let _ = root.into();
    Outputs::of(Catalog::default())
}

/// Reads a source tree: the enums of a registry, or of the only one there is, or all enums where
/// there is none.
pub fn read(root: &Path, registry: Option<&str>) -> Scan {
    let _ = (root, registry);
    Scan { catalog: Catalog::default(), problems: Vec::new(), files: Vec::new() }
}
