//! Finds the changes between the fields of two versions of a variant.

use std::collections::BTreeMap;

use super::detail_type::{self, TypeChange, is_masked, is_unmasked};
use super::field::{DETAIL_WORDS, DISPLAY, FLATTEN, Field, HIDDEN_WORDS, OPTIONAL, RETRY_AFTER};
use super::property::{Block, Property, PropertyId};
use super::table::{self, ChangeRule};
use crate::model::HiddenRole;

/// A change of a field, with the properties of the lock that it touches.
pub(super) struct FieldChange {
    pub(super) rule: &'static ChangeRule,
    pub(super) subject: String,
    pub(super) old: String,
    pub(super) new: String,
    /// The other changes of the same field.
    pub(super) consequences: Vec<FieldChange>,
    pub(super) keys: Vec<PropertyId>,
}

/// The changes of all fields; each field is part of one change.
pub(super) fn compare(old: &Block, new: &Block) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut old = Fields::from_block(old);
    let mut new = Fields::from_block(new);
    compare_moved(&mut old, &mut new, &mut changes);
    compare_replaced_secrets(&mut old, &mut new, &mut changes);
    compare_renamed(&mut old, &mut new, &mut changes);

    for (name, was) in old.details {
        changes.extend(match new.details.remove(&name) {
            Some(is) => compare_detail(&name, &was, &is),
            None => Some(field_change(
                &table::DETAIL_REMOVED,
                Property::Detail,
                &name,
                &was.type_name,
                "",
            )),
        });
    }
    for (name, is) in new.details {
        changes.push(field_change(
            &table::DETAIL_ADDED,
            Property::Detail,
            &name,
            "",
            &is.type_name,
        ));
    }
    for (name, was) in old.hidden {
        changes.extend(match new.hidden.remove(&name) {
            Some(is) => compare_hidden(&name, &was, &is),
            None => Some(field_change(
                &table::HIDDEN_REMOVED,
                Property::Hidden,
                &name,
                &was.type_name,
                "",
            )),
        });
    }
    for (name, is) in new.hidden {
        changes.push(field_change(
            &table::HIDDEN_ADDED,
            Property::Hidden,
            &name,
            "",
            &is.type_name,
        ));
    }
    changes
}

struct Fields {
    details: BTreeMap<String, Field>,
    hidden: BTreeMap<String, Field>,
}

impl Fields {
    fn from_block(block: &Block) -> Self {
        let read = |property: Property, words: &'static [&'static str]| {
            let values = block.iter().filter(move |((known, _), _)| *known == property);
            values
                .map(|((_, name), value)| (name.clone(), Field::from_value(value, words)))
                .collect()
        };
        Self {
            details: read(Property::Detail, DETAIL_WORDS),
            hidden: read(Property::Hidden, HIDDEN_WORDS),
        }
    }
}

/// Finds fields that became public or hidden.
fn compare_moved(old: &mut Fields, new: &mut Fields, changes: &mut Vec<FieldChange>) {
    let pairs = [true, false].map(|is_public_now| {
        let (from, to) = if is_public_now { (&*old, &*new) } else { (&*new, &*old) };
        let found = to.details.iter().filter_map(|(name, detail)| {
            let field = detail.name.as_ref().unwrap_or(name);
            let hidden = from.hidden.get(field).filter(|_| !to.hidden.contains_key(field))?;
            // A field that became public may be sent under the name of another detail.
            let is_moved = is_public_now || !from.details.contains_key(name);
            is_moved.then(|| (name.clone(), field.clone(), is_secret(hidden)))
        });
        (is_public_now, found.collect::<Vec<_>>())
    });
    for (is_public_now, found) in pairs {
        for (name, field, is_secret) in found {
            let (from, to) =
                if is_public_now { (&mut *old, &mut *new) } else { (&mut *new, &mut *old) };
            if from.hidden.remove(&field).is_none() {
                // Another detail of the same field has this change; this detail is new or removed.
                continue;
            }
            to.details.remove(&name);
            if is_public_now {
                from.details.remove(&name);
            }
            let rule = match (is_public_now, is_secret) {
                (true, false) => &table::DETAIL_MADE_PUBLIC,
                (true, true) => &table::SECRET_MADE_PUBLIC,
                (false, false) => &table::DETAIL_MADE_INTERNAL,
                (false, true) => &table::DETAIL_MADE_SECRET,
            };
            let (was, is) = if is_public_now { (&field, &name) } else { (&name, &field) };
            let mut change = field_change(rule, Property::Detail, &name, was, is);
            change.keys.push((Property::Hidden, field));
            changes.push(change);
        }
    }
}

/// Finds secret fields that are gone while a new detail has their type.
fn compare_replaced_secrets(old: &mut Fields, new: &mut Fields, changes: &mut Vec<FieldChange>) {
    let gone = old.hidden.iter().filter(|(field, hidden)| {
        is_secret(hidden) && new.hidden.get(*field).is_none_or(|now| !is_secret(now))
    });
    let gone: Vec<_> = gone.map(|(field, hidden)| (field.clone(), hidden.clone())).collect();
    for (field, hidden) in gone {
        let is_it = |(name, detail): &(&String, &Field)| {
            !old.details.contains_key(*name) && is_unmasked(&detail.type_name, &hidden.type_name)
        };
        let Some(name) = new.details.iter().find(is_it).map(|(name, _)| name.clone()) else {
            continue;
        };
        new.details.remove(&name);
        old.hidden.remove(&field);
        let mut change =
            field_change(&table::SECRET_REPLACED, Property::Detail, &name, &field, &name);
        change.keys.push((Property::Hidden, field.clone()));
        new.hidden.remove(&field);
        changes.push(change);
    }
}

/// Whether a field that clients do not receive is masked.
fn is_secret(hidden: &Field) -> bool {
    hidden.has(HiddenRole::Secret.as_str()) || is_masked(&hidden.type_name)
}

/// Finds details with the same field and another name in the body.
fn compare_renamed(old: &mut Fields, new: &mut Fields, changes: &mut Vec<FieldChange>) {
    for (was, field) in old.details.clone() {
        if new.details.contains_key(&was) {
            continue;
        }
        let declared = |name: &str, field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
        let is_same = |(name, other): &(&String, &Field)| {
            !old.details.contains_key(*name)
                && has_same_type(&other.type_name, &field.type_name)
                && declared(name, other) == declared(&was, &field)
        };
        let Some((is, after)) = new.details.iter().find(is_same) else { continue };
        let (is, mut after) = (is.clone(), after.clone());
        let mut change = field_change(&table::DETAIL_RENAMED, Property::Detail, &was, &was, &is);
        change.keys.push((Property::Detail, is.clone()));
        new.details.remove(&is);
        old.details.remove(&was);
        after.name.clone_from(&field.name);
        if let Some(mut more) = compare_detail(&is, &field, &after) {
            change.consequences.append(&mut more.consequences);
            change.consequences.insert(0, more);
        }
        changes.push(change);
    }
}

/// Whether two types are the same on the wire.
fn has_same_type(old: &str, new: &str) -> bool {
    old == new || detail_type::compare(old, new) == TypeChange::Renamed
}

fn compare_detail(name: &str, was: &Field, is: &Field) -> Option<FieldChange> {
    let mut diff = FieldDiff::new(Property::Detail, name);
    if is_masked(&was.type_name) && !is_masked(&is.type_name) {
        diff.compare(&table::SECRET_MADE_PUBLIC, &was.type_name, &is.type_name);
    } else if was.type_name != is.type_name {
        let rule = match detail_type::compare(&was.type_name, &is.type_name) {
            // Both are sent as text, whatever their types are.
            _ if was.has(DISPLAY) && is.has(DISPLAY) => &table::DETAIL_TYPE_RENAMED,
            TypeChange::Renamed => &table::DETAIL_TYPE_RENAMED,
            TypeChange::Narrowed => &table::DETAIL_NARROWED,
            TypeChange::Changed => &table::DETAIL_RETYPED,
            TypeChange::Unknown => &table::DETAIL_NOT_COMPARED,
        };
        diff.compare(rule, &was.type_name, &is.type_name);
    }
    let optional = if is.has(OPTIONAL) { &table::DETAIL_OPTIONAL } else { &table::DETAIL_REQUIRED };
    diff.compare_word(optional, was, is, OPTIONAL, "required");
    diff.compare_word(&table::DETAIL_FLATTEN_CHANGED, was, is, FLATTEN, "nested");
    diff.compare_word(&table::DETAIL_DISPLAY_CHANGED, was, is, DISPLAY, "value");
    diff.compare_retry_after(was, is);
    diff.compare_data_class(was, is);
    let declared = |field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
    diff.compare(&table::DETAIL_FIELD_RENAMED, &declared(was), &declared(is));
    diff.finish()
}

fn compare_hidden(name: &str, was: &Field, is: &Field) -> Option<FieldChange> {
    let mut diff = FieldDiff::new(Property::Hidden, name);
    let [context, secret, source, from] =
        [HiddenRole::Context, HiddenRole::Secret, HiddenRole::Source, HiddenRole::From]
            .map(HiddenRole::as_str);
    let lifted = if is_secret(is) { &table::MADE_SECRET } else { &table::SECRET_LIFTED };
    let masked = |field: &Field| if is_secret(field) { secret } else { "shown" };
    diff.compare(lifted, masked(was), masked(is));
    // A mask that comes or goes with the type is that change.
    if is_secret(was) == is_secret(is) {
        diff.compare(&table::HIDDEN_RETYPED, &was.type_name, &is.type_name);
    }
    let logged = if is.has(context) { &table::CONTEXT_ADDED } else { &table::CONTEXT_REMOVED };
    diff.compare_word(logged, was, is, context, "not logged");
    let logged_as = |field: &Field| field.name.as_deref().unwrap_or(name).to_owned();
    diff.compare(&table::CONTEXT_RENAMED, &logged_as(was), &logged_as(is));
    let cause = |field: &Field| match (field.has(source), field.has(from)) {
        (true, true) => "source and from",
        (true, false) => source,
        (false, true) => from,
        (false, false) => "no cause",
    };
    diff.compare(&table::CAUSE_CHANGED, cause(was), cause(is));
    diff.compare_retry_after(was, is);
    diff.compare_data_class(was, is);
    diff.compare_word(&table::HIDDEN_DISPLAY_CHANGED, was, is, DISPLAY, "value");
    diff.finish()
}

/// Collects the changes of one field.
struct FieldDiff<'n> {
    property: Property,
    name: &'n str,
    changes: Vec<FieldChange>,
}

impl<'n> FieldDiff<'n> {
    fn new(property: Property, name: &'n str) -> Self {
        Self { property, name, changes: Vec::new() }
    }

    fn compare(&mut self, rule: &'static ChangeRule, old: &str, new: &str) {
        if old != new {
            self.changes.push(field_change(rule, self.property, self.name, old, new));
        }
    }

    fn compare_word(
        &mut self,
        rule: &'static ChangeRule,
        was: &Field,
        is: &Field,
        word: &str,
        not: &str,
    ) {
        let word_or_not =
            |field: &Field| if field.has(word) { word.to_owned() } else { not.to_owned() };
        self.compare(rule, &word_or_not(was), &word_or_not(is));
    }

    fn compare_retry_after(&mut self, was: &Field, is: &Field) {
        let waits = is.has(RETRY_AFTER);
        let rule = if waits { &table::WAIT_FIELD_ADDED } else { &table::WAIT_FIELD_REMOVED };
        self.compare_word(rule, was, is, RETRY_AFTER, "no wait");
    }

    fn compare_data_class(&mut self, was: &Field, is: &Field) {
        let rule = match (&was.data_class, &is.data_class) {
            (None, _) => &table::DATA_CLASS_ADDED,
            (Some(_), None) => &table::DATA_CLASS_REMOVED,
            (Some(_), Some(_)) => &table::DATA_CLASS_CHANGED,
        };
        let class =
            |field: &Field| field.data_class.clone().unwrap_or_else(|| "no class".to_owned());
        self.compare(rule, &class(was), &class(is));
    }

    /// The worst change with the others as consequences: a field is recorded as a whole.
    fn finish(mut self) -> Option<FieldChange> {
        self.changes.sort_by_key(|change| core::cmp::Reverse(change.rule.verdict()));
        let mut changes = self.changes.into_iter();
        let mut worst = changes.next()?;
        worst.consequences = changes.collect();
        Some(worst)
    }
}

fn field_change(
    rule: &'static ChangeRule,
    property: Property,
    subject: &str,
    old: &str,
    new: &str,
) -> FieldChange {
    FieldChange {
        rule,
        subject: subject.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        consequences: Vec::new(),
        keys: vec![(property, subject.to_owned())],
    }
}
