//! Finds the changes of the metrics and of the fields of log records.

use std::collections::BTreeMap;

use super::compare_fields::FieldChange;
use super::from_operations::PROPERTIES;
use super::operations_line::{MetricLine, RecordLine};
use super::property::{Block, Property, PropertyId};
use super::table::{self, ChangeRule};

/// The changes of all metrics and fields. A metric whose name and labels changed has two changes.
pub(super) fn compare(old: &Block, new: &Block) -> Vec<FieldChange> {
    PROPERTIES.iter().flat_map(|property| compare_all(*property, old, new)).collect()
}

fn compare_all(property: Property, old: &Block, new: &Block) -> Vec<FieldChange> {
    let (old, mut new) = (lines(property, old), lines(property, new));
    if old.is_empty() && !new.is_empty() {
        // The lock is older than these lines.
        let keys = new.keys().map(|name| (property, (*name).to_owned())).collect();
        let first = change(&table::OPERATIONS_RECORDED, property.word(), "", "");
        return vec![FieldChange { keys, ..first }];
    }
    let mut changes = Vec::new();
    for (name, was) in old {
        let key = (property, name.to_owned());
        let found = match new.remove(name) {
            Some(is) if was == is => continue,
            Some(is) => compare_values(property, name, was, is),
            None => vec![change(removed(property), name, was, "")],
        };
        changes.extend(found.into_iter().map(|change| with_key(change, &key)));
    }
    for (name, is) in new {
        let key = (property, name.to_owned());
        changes.push(with_key(change(added(property), name, "", is), &key));
    }
    changes
}

/// The lines of a property, by the names of what they are about.
fn lines(property: Property, block: &Block) -> BTreeMap<&str, &str> {
    let lines = block.iter().filter(|((known, _), _)| *known == property);
    lines.map(|((_, name), value)| (name.as_str(), value.as_str())).collect()
}

fn added(property: Property) -> &'static ChangeRule {
    if property == Property::Metric { &table::METRIC_ADDED } else { &table::RECORD_FIELD_ADDED }
}

fn removed(property: Property) -> &'static ChangeRule {
    if property == Property::Metric { &table::METRIC_REMOVED } else { &table::RECORD_FIELD_REMOVED }
}

fn compare_values(property: Property, name: &str, was: &str, is: &str) -> Vec<FieldChange> {
    let changes = if property == Property::Metric {
        MetricLine::read(was).zip(MetricLine::read(is)).map(|(was, is)| metric(name, &was, &is))
    } else {
        RecordLine::read(was).zip(RecordLine::read(is)).map(|(was, is)| field(name, &was, &is))
    };
    // Lines are checked when a lock is read, so both can be read.
    changes.unwrap_or_else(|| vec![change(removed(property), name, was, is)])
}

fn metric(name: &str, was: &MetricLine, is: &MetricLine) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut compare = |rule, was: &str, is: &str| {
        if was != is {
            changes.push(change(rule, name, was, is));
        }
    };
    compare(&table::METRIC_RENAMED, &was.name, &is.name);
    compare(&table::METRIC_LABELS_CHANGED, &was.write_labels(), &is.write_labels());
    compare(&table::METRIC_KIND_CHANGED, was.kind.as_str(), is.kind.as_str());
    changes
}

fn field(name: &str, was: &RecordLine, is: &RecordLine) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let (held, holds) = (was.write_kind(), is.write_kind());
    if held != holds {
        let has_words = !was.words.is_empty();
        let is_wider = has_words && was.words.iter().all(|word| is.words.contains(word));
        let rule =
            if is_wider { &table::RECORD_FIELD_WIDENED } else { &table::RECORD_FIELD_RETYPED };
        changes.push(change(rule, name, &held, &holds));
    }
    match (was.is_optional, is.is_optional) {
        (false, true) => changes.push(change(&table::RECORD_FIELD_OPTIONAL, name, "", "")),
        (true, false) => changes.push(change(&table::RECORD_FIELD_REQUIRED, name, "", "")),
        _ => {}
    }
    changes
}

fn change(rule: &'static ChangeRule, subject: &str, old: &str, new: &str) -> FieldChange {
    FieldChange {
        rule,
        subject: subject.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        consequences: Vec::new(),
        keys: Vec::new(),
    }
}

fn with_key(change: FieldChange, key: &PropertyId) -> FieldChange {
    FieldChange { keys: vec![key.clone()], ..change }
}
