//! The source scan: reads a catalogue from source files without compiling them.
//!
//! 1. `roots` and `walk` follow the modules of a crate; `folder` finds their files and `parallel_read` reads them.
//! 2. `file` parses one file. `strip_bodies` first empties the bodies of functions and macros, and `unparsed_items`
//!    finds catalogues in them.
//! 3. `enums` and `registries` use the parser of the derive. `merge_cfg_variants` merges an enum that is declared under
//!    several conditions.
//! 4. `select_registry` selects the registry, `resolve` finds its enums, and `assemble` builds the catalogue; `sets` finds the
//!    codes of its sets.
//!
//! Whatever may contain codes and could not be read is reported as a [`Problem`].

mod advice;
mod assemble;
pub(crate) mod attributes;
mod enums;
pub(crate) mod file;
mod folder;
mod imports;
pub(crate) mod lexer;
mod merge_cfg_variants;
pub(crate) mod parallel_read;
pub(crate) mod place;
mod problems;
mod registries;
mod resolve;
mod roots;
mod select_registry;
mod sets;
mod strip_bodies;
mod unparsed_items;
mod walk;

use std::path::{Path, PathBuf};

use crate::check_catalog::check;
use crate::lock::Unread;
use crate::model::Catalog;
use crate::progress::NO_PROGRESS;
use crate::rules::Form;
use crate::{Problem, ProblemLevel, ProgressFn};

/// The result of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scan {
    /// The catalogue.
    pub catalog: Catalog,
    /// What could not be read, and broken rules.
    pub problems: Vec<Problem>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// The entries of the registry that could not be read.
    pub unread: Vec<Unread>,
}

/// Reads the enums of a registry from a source tree, or all enums if there is no registry.
///
/// `root` is the source folder (`src`), of which `lib.rs`, `main.rs` and `bin` are read, or one root file. `registry`
/// selects one of several registries: `Codes` or `crate::billing::Codes`.
pub fn read(root: &Path, registry: Option<&str>) -> Scan {
    read_with_progress(root, registry, NO_PROGRESS)
}

/// The source files of a tree that can be found, without those of tests.
#[cfg(feature = "lints")]
pub(crate) fn source_files(root: &Path) -> Vec<PathBuf> {
    walk::walk(root, NO_PROGRESS).files.into_iter().collect()
}

/// The same, and reports every file read to `progress`.
pub fn read_with_progress(root: &Path, registry: Option<&str>, progress: ProgressFn<'_>) -> Scan {
    let mut tree = walk::walk(root, progress);
    let located = assemble::assemble(&mut tree, registry);
    let walk::Tree { mut problems, unread, files, .. } = tree;
    let is_complete =
        !unread && problems.iter().all(|problem| problem.level == ProblemLevel::Warning);
    problems.extend(check(&located, is_complete, Form::Attribute));
    Scan {
        catalog: located.catalog,
        problems,
        files: files.into_iter().collect(),
        unread: located.unread,
    }
}
