//! Finds removed and added codes that are the same code under another name.

use std::collections::{BTreeMap, BTreeSet};

use super::Lock;
use super::property::{Block, Property, PropertyId, single};
use crate::keys::Key;
use crate::nearest;

/// Above this many pairs names are not compared by edit distance.
const FEW_PAIRS: usize = 10_000;

/// The successors of removed codes.
#[derive(Debug, Default)]
pub(super) struct Renames<'l> {
    /// From a removed code to the added one that names it in `formerly`.
    pub(super) declared: BTreeMap<&'l str, &'l str>,
    /// From a removed code to a kept one that names it in `formerly`.
    pub(super) merged: BTreeMap<&'l str, &'l str>,
    /// From a removed code to an added one of its domain that resembles it and does not name it. It is a guess, which
    /// only a hint shows.
    pub(super) likely: BTreeMap<&'l str, &'l str>,
}

/// Pairs removed codes with added ones.
pub(super) fn find_renames<'l>(old: &'l Lock, new: &'l Lock) -> Renames<'l> {
    let gone: BTreeSet<&str> = old.codes().filter(|code| !new.has(code)).collect();
    let is_free = |code: &&str| !old.has(code) && !old.retired.contains_key(*code);
    let come: BTreeSet<&str> = new.codes().filter(is_free).collect();
    let mut renames = Renames::default();
    renames.find_declared(&gone, &come, new);
    renames.find_likely(&gone, &come, old, new);
    renames
}

impl<'l> Renames<'l> {
    fn find_declared(&mut self, gone: &BTreeSet<&'l str>, come: &BTreeSet<&'l str>, new: &'l Lock) {
        let mut taken = BTreeSet::new();
        for ((successor, _), block) in &new.codes {
            for former in subjects(block, Property::Key(Key::Formerly)) {
                if !gone.contains(former) || self.declared.contains_key(former) {
                    continue;
                }
                let is_its_name = come.contains(successor.as_str()) && taken.insert(successor);
                let into = if is_its_name { &mut self.declared } else { &mut self.merged };
                into.entry(former).or_insert(successor);
            }
        }
    }

    fn find_likely(
        &mut self,
        gone: &BTreeSet<&'l str>,
        come: &BTreeSet<&'l str>,
        old: &'l Lock,
        new: &'l Lock,
    ) {
        let is_left = |code: &&&str| {
            !self.declared.contains_key(**code)
                && !self.merged.contains_key(**code)
                && !new.retired.contains_key(**code)
        };
        let mut gone: BTreeSet<&str> = gone.iter().filter(is_left).copied().collect();
        let used: BTreeSet<&str> = self.declared.values().copied().collect();
        let mut come: BTreeSet<&str> = come
            .iter()
            .copied()
            .filter(|code| {
                !used.contains(code) && !old.was_formerly(code) && !is_split(old, new, code)
            })
            .collect();

        let by_name: fn(&Block) -> Vec<(&PropertyId, &String)> =
            |block| block.iter().filter(|((property, _), _)| is_name(*property)).collect();
        let by_promise: fn(&Block) -> Vec<(&PropertyId, &String)> = |block| {
            block.iter().filter(|((property, _), _)| !may_change_with_name(*property)).collect()
        };
        for (features, least) in [(by_name, 2), (by_promise, super::property::required().len() + 1)]
        {
            let mut known: BTreeMap<_, Vec<&str>> = BTreeMap::new();
            for code in come.iter().rev().copied() {
                let features = new.block(code).map(features).unwrap_or_default();
                if features.len() >= least {
                    known.entry((new.domain(code), features)).or_default().push(code);
                }
            }
            for code in gone.clone() {
                let features = old.block(code).map(features).unwrap_or_default();
                let features = (old.domain(code), features);
                if let Some(found) = known.get_mut(&features).and_then(Vec::pop) {
                    self.likely.insert(code, found);
                    gone.remove(code);
                    come.remove(found);
                }
            }
        }
        if gone.len().saturating_mul(come.len()) <= FEW_PAIRS {
            for code in gone {
                let is_near = |other: &&str| {
                    status(old, code) == status(new, other) && old.domain(code) == new.domain(other)
                };
                let alike = come.iter().copied().filter(is_near);
                if let Some(found) = nearest(code, alike) {
                    self.likely.insert(code, found);
                    come.remove(found);
                }
            }
        }
    }
}

/// Whether clients still receive an old code in place of a new one.
pub(super) fn is_split(old: &Lock, new: &Lock, code: &str) -> bool {
    let public = new.block(code).and_then(|block| block.get(&single(Property::Key(Key::PublicAs))));
    public.is_some_and(|public| old.has(public) && new.has(public))
}

/// The subjects of a property.
pub(super) fn subjects(block: &Block, property: Property) -> impl Iterator<Item = &str> {
    block.keys().filter(move |(known, _)| *known == property).map(|(_, name)| name.as_str())
}

fn is_name(property: Property) -> bool {
    matches!(property, Property::Enum | Property::Variant)
}

/// Whether a property may differ between the old and the new name of a code.
fn may_change_with_name(property: Property) -> bool {
    is_name(property)
        || matches!(
            property,
            Property::Domain | Property::Key(Key::Since | Key::DocUrl | Key::Formerly)
        )
}

fn status<'l>(lock: &'l Lock, code: &str) -> Option<&'l String> {
    lock.block(code)?.get(&single(Property::Key(Key::Status)))
}

impl Lock {
    pub(super) fn has(&self, code: &str) -> bool {
        self.block(code).is_some()
    }

    /// The properties of the first entry of a code.
    pub(super) fn block(&self, code: &str) -> Option<&Block> {
        self.codes.get(&(code.to_owned(), 1))
    }

    /// The domain of a code.
    fn domain<'l>(&'l self, code: &'l str) -> &'l str {
        let declared = self.block(code).and_then(|block| block.get(&single(Property::Domain)));
        declared.map_or_else(|| code.split('_').next().unwrap_or(code), String::as_str)
    }

    /// Whether every row of a code is deprecated.
    pub(super) fn is_deprecated(&self, code: &str) -> bool {
        let rows = self.codes.iter().filter(|((known, _), _)| known == code);
        let mut rows = rows.map(|(_, block)| block).peekable();
        rows.peek().is_some()
            && rows.all(|block| block.contains_key(&single(Property::Key(Key::Deprecated))))
    }

    /// Whether a code is named in a `formerly`.
    fn was_formerly(&self, code: &str) -> bool {
        self.codes
            .values()
            .any(|block| block.contains_key(&(Property::Key(Key::Formerly), code.to_owned())))
    }
}
