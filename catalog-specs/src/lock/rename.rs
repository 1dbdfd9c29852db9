//! Which code that is gone and which that is new are the same one under another name.

use std::collections::{BTreeMap, BTreeSet};

use super::Lock;
use super::facts::{Block, Fact, FactId, alone};
use crate::keys::Key;
use crate::nearest;

/// Above this many pairs the names are no longer compared letter by letter.
const FEW_PAIRS: usize = 10_000;

/// What became of the codes that are gone.
#[derive(Debug, Default)]
pub(super) struct Renames<'l> {
    /// From an old code to the new one that names it in `formerly`.
    pub(super) said: BTreeMap<&'l str, &'l str>,
    /// From an old code to another old one that names it in `formerly`.
    pub(super) merged: BTreeMap<&'l str, &'l str>,
    /// From an old code to a new one that says nothing of it and is very like it.
    pub(super) likely: BTreeMap<&'l str, &'l str>,
}

/// Pairs the codes that are gone with those that are new.
pub(super) fn find<'l>(old: &'l Lock, new: &'l Lock) -> Renames<'l> {
    let gone: BTreeSet<&str> = old.codes().filter(|code| !new.has(code)).collect();
    let is_free = |code: &&str| !old.has(code) && !old.retired.contains_key(*code);
    let come: BTreeSet<&str> = new.codes().filter(is_free).collect();
    let mut renames = Renames::default();
    renames.find_said(&gone, &come, new);
    renames.find_likely(&gone, &come, old, new);
    renames
}

impl<'l> Renames<'l> {
    fn find_said(&mut self, gone: &BTreeSet<&'l str>, come: &BTreeSet<&'l str>, new: &'l Lock) {
        let mut taken = BTreeSet::new();
        for ((successor, _), block) in &new.codes {
            for former in names(block, Fact::Of(Key::Formerly)) {
                if !gone.contains(former) || self.said.contains_key(former) {
                    continue;
                }
                let is_its_name = come.contains(successor.as_str()) && taken.insert(successor);
                let into = if is_its_name { &mut self.said } else { &mut self.merged };
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
            !self.said.contains_key(**code)
                && !self.merged.contains_key(**code)
                && !new.retired.contains_key(**code)
        };
        let mut gone: BTreeSet<&str> = gone.iter().filter(is_left).copied().collect();
        let used: BTreeSet<&str> = self.said.values().copied().collect();
        let mut come: BTreeSet<&str> = come
            .iter()
            .copied()
            .filter(|code| {
                !used.contains(code) && !old.was_formerly(code) && !is_split(old, new, code)
            })
            .collect();

        let by_name: fn(&Block) -> Vec<(&FactId, &String)> =
            |block| block.iter().filter(|((fact, _), _)| is_name(*fact)).collect();
        let by_promise: fn(&Block) -> Vec<(&FactId, &String)> =
            |block| block.iter().filter(|((fact, _), _)| !is_told_apart(*fact)).collect();
        for (features, least) in [(by_name, 2), (by_promise, super::facts::required().len() + 1)] {
            let mut known: BTreeMap<_, Vec<&str>> = BTreeMap::new();
            for code in come.iter().rev().copied() {
                let features = new.block(code).map(features).unwrap_or_default();
                if features.len() >= least {
                    known.entry(features).or_default().push(code);
                }
            }
            for code in gone.clone() {
                let features = old.block(code).map(features).unwrap_or_default();
                if let Some(found) = known.get_mut(&features).and_then(Vec::pop) {
                    self.likely.insert(code, found);
                    gone.remove(code);
                    come.remove(found);
                }
            }
        }
        if gone.len().saturating_mul(come.len()) <= FEW_PAIRS {
            for code in gone {
                let alike =
                    come.iter().copied().filter(|other| status(old, code) == status(new, other));
                if let Some(found) = nearest(code, alike) {
                    self.likely.insert(code, found);
                    come.remove(found);
                }
            }
        }
    }
}

/// Whether clients keep getting an old code in place of a new one.
pub(super) fn is_split(old: &Lock, new: &Lock, code: &str) -> bool {
    let public = new.block(code).and_then(|block| block.get(&alone(Fact::Of(Key::PublicAs))));
    public.is_some_and(|public| old.has(public) && new.has(public))
}

/// The names that a fact is said of.
pub(super) fn names(block: &Block, fact: Fact) -> impl Iterator<Item = &str> {
    block.keys().filter(move |(known, _)| *known == fact).map(|(_, name)| name.as_str())
}

fn is_name(fact: Fact) -> bool {
    matches!(fact, Fact::Enum | Fact::Variant)
}

/// What may differ between two names of one code.
fn is_told_apart(fact: Fact) -> bool {
    is_name(fact)
        || matches!(fact, Fact::Domain | Fact::Of(Key::Since | Key::DocUrl | Key::Formerly))
}

fn status<'l>(lock: &'l Lock, code: &str) -> Option<&'l String> {
    lock.block(code)?.get(&alone(Fact::Of(Key::Status)))
}

impl Lock {
    /// Whether a code is promised.
    pub(super) fn has(&self, code: &str) -> bool {
        self.block(code).is_some()
    }

    /// What is promised of a code.
    pub(super) fn block(&self, code: &str) -> Option<&Block> {
        self.codes.get(&(code.to_owned(), 1))
    }

    /// Whether a code that is no longer in use was one of a row's former codes.
    fn was_formerly(&self, code: &str) -> bool {
        self.codes
            .values()
            .any(|block| block.contains_key(&(Fact::Of(Key::Formerly), code.to_owned())))
    }
}
