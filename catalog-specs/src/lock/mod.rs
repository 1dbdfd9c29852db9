//! The lock: the promises of a catalogue, and what a change to it breaks.
//!
//! [`Lock::from_catalog`] reads the promises from a catalogue and [`Lock::read`] from the committed file.
//! [`compare()`] classifies the differences. [`Lock::update`] records safe and risky changes.
//! A breaking change is recorded only by [`Lock::accept`], with a reason.

mod accept;
mod change;
mod classify;
mod compare;
mod compare_fields;
mod consequences;
mod data;
mod field;
mod format;
mod from_catalog;
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
pub use data::{Accepted, Lock};
pub use sections::REGISTRY;
#[doc(hidden)]
pub use table::table_markdown;
pub use table::{ChangeRule, Mirror, Surface, Verdict};
pub use unread::Unread;

use crate::Problem;
use crate::model::Catalog;

impl Lock {
    /// The lock of a catalogue as it is now.
    pub fn from_catalog(catalog: &Catalog) -> Self {
        from_catalog::lock(catalog)
    }

    /// Reads a lock file.
    ///
    /// # Errors
    /// Every mistake in the file, each with its line.
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        read::read(text, file)
    }

    /// Writes a lock file.
    pub fn write(&self) -> String {
        format::write(self)
    }

    /// The codes that are promised, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().filter(|(_, nth)| *nth == 1).map(|(code, _)| code.as_str())
    }

    /// The changes that were accepted, sorted.
    pub fn accepted(&self) -> impl Iterator<Item = &Accepted> {
        self.accepted.iter()
    }
}
