//! Codes of a catalogue that its reader could not read: those of other crates and of macros.
//!
//! Nobody can say that such a code is gone. What the lock promises of them stays as it is.

use super::Lock;
use super::facts::{Fact, alone};
use super::promised::BlockName;
use crate::model::Place;
use crate::{Gravity, Problem};

/// Something that a registry lists and that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// As the registry names it: `billing::Codes`.
    pub shown: String,
    /// The name of the enum; empty where it is a whole registry of another crate.
    pub type_name: String,
    /// Where the registry names it.
    pub place: Place,
}

impl Unread {
    /// Whether an enum, by its path, can be part of it.
    fn has(&self, path: &str) -> bool {
        if self.type_name.is_empty() {
            return path.contains("::") && !path.starts_with("crate::");
        }
        path.rsplit("::").next() == Some(self.type_name.as_str())
    }

    /// What its codes in a lock mean for whoever reads the source.
    pub fn problem(&self, registry: &str) -> Problem {
        let registry = if registry.is_empty() { "Codes" } else { registry };
        let message =
            format!("the lock holds codes of `{}`, which a scan does not read", self.shown);
        let help = format!(
            "compare the lock in a test: `{registry}::outputs().check()` reads the compiled registry\n\
             note: what the lock says of these codes was left as it is, and was not compared"
        );
        Problem { gravity: Gravity::Warning, ..Problem::error(self.place.clone(), message, help) }
    }
}

impl Lock {
    /// Takes over what was promised of codes that could not be read, and of tombstones that may stand
    /// with them. Answers what of the unread has codes in the lock.
    pub fn keep_unread<'u>(&mut self, old: &Lock, unread: &'u [Unread]) -> Vec<&'u Unread> {
        let mut kept = Vec::new();
        let mut names: Vec<BlockName> = Vec::new();
        for (name, block) in &old.codes {
            if self.has(&name.0) {
                continue;
            }
            let path = block.get(&alone(Fact::Enum)).map_or("", String::as_str);
            if let Some(unread) = unread.iter().find(|unread| unread.has(path)) {
                if !kept.contains(&unread) {
                    kept.push(unread);
                }
                names.push(name.clone());
            }
        }
        for name in names {
            if let Some(block) = old.codes.get(&name) {
                self.codes.insert(name, block.clone());
            }
        }
        if unread.iter().any(|unread| unread.type_name.is_empty()) {
            for (code, reason) in &old.retired {
                if !self.has(code) {
                    self.retired.entry(code.clone()).or_insert_with(|| reason.clone());
                }
            }
        }
        kept
    }
}
