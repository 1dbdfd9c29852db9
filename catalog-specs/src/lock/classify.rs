//! Finds the rule of the table for a changed property.

use std::collections::BTreeSet;

use super::property::{Property, read_retry};
use super::table::{self, ChangeRule};
use crate::keys::Key;
use crate::{Retry, template};

/// The rule for a change of a property; `None` as a value means that it was or is absent. Only the keys of a code and
/// of a registry have a rule.
pub(super) fn rule_for(
    property: Property,
    old: Option<&str>,
    new: Option<&str>,
) -> Option<&'static ChangeRule> {
    let change = Change { old, new };
    let is_there = |added, removed| change.is_there(added, removed);
    Some(match property {
        Property::Key(key) => return rule_of_key(key, &change),
        Property::RegistryName => change.one_of(
            &table::REGISTRY_NAMED,
            &table::REGISTRY_UNNAMED,
            &table::REGISTRY_RENAMED,
        ),
        Property::DefaultLocale => &table::DEFAULT_LOCALE_CHANGED,
        Property::Locale => is_there(&table::SERVICE_LOCALE_ADDED, &table::SERVICE_LOCALE_REMOVED),
        Property::Set => is_there(&table::SET_ADDED, &table::SET_REMOVED),
        Property::InSet => is_there(&table::SET_CODE_ADDED, &table::SET_CODE_REMOVED),
        Property::Codeless => change.one_of(
            &table::CODELESS_ADDED,
            &table::CODELESS_REMOVED,
            &table::CODELESS_CHANGED,
        ),
        Property::Enum => &table::ENUM_MOVED,
        Property::Variant => &table::VARIANT_RENAMED,
        Property::Domain => &table::DOMAIN_CHANGED,
        Property::NonExhaustive => {
            is_there(&table::NON_EXHAUSTIVE_ADDED, &table::NON_EXHAUSTIVE_REMOVED)
        }
        Property::Type => &table::TYPE_CHANGED,
        Property::Cfg => is_there(&table::CFG_ADDED, &table::CFG_REMOVED),
        Property::MessageDefault => &table::MESSAGE_DEFAULT_CHANGED,
        // Not reached: `compare_fields` compares fields.
        Property::Detail => is_there(&table::DETAIL_ADDED, &table::DETAIL_REMOVED),
        Property::Hidden => is_there(&table::HIDDEN_ADDED, &table::HIDDEN_REMOVED),
        // Nor these: `compare_operations` does.
        Property::Metric => is_there(&table::METRIC_ADDED, &table::METRIC_REMOVED),
        Property::RecordField => is_there(&table::RECORD_FIELD_ADDED, &table::RECORD_FIELD_REMOVED),
        Property::Until => {
            if is_later(old, new) {
                &table::UNTIL_LATER
            } else {
                &table::UNTIL_EARLIER
            }
        }
        Property::ReplacedBy => is_there(&table::REPLACEMENT_ADDED, &table::REPLACEMENT_REMOVED),
    })
}

/// The rule of a key: that of its promise, or the function in [`rules_of_keys`] with the name of its slot. A key
/// without either does not compile.
macro_rules! rule_of {
    ($key:ident, $slot:ident, $change:ident) => {
        Some(rules_of_keys::$slot($change))
    };
    ($key:ident, $slot:ident, $change:ident, $id:literal) => {
        table::by_key($key)
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
        fn rule_of_key(key: Key, change: &Change<'_>) -> Option<&'static ChangeRule> {
            match key {
                $($( Key::$Key => rule_of!(key, $slot, change $(, $id)?), )+)+
                // A setting of a registry is in the lock only with a promise.
                _ => table::by_key(key),
            }
        }
    };
}
crate::with_keys!(declare_rules);

/// The old and the new value.
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

/// The keys with several rules, one function for each slot.
mod rules_of_keys {
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

fn placeholders(message: Option<&str>) -> BTreeSet<&str> {
    template::placeholders(message.unwrap_or_default())
        .map(|placeholder| placeholder.name)
        .collect()
}

/// Whether the end of a deprecation moved to a later version or date. If that is unclear it counts as earlier.
fn is_later(old: Option<&str>, new: Option<&str>) -> bool {
    match (old.map(End::read), new.map(End::read)) {
        (Some(_), None) => true,
        (Some(Some(End::Date(old))), Some(Some(End::Date(new))))
        | (Some(Some(End::Version(old))), Some(Some(End::Version(new)))) => new > old,
        _ => false,
    }
}

/// The end of a deprecation.
enum End {
    /// `2027-01-31` or `2027-01`.
    Date(Vec<u64>),
    /// `3`, `3.1` or `v3.1.0`, without zeros at the end.
    Version(Vec<u64>),
}

impl End {
    fn read(text: &str) -> Option<Self> {
        let numbers = |text: &str, sign: char| -> Option<Vec<u64>> {
            let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            text.split(sign).map(|part| part.parse().ok().filter(|_| is_number(part))).collect()
        };
        let text = text.trim();
        if let Some(date) = numbers(text, '-').filter(|date| date.len() > 1) {
            return Some(Self::Date(date));
        }
        let mut version = numbers(text.strip_prefix('v').unwrap_or(text), '.')?;
        while version.last() == Some(&0) {
            version.pop();
        }
        Some(Self::Version(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_later_only_if_that_is_clear() {
        let later = |old, new| is_later(Some(old), Some(new));
        for (old, new) in [
            ("3.0", "3.1"),
            ("9.1", "10.0.1"),
            ("v2", "v2.1"),
            ("2026-12-31", "2027-01-01"),
            ("2026-11", "2026-12"),
        ] {
            assert!(later(old, new), "{old} -> {new}");
            assert!(!later(new, old), "{new} -> {old}");
        }
        for (one, other) in [
            ("3.0", "2025-01-01"),
            ("3000", "2025-01-01"),
            ("3.0", "3.0.0"),
            ("3.0.0", "3.0.0-rc.1"),
            ("3.0", "the end of 2030"),
            ("2026-Q3", "2026-Q4"),
            ("3.0", "99999999999999999999.0"),
        ] {
            assert!(!later(one, other), "{one} -> {other}");
            assert!(!later(other, one), "{other} -> {one}");
        }
        assert!(is_later(Some("3.0"), None) && !is_later(None, Some("3.0")));
    }
}
