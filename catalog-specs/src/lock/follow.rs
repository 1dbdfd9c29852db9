//! Which changes are but the consequence of another, and told with it.

use std::collections::BTreeMap;

use super::change::Change;
use super::facts::{Block, Fact, alone, read_retry, write_retry};
use super::table;
use crate::{Class, Level, Severity, status};

/// Tells what follows from a change with that change: of a new status, the class, the retry, the
/// severity and so on that nobody declared; of an end of a deprecation, its date and replacements.
pub(super) fn fold(changes: Vec<Change>, old: &Block, new: &Block) -> Vec<Change> {
    let mut left: BTreeMap<Fact, Vec<Change>> = BTreeMap::new();
    for change in changes {
        let fact = change.touched.iter().find_map(super::change::Touched::fact);
        left.entry(fact.unwrap_or(Fact::Status)).or_default().push(change);
    }
    // From the last link of the chain to the first, so that what follows takes along what follows it.
    for (fact, causes) in [
        (Fact::Incident, &[Fact::Severity][..]),
        (Fact::Severity, severity_causes(old, new)),
        (Fact::Retry, &[Fact::Class, Fact::Status]),
        (Fact::Class, &[Fact::Status]),
        (Fact::Grpc, &[Fact::Status]),
    ] {
        let is_said = said(fact, old) || said(fact, new);
        let cause = causes.iter().find(|cause| left.contains_key(*cause));
        if let Some(cause) = cause.filter(|_| !is_said) {
            let follows = left.remove(&fact).unwrap_or_default();
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
    let deprecation = left.get(&Fact::Deprecated).and_then(|changes| changes.first());
    let is_whole = deprecation.is_some_and(|change| change.rule != &table::DEPRECATED_CHANGED);
    if is_whole {
        for fact in [Fact::Until, Fact::ReplacedBy] {
            let follows = left.remove(&fact).unwrap_or_default();
            if let Some(first) = left.get_mut(&Fact::Deprecated).and_then(|all| all.first_mut()) {
                first.touched.extend(follows.into_iter().flat_map(|change| change.touched));
            }
        }
    }
    left.into_values().flatten().collect()
}

/// An enum that moved is one change, however many codes it has.
pub(super) fn one_move_for_each_enum(changes: Vec<Change>) -> Vec<Change> {
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        if change.rule == &table::ENUM_MOVED {
            let move_of = (change.old.clone(), change.new.clone());
            if let Some(known) = first.get(&move_of).and_then(|at| kept.get_mut(*at)) {
                if change.code < known.code {
                    known.code.clone_from(&change.code);
                }
                known.touched.extend(change.touched);
                continue;
            }
            first.insert(move_of, kept.len());
        }
        kept.push(change);
    }
    kept
}

/// The level comes first where it alone explains the severity: it is taken over even if the status
/// is not, and the severity belongs to what it follows from.
fn severity_causes(old: &Block, new: &Block) -> &'static [Fact] {
    let value = |block: &Block, fact| block.get(&alone(fact)).cloned().unwrap_or_default();
    let status = value(old, Fact::Status).parse().unwrap_or(0);
    let level = Level::parse(&value(new, Fact::Level)).unwrap_or(Level::Error);
    let by_level = status::severity(status, level).as_str() == value(new, Fact::Severity);
    if by_level { &[Fact::Level, Fact::Status] } else { &[Fact::Status, Fact::Level] }
}

/// Whether a value is another than would follow from the rest, so that somebody declared it.
fn said(fact: Fact, block: &Block) -> bool {
    let value = |fact| block.get(&alone(fact)).map_or("", String::as_str);
    let status = value(Fact::Status).parse().unwrap_or(0);
    let class = Class::parse(value(Fact::Class)).unwrap_or(status::class(status));
    let level = Level::parse(value(Fact::Level)).unwrap_or(Level::Error);
    let severity = Severity::parse(value(Fact::Severity)).unwrap_or(Severity::Error);
    let follows = match fact {
        Fact::Class => status::class(status).as_str().to_owned(),
        Fact::Grpc => status::grpc(status).as_str().to_owned(),
        Fact::Retry => write_retry(status::retry(status, class)),
        Fact::Severity => status::severity(status, level).as_str().to_owned(),
        Fact::Incident => status::incident(severity).as_str().to_owned(),
        _ => return true,
    };
    // A retry of the same waits may be written in two ways.
    let waits = |text: &str| read_retry(text).map(crate::Retry::backoff);
    follows != value(fact) && (fact != Fact::Retry || waits(&follows) != waits(value(fact)))
}
