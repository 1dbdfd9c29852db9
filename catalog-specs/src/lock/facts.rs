//! What is promised of a code, fact by fact: its word in the lock and how its value is written.

use std::collections::BTreeMap;
use std::time::Duration;

use super::field::{DETAIL_WORDS, Field, HIDDEN_WORDS};
use super::text::Cursor;
use crate::{Backoff, Class, Grpc, Incident, Level, Retry, Severity, parse_duration, status};

/// Declares the facts: the word of each, what it is about besides its code, and its value.
macro_rules! facts {
    ($( $section:ident { $( $Fact:ident = $word:literal, $subject:ident, $form:expr; )+ } )+) => {
        /// A kind of fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Fact { $($( $Fact, )+)+ }

        impl Fact {
            /// Every fact, in the order the lock writes them.
            pub(super) const ALL: &'static [Self] = &[$($( Self::$Fact, )+)+];

            /// Its word in the lock.
            pub(super) const fn word(self) -> &'static str {
                match self { $($( Self::$Fact => $word, )+)+ }
            }

            /// Whether it is said of the registry or of a code.
            pub(super) const fn section(self) -> Section {
                match self { $($( Self::$Fact => Section::$section, )+)+ }
            }

            /// Whether it names what it is about, as `message` names the locale.
            pub(super) const fn subject(self) -> Subject {
                match self { $($( Self::$Fact => Subject::$subject, )+)+ }
            }

            /// How its value is written.
            pub(super) const fn form(self) -> Form {
                match self { $($( Self::$Fact => $form, )+)+ }
            }
        }
    };
}

facts! {
    Registry {
        RegistryName = "name", Alone, Form::Text;
        Dialect = "dialect", Alone, Form::Text;
        Service = "service", Alone, Form::Text;
        Docs = "docs", Alone, Form::Text;
        ProblemType = "problem_type", Alone, Form::Text;
        DefaultLocale = "default_locale", Alone, Form::Text;
        Locale = "locale", Named, Form::Flag;
        Internal = "internal", Alone, Form::Text;
        NotFound = "not_found", Alone, Form::Text;
    }
    Code {
        Enum = "enum", Alone, Form::Text;
        Variant = "variant", Alone, Form::Text;
        Domain = "domain", Alone, Form::Text;
        Cfg = "cfg", Named, Form::Flag;
        Status = "status", Alone, Form::Status;
        Class = "class", Alone, Form::Word(Class::NOUN, Class::WORDS);
        Grpc = "grpc", Alone, Form::Word(Grpc::NOUN, Grpc::WORDS);
        Retry = "retry", Alone, Form::Retry;
        RetryAfter = "retry_after", Alone, Form::Duration;
        Level = "log_level", Alone, Form::Word(Level::NOUN, Level::WORDS);
        Severity = "severity", Alone, Form::Word(Severity::NOUN, Severity::WORDS);
        Incident = "incident", Alone, Form::Word(Incident::NOUN, Incident::WORDS);
        Owner = "owner", Alone, Form::Text;
        Origin = "origin", Alone, Form::Text;
        ErrorType = "error_type", Alone, Form::Text;
        PublicAs = "public_as", Alone, Form::Text;
        Formerly = "formerly", Named, Form::Flag;
        Message = "message", Located, Form::Text;
        MessageDefault = "message_default", Alone, Form::Text;
        Display = "display", Alone, Form::Text;
        Detail = "detail", Named, Form::Field("name of a field", DETAIL_WORDS);
        Hidden = "hidden", Named, Form::Field("name in the log", HIDDEN_WORDS);
        Title = "title", Alone, Form::Text;
        Since = "since", Alone, Form::Text;
        Deprecated = "deprecated", Alone, Form::Text;
        Until = "deprecated_until", Alone, Form::Text;
        ReplacedBy = "replaced_by", Named, Form::Flag;
        DocUrl = "doc_url", Alone, Form::Text;
        Ext = "ext", Named, Form::Text;
        Allow = "allow", Named, Form::Flag;
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

/// What a registry has where it says nothing: the codes that every service has.
pub(super) fn unsaid(fact: Fact) -> Option<&'static str> {
    match fact {
        Fact::Internal => Some("SYSTEM_INTERNAL_ERROR"),
        Fact::NotFound => Some("SYSTEM_ROUTE_NOT_FOUND"),
        _ => None,
    }
}

/// A fact and what it is about: the locale of a message, the name of a detail.
pub(super) type Key = (Fact, String);

/// The key of a fact that a code has one of.
pub(super) fn alone(fact: Fact) -> Key {
    (fact, String::new())
}

/// What is promised of one code, or of the registry.
pub(super) type Block = BTreeMap<Key, String>;

/// What every block of a code must say, because other facts are understood by it.
pub(super) const REQUIRED: &[Fact] = &[
    Fact::Status,
    Fact::Class,
    Fact::Grpc,
    Fact::Retry,
    Fact::Level,
    Fact::Severity,
    Fact::Incident,
];

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
        Retry::Custom(Backoff { max, base, factor }) => {
            format!("max {max} base {} factor {factor}", write_duration(base))
        }
        named => named.as_str().to_owned(),
    }
}

/// Reads what [`write_retry`] wrote, and nothing else.
pub(super) fn read_retry(text: &str) -> Option<Retry> {
    let retry = match text.split(' ').collect::<Vec<_>>().as_slice() {
        [word] => Retry::parse(word)?,
        ["max", max, "base", base, "factor", factor] => Retry::Custom(Backoff {
            max: max.parse().ok()?,
            base: read_duration(base)?,
            factor: factor.parse().ok()?,
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
