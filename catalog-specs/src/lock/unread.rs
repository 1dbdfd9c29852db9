//! Codes that a source scan cannot read: those of other crates and of macros.
//!
//! A scan cannot tell whether such a code was removed, so the lock keeps its properties of them.

use super::Lock;
use super::data::BlockName;
use super::property::{Property, single};
use crate::Problem;
use crate::model::Place;

/// An entry of a registry that the scan could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// The path in the registry: `billing::Codes`.
    pub path: String,
    /// The name of the enum; empty for a registry of another crate.
    pub type_name: String,
    /// Where the registry lists it.
    pub place: Place,
}

impl Unread {
    /// Whether an enum with this path can be part of it.
    fn has(&self, path: &str) -> bool {
        if self.type_name.is_empty() {
            return path.contains("::") && !path.starts_with("crate::");
        }
        path.rsplit("::").next() == Some(self.type_name.as_str())
    }

    /// The warning that its codes in a lock were not compared.
    pub fn problem(&self, registry: &str) -> Problem {
        let registry = if registry.is_empty() { "Codes" } else { registry };
        let message =
            format!("the lock has codes of `{}`, which a source scan cannot read", self.path);
        let help = format!(
            "compare the lock in a test: `{registry}::outputs().check()` reads the compiled registry\n\
             note: these codes were not compared, and the lock keeps them unchanged"
        );
        Problem::warning(self.place.clone(), message, help)
    }
}

impl Lock {
    /// Copies the codes that could not be read from the old lock, and the retired codes that may belong to them.
    /// Returns the unread entries that have codes in the old lock.
    pub fn keep_unread<'u>(&mut self, old: &Lock, unread: &'u [Unread]) -> Vec<&'u Unread> {
        let mut kept = Vec::new();
        let mut names: Vec<BlockName> = Vec::new();
        for (name, block) in &old.codes {
            if self.has(&name.0) {
                continue;
            }
            let path = block.get(&single(Property::Enum)).map_or("", String::as_str);
            if let Some(unread) = unread.iter().find(|unread| unread.has(path)) {
                if !kept.contains(&unread) {
                    kept.push(unread);
                }
                names.push(name.clone());
            }
        }
        self.keep_codeless(old, &|path| {
            let of_enum = path.rsplit_once("::").map_or(path, |(of_enum, _)| of_enum);
            unread.iter().any(|unread| unread.has(of_enum))
        });
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
