//! Records changes in the lock: those that need a reason only with one.

use std::collections::BTreeSet;

use super::change::{Change, Touched};
use super::property::{Block, PropertyId};
use super::table;
use super::{Accepted, Lock, REGISTRY, compare};
use crate::keys::Key;
use crate::{Problem, nearest};

const ACCEPT_USAGE: &str = "write `cargo error-catalog lock --accept CODE \"why\"`";

impl Lock {
    /// Records every change of one code, the breaking ones with the reason. Returns the changes.
    ///
    /// Settings are accepted under the code [`REGISTRY`].
    ///
    /// # Errors
    /// If the reason is empty, the code is unknown or has no breaking change, or the change cannot be
    /// accepted. The lock is then unchanged.
    pub fn accept(&mut self, new: &Lock, code: &str, reason: &str) -> Result<Vec<Change>, Problem> {
        let reason = reason.trim();
        let shown = super::text::visible(code);
        if reason.is_empty() {
            let help = format!("write `cargo error-catalog lock --accept {shown} \"why\"`");
            return Err(Problem::without_place("`--accept` needs a reason", help));
        }
        let changes: Vec<_> =
            compare(self, new).into_iter().filter(|change| change.is_about(code)).collect();
        if let Some(never) = changes.iter().find(|change| !change.is_acceptable()) {
            let message =
                format!("the change of `{shown}` cannot be accepted: {}", never.sentence());
            return Err(Problem {
                rule: Some(never.rule.id),
                ..Problem::without_place(message, never.fixes().next().unwrap_or_default())
            });
        }
        if !changes.iter().any(Change::needs_reason) {
            return Err(self.nothing_to_accept(new, code, reason, &changes));
        }
        self.apply(new, &changes);
        let broken = changes.iter().filter(|change| change.needs_reason());
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

    /// Records every change that needs no reason. Returns the others, which are not recorded.
    pub fn update(&mut self, new: &Lock) -> Vec<Change> {
        let changes = compare(self, new);
        let renames = changes.iter().filter(|change| change.needs_reason() && change.is_rename());
        let waiting: BTreeSet<_> = renames.map(|change| change.code.clone()).collect();
        // The other changes of a renamed code wait for its rename: the lock does not have the new code.
        let (broken, rest): (Vec<_>, Vec<_>) = changes
            .into_iter()
            .partition(|change| change.needs_reason() || waiting.contains(&change.code));
        self.apply(new, &rest);
        broken
    }

    fn apply(&mut self, new: &Lock, changes: &[Change]) {
        let touched = || changes.iter().flat_map(|change| &change.touched);
        // Renames come first: the other changes use the new code.
        for part in touched() {
            if let Touched::Renamed { from, to } = part {
                self.rename(new, from, to);
            }
        }
        for part in touched() {
            match part {
                Touched::Renamed { .. } => {}
                Touched::Setting(key) => take_property(&mut self.registry, &new.registry, key),
                Touched::Property(name, key) => {
                    if let (Some(here), Some(there)) =
                        (self.codes.get_mut(name), new.codes.get(name))
                    {
                        take_property(here, there, key);
                    }
                }
                Touched::Block(name) => match new.codes.get(name) {
                    Some(block) => drop(self.codes.insert(name.clone(), block.clone())),
                    None => drop(self.codes.remove(name)),
                },
                Touched::Retired(code) => match new.retired.get(code) {
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
            let former = (super::property::Property::Key(Key::Formerly), from.to_owned());
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
            let message = format!("there is nothing to accept: `{shown}` has no breaking change");
            return Problem::without_place(
                message,
                "run `cargo error-catalog lock` to record its changes",
            );
        }
        if code == REGISTRY || is_known(self) || is_known(new) {
            let message = format!("there is nothing to accept: `{shown}` did not change");
            return Problem::without_place(
                message,
                "run `cargo error-catalog check` to see what changed",
            );
        }
        let known = [self, new]
            .into_iter()
            .flat_map(|lock| lock.codes().chain(lock.retired.keys().map(String::as_str)));
        let mut known: Vec<_> = known.chain([REGISTRY]).collect();
        known.sort_unstable();
        // A code with a breaking change is the likelier one to be meant.
        let is_broken = |known: &&&str| {
            let breaks = |change: &Change| change.is_about(known) && change.needs_reason();
            compare(self, new).iter().any(breaks)
        };
        let starts = |known: &&&str| known.starts_with(&format!("{code}_"));
        let longer = || known.iter().filter(starts);
        let longer = longer().find(is_broken).or_else(|| longer().next()).copied();
        let help = match nearest(code, known.iter().copied()).or(longer) {
            _ if known.contains(&reason) => format!(
                "write the code before the reason: `cargo error-catalog lock --accept {reason} {shown:?}`"
            ),
            Some(near) => nearest::suggest_word(&super::text::visible(near)),
            None => {
                format!("{ACCEPT_USAGE}, one code at a time; the code of settings is `{REGISTRY}`")
            }
        };
        Problem::without_place(
            format!("code `{shown}` is neither in the lock nor in the catalogue"),
            help,
        )
    }
}

impl Change {
    /// Whether `--accept code` selects this change. A renamed code has two names.
    fn is_about(&self, code: &str) -> bool {
        self.code == code || (self.is_rename() && self.old == code)
    }

    fn is_rename(&self) -> bool {
        self.rule == &table::CODE_RENAMED || self.rule == &table::CODE_RENAMED_AFTER_DEPRECATION
    }
}

fn take_property(here: &mut Block, there: &Block, key: &PropertyId) {
    match there.get(key) {
        Some(value) => drop(here.insert(key.clone(), value.clone())),
        None => drop(here.remove(key)),
    }
}
