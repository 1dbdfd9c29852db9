//! From a fact that changed to the rule of the table that it comes under.

use std::collections::BTreeSet;

use super::facts::{Fact, read_retry};
use super::table::{self, ChangeRule};
use crate::keys::Key;
use crate::{Retry, template};

/// The rule that a change of a fact comes under; it was or is not there where it is `None`. Only the keys of a code and
/// of a registry have one.
pub(super) fn rule(
    fact: Fact,
    old: Option<&str>,
    new: Option<&str>,
) -> Option<&'static ChangeRule> {
    let change = Change { old, new };
    let is_there = |added, removed| change.is_there(added, removed);
    Some(match fact {
        Fact::Of(key) => return of_key(key, &change),
        Fact::RegistryName => change.one_of(
            &table::REGISTRY_NAMED,
            &table::REGISTRY_UNNAMED,
            &table::REGISTRY_RENAMED,
        ),
        Fact::DefaultLocale => &table::DEFAULT_LOCALE_CHANGED,
        Fact::Locale => is_there(&table::SERVICE_LOCALE_ADDED, &table::SERVICE_LOCALE_REMOVED),
        Fact::Enum => &table::ENUM_MOVED,
        Fact::Variant => &table::VARIANT_RENAMED,
        Fact::Domain => &table::DOMAIN_CHANGED,
        Fact::Cfg => is_there(&table::CFG_ADDED, &table::CFG_REMOVED),
        Fact::MessageDefault => &table::MESSAGE_DEFAULT_CHANGED,
        // Told field by field, not fact by fact.
        Fact::Detail => is_there(&table::DETAIL_ADDED, &table::DETAIL_REMOVED),
        Fact::Hidden => is_there(&table::HIDDEN_ADDED, &table::HIDDEN_REMOVED),
        Fact::Until => {
            if is_later(old, new) {
                &table::UNTIL_LATER
            } else {
                &table::UNTIL_EARLIER
            }
        }
        Fact::ReplacedBy => is_there(&table::REPLACEMENT_ADDED, &table::REPLACEMENT_REMOVED),
    })
}

/// The rule of a key: that of its promise, or the function in [`own`] that is named for its slot. A key that has
/// neither does not compile.
macro_rules! rule_of {
    ($key:ident, $slot:ident, $change:ident) => {
        Some(own::$slot($change))
    };
    ($key:ident, $slot:ident, $change:ident, $id:literal) => {
        table::of_key($key)
    };
}

/// Declares the rules of the keys that the lock has.
macro_rules! declare_rules {
    (
        on_items $OnItems:ident { $($on_items:tt)* }
        on_registries $OnRegistries:ident { $($on_registries:tt)* }
        $( $section:ident $List:ident { $(
            $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? {
                about: $about:literal,
                scope: $scope:ident,
                label: $label:literal,
                audience: $audience:ident,
                $( derived_from: $derived_from:literal, )?
                $( default: $default:literal, )?
                example: $example:literal,
                spec: $spec:expr,
                $( promise: $id:literal in $family:literal $promise:tt )?
            }
        )+ } )+
    ) => {
        fn of_key(key: Key, change: &Change<'_>) -> Option<&'static ChangeRule> {
            match key {
                $($( Key::$Key => rule_of!(key, $slot, change $(, $id)?), )+)+
                // A setting of a registry is in the lock only with a promise.
                _ => table::of_key(key),
            }
        }
    };
}
crate::with_keys!(declare_rules);

/// A value before and after.
struct Change<'v> {
    old: Option<&'v str>,
    new: Option<&'v str>,
}

impl Change<'_> {
    fn one_of<T>(&self, added: T, removed: T, changed: T) -> T {
        match (self.old, self.new) {
            (None, _) => added,
            (_, None) => removed,
            _ => changed,
        }
    }

    fn is_there<T>(&self, added: T, removed: T) -> T {
        if self.new.is_some() { added } else { removed }
    }
}

/// The keys with several rules, each by its slot.
mod own {
    use super::{Change, can_retry, placeholders, status_class};
    use crate::lock::table::{self, ChangeRule};

    pub(super) fn code(_: &Change<'_>) -> &'static ChangeRule {
        &table::CODE_RENAMED
    }

    pub(super) fn status(change: &Change<'_>) -> &'static ChangeRule {
        if status_class(change.old) == status_class(change.new) {
            &table::STATUS_CHANGED
        } else {
            &table::STATUS_CLASS_CHANGED
        }
    }

    pub(super) fn retry(change: &Change<'_>) -> &'static ChangeRule {
        match (can_retry(change.old), can_retry(change.new)) {
            (true, false) => &table::RETRY_LOST,
            (false, true) => &table::RETRY_GAINED,
            _ => &table::RETRY_CHANGED,
        }
    }

    pub(super) fn retry_after(change: &Change<'_>) -> &'static ChangeRule {
        change.one_of(
            &table::RETRY_AFTER_ADDED,
            &table::RETRY_AFTER_REMOVED,
            &table::RETRY_AFTER_CHANGED,
        )
    }

    pub(super) fn public_as(change: &Change<'_>) -> &'static ChangeRule {
        change.one_of(&table::PUBLIC_AS_ADDED, &table::PUBLIC_AS_REMOVED, &table::PUBLIC_AS_CHANGED)
    }

    pub(super) fn formerly(change: &Change<'_>) -> &'static ChangeRule {
        change.is_there(&table::FORMERLY_ADDED, &table::FORMERLY_REMOVED)
    }

    pub(super) fn message(change: &Change<'_>) -> &'static ChangeRule {
        let is_alike = placeholders(change.old) == placeholders(change.new);
        let changed =
            if is_alike { &table::MESSAGE_REWORDED } else { &table::PLACEHOLDERS_CHANGED };
        change.one_of(&table::LOCALE_ADDED, &table::LOCALE_REMOVED, changed)
    }

    pub(super) fn deprecated(change: &Change<'_>) -> &'static ChangeRule {
        change.one_of(
            &table::DEPRECATED_ADDED,
            &table::DEPRECATED_REMOVED,
            &table::DEPRECATED_CHANGED,
        )
    }

    pub(super) fn allows(change: &Change<'_>) -> &'static ChangeRule {
        change.is_there(&table::ALLOW_ADDED, &table::ALLOW_REMOVED)
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
    template::placeholders(message.unwrap_or_default())
        .map(|placeholder| placeholder.name)
        .collect()
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
