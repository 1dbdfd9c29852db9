//! What a rule says about a kind of change.

use core::fmt;

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangeRule {
    /// The id, in reports and in accepted changes.
    pub id: &'static str,
    /// The section of the table.
    pub family: &'static str,
    /// The sentence about the change.
    pub what: &'static str,
    /// The verdict on each surface that is affected.
    pub verdicts: &'static [(Surface, Verdict)],
    /// The reason for the verdicts.
    pub why: &'static str,
    /// Standards and tools with the same rule.
    pub reference: &'static str,
    /// The attribute key that changes; `variant` for the variant and its fields.
    pub key: &'static str,
    /// How to undo the change; empty if that is not needed.
    pub undo: &'static str,
    /// How to reach the same goal without a breaking change; empty if there is no way.
    pub better: &'static str,
    /// Whether `--accept` can record it.
    pub acceptable: bool,
    /// Whether it needs a reason although it is no BREAK.
    pub reviewed: bool,
    /// The opposite change.
    pub mirror: Mirror,
}

/// The opposite change of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mirror {
    /// The id of the rule for it, possibly the same rule.
    Rule(&'static str),
    /// No single rule, because …
    Nothing(&'static str),
}

/// What a change can affect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// Clients: bodies, statuses and headers.
    Wire,
    /// Code that uses the enums and constants.
    Rust,
    /// Operators: logs, metrics, alerts.
    Operations,
    /// Readers: messages and pages.
    Text,
}

/// The effect of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Conforming clients, callers and operators are not affected.
    Safe,
    /// Some may be affected. The change is recorded and reported; nothing fails, except where it needs a reason.
    Risk,
    /// Conforming clients, callers or operators fail. The check fails until the change is undone or accepted.
    Break,
}

impl Surface {
    /// Every surface.
    pub const ALL: &'static [Self] = &[Self::Wire, Self::Rust, Self::Operations, Self::Text];

    /// The word in reports.
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
    /// The word in reports.
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

/// A name, and the rules that belong to no key.
pub(super) type Family = (&'static str, &'static [&'static ChangeRule]);
