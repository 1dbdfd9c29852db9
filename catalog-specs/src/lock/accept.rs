//! What of the changes is taken over into the lock.

use super::change::{Change, Touched};
use super::facts::{Block, FactId};
use super::table::{self, Verdict};
use super::{Accepted, Lock, REGISTRY, compare};
use crate::keys::Key;
use crate::{Problem, nearest};

const HOW: &str = "write `cargo error-catalog lock --accept CODE \"why\"`";

impl Lock {
    /// Takes over what changed about one code, and records what broke somebody with the reason.
    ///
    /// Settings are accepted under the code [`REGISTRY`]. Answers what was taken over.
    ///
    /// # Errors
    /// Without a reason, where the code is not known or nothing about it breaks anybody, and where
    /// the change is one that cannot be accepted; the lock is then as it was.
    pub fn accept(&mut self, new: &Lock, code: &str, reason: &str) -> Result<Vec<Change>, Problem> {
        let reason = reason.trim();
        let shown = super::text::visible(code);
        if reason.is_empty() {
            let help = format!("write why: `cargo error-catalog lock --accept {shown} \"why\"`");
            return Err(Problem::nowhere("a change is accepted with a reason", help));
        }
        let changes: Vec<_> =
            compare(self, new).into_iter().filter(|change| change.is_about(code)).collect();
        if let Some(never) = changes.iter().find(|change| !change.is_acceptable()) {
            let message = format!("`{shown}` cannot be accepted: {}", never.sentence());
            return Err(Problem {
                rule: Some(never.rule.id),
                ..Problem::nowhere(message, never.cure())
            });
        }
        if !changes.iter().any(|change| change.verdict() == Verdict::Break) {
            return Err(self.nothing_to_accept(new, code, reason, &changes));
        }
        self.take_over(new, &changes);
        let broken = changes.iter().filter(|change| change.verdict() == Verdict::Break);
        self.accepted.extend(broken.map(|change| Accepted {
            code: change.code.clone(),
            rule: change.rule.id,
            subject: change.subject.clone(),
            old: change.old.clone(),
            new: change.new.clone(),
            reason: reason.to_owned(),
        }));
        Ok(changes)
    }

    /// Takes over every change that breaks nobody; what was promised otherwise stays promised.
    ///
    /// Answers the changes that were not taken over.
    pub fn update(&mut self, new: &Lock) -> Vec<Change> {
        let changes = compare(self, new);
        let (broken, rest): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.verdict() == Verdict::Break);
        self.take_over(new, &rest);
        broken
    }

    fn take_over(&mut self, new: &Lock, changes: &[Change]) {
        let touched = || changes.iter().flat_map(|change| &change.touched);
        // Facts are taken over under the new name of a code.
        for part in touched() {
            if let Touched::Renamed { from, to } = part {
                self.rename(new, from, to);
            }
        }
        for part in touched() {
            match part {
                Touched::Renamed { .. } => {}
                Touched::Setting(key) => take_fact(&mut self.registry, &new.registry, key),
                Touched::Fact(name, key) => {
                    if let (Some(here), Some(there)) =
                        (self.codes.get_mut(name), new.codes.get(name))
                    {
                        take_fact(here, there, key);
                    }
                }
                Touched::Block(name) => match new.codes.get(name) {
                    Some(block) => drop(self.codes.insert(name.clone(), block.clone())),
                    None => drop(self.codes.remove(name)),
                },
                Touched::Tombstone(code) => match new.retired.get(code) {
                    Some(reason) => drop(self.retired.insert(code.clone(), reason.clone())),
                    None => drop(self.retired.remove(code)),
                },
            }
        }
    }

    fn rename(&mut self, new: &Lock, from: &str, to: &str) {
        for nth in 1.. {
            let Some(mut block) = self.codes.remove(&(from.to_owned(), nth)) else { break };
            let name = (to.to_owned(), nth);
            let former = (super::facts::Fact::Of(Key::Formerly), from.to_owned());
            if new.codes.get(&name).is_some_and(|block| block.contains_key(&former)) {
                block.insert(former, String::new());
            }
            self.codes.insert(name, block);
        }
    }

    fn nothing_to_accept(
        &self,
        new: &Lock,
        code: &str,
        reason: &str,
        changes: &[Change],
    ) -> Problem {
        let shown = super::text::visible(code);
        let is_known = |lock: &Lock| lock.has(code) || lock.retired.contains_key(code);
        if !changes.is_empty() {
            let message =
                format!("there is nothing to accept: no change of `{shown}` breaks anybody");
            return Problem::nowhere(
                message,
                "run `cargo error-catalog lock`, which takes it over",
            );
        }
        if code == REGISTRY || is_known(self) || is_known(new) {
            let message = format!("there is nothing to accept: `{shown}` did not change");
            return Problem::nowhere(
                message,
                "run `cargo error-catalog check` to see what changed",
            );
        }
        let known = [self, new]
            .into_iter()
            .flat_map(|lock| lock.codes().chain(lock.retired.keys().map(String::as_str)));
        let mut known: Vec<_> = known.chain([REGISTRY]).collect();
        known.sort_unstable();
        // Broken promises come first: one of them is what somebody wants to accept.
        let is_broken = |known: &&&str| {
            let of = |change: &Change| change.is_about(known) && change.verdict() == Verdict::Break;
            compare(self, new).iter().any(of)
        };
        let starts = |known: &&&str| known.starts_with(&format!("{code}_"));
        let longer = || known.iter().filter(starts);
        let longer = longer().find(is_broken).or_else(|| longer().next()).copied();
        let help = match nearest(code, known.iter().copied()).or(longer) {
            _ if known.contains(&reason) => format!(
                "the code stands before the reason: `cargo error-catalog lock --accept {reason} {shown:?}`"
            ),
            Some(near) => nearest::meant(&super::text::visible(near)),
            None => format!("{HOW}, one code at a time; settings go by `{REGISTRY}`"),
        };
        Problem::nowhere(format!("no code `{shown}` is in the lock or in the catalogue"), help)
    }
}

impl Change {
    /// Whether accepting a code means this change: under its new name or its old one.
    fn is_about(&self, code: &str) -> bool {
        let by_old_name =
            self.rule == &table::CODE_RENAMED || self.rule == &table::CODE_RENAMED_FORMERLY;
        self.code == code || (by_old_name && self.old == code)
    }
}

fn take_fact(here: &mut Block, there: &Block, key: &FactId) {
    match there.get(key) {
        Some(value) => drop(here.insert(key.clone(), value.clone())),
        None => drop(here.remove(key)),
    }
}
