//! The data of a lock.

use std::collections::{BTreeMap, BTreeSet};

use super::property::Block;
use crate::Problem;

/// The recorded promises of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    pub(super) registry: Block,
    pub(super) codes: BTreeMap<BlockName, Block>,
    pub(super) retired: BTreeMap<String, String>,
    pub(super) accepted: BTreeSet<Accepted>,
}

/// A lock that may have been merged or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// The promises that its lines have.
    pub lock: Lock,
    /// Whether it is exactly as it was written.
    pub is_intact: bool,
    /// The version of its format.
    pub format: u32,
    /// The codes whose lines were changed or are missing, which no merge of different codes explains; `registry` for
    /// the settings.
    pub edited: BTreeMap<String, Problem>,
}

/// An accepted breaking change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Accepted {
    /// The code; `registry` for a setting.
    pub code: String,
    /// The id of the rule that classified it.
    pub rule: &'static str,
    /// The name of the detail, locale, … that changed; empty if the property has none.
    pub subject: String,
    /// The old value.
    pub old: String,
    /// The new value.
    pub new: String,
    /// The reason for accepting it.
    pub reason: String,
}

/// A code and the number of its entry, from 1: under different `cfg` a code may have several entries.
pub(super) type BlockName = (String, usize);
