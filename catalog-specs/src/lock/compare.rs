//! Finds the changes from one lock to another.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Touched};
use super::compare_fields::{self, FieldChange};
use super::data::BlockName;
use super::property::{Block, Property, PropertyId, ValueForm, default_code, single};
use super::rename::{self, Renames, is_split};
use super::table::{self, ChangeRule};
use super::{Lock, REGISTRY, classify, codeless, compare_operations, consequences};
use crate::keys::Key;

/// The changes from one lock to another, sorted by code.
pub fn compare(old: &Lock, new: &Lock) -> Vec<Change> {
    let names = rename::find_renames(old, new);
    let mut changes = Vec::new();
    let touched = |key: PropertyId| Touched::Setting(key);
    let variants = codeless::name_renamed_codes(old, new, &names);
    let renamed: Vec<_> = variants.iter().map(|(id, _)| id.clone()).collect();
    changes.extend(compare_blocks(REGISTRY, &old.registry, &new.registry, &renamed, &touched));
    compare_retired(old, new, &names, &mut changes);
    compare_removed(old, new, &names, &variants, &mut changes);
    compare_added(old, new, &names, &mut changes);
    compare_kept(old, new, &names, &mut changes);
    let changes = consequences::merge_enum_changes(changes, new);
    let changes = consequences::merge_set_changes(changes);
    let mut changes = consequences::attach_to_settings(changes);
    let order: BTreeMap<_, _> = table::all().map(|rule| rule.id).zip(0..).collect();
    changes.sort_by(|a, b| {
        let key = |change: &Change| order.get(change.rule.id).copied().unwrap_or(0);
        let (a_key, b_key) = (key(a), key(b));
        (&a.code, a_key, &a.subject, &a.old, &a.new)
            .cmp(&(&b.code, b_key, &b.subject, &b.old, &b.new))
    });
    changes
}

fn compare_retired(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    for (code, was) in &old.retired {
        let is = new.retired.get(code).map_or("", String::as_str);
        let retired = Touched::Retired(code.clone());
        if new.has(code) && !old.has(code) {
            let touched = [vec![retired], all_entries(new, code)].concat();
            changes.push(change(&table::RETIRED_CODE_REUSED, code, "", was, is, touched));
        } else if !new.retired.contains_key(code) {
            changes.push(change(&table::RETIRED_REMOVED, code, "", was, "", vec![retired]));
        } else if is != was {
            changes.push(change(&table::RETIRED_REWORDED, code, "", was, is, vec![retired]));
        }
    }
    for (code, reason) in &new.retired {
        if !old.retired.contains_key(code) && !is_newly_retired(old, new, names, code) {
            let touched = vec![Touched::Retired(code.clone())];
            changes.push(change(&table::RETIRED_ADDED, code, "", "", reason, touched));
        }
    }
}

/// Whether a code was retired and neither renamed nor merged.
fn is_newly_retired(old: &Lock, new: &Lock, names: &Renames<'_>, code: &str) -> bool {
    let is_renamed = names.declared.contains_key(code) || names.merged.contains_key(code);
    new.retired.contains_key(code) && old.has(code) && !new.has(code) && !is_renamed
}

/// `variants` name renamed codes.
fn compare_removed(
    old: &Lock,
    new: &Lock,
    names: &Renames<'_>,
    variants: &[(PropertyId, &str)],
    changes: &mut Vec<Change>,
) {
    for code in old.codes().filter(|code| !new.has(code)) {
        let mut touched = all_entries(old, code);
        let was_deprecated = old.is_deprecated(code);
        if let Some(into) = names.merged.get(code) {
            let rule = if was_deprecated {
                &table::CODE_MERGED_AFTER_DEPRECATION
            } else {
                &table::CODE_MERGED
            };
            changes.push(change(rule, code, "", code, into, touched));
        } else if is_newly_retired(old, new, names, code) {
            let rule =
                if was_deprecated { &table::CODE_RETIRED } else { &table::CODE_RETIRED_EARLY };
            let reason = new.retired.get(code).map_or("", String::as_str);
            touched.push(Touched::Retired(code.to_owned()));
            changes.push(change(rule, code, "", "", reason, touched));
        } else if !names.declared.contains_key(code) {
            let successor = names.likely.get(code).map(|code| (*code).to_owned());
            let removed = change(&table::CODE_REMOVED, code, "", code, "", touched);
            changes.push(Change { successor, ..removed });
        }
    }
    for (from, to) in &names.declared {
        let mut touched = vec![Touched::Renamed { from: (*from).to_owned(), to: (*to).to_owned() }];
        // A `type` that names the code changes with it.
        let rows = (1..).map(|nth| ((*to).to_owned(), nth));
        let rows = rows.take_while(|name| new.codes.contains_key(name));
        touched.extend(rows.map(|name| Touched::Property(name, single(Property::Type))));
        let own = variants.iter().filter(|(_, code)| code == to);
        touched.extend(own.map(|(variant, _)| Touched::Setting(variant.clone())));
        let rule = if old.is_deprecated(from) {
            &table::CODE_RENAMED_AFTER_DEPRECATION
        } else {
            &table::CODE_RENAMED
        };
        changes.push(change(rule, to, "", from, to, touched));
    }
}

fn compare_added(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    let renamed: BTreeSet<&str> = names.declared.values().copied().collect();
    let mut former = BTreeMap::new();
    for ((code, nth), block) in &old.codes {
        let name = names.declared.get(code.as_str()).copied().unwrap_or(code);
        // The former names of a removed entry are free again.
        if new.has(name) && !new.codes.contains_key(&(name.to_owned(), *nth)) {
            continue;
        }
        let is_removed =
            !names.merged.contains_key(code.as_str()) && !new.retired.contains_key(code);
        if !new.has(name) && !is_removed {
            continue;
        }
        for name in rename::subjects(block, Property::Key(Key::Formerly)) {
            former.entry(name).or_insert(code.as_str());
        }
    }
    for code in new.codes().filter(|code| !old.has(code)) {
        if renamed.contains(code) || old.retired.contains_key(code) {
            continue;
        }
        let touched = all_entries(new, code);
        let public =
            new.block(code).and_then(|block| block.get(&single(Property::Key(Key::PublicAs))));
        let public = public.map_or("", String::as_str);
        let is_open = new
            .block(code)
            .is_some_and(|block| block.contains_key(&single(Property::NonExhaustive)));
        let (added, split) = if is_open {
            (&table::CODE_ADDED_NON_EXHAUSTIVE, &table::CODE_SPLIT_NON_EXHAUSTIVE)
        } else {
            (&table::CODE_ADDED, &table::CODE_SPLIT)
        };
        changes.push(match former.get(code) {
            Some(owner) => change(&table::FORMER_CODE_REUSED, code, "", owner, code, touched),
            None if is_split(old, new, code) => change(split, code, "", "", public, touched),
            None => change(added, code, "", "", code, touched),
        });
        let block = new.block(code).into_iter().flat_map(|block| block.keys());
        for key in block.filter(|(property, _)| *property == Property::InSet) {
            // A new set is one change.
            if old.registry.contains_key(&(Property::Set, key.1.clone())) {
                let touched = vec![Touched::Property((code.to_owned(), 1), key.clone())];
                changes.push(change(&table::SET_CODE_ADDED, code, &key.1, "", &key.1, touched));
            }
        }
    }
}

/// The changes of the codes that both locks have, renamed or not.
fn compare_kept(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    let mut others: BTreeMap<BlockName, &Block> =
        new.codes.iter().map(|(name, block)| (name.clone(), block)).collect();
    for ((code, nth), was) in &old.codes {
        let renamed = names.declared.get(code.as_str()).copied();
        let name = (renamed.unwrap_or(code).to_owned(), *nth);
        if !new.has(&name.0) {
            continue;
        }
        let Some(is) = others.remove(&name) else {
            let touched = vec![Touched::Block(name)];
            let number = nth.to_string();
            changes.push(change(&table::ALTERNATIVE_REMOVED, code, &number, &number, "", touched));
            continue;
        };
        // `formerly` and the `type` with the code are part of the rename, which has its own change.
        let of_rename = [(Property::Key(Key::Formerly), code.clone()), single(Property::Type)];
        let reported = if renamed.is_some() { &of_rename[..] } else { &[] };
        changes.extend(compare_blocks(&name.0, was, is, reported, &|key| {
            Touched::Property(name.clone(), key)
        }));
    }
    for (name, _) in others {
        let was_there = old.has(&name.0) || names.declared.values().any(|to| *to == name.0);
        if name.1 > 1 && was_there {
            let (code, number) = (name.0.clone(), name.1.to_string());
            let touched = vec![Touched::Block(name)];
            changes.push(change(&table::ALTERNATIVE_ADDED, &code, &number, "", &number, touched));
        }
    }
}

/// The changes of one code, or of the registry.
fn compare_blocks<'l>(
    code: &str,
    old: &'l Block,
    new: &'l Block,
    reported: &[PropertyId],
    touched: &dyn Fn(PropertyId) -> Touched,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        let or_default =
            |value: Option<&'l String>| value.map(String::as_str).or(default_code(key.0));
        let (was, is) = (or_default(old.get(key)), or_default(new.get(key)));
        if was == is || reported.contains(key) || is_compared_elsewhere(key.0) {
            continue;
        }
        let (was, is) = (
            was.map(|value| reported_value(key, value)),
            is.map(|value| reported_value(key, value)),
        );
        let Some(rule) = classify::rule_for(key.0, was, is) else { continue };
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        changes.push(change(rule, code, &key.1, was, is, vec![touched(key.clone())]));
    }
    let mut changes = consequences::attach_consequences(changes, old, new);
    let fields = compare_fields::compare(old, new).into_iter();
    let fields = fields.chain(compare_operations::compare(old, new));
    changes.extend(fields.map(|field| change_of_field(code, field, touched)));
    changes
}

/// Whether one value can have several changes, which [`classify`] cannot report.
fn is_compared_elsewhere(property: Property) -> bool {
    use Property::{Detail, Hidden, Metric, RecordField};
    matches!(property, Detail | Hidden | Metric | RecordField)
}

fn change_of_field(
    code: &str,
    field: FieldChange,
    touched: &dyn Fn(PropertyId) -> Touched,
) -> Change {
    let FieldChange { rule, subject, old, new, consequences, keys } = field;
    let keys = keys.into_iter().map(touched).collect();
    let mut change = change(rule, code, &subject, &old, &new, keys);
    change.consequences =
        consequences.into_iter().map(|field| change_of_field(code, field, touched)).collect();
    change
}

/// What a report shows of a property: its value, or its name if it has no value.
fn reported_value<'l>(key: &'l PropertyId, value: &'l str) -> &'l str {
    if key.0.form() == ValueForm::Flag { &key.1 } else { value }
}

/// All entries of a code.
fn all_entries(lock: &Lock, code: &str) -> Vec<Touched> {
    let entries = (1..).map(|nth| (code.to_owned(), nth));
    entries.take_while(|name| lock.codes.contains_key(name)).map(Touched::Block).collect()
}

fn change(
    rule: &'static ChangeRule,
    code: &str,
    subject: &str,
    old: &str,
    new: &str,
    touched: Vec<Touched>,
) -> Change {
    Change {
        rule,
        code: code.to_owned(),
        subject: subject.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        successor: None,
        consequences: Vec::new(),
        touched,
    }
}
