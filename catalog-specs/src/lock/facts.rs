//! What is promised of a code, fact by fact: its word in the lock and how its value is written.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::field::{DETAIL_WORDS, Field, HIDDEN_WORDS};
use super::table;
use super::text::Cursor;
use crate::keys::{Key, Kind, Scope};
use crate::{Backoff, Retry, parse_duration, status};

/// Declares the facts that are no keys: the word of each, what it is about besides its code, its value, and for those
/// of a code the key that they follow in the lock.
macro_rules! facts {
    ($( $section:ident { $( $Fact:ident = $word:literal, $subject:ident, $form:expr; )+ } )+) => {
        /// A kind of fact: a key of a code, or something else that the lock promises.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Fact {
            /// The value of a key.
            Of(Key),
            $($( $Fact, )+)+
        }

        impl Fact {
            const OTHERS: &'static [Self] = &[$($( Self::$Fact, )+)+];

            /// Its word in the lock.
            pub(super) const fn word(self) -> &'static str {
                match self {
                    Self::Of(key) => key.name(),
                    $($( Self::$Fact => $word, )+)+
                }
            }

            /// Whether it is a fact of the registry or of a code.
            pub(super) const fn section(self) -> Section {
                match self {
                    Self::Of(key) => match key.row().scope {
                        Scope::Registry => Section::Registry,
                        _ => Section::Code,
                    },
                    $($( Self::$Fact => Section::$section, )+)+
                }
            }

            /// Whether it names what it is about, as `message` names the locale.
            pub(super) const fn subject(self) -> Subject {
                match self {
                    Self::Of(key) => match key.kind() {
                        Kind::Message => Subject::Located,
                        Kind::Codes | Kind::Rules | Kind::Pairs => Subject::Named,
                        _ => Subject::Alone,
                    },
                    $($( Self::$Fact => Subject::$subject, )+)+
                }
            }

            /// How its value is written.
            pub(super) const fn form(self) -> Form {
                match self {
                    Self::Of(key) => match key.kind() {
                        Kind::Codes | Kind::Rules => Form::Flag,
                        Kind::Word(words) => Form::Word(words.noun, words.words),
                        Kind::Status => Form::Status,
                        Kind::Duration => Form::Duration,
                        Kind::Retry => Form::Retry,
                        _ => Form::Text,
                    },
                    $($( Self::$Fact => $form, )+)+
                }
            }
        }
    };
}

facts! {
    Registry {
        RegistryName = "name", Alone, Form::Text;
        DefaultLocale = "default_locale", Alone, Form::Text;
        Locale = "locale", Named, Form::Flag;
    }
    Code {
        Enum = "enum", Alone, Form::Text;
        Variant = "variant", Alone, Form::Text;
        Domain = "domain", Alone, Form::Text;
        Cfg = "cfg", Named, Form::Flag;
        MessageDefault = "message_default", Alone, Form::Text;
        Detail = "detail", Named, Form::Field("name of a field", DETAIL_WORDS);
        Hidden = "hidden", Named, Form::Field("name in the log", HIDDEN_WORDS);
        Until = "deprecated_until", Alone, Form::Text;
        ReplacedBy = "replaced_by", Named, Form::Flag;
    }
}

impl Fact {
    /// Every fact.
    pub(super) fn all() -> impl Iterator<Item = Self> + Clone {
        let keys = Key::of_codes().filter(|key| *key != Key::Code);
        Self::OTHERS.iter().copied().chain(promised_settings().chain(keys).map(Self::Of))
    }

    /// Its place in a block: facts without a key come first, then the keys in the order of their table. The texts
    /// follow the names, and each fact about a key follows the key.
    fn order(self) -> (Option<Key>, u8) {
        use Key::{Deprecated, Formerly, LogLevel, Message, ProblemType, RetryAfter, Title};
        match self {
            Self::Of(LogLevel) => (Some(RetryAfter), 1),
            Self::Of(Message) => (Some(Formerly), 1),
            Self::DefaultLocale => (Some(ProblemType), 1),
            Self::Locale => (Some(ProblemType), 2),
            Self::MessageDefault => (Some(Formerly), 2),
            Self::Of(Key::Display) => (Some(Formerly), 3),
            Self::Detail => (Some(Formerly), 4),
            Self::Hidden => (Some(Formerly), 5),
            Self::Of(Title) => (Some(Formerly), 6),
            Self::Until => (Some(Deprecated), 1),
            Self::ReplacedBy => (Some(Deprecated), 2),
            Self::Of(key) => (Some(key), 0),
            other => (None, other.position()),
        }
    }

    fn position(self) -> u8 {
        (0..).zip(Self::OTHERS).find(|(_, other)| **other == self).map_or(0, |(at, _)| at)
    }
}

impl Ord for Fact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Fact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a fact is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Registry,
    Code,
}

/// Whether a fact names what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A code has one of it.
    Alone,
    /// One for each name.
    Named,
    /// One for each locale, and the locale may have no name.
    Located,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all: that the fact is there says everything.
    Flag,
    /// In quotes.
    Text,
    /// An error status.
    Status,
    /// A word of a vocabulary: what such a word is called, and the words.
    Word(&'static str, &'static [&'static str]),
    /// A word, or `max 3 base 1s factor 2`.
    Retry,
    /// `60s` or `500ms`.
    Duration,
    /// A type in quotes and what else is said of a field.
    Field(&'static str, &'static [&'static str]),
}

/// The keys of a registry whose values the lock promises as they are.
pub(super) fn promised_settings() -> impl Iterator<Item = Key> + Clone {
    Key::of_registries().filter(|key| table::of_key(*key).is_some())
}

/// The code that a registry has where it names none.
pub(super) fn default_code(fact: Fact) -> Option<&'static str> {
    match fact {
        Fact::Of(key) if key.kind() == Kind::Code => {
            Some(key.row().default).filter(|code| !code.is_empty())
        }
        _ => None,
    }
}

/// A fact and what it is about: the locale of a message, the name of a detail.
pub(super) type FactId = (Fact, String);

/// The key of a fact that a code has one of.
pub(super) fn alone(fact: Fact) -> FactId {
    (fact, String::new())
}

/// What is promised of one code, or of the registry.
pub(super) type Block = BTreeMap<FactId, String>;

/// What every block of a code must say, because other facts are understood by it.
pub(super) fn required() -> BTreeSet<Fact> {
    let is_basic = |key: &Key| matches!(key, Key::Status | Key::LogLevel);
    let is_required = |key: &Key| is_basic(key) || !key.row().derived_from.is_empty();
    Key::of_codes().filter(is_required).map(Fact::Of).collect()
}

/// Whether a value is one, and if not, what would be.
pub(super) fn check(form: Form, value: &str) -> Result<(), String> {
    match form {
        Form::Flag | Form::Text => Ok(()),
        Form::Status => match value.parse::<u16>() {
            Ok(number) if status::is_error(number) && value.len() == 3 => Ok(()),
            _ => Err("a status is a number from 400 to 599".to_owned()),
        },
        Form::Word(noun, words) => {
            let is_known = words.contains(&value);
            is_known.then_some(()).ok_or_else(|| {
                let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
                format!("{article} {noun} is one of {}", words.join(", "))
            })
        }
        Form::Retry => read_retry(value).map(drop).ok_or_else(|| {
            "a retry is `never`, `network`, `transient` or like `max 3 base 1s factor 2`".to_owned()
        }),
        Form::Duration => match read_duration(value) {
            Some(_) => Ok(()),
            None => Err("a length of time is like `60s` or `500ms`".to_owned()),
        },
        Form::Field(name, words) => match Field::read(&mut Cursor::new(value), words) {
            Some(_) => Ok(()),
            None => Err(format!(
                "it is a type in quotes, then any of {}, then perhaps `as` and the {name} in quotes",
                words.join(", ")
            )),
        },
    }
}

/// A retry advice as the lock writes it.
pub(super) fn write_retry(retry: Retry) -> String {
    match retry {
        Retry::Custom(Backoff { max, base, factor, idempotent }) => {
            let last = if idempotent { " idempotent" } else { "" };
            format!("max {max} base {} factor {factor}{last}", write_duration(base))
        }
        named => named.as_str().to_owned(),
    }
}

/// Reads what [`write_retry`] wrote, and nothing else.
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

/// A length of time as the lock writes it: in whole seconds, or else in the unit that loses nothing.
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
