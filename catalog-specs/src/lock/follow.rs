//! Which changes are but the consequence of another, and told with it.

use std::collections::BTreeMap;

use super::change::Change;
use super::facts::{Block, Fact, alone, read_retry, write_retry};
use super::table;
use crate::keys::Key;
use crate::{Class, Level, Severity, status};

/// Tells what follows from a change with that change: of a new status, the class, the retry, the
/// severity and so on that nobody declared; of an end of a deprecation, its date and replacements.
pub(super) fn fold(changes: Vec<Change>, old: &Block, new: &Block) -> Vec<Change> {
    let mut left: BTreeMap<Fact, Vec<Change>> = BTreeMap::new();
    for change in changes {
        let fact = change.touched.iter().find_map(super::change::Touched::fact);
        left.entry(fact.unwrap_or(Fact::Of(Key::Status))).or_default().push(change);
    }
    // From the last link of the chain to the first, so that what follows takes along what follows it.
    for (fact, causes) in [
        (Fact::Of(Key::Incident), &[Fact::Of(Key::Severity)][..]),
        (Fact::Of(Key::Severity), severity_causes(old, new)),
        (Fact::Of(Key::Retry), &[Fact::Of(Key::Class), Fact::Of(Key::Status)]),
        (Fact::Of(Key::Class), &[Fact::Of(Key::Status)]),
        (Fact::Of(Key::Grpc), &[Fact::Of(Key::Status)]),
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
    let deprecation = left.get(&Fact::Of(Key::Deprecated)).and_then(|changes| changes.first());
    let is_whole = deprecation.is_some_and(|change| change.rule != &table::DEPRECATED_CHANGED);
    if is_whole {
        for fact in [Fact::Until, Fact::ReplacedBy] {
            let follows = left.remove(&fact).unwrap_or_default();
            if let Some(first) =
                left.get_mut(&Fact::Of(Key::Deprecated)).and_then(|all| all.first_mut())
            {
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
    let status = value(old, Fact::Of(Key::Status)).parse().unwrap_or(0);
    let level = Level::parse(&value(new, Fact::Of(Key::LogLevel))).unwrap_or(Level::Error);
    let by_level = status::severity(status, level).as_str() == value(new, Fact::Of(Key::Severity));
    if by_level {
        &[Fact::Of(Key::LogLevel), Fact::Of(Key::Status)]
    } else {
        &[Fact::Of(Key::Status), Fact::Of(Key::LogLevel)]
    }
}

/// Whether a value is another than would follow from the rest, so that somebody declared it.
fn said(fact: Fact, block: &Block) -> bool {
    let value = |fact| block.get(&alone(fact)).map_or("", String::as_str);
    let status = value(Fact::Of(Key::Status)).parse().unwrap_or(0);
    let class = Class::parse(value(Fact::Of(Key::Class))).unwrap_or(status::class(status));
    let level = Level::parse(value(Fact::Of(Key::LogLevel))).unwrap_or(Level::Error);
    let severity = Severity::parse(value(Fact::Of(Key::Severity))).unwrap_or(Severity::Error);
    let follows = match fact {
        Fact::Of(Key::Class) => status::class(status).as_str().to_owned(),
        Fact::Of(Key::Grpc) => status::grpc(status).as_str().to_owned(),
        Fact::Of(Key::Retry) => write_retry(status::retry(status, class)),
        Fact::Of(Key::Severity) => status::severity(status, level).as_str().to_owned(),
        Fact::Of(Key::Incident) => status::incident(severity).as_str().to_owned(),
        _ => return true,
    };
    // A retry of the same waits may be written in two ways.
    let waits = |text: &str| read_retry(text).map(crate::Retry::backoff);
    follows != value(fact)
        && (fact != Fact::Of(Key::Retry) || waits(&follows) != waits(value(fact)))
}
