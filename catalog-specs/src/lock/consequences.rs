//! Attaches changes of derived values to the change that caused them.

use std::collections::BTreeMap;

use super::change::Change;
use super::property::{Block, Property, read_retry, single, write_retry};
use super::table::ChangeRule;
use super::{Lock, REGISTRY, table};
use crate::keys::Key;
use crate::{Class, Level, Severity, status};

/// Attaches the changes of derived values to their cause. A new status, for example, takes the class, retry and
/// severity that are not declared with it; the end of a deprecation its date and replacements.
pub(super) fn attach_consequences(changes: Vec<Change>, old: &Block, new: &Block) -> Vec<Change> {
    let mut left: BTreeMap<Property, Vec<Change>> = BTreeMap::new();
    for change in changes {
        let property = change.touched.iter().find_map(super::change::Touched::property);
        left.entry(property.unwrap_or(Property::Key(Key::Status))).or_default().push(change);
    }
    // Last link of the chain first, so that a consequence brings its own consequences along.
    for (property, causes) in [
        (Property::Key(Key::Incident), &[Property::Key(Key::Severity)][..]),
        (Property::Key(Key::Severity), severity_causes(old, new)),
        (Property::Key(Key::Retry), &[Property::Key(Key::Class), Property::Key(Key::Status)]),
        (Property::Key(Key::Class), &[Property::Key(Key::Status)]),
        (Property::Key(Key::Grpc), &[Property::Key(Key::Status)]),
        (Property::Type, &[Property::Key(Key::DocUrl), Property::Key(Key::PublicAs)]),
    ] {
        let is_explicit = property != Property::Type
            && (is_declared(property, old) || is_declared(property, new));
        let cause = causes.iter().find(|cause| left.contains_key(*cause));
        if let Some(cause) = cause.filter(|_| !is_explicit) {
            let follows = left.remove(&property).unwrap_or_default();
            if let Some(first) = left.get_mut(cause).and_then(|changes| changes.first_mut()) {
                first.touched.extend(follows.iter().flat_map(|change| change.touched.clone()));
                for mut change in follows {
                    let more = std::mem::take(&mut change.consequences);
                    first.consequences.push(change);
                    first.consequences.extend(more);
                }
            }
        }
    }
    let deprecation = left.get(&Property::Key(Key::Deprecated)).and_then(|changes| changes.first());
    let is_whole = deprecation.is_some_and(|change| change.rule != &table::DEPRECATED_CHANGED);
    if is_whole {
        for property in [Property::Until, Property::ReplacedBy] {
            let follows = left.remove(&property).unwrap_or_default();
            if let Some(first) =
                left.get_mut(&Property::Key(Key::Deprecated)).and_then(|all| all.first_mut())
            {
                first.touched.extend(follows.into_iter().flat_map(|change| change.touched));
            }
        }
    }
    left.into_values().flatten().collect()
}

/// Merges what the codes of a new or removed set say of it into the change of the set.
pub(super) fn merge_set_changes(mut changes: Vec<Change>) -> Vec<Change> {
    for (of_set, of_code) in [
        (&table::SET_ADDED, &table::SET_CODE_ADDED),
        (&table::SET_REMOVED, &table::SET_CODE_REMOVED),
    ] {
        let names: Vec<_> = changes.iter().filter(|change| change.rule == of_set).collect();
        let names: Vec<_> = names.into_iter().map(|change| change.subject.clone()).collect();
        let is_part = |change: &Change| change.rule == of_code && names.contains(&change.subject);
        let (parts, mut kept): (Vec<_>, Vec<_>) = changes.into_iter().partition(is_part);
        for part in parts {
            let is_whole =
                |change: &&mut Change| change.rule == of_set && change.subject == part.subject;
            if let Some(whole) = kept.iter_mut().find(is_whole) {
                whole.touched.extend(part.touched);
            }
        }
        changes = kept;
    }
    changes
}

/// Merges the changes of an enum, which each of its codes has, into one.
pub(super) fn merge_enum_changes(changes: Vec<Change>, new: &Lock) -> Vec<Change> {
    let of_enums =
        [&table::ENUM_MOVED, &table::NON_EXHAUSTIVE_ADDED, &table::NON_EXHAUSTIVE_REMOVED];
    let mut first: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        if of_enums.contains(&change.rule) {
            let path = new.block(&change.code).and_then(|block| block.get(&single(Property::Enum)));
            let id = (change.rule.id, change.old.clone(), path.cloned().unwrap_or_default());
            if let Some(known) = first.get(&id).and_then(|at| kept.get_mut(*at)) {
                if change.code < known.code {
                    known.code.clone_from(&change.code);
                }
                known.touched.extend(change.touched);
                continue;
            }
            first.insert(id, kept.len());
        }
        kept.push(change);
    }
    kept
}

/// Attaches changes of codes to the setting of the registry that caused them, which is recorded once for all codes.
pub(super) fn attach_to_settings(changes: Vec<Change>) -> Vec<Change> {
    let of_types = [Key::Dialect, Key::ProblemType, Key::Docs].map(Property::Key);
    let changes = attach(changes, &table::TYPE_CHANGED, &of_types);
    attach(changes, &table::MESSAGE_DEFAULT_CHANGED, &[Property::DefaultLocale])
}

fn attach(changes: Vec<Change>, rule: &'static ChangeRule, causes: &[Property]) -> Vec<Change> {
    let is_cause = |change: &Change| {
        let property = change.touched.iter().find_map(super::change::Touched::property);
        change.code == REGISTRY && property.is_some_and(|property| causes.contains(&property))
    };
    if !changes.iter().any(is_cause) {
        return changes;
    }
    let (effects, mut changes): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| change.rule == rule);
    if let Some(cause) = changes.iter_mut().find(|change| is_cause(change)) {
        cause.touched.extend(effects.iter().flat_map(|change| change.touched.clone()));
        // One code is an example of all.
        cause.consequences.extend(effects.into_iter().next());
    }
    changes
}

/// The level comes first if it alone explains the severity, because it may be recorded without the status.
fn severity_causes(old: &Block, new: &Block) -> &'static [Property] {
    let value = |block: &Block, property| block.get(&single(property)).cloned().unwrap_or_default();
    let status = value(old, Property::Key(Key::Status)).parse().unwrap_or(0);
    let level = Level::parse(&value(new, Property::Key(Key::LogLevel))).unwrap_or(Level::Error);
    let by_level =
        status::severity(status, level).as_str() == value(new, Property::Key(Key::Severity));
    if by_level {
        &[Property::Key(Key::LogLevel), Property::Key(Key::Status)]
    } else {
        &[Property::Key(Key::Status), Property::Key(Key::LogLevel)]
    }
}

/// Whether a value differs from the derived one, and so was declared.
fn is_declared(property: Property, block: &Block) -> bool {
    let value = |property| block.get(&single(property)).map_or("", String::as_str);
    let status = value(Property::Key(Key::Status)).parse().unwrap_or(0);
    let class = Class::parse(value(Property::Key(Key::Class))).unwrap_or(status::class(status));
    let level = Level::parse(value(Property::Key(Key::LogLevel))).unwrap_or(Level::Error);
    let severity = Severity::parse(value(Property::Key(Key::Severity))).unwrap_or(Severity::Error);
    let derived = match property {
        Property::Key(Key::Class) => status::class(status).as_str().to_owned(),
        Property::Key(Key::Grpc) => status::grpc(status).as_str().to_owned(),
        Property::Key(Key::Retry) => write_retry(status::retry(status, class)),
        Property::Key(Key::Severity) => status::severity(status, level).as_str().to_owned(),
        Property::Key(Key::Incident) => status::incident(severity).as_str().to_owned(),
        _ => return true,
    };
    // Two retry policies with the same delays may be written differently.
    let waits = |text: &str| read_retry(text).map(crate::Retry::backoff);
    derived != value(property)
        && (property != Property::Key(Key::Retry) || waits(&derived) != waits(value(property)))
}
