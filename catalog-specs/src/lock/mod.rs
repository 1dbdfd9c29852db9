//! The lock: what a catalogue promised, and what a change to it breaks.
//!
//! [`Lock::of`] takes the promises from a catalogue, [`Lock::read`] from the file that is committed
//! beside it, and [`compare()`] tells the changes between the two by the [`table`]. Safe and risky
//! changes are taken over by [`Lock::update`]; one that breaks somebody is taken over only by
//! [`Lock::accept`], with its reason.

mod accept;
mod change;
mod compare;
mod facts;
mod field;
mod fields;
mod follow;
mod format;
mod kind;
mod promise;
mod promised;
mod read;
mod rename;
mod sections;
pub mod table;
mod text;
mod unread;

pub use change::Change;
pub use compare::compare;
pub use promised::{Accepted, Lock};
pub use sections::REGISTRY;
pub use table::{ChangeRule, Mirror, Surface, Verdict, table_markdown};
pub use unread::Unread;

use crate::Problem;
use crate::model::Catalog;

impl Lock {
    /// What a catalogue promises.
    pub fn of(catalog: &Catalog) -> Self {
        promise::of(catalog)
    }

    /// Reads a lock file.
    ///
    /// # Errors
    /// What is wrong, with the place of each.
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
