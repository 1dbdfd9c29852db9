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
mod read;
mod rename;
pub mod table;
mod text;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

pub use change::Change;
pub use compare::compare;
pub use table::{ChangeRule, Mirror, Surface, Verdict, table_markdown};
pub use unread::Unread;

use crate::Problem;
use crate::model::Catalog;
use facts::Block;

/// What a catalogue promised when it was last accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    registry: Block,
    codes: BTreeMap<BlockName, Block>,
    retired: BTreeMap<String, String>,
    accepted: BTreeSet<Accepted>,
}

/// A change that broke a promise and was accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Accepted {
    /// The code; `registry` for a setting.
    pub code: String,
    /// The rule of the change.
    pub rule: &'static str,
    /// What of the code it is about, such as the name of a detail; mostly empty.
    pub subject: String,
    /// What was promised.
    pub old: String,
    /// What is promised now.
    pub new: String,
    /// Why that was right.
    pub reason: String,
}

/// A code, and which of the rows that conditional compilation has for it, counted from 1.
type BlockName = (String, usize);

/// What settings of the registry are told of as their code.
pub const REGISTRY: &str = "registry";
const RETIRED: &str = "retired";
const ACCEPTED: &str = "accepted";
/// What a line of a lock starts with if it is not about a code.
const SECTIONS: &[&str] = &[REGISTRY, RETIRED, ACCEPTED];

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
