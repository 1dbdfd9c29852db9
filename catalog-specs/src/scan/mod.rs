//! The source scan: a catalogue out of source files, without compiling them.
//!
//! The stages: `roots` and `walk` follow a crate's modules from file to file (`folder` knows where
//! they lie, `readers` reads many at once); `file` reads one, after `outline` has blanked what
//! cannot matter and `hidden` has looked into that; `enums` and `registries` use the parser of the
//! derive; `alternatives` makes one enum of those that are one; `chosen` finds the registry that is
//! meant and `resolve` the enums that it lists; `assemble` makes the catalogue of them, and `whole`
//! asks the rules that look at all of it. `cfg` carries the conditions.
//!
//! Nothing is skipped silently: whatever could hide codes and was not read is a [`Problem`].

mod alternatives;
mod assemble;
mod attributes;
mod chosen;
mod compiled;
mod enums;
mod file;
mod folder;
mod hidden;
mod imports;
mod lexer;
mod outline;
mod place;
mod readers;
mod registries;
mod resolve;
mod roots;
mod told;
mod walk;

use std::path::{Path, PathBuf};

use crate::lock::Unread;
use crate::model::Catalog;
use crate::rules::Form;
use crate::steps::NOBODY;
use crate::whole::check;
use crate::{Gravity, Problem, Watch};

/// What a scan found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The catalogue.
    pub catalog: Catalog,
    /// What could not be read and which rules are broken.
    pub problems: Vec<Problem>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// What the registry lists and was not read.
    pub unread: Vec<Unread>,
}

/// Reads a source tree: the enums of a registry, or of the only one there is, or all enums where
/// there is none.
///
/// `root` is the folder of the sources (`src`), whose lib.rs, main.rs and bin are read, or one root
/// file. `registry` names one of several: `Codes` or `crate::billing::Codes`.
pub fn read(root: &Path, registry: Option<&str>) -> Scan {
    read_watched(root, registry, NOBODY)
}

/// Reads a source tree, and tells of every file that is read.
pub fn read_watched(root: &Path, registry: Option<&str>, watch: Watch<'_>) -> Scan {
    let mut tree = walk::walk(root, watch);
    let assembled = assemble::assemble(&mut tree, registry);
    let walk::Tree { mut problems, unread, files, .. } = tree;
    let is_complete = !unread && problems.iter().all(|problem| problem.gravity == Gravity::Warning);
    problems.extend(check(&assembled, is_complete, Form::Attribute));
    Scan {
        catalog: assembled.catalog,
        problems,
        files: files.into_iter().collect(),
        unread: assembled.unread,
    }
}
