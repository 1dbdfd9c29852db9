//! The properties of a code that a lock records: their names in the file and the form of their values.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::field::{DETAIL_WORDS, Field, HIDDEN_WORDS};
use super::operations_line::{MetricLine, RecordLine};
use super::table;
use super::text::Cursor;
use crate::keys::{Key, Kind, Scope};
use crate::model::Sends;
use crate::{AlertThreshold, Backoff, Retry, jsonrpc, parse_duration, status};

/// Declares the properties that are not attribute keys: name in the lock, subject, and form of the value.
macro_rules! properties {
    ($( $section:ident { $( $Property:ident = $word:literal, $subject:ident, $form:expr; )+ } )+) => {
        /// A property that the lock records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Property {
            /// An attribute key.
            Key(Key),
            $($( $Property, )+)+
        }

        impl Property {
            const OTHERS: &'static [Self] = &[$($( Self::$Property, )+)+];

            /// The name in the lock.
            pub(super) const fn word(self) -> &'static str {
                match self {
                    Self::Key(key) => key.name(),
                    $($( Self::$Property => $word, )+)+
                }
            }

            /// The owner: the registry or a code.
            pub(super) const fn section(self) -> Section {
                match self {
                    Self::Key(key) => match key.row().scope {
                        Scope::Registry => Section::Registry,
                        _ => Section::Code,
                    },
                    $($( Self::$Property => Section::$section, )+)+
                }
            }

            /// Whether the owner has one or several of it, as a code has a `message` for each locale.
            pub(super) const fn subject(self) -> Subject {
                match self {
                    Self::Key(key) => match key.kind() {
                        Kind::Message => Subject::Locale,
                        Kind::Codes | Kind::Rules | Kind::Pairs => Subject::Named,
                        _ => Subject::Single,
                    },
                    $($( Self::$Property => Subject::$subject, )+)+
                }
            }

            /// The form of the value.
            pub(super) const fn form(self) -> ValueForm {
                match self {
                    Self::Key(key) => match key.kind() {
                        Kind::Codes | Kind::Rules => ValueForm::Flag,
                        Kind::Word(words) => ValueForm::Word(words.noun, words.words),
                        Kind::Status => ValueForm::Status,
                        Kind::Duration => ValueForm::Duration,
                        Kind::Retry => ValueForm::Retry,
                        Kind::Alert => ValueForm::Alert,
                        Kind::Jsonrpc => ValueForm::Jsonrpc,
                        _ => ValueForm::Text,
                    },
                    $($( Self::$Property => $form, )+)+
                }
            }
        }
    };
}

properties! {
    Registry {
        RegistryName = "name", Single, ValueForm::Text;
        DefaultLocale = "default_locale", Single, ValueForm::Text;
        Locale = "locale", Named, ValueForm::Flag;
        Set = "set", Named, ValueForm::Flag;
        Codeless = "codeless", Named, ValueForm::Codeless;
        Metric = "metric", Named, ValueForm::Metric;
        RecordField = "record_field", Named, ValueForm::RecordField;
    }
    Code {
        Enum = "enum", Single, ValueForm::Text;
        Variant = "variant", Single, ValueForm::Text;
        Domain = "domain", Single, ValueForm::Text;
        NonExhaustive = "non_exhaustive", Single, ValueForm::Flag;
        Cfg = "cfg", Named, ValueForm::Flag;
        Type = "type", Single, ValueForm::Text;
        MessageDefault = "message_default", Single, ValueForm::Text;
        Detail = "detail", Named, ValueForm::Field("name of a field", DETAIL_WORDS);
        Hidden = "hidden", Named, ValueForm::Field("name in the log", HIDDEN_WORDS);
        Until = "deprecated_until", Single, ValueForm::Text;
        ReplacedBy = "replaced_by", Named, ValueForm::Flag;
        InSet = "in_set", Named, ValueForm::Flag;
    }
}

impl Property {
    pub(super) fn all() -> impl Iterator<Item = Self> + Clone {
        let keys = Key::of_codes().filter(|key| *key != Key::Code);
        Self::OTHERS.iter().copied().chain(promised_settings().chain(keys).map(Self::Key))
    }

    /// The position in a block. Properties without a key come first, then the keys in the order of their table,
    /// except that the texts follow the names, and a property about a key follows it.
    fn order(self) -> (Option<Key>, u8) {
        use Key::{Deprecated, Formerly, LogLevel, Message, ProblemType, RetryAfter, Title};
        match self {
            Self::Key(LogLevel) => (Some(RetryAfter), 1),
            Self::Key(Message) => (Some(Formerly), 1),
            Self::DefaultLocale => (Some(ProblemType), 1),
            Self::Locale => (Some(ProblemType), 2),
            Self::Set => (Some(ProblemType), 3),
            Self::Codeless => (Some(ProblemType), 4),
            Self::Metric => (Some(ProblemType), 5),
            Self::RecordField => (Some(ProblemType), 6),
            Self::MessageDefault => (Some(Formerly), 2),
            Self::Key(Key::Display) => (Some(Formerly), 3),
            Self::Detail => (Some(Formerly), 4),
            Self::Hidden => (Some(Formerly), 5),
            Self::Key(Title) => (Some(Formerly), 6),
            Self::Until => (Some(Deprecated), 1),
            Self::ReplacedBy => (Some(Deprecated), 2),
            Self::Key(key) => (Some(key), 0),
            other => (None, other.position()),
        }
    }

    fn position(self) -> u8 {
        (0..).zip(Self::OTHERS).find(|(_, other)| **other == self).map_or(0, |(at, _)| at)
    }
}

impl Ord for Property {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Property {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The owner of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Registry,
    Code,
}

/// How many values of a property an owner has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// One.
    Single,
    /// One for each name.
    Named,
    /// One for each locale; the locale may be empty.
    Locale,
}

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueForm {
    /// No value: the property is present or absent.
    Flag,
    /// In quotes.
    Text,
    /// An error status.
    Status,
    /// A word of a vocabulary: the noun for it, and the words.
    Word(&'static str, &'static [&'static str]),
    /// A word, or `max 3 base 1s factor 2`.
    Retry,
    /// `50 in 10m`, or `50 in 10m, page`.
    Alert,
    /// The number of a JSON-RPC error.
    Jsonrpc,
    /// `60s` or `500ms`.
    Duration,
    /// A type in quotes, then words about the field.
    Field(&'static str, &'static [&'static str]),
    /// What a variant without a code sends.
    Codeless,
    /// A kind of metric, its name, and its labels.
    Metric,
    /// What a field of log records holds.
    RecordField,
}

/// The keys of a registry whose values the lock records.
pub(super) fn promised_settings() -> impl Iterator<Item = Key> + Clone {
    Key::of_registries().filter(|key| table::by_key(*key).is_some())
}

/// The default code of a registry setting.
pub(super) fn default_code(property: Property) -> Option<&'static str> {
    match property {
        Property::Key(key) if key.kind() == Kind::Code => {
            Some(key.row().default).filter(|code| !code.is_empty())
        }
        _ => None,
    }
}

/// A property with its subject: the locale of a message, the name of a detail.
pub(super) type PropertyId = (Property, String);

/// The id of a property without a subject.
pub(super) fn single(property: Property) -> PropertyId {
    (property, String::new())
}

/// The properties of one code, or of the registry.
pub(super) type Block = BTreeMap<PropertyId, String>;

/// The properties that every code must have: other properties are derived from them.
pub(super) fn required() -> BTreeSet<Property> {
    let is_basic = |key: &Key| matches!(key, Key::Status | Key::LogLevel);
    let is_required = |key: &Key| is_basic(key) || !key.row().derived_from.is_empty();
    Key::of_codes().filter(is_required).map(Property::Key).collect()
}

/// Checks the form of a value. The error is the expected form.
pub(super) fn check_value(form: ValueForm, value: &str) -> Result<(), String> {
    match form {
        ValueForm::Flag | ValueForm::Text => Ok(()),
        ValueForm::Status => match value.parse::<u16>() {
            Ok(number) if status::is_error(number) && value.len() == 3 => Ok(()),
            _ => Err("expected a status from 400 to 599".to_owned()),
        },
        ValueForm::Word(noun, words) => {
            let is_known = words.contains(&value);
            is_known.then_some(()).ok_or_else(|| {
                format!("expected {}: {}", crate::nearest::with_article(noun), words.join(", "))
            })
        }
        ValueForm::Retry => read_retry(value).map(drop).ok_or_else(|| {
            "expected `never`, `network`, `transient`, `unavailable` or, for example, `max 3 base 1s factor 2`"
                .to_owned()
        }),
        ValueForm::Alert => match AlertThreshold::parse(value) {
            Some(_) => Ok(()),
            None => Err("expected a number in a window, for example `50 in 10m, page`".to_owned()),
        },
        ValueForm::Jsonrpc => match value.parse::<i32>() {
            Ok(number) if jsonrpc::is_number(number) && number.to_string() == value => Ok(()),
            _ => Err(format!("expected {}", jsonrpc::NUMBERS)),
        },
        ValueForm::Duration => match read_duration(value) {
            Some(_) => Ok(()),
            None => Err("expected a duration, for example `60s` or `500ms`".to_owned()),
        },
        ValueForm::Field(name, words) => match Field::read(&mut Cursor::new(value), words) {
            Some(_) => Ok(()),
            None => Err(format!(
                "expected a type in quotes, then any of {}, then optionally `as` and the {name} in quotes",
                words.join(", ")
            )),
        },
        ValueForm::Codeless => Sends::parse(value).map(drop).ok_or_else(|| {
            "expected `same_as CODE`, `transparent` or `transparent mask_5xx CODE`".to_owned()
        }),
        ValueForm::Metric => MetricLine::read(value).map(drop).ok_or_else(|| {
            "expected a metric, for example `counter error_catalog_retries_total{error_code}`"
                .to_owned()
        }),
        ValueForm::RecordField => RecordLine::read(value).map(drop).ok_or_else(|| {
            "expected what a field holds, for example `text` or `one of ERROR, WARN optional`"
                .to_owned()
        }),
    }
}

/// Writes a retry policy.
pub(super) fn write_retry(retry: Retry) -> String {
    match retry {
        Retry::Custom(Backoff { max, base, factor, idempotent }) => {
            let last = if idempotent { " idempotent" } else { "" };
            format!("max {max} base {} factor {factor}{last}", write_duration(base))
        }
        named => named.as_str().to_owned(),
    }
}

/// Reads a retry policy, only in the form that [`write_retry`] writes.
pub(super) fn read_retry(text: &str) -> Option<Retry> {
    let retry = match text.split(' ').collect::<Vec<_>>().as_slice() {
        [word] => Retry::parse(word)?,
        ["max", max, "base", base, "factor", factor, rest @ ..] => Retry::Custom(Backoff {
            max: max.parse().ok()?,
            base: read_duration(base)?,
            factor: factor.parse().ok()?,
            idempotent: match rest {
                [] => false,
                ["idempotent"] => true,
                _ => return None,
            },
        }),
        _ => return None,
    };
    (write_retry(retry) == text).then_some(retry)
}

/// Writes a duration in the largest of `s`, `ms` and `ns` that is exact.
pub(super) fn write_duration(length: Duration) -> String {
    match (length.as_secs(), length.subsec_nanos()) {
        (seconds, 0) => format!("{seconds}s"),
        (_, nanos) if nanos % 1_000_000 == 0 => format!("{}ms", length.as_millis()),
        _ => format!("{}ns", length.as_nanos()),
    }
}

fn read_duration(text: &str) -> Option<Duration> {
    let length = match text.strip_suffix("ns") {
        Some(nanos) => {
            let nanos: u128 = nanos.parse().ok()?;
            let seconds = u64::try_from(nanos / 1_000_000_000).ok()?;
            Duration::new(seconds, u32::try_from(nanos % 1_000_000_000).ok()?)
        }
        None => parse_duration(text)?,
    };
    (write_duration(length) == text).then_some(length)
}
