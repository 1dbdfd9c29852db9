//! What a lock holds.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Block;

/// What a catalogue promised when it was last accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    pub(super) registry: Block,
    pub(super) codes: BTreeMap<BlockName, Block>,
    pub(super) retired: BTreeMap<String, String>,
    pub(super) accepted: BTreeSet<Accepted>,
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
pub(super) type BlockName = (String, usize);
