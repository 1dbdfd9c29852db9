//! From a fact that changed to the rule of the table that it comes under.

use std::collections::BTreeSet;

use super::facts::{Fact, read_retry};
use super::table::{self, ChangeRule};
use crate::keys::Key;
use crate::{Retry, template};

/// The rule that a change of a fact comes under; it was or is not there where it is `None`.
pub(super) fn rule(fact: Fact, old: Option<&str>, new: Option<&str>) -> &'static ChangeRule {
    let one_of = |added, removed, changed| match (old, new) {
        (None, _) => added,
        (_, None) => removed,
        _ => changed,
    };
    let is_there = |added, removed| if new.is_some() { added } else { removed };
    match fact {
        Fact::RegistryName => {
            one_of(&table::REGISTRY_NAMED, &table::REGISTRY_UNNAMED, &table::REGISTRY_RENAMED)
        }
        Fact::Dialect => &table::DIALECT_CHANGED,
        Fact::Service => &table::SERVICE_CHANGED,
        Fact::Docs => &table::DOCS_CHANGED,
        Fact::ProblemType => &table::PROBLEM_TYPE_CHANGED,
        Fact::DefaultLocale => &table::DEFAULT_LOCALE_CHANGED,
        Fact::Locale => is_there(&table::SERVICE_LOCALE_ADDED, &table::SERVICE_LOCALE_REMOVED),
        Fact::Internal => &table::INTERNAL_CHANGED,
        Fact::NotFound => &table::NOT_FOUND_CHANGED,
        Fact::Enum => &table::ENUM_MOVED,
        Fact::Variant => &table::VARIANT_RENAMED,
        Fact::Domain => &table::DOMAIN_CHANGED,
        Fact::Cfg => is_there(&table::CFG_ADDED, &table::CFG_REMOVED),
        Fact::Of(Key::Status) => {
            if status_class(old) == status_class(new) {
                &table::STATUS_CHANGED
            } else {
                &table::STATUS_CLASS_CHANGED
            }
        }
        Fact::Of(Key::Retry) => match (can_retry(old), can_retry(new)) {
            (true, false) => &table::RETRY_LOST,
            (false, true) => &table::RETRY_GAINED,
            _ => &table::RETRY_CHANGED,
        },
        Fact::Of(Key::RetryAfter) => one_of(
            &table::RETRY_AFTER_ADDED,
            &table::RETRY_AFTER_REMOVED,
            &table::RETRY_AFTER_CHANGED,
        ),
        Fact::Of(Key::PublicAs) => {
            one_of(&table::PUBLIC_AS_ADDED, &table::PUBLIC_AS_REMOVED, &table::PUBLIC_AS_CHANGED)
        }
        Fact::Of(Key::Formerly) => is_there(&table::FORMERLY_ADDED, &table::FORMERLY_REMOVED),
        Fact::Of(Key::Message) => one_of(
            &table::LOCALE_ADDED,
            &table::LOCALE_REMOVED,
            if placeholders(old) == placeholders(new) {
                &table::MESSAGE_REWORDED
            } else {
                &table::PLACEHOLDERS_CHANGED
            },
        ),
        Fact::MessageDefault => &table::MESSAGE_DEFAULT_CHANGED,
        // Told field by field, not fact by fact.
        Fact::Detail => is_there(&table::DETAIL_ADDED, &table::DETAIL_REMOVED),
        Fact::Hidden => is_there(&table::HIDDEN_ADDED, &table::HIDDEN_REMOVED),
        Fact::Of(Key::Deprecated) => {
            one_of(&table::DEPRECATED_ADDED, &table::DEPRECATED_REMOVED, &table::DEPRECATED_CHANGED)
        }
        Fact::Until => {
            if is_later(old, new) {
                &table::UNTIL_LATER
            } else {
                &table::UNTIL_EARLIER
            }
        }
        Fact::ReplacedBy => is_there(&table::REPLACEMENT_ADDED, &table::REPLACEMENT_REMOVED),
        Fact::Of(Key::Allow) => is_there(&table::ALLOW_ADDED, &table::ALLOW_REMOVED),
        Fact::Of(key) => match table::of_key(key) {
            Some(rule) => rule,
            None => unreachable!("`{}` has neither a promise nor a rule of its own", key.name()),
        },
    }
}

fn status_class(status: Option<&str>) -> Option<&str> {
    status.and_then(|status| status.get(..1))
}

fn can_retry(retry: Option<&str>) -> bool {
    retry.and_then(read_retry).is_some_and(Retry::is_retryable)
}

/// The fields that a message names.
fn placeholders(message: Option<&str>) -> BTreeSet<&str> {
    template::holes(message.unwrap_or_default()).map(|hole| hole.name).collect()
}

/// Whether the end of a code moved away; who cannot be told is taken for nearer.
fn is_later(old: Option<&str>, new: Option<&str>) -> bool {
    let numbers = |text: &str| {
        let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        digits.map(|part| part.parse().unwrap_or(u64::MAX)).collect::<Vec<_>>()
    };
    match (old, new) {
        (Some(_), None) => true,
        (None, _) => false,
        (Some(old), Some(new)) => numbers(new) > numbers(old),
    }
}
