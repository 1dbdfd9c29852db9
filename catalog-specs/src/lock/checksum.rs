//! Checksums: a lock that was truncated, merged or edited by hand is not taken for the one that was written.
//!
//! The lines about one code end with a checksum of them, their number, and the code whose lines follow. So each code
//! is checked without the others, and a code whose lines are missing is named by the one before it. A digest of the whole
//! file would be a conflict in every merge; with these, branches that add different codes merge.

use super::text::{Cursor, quote_if_needed};
use crate::hash;

/// The word of the line with the checksum.
pub(super) const CHECKSUM: &str = "checksum";

/// The checksum of the lines about a code, or of those about the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checksum {
    digest: u64,
    lines: usize,
    /// The code whose lines follow; `None` for the last one.
    pub(super) next: Option<String>,
}

impl Checksum {
    /// The checksum of lines that are followed by those of `next`.
    pub(super) fn compute(lines: &str, next: Option<&str>) -> Self {
        let covered = format!("{lines}{}", next.unwrap_or_default());
        Self {
            digest: hash::hash(&covered),
            lines: lines.lines().count(),
            next: next.map(ToOwned::to_owned),
        }
    }

    /// Whether it is that of the lines.
    pub(super) fn matches(&self, lines: &str) -> bool {
        *self == Self::compute(lines, self.next.as_deref())
    }

    /// Writes it: `8c1f03be99d2a7f1 of 14 lines, next AUTH_EXPIRED`.
    pub(super) fn write(&self) -> String {
        let noun = if self.lines == 1 { "line" } else { "lines" };
        let next = match &self.next {
            Some(next) => format!("next {}", quote_if_needed(next)),
            None => LAST.to_owned(),
        };
        format!("{:016x} of {} {noun}, {next}", self.digest, self.lines)
    }

    /// Reads it, only in the form that [`Self::write`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (digest, rest) = text.split_once(" of ")?;
        let (lines, next) = rest.split_once(", ")?;
        let lines = lines.strip_suffix(" lines").or(lines.strip_suffix(" line"))?;
        let next = match next.strip_prefix("next ") {
            Some(name) => {
                let mut cursor = Cursor::new(name);
                Some(cursor.name().filter(|_| cursor.at_end())?)
            }
            None => None,
        };
        let read = Self {
            digest: u64::from_str_radix(digest, 16).ok()?,
            lines: lines.parse().ok()?,
            next,
        };
        (read.write() == text).then_some(read)
    }

    /// The number of lines that it covers.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }
}

const LAST: &str = "last";
