//! The changes from one catalogue to another.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Touched};
use super::facts::{Block, Fact, FactId, Form, alone, default_code};
use super::fields::{self, FieldChange};
use super::promised::BlockName;
use super::rename::{self, Renames, is_split};
use super::table::{self, ChangeRule};
use super::{Lock, REGISTRY, follow, kind};
use crate::keys::Key;

/// The changes from one catalogue to another, sorted by code.
pub fn compare(old: &Lock, new: &Lock) -> Vec<Change> {
    let names = rename::find(old, new);
    let mut changes = Vec::new();
    let touched = |key: FactId| Touched::Setting(key);
    changes.extend(block(REGISTRY, &old.registry, &new.registry, &[], &touched));
    tombstones(old, new, &names, &mut changes);
    gone(old, new, &names, &mut changes);
    come(old, new, &names, &mut changes);
    kept(old, new, &names, &mut changes);
    let mut changes = follow::one_move_for_each_enum(changes);
    let order: BTreeMap<_, _> = table::all().map(|rule| rule.id).zip(0..).collect();
    changes.sort_by(|a, b| {
        let of = |change: &Change| order.get(change.rule.id).copied().unwrap_or(0);
        (&a.code, of(a), &a.subject, &a.old, &a.new).cmp(&(
            &b.code,
            of(b),
            &b.subject,
            &b.old,
            &b.new,
        ))
    });
    changes
}

fn tombstones(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    for (code, was) in &old.retired {
        let is = new.retired.get(code).map_or("", String::as_str);
        let stone = Touched::Tombstone(code.clone());
        if new.has(code) && !old.has(code) {
            let touched = [vec![stone], blocks(new, code)].concat();
            changes.push(change(&table::RETIRED_CODE_REUSED, code, "", was, is, touched));
        } else if !new.retired.contains_key(code) {
            changes.push(change(&table::TOMBSTONE_REMOVED, code, "", was, "", vec![stone]));
        } else if is != was {
            changes.push(change(&table::TOMBSTONE_REWORDED, code, "", was, is, vec![stone]));
        }
    }
    for (code, reason) in &new.retired {
        if !old.retired.contains_key(code) && !is_retired_now(old, new, names, code) {
            let touched = vec![Touched::Tombstone(code.clone())];
            changes.push(change(&table::TOMBSTONE_ADDED, code, "", "", reason, touched));
        }
    }
}

/// Whether a code that was in use got a tombstone, and no other code took its place.
fn is_retired_now(old: &Lock, new: &Lock, names: &Renames<'_>, code: &str) -> bool {
    let is_told = names.said.contains_key(code) || names.merged.contains_key(code);
    new.retired.contains_key(code) && old.has(code) && !new.has(code) && !is_told
}

fn gone(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    for code in old.codes().filter(|code| !new.has(code)) {
        let mut touched = blocks(old, code);
        if let Some(into) = names.merged.get(code) {
            changes.push(change(&table::CODE_MERGED, code, "", code, into, touched));
        } else if is_retired_now(old, new, names, code) {
            let reason = new.retired.get(code).map_or("", String::as_str);
            touched.push(Touched::Tombstone(code.to_owned()));
            changes.push(change(&table::CODE_RETIRED, code, "", "", reason, touched));
        } else if !names.said.contains_key(code) && !names.likely.contains_key(code) {
            changes.push(change(&table::CODE_REMOVED, code, "", code, "", touched));
        }
    }
    for (from, to) in &names.said {
        let touched = vec![Touched::Renamed { from: (*from).to_owned(), to: (*to).to_owned() }];
        changes.push(change(&table::CODE_RENAMED_FORMERLY, to, "", from, to, touched));
    }
    for (from, to) in &names.likely {
        let touched = [blocks(old, from), blocks(new, to)].concat();
        let mut renamed = change(&table::CODE_RENAMED, to, "", from, to, touched);
        if let (Some(was), Some(is)) = (old.block(from), new.block(to)) {
            let name = ((*to).to_owned(), 1);
            renamed.consequences = block(to, was, is, &[], &|key| Touched::Fact(name.clone(), key));
        }
        changes.push(renamed);
    }
}

fn come(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    let renamed: BTreeSet<&str> =
        names.said.values().chain(names.likely.values()).copied().collect();
    let mut former = BTreeMap::new();
    for ((code, nth), block) in &old.codes {
        let name = names.said.get(code.as_str()).copied().unwrap_or(code);
        // With a row that goes, its former names go.
        if new.has(name) && !new.codes.contains_key(&(name.to_owned(), *nth)) {
            continue;
        }
        let is_removed =
            !names.merged.contains_key(code.as_str()) && !new.retired.contains_key(code);
        if !new.has(name) && !is_removed {
            continue;
        }
        for name in rename::names(block, Fact::Of(Key::Formerly)) {
            former.entry(name).or_insert(code.as_str());
        }
    }
    for code in new.codes().filter(|code| !old.has(code)) {
        if renamed.contains(code) || old.retired.contains_key(code) {
            continue;
        }
        let touched = blocks(new, code);
        let public = new.block(code).and_then(|block| block.get(&alone(Fact::Of(Key::PublicAs))));
        let public = public.map_or("", String::as_str);
        changes.push(match former.get(code) {
            Some(owner) => change(&table::FORMER_CODE_REUSED, code, "", owner, code, touched),
            None if is_split(old, new, code) => {
                change(&table::CODE_SPLIT, code, "", "", public, touched)
            }
            None => change(&table::CODE_ADDED, code, "", "", code, touched),
        });
    }
}

/// The changes of the codes that both have, under one name or two.
fn kept(old: &Lock, new: &Lock, names: &Renames<'_>, changes: &mut Vec<Change>) {
    let mut others: BTreeMap<BlockName, &Block> =
        new.codes.iter().map(|(name, block)| (name.clone(), block)).collect();
    for ((code, nth), was) in &old.codes {
        let renamed = names.said.get(code.as_str()).copied();
        let name = (renamed.unwrap_or(code).to_owned(), *nth);
        if !new.has(&name.0) {
            continue;
        }
        let Some(is) = others.remove(&name) else {
            let touched = vec![Touched::Block(name)];
            let row = nth.to_string();
            changes.push(change(&table::ALTERNATIVE_REMOVED, code, &row, &row, "", touched));
            continue;
        };
        // The former code is part of the rename.
        let told: Vec<FactId> =
            renamed.map(|_| (Fact::Of(Key::Formerly), code.clone())).into_iter().collect();
        changes.extend(block(&name.0, was, is, &told, &|key| Touched::Fact(name.clone(), key)));
    }
    for (name, _) in others {
        let was_there = old.has(&name.0) || names.said.values().any(|to| *to == name.0);
        if name.1 > 1 && was_there {
            let (code, row) = (name.0.clone(), name.1.to_string());
            let touched = vec![Touched::Block(name)];
            changes.push(change(&table::ALTERNATIVE_ADDED, &code, &row, "", &row, touched));
        }
    }
}

/// The changes of one code, or of the registry.
fn block<'l>(
    code: &str,
    old: &'l Block,
    new: &'l Block,
    told: &[FactId],
    touched: &dyn Fn(FactId) -> Touched,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        let or_default =
            |value: Option<&'l String>| value.map(String::as_str).or(default_code(key.0));
        let (was, is) = (or_default(old.get(key)), or_default(new.get(key)));
        if was == is || told.contains(key) || matches!(key.0, Fact::Detail | Fact::Hidden) {
            continue;
        }
        let (was, is) = (was.map(|value| shown(key, value)), is.map(|value| shown(key, value)));
        let Some(rule) = kind::rule(key.0, was, is) else { continue };
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        changes.push(change(rule, code, &key.1, was, is, vec![touched(key.clone())]));
    }
    let mut changes = follow::fold(changes, old, new);
    changes
        .extend(fields::compare(old, new).into_iter().map(|field| of_field(code, field, touched)));
    changes
}

fn of_field(code: &str, field: FieldChange, touched: &dyn Fn(FactId) -> Touched) -> Change {
    let FieldChange { rule, subject, old, new, with_it, keys } = field;
    let keys = keys.into_iter().map(touched).collect();
    let mut told = change(rule, code, &subject, &old, &new, keys);
    told.consequences = with_it.into_iter().map(|field| of_field(code, field, touched)).collect();
    told
}

/// The value of a fact in a report; of a fact that has none, what it is about.
fn shown<'l>(key: &'l FactId, value: &'l str) -> &'l str {
    if key.0.form() == Form::Flag { &key.1 } else { value }
}

/// All rows of a code.
fn blocks(lock: &Lock, code: &str) -> Vec<Touched> {
    let rows = (1..).map(|nth| (code.to_owned(), nth));
    rows.take_while(|name| lock.codes.contains_key(name)).map(Touched::Block).collect()
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
        consequences: Vec::new(),
        touched,
    }
}
