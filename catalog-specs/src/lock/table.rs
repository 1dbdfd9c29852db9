//! What a change breaks, and for whom: one table that can be read from top to bottom.
//!
//! Each row has its id, what changed, a verdict for each surface that it touches, why, and what
//! others say of it. `{old}`, `{new}`, `{code}` and `{subject}` are filled in where it is reported.

mod markdown;
mod rows;

use core::fmt;

use crate::keys::Key;

pub use markdown::table_markdown;
pub use rows::*;

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangeRule {
    /// Its name, in reports and in accepted changes.
    pub id: &'static str,
    /// What part of a catalogue changes.
    pub family: &'static str,
    /// What changed.
    pub what: &'static str,
    /// What it does on each surface that it touches.
    pub verdicts: &'static [(Surface, Verdict)],
    /// Why.
    pub why: &'static str,
    /// Who says so, or who knows the same rule.
    pub reference: &'static str,
    /// The key of the attribute that it is about; `variant` for the variant and its fields.
    pub key: &'static str,
    /// How to take the change back; empty where there is nothing to take back.
    pub undo: &'static str,
    /// The way to mean it without breaking anybody; empty where there is none.
    pub better: &'static str,
    /// Whether `--accept` takes it over.
    pub acceptable: bool,
    /// The same change turned round.
    pub mirror: Mirror,
}

/// The same change turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mirror {
    /// The id of its row, which may be the row itself.
    Rule(&'static str),
    /// Why it has none of its own.
    Nothing(&'static str),
}

/// Whom a change can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// Clients: bodies, statuses and headers.
    Wire,
    /// Code that uses the enums and constants.
    Rust,
    /// Those who run the service: logs, metrics, alerts.
    Operations,
    /// Those who read: messages and pages.
    Text,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody notices who kept to the rules.
    Safe,
    /// Somebody may notice; it is recorded, and nothing fails.
    Risk,
    /// Somebody who kept to the rules fails; the gate is shut until it is undone or accepted.
    Break,
}

impl Surface {
    /// Every surface.
    pub const ALL: &'static [Self] = &[Self::Wire, Self::Rust, Self::Operations, Self::Text];

    /// Its word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Rust => "Rust",
            Self::Operations => "operations",
            Self::Text => "text",
        }
    }
}

impl Verdict {
    /// Its word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "SAFE",
            Self::Risk => "RISK",
            Self::Break => "BREAK",
        }
    }
}

impl fmt::Display for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Every kind of change, family by family.
pub fn all() -> impl Iterator<Item = &'static ChangeRule> {
    FAMILIES.iter().flat_map(|(family, rules)| {
        let of_keys = OF_KEYS.iter().map(|(_, rule)| rule);
        rules.iter().copied().chain(of_keys.filter(move |rule| rule.family == *family))
    })
}

/// The rule of an id.
pub fn by_id(id: &str) -> Option<&'static ChangeRule> {
    all().find(|rule| rule.id == id)
}

/// The rule of a key that has one rule for every change of its value.
pub(super) fn of_key(key: Key) -> Option<&'static ChangeRule> {
    OF_KEYS.iter().find(|(known, _)| *known == key).map(|(_, rule)| rule)
}
