//! What changed between the fields of two versions of a variant.

use std::collections::BTreeMap;

use super::facts::{Block, Fact, FactId};
use super::field::{DETAIL_WORDS, DISPLAY, FLATTEN, Field, HIDDEN_WORDS, OPTIONAL, RETRY_AFTER};
use super::table::{self, ChangeRule};
use crate::model::HiddenRole;

/// A change of a field, and with it the facts that it is about.
pub(super) struct FieldChange {
    pub(super) rule: &'static ChangeRule,
    pub(super) subject: String,
    pub(super) old: String,
    pub(super) new: String,
    /// What else changed on the same field.
    pub(super) with_it: Vec<FieldChange>,
    pub(super) keys: Vec<FactId>,
}

/// The changes of all fields; each field is in one of them.
pub(super) fn compare(old: &Block, new: &Block) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut old = Fields::of(old);
    let mut new = Fields::of(new);
    moved(&mut old, &mut new, &mut changes);
    renamed(&mut old, &mut new, &mut changes);

    for (name, was) in old.details {
        changes.extend(match new.details.remove(&name) {
            Some(is) => detail(&name, &was, &is),
            None => Some(one(&table::DETAIL_REMOVED, Fact::Detail, &name, &was.type_name, "")),
        });
    }
    for (name, is) in new.details {
        changes.push(one(&table::DETAIL_ADDED, Fact::Detail, &name, "", &is.type_name));
    }
    for (name, was) in old.hidden {
        changes.extend(match new.hidden.remove(&name) {
            Some(is) => hidden(&name, &was, &is),
            None => Some(one(&table::HIDDEN_REMOVED, Fact::Hidden, &name, &was.type_name, "")),
        });
    }
    for (name, is) in new.hidden {
        changes.push(one(&table::HIDDEN_ADDED, Fact::Hidden, &name, "", &is.type_name));
    }
    changes
}

struct Fields {
    details: BTreeMap<String, Field>,
    hidden: BTreeMap<String, Field>,
}

impl Fields {
    fn of(block: &Block) -> Self {
        let read = |of: Fact, words: &'static [&'static str]| {
            let values = block.iter().filter(move |((fact, _), _)| *fact == of);
            values.map(|((_, name), value)| (name.clone(), Field::of_value(value, words))).collect()
        };
        Self { details: read(Fact::Detail, DETAIL_WORDS), hidden: read(Fact::Hidden, HIDDEN_WORDS) }
    }
}

/// Fields that clients see now and did not before, or the other way round.
fn moved(old: &mut Fields, new: &mut Fields, changes: &mut Vec<FieldChange>) {
    let secret = HiddenRole::Secret.as_str();
    let pairs = [true, false].map(|is_public_now| {
        let (from, to) = if is_public_now { (&*old, &*new) } else { (&*new, &*old) };
        let found = to.details.iter().filter_map(|(name, detail)| {
            let field = detail.name.as_ref().unwrap_or(name);
            let hidden = from.hidden.get(field).filter(|_| !to.hidden.contains_key(field))?;
            let is_moved = !from.details.contains_key(name);
            is_moved.then(|| (name.clone(), field.clone(), hidden.is(secret)))
        });
        (is_public_now, found.collect::<Vec<_>>())
    });
    for (is_public_now, found) in pairs {
        for (name, field, is_secret) in found {
            let (from, to) =
                if is_public_now { (&mut *old, &mut *new) } else { (&mut *new, &mut *old) };
            if from.hidden.remove(&field).is_none() {
                // Another detail of the same field told it; this one is told as one more.
                continue;
            }
            to.details.remove(&name);
            let rule = match (is_public_now, is_secret) {
                (true, false) => &table::DETAIL_MADE_PUBLIC,
                (true, true) => &table::SECRET_MADE_PUBLIC,
                (false, false) => &table::DETAIL_MADE_INTERNAL,
                (false, true) => &table::DETAIL_MADE_SECRET,
            };
            let (was, is) = if is_public_now { (&field, &name) } else { (&name, &field) };
            let mut change = one(rule, Fact::Detail, &name, was, is);
            change.keys.push((Fact::Hidden, field));
            changes.push(change);
        }
    }
}

/// Details whose field is the same and whose name on the wire is not.
fn renamed(old: &mut Fields, new: &mut Fields, changes: &mut Vec<FieldChange>) {
    for (was, field) in old.details.clone() {
        if new.details.contains_key(&was) {
            continue;
        }
        let declared = |name: &str, field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
        let is_same = |(name, other): &(&String, &Field)| {
            !old.details.contains_key(*name)
                && other.type_name == field.type_name
                && declared(name, other) == declared(&was, &field)
        };
        let Some((is, after)) = new.details.iter().find(is_same) else { continue };
        let (is, mut after) = (is.clone(), after.clone());
        let mut change = one(&table::DETAIL_RENAMED, Fact::Detail, &was, &was, &is);
        change.keys.push((Fact::Detail, is.clone()));
        new.details.remove(&is);
        old.details.remove(&was);
        after.name.clone_from(&field.name);
        if let Some(mut more) = detail(&is, &field, &after) {
            change.with_it.append(&mut more.with_it);
            change.with_it.insert(0, more);
        }
        changes.push(change);
    }
}

fn detail(name: &str, was: &Field, is: &Field) -> Option<FieldChange> {
    let mut told = Told::new(Fact::Detail, name);
    told.differ(&table::DETAIL_RETYPED, &was.type_name, &is.type_name);
    let optional = if is.is(OPTIONAL) { &table::DETAIL_OPTIONAL } else { &table::DETAIL_REQUIRED };
    told.word(optional, was, is, OPTIONAL, "required");
    told.word(&table::DETAIL_FLATTEN_CHANGED, was, is, FLATTEN, "nested");
    told.word(&table::DETAIL_DISPLAY_CHANGED, was, is, DISPLAY, "value");
    told.waits(was, is);
    let declared = |field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
    told.differ(&table::DETAIL_FIELD_RENAMED, &declared(was), &declared(is));
    told.finish()
}

fn hidden(name: &str, was: &Field, is: &Field) -> Option<FieldChange> {
    let mut told = Told::new(Fact::Hidden, name);
    let [context, secret, source, from] =
        [HiddenRole::Context, HiddenRole::Secret, HiddenRole::Source, HiddenRole::From]
            .map(HiddenRole::as_str);
    let lifted = if is.is(secret) { &table::MADE_SECRET } else { &table::SECRET_LIFTED };
    told.word(lifted, was, is, secret, "shown");
    told.differ(&table::HIDDEN_RETYPED, &was.type_name, &is.type_name);
    let logged = if is.is(context) { &table::CONTEXT_ADDED } else { &table::CONTEXT_REMOVED };
    told.word(logged, was, is, context, "not logged");
    let logged_as = |field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
    told.differ(&table::CONTEXT_RENAMED, &logged_as(was), &logged_as(is));
    let cause = |field: &Field| match (field.is(source), field.is(from)) {
        (true, true) => "source and from",
        (true, false) => source,
        (false, true) => from,
        (false, false) => "no cause",
    };
    told.differ(&table::CAUSE_CHANGED, cause(was), cause(is));
    told.waits(was, is);
    told.word(&table::HIDDEN_DISPLAY_CHANGED, was, is, DISPLAY, "value");
    told.finish()
}

/// The changes of one field, gathered.
struct Told<'n> {
    fact: Fact,
    name: &'n str,
    changes: Vec<FieldChange>,
}

impl<'n> Told<'n> {
    fn new(fact: Fact, name: &'n str) -> Self {
        Self { fact, name, changes: Vec::new() }
    }

    fn differ(&mut self, rule: &'static ChangeRule, old: &str, new: &str) {
        if old != new {
            self.changes.push(one(rule, self.fact, self.name, old, new));
        }
    }

    fn word(&mut self, rule: &'static ChangeRule, was: &Field, is: &Field, word: &str, not: &str) {
        let said = |field: &Field| if field.is(word) { word.to_owned() } else { not.to_owned() };
        self.differ(rule, &said(was), &said(is));
    }

    fn waits(&mut self, was: &Field, is: &Field) {
        let waits = is.is(RETRY_AFTER);
        let rule = if waits { &table::WAIT_FIELD_ADDED } else { &table::WAIT_FIELD_REMOVED };
        self.word(rule, was, is, RETRY_AFTER, "no wait");
    }

    /// The worst change, and the others with it: a field is taken over as a whole or not at all.
    fn finish(mut self) -> Option<FieldChange> {
        self.changes.sort_by_key(|change| core::cmp::Reverse(change.rule.verdict()));
        let mut changes = self.changes.into_iter();
        let mut worst = changes.next()?;
        worst.with_it = changes.collect();
        Some(worst)
    }
}

fn one(rule: &'static ChangeRule, fact: Fact, subject: &str, old: &str, new: &str) -> FieldChange {
    FieldChange {
        rule,
        subject: subject.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        with_it: Vec::new(),
        keys: vec![(fact, subject.to_owned())],
    }
}
