//! The lock: the promises of a catalogue, and what a change to it breaks.
//!
//! [`Lock::from_catalog`] reads the promises from a catalogue and [`Lock::read`] from the committed file.
//! [`compare()`] classifies the differences. [`Lock::update`] records safe and risky changes.
//! A breaking change is recorded only by [`Lock::accept`], with a reason.

mod accept;
mod change;
mod checksum;
mod classify;
mod codeless;
mod compare;
mod compare_fields;
mod compare_operations;
mod consequences;
mod data;
mod detail_type;
mod field;
mod format;
mod from_catalog;
mod from_operations;
mod integrity;
mod operations_line;
mod property;
mod read;
mod rename;
mod sections;
#[doc(hidden)]
pub mod table;
mod text;
mod unread;

pub use change::Change;
pub use compare::compare;
pub use data::{Accepted, Lock, Repair};
pub use sections::REGISTRY;
#[doc(hidden)]
pub use table::table_markdown;
pub use table::{ChangeRule, Mirror, Surface, Verdict};
#[doc(hidden)]
pub use text::shell_word;
pub use unread::Unread;

use property::Property;

use crate::Problem;
use crate::model::Catalog;
use crate::operations::Operations;

impl Lock {
    /// The version of the format that is written.
    pub const FORMAT: u32 = format::VERSION;

    /// The lock of a catalogue as it is now.
    pub fn from_catalog(catalog: &Catalog) -> Self {
        from_catalog::lock(catalog)
    }

    /// Adds what operators rely on: the metrics, with the names of the settings, and the fields of log records.
    #[must_use]
    pub fn with_operations(mut self, operations: &Operations) -> Self {
        self.registry.extend(from_operations::properties(operations));
        self
    }

    /// Whether it has what operators rely on.
    pub fn has_operations(&self) -> bool {
        self.registry.keys().any(|(property, _)| from_operations::PROPERTIES.contains(property))
    }

    /// Copies what operators rely on from another lock, and the variants without a code, which few specs have: the source of this
    /// one does not have it. Returns whether the other one has it, so that it was not compared.
    pub fn keep_operations(&mut self, other: &Self) -> bool {
        let is_kept = !self.has_operations() && other.has_operations();
        if is_kept {
            let kept = other.registry.iter();
            let kept =
                kept.filter(|((property, _), _)| from_operations::PROPERTIES.contains(property));
            self.registry.extend(kept.map(|(key, value)| (key.clone(), value.clone())));
            self.keep_codeless(other, &|_| true);
        }
        is_kept
    }

    /// The problem that what operators rely on was not compared.
    pub fn operations_not_compared() -> Problem {
        Problem::without_place(
            "not compared, because a spec has no settings of a service: the metrics and the fields of log records in the lock",
            "leave out `--source`, so that the package with its `error-catalog.toml` is read\n\
             note: the lock keeps these lines unchanged",
        )
    }

    /// Reads a lock file that is exactly as it was written.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line: also if it was truncated, merged or edited, or has an older format.
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        integrity::read(text, file)
    }

    /// Reads a lock file that may have been merged or edited, or that has an older format.
    ///
    /// # Errors
    /// Every mistake in the lines, each with its line.
    pub fn repair(text: &str, file: &str) -> Result<Repair, Vec<Problem>> {
        integrity::repair(text, file)
    }

    /// Writes a lock file.
    pub fn write(&self) -> String {
        format::write(self)
    }

    /// The codes that are promised, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().filter(|(_, nth)| *nth == 1).map(|(code, _)| code.as_str())
    }

    /// Takes over what format 1 did not record, from the lock of the catalogue as it is now.
    pub fn complete_format_1(&mut self, new: &Self) {
        let added = [Property::Type, Property::NonExhaustive, Property::MessageDefault]
            .map(property::single);
        for (name, block) in &mut self.codes {
            let now = new.codes.get(name).into_iter().flatten();
            let now = now.filter(|(key, _)| added.contains(key));
            block.extend(now.map(|(key, value)| (key.clone(), value.clone())));
        }
    }

    /// Adds the accepted changes of another version: they stay on record.
    pub fn keep_accepted(&mut self, other: &Self) {
        self.accepted.extend(other.accepted.iter().cloned());
    }

    /// The changes that were accepted, sorted.
    pub fn accepted(&self) -> impl Iterator<Item = &Accepted> {
        self.accepted.iter()
    }
}
