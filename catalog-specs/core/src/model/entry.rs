//! An entry: one code with everything declared about it.

use core::time::Duration;

use super::{Deprecated, Detail, Docs, HiddenField, Place};
use crate::keys::{Field, Key, Value};
use crate::{AlertThreshold, Class, Grpc, Incident, Level, Retry, Severity, derived, status};

/// The type of a field, by the kind of value in the table of keys.
#[rustfmt::skip] // One line a kind.
macro_rules! field {
    (text) => { Option<String> };
    (url) => { Option<String> };
    (code) => { Option<String> };
    (codes) => { Vec<String> };
    (names) => { Vec<String> };
    (rules) => { Vec<String> };
    (word $Word:ident) => { Option<$Word> };
    (duration) => { Option<Duration> };
    (retry) => { Option<Retry> };
    (alert) => { Option<AlertThreshold> };
    (jsonrpc) => { Option<i32> };
    (deprecated) => { Option<Deprecated> };
    (pairs) => { Vec<(String, String)> };
}

/// Declares [`Entry`] with a field for each key of a code.
macro_rules! declare_entry {
    (
        on_items ON_ITEMS { $($on_items:tt)* }
        on_registries ON_REGISTRIES { $($on_registries:tt)* }
        basics BASIC { $($basics:tt)* }
        on_codes FURTHER { $(
            $Key:ident $name:literal $field:ident: $kind:ident $(<$Word:ident>)? {
                about: $about:literal,
                $($rest:tt)*
            }
        )+ }
    ) => {
        /// An entry: one code with everything declared about it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Entry {
            /// The code.
            pub code: String,
            /// The variant that declares it.
            pub variant: String,
            /// The HTTP status.
            pub status: u16,
            /// The level it is logged at.
            pub level: Level,
            /// The user message in every locale, the default first; empty if the one of the public code is sent.
            pub messages: Vec<Text>,
            $( #[doc = $about] pub $field: field!($kind $($Word)?), )+
            /// The fields that clients receive.
            pub details: Vec<Detail>,
            /// The fields that clients do not receive.
            pub hidden: Vec<HiddenField>,
            /// The doc comment.
            pub docs: Docs,
            /// Its `cfg` conditions, if it was scanned: `unix`, `feature = "x"`.
            pub cfg: Vec<String>,
            /// The source positions of its keys, if it was scanned; `variant` is that of its name.
            pub places: Vec<(String, Place)>,
        }

        impl Entry {
            /// An entry with the required values.
            pub fn new(
                code: impl Into<String>,
                variant: impl Into<String>,
                status: u16,
                level: Level,
            ) -> Self {
                Self {
                    code: code.into(),
                    variant: variant.into(),
                    status,
                    level,
                    messages: Vec::new(),
                    $( $field: Default::default(), )+
                    details: Vec::new(),
                    hidden: Vec::new(),
                    docs: Docs::default(),
                    cfg: Vec::new(),
                    places: Vec::new(),
                }
            }

            /// The field of a key; `None` for messages and for keys of enums.
            fn field(&self, key: Key) -> Option<&dyn Field> {
                Some(match key {
                    Key::Code => &self.code,
                    Key::Status => &self.status,
                    Key::LogLevel => &self.level,
                    $( Key::$Key => &self.$field, )+
                    _ => return None,
                })
            }

            fn field_mut(&mut self, key: Key) -> Option<&mut dyn Field> {
                Some(match key {
                    Key::Code => &mut self.code,
                    Key::Status => &mut self.status,
                    Key::LogLevel => &mut self.level,
                    $( Key::$Key => &mut self.$field, )+
                    _ => return None,
                })
            }
        }
    };
}
crate::with_keys!(declare_entry);

/// A text in a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The tag; empty if no locale is declared.
    pub locale: String,
    /// The template.
    pub message: String,
}

impl Entry {
    /// The declared value of a key; `None` for messages, which have a text per locale.
    pub fn value(&self, key: Key) -> Option<Value<'_>> {
        self.field(key)?.value()
    }

    /// The declared values of the optional keys, in the order of documents.
    pub fn further_values(&self) -> impl Iterator<Item = (Key, Value<'_>)> {
        Key::FURTHER.iter().filter_map(|key| Some((*key, self.value(*key)?)))
    }

    /// Sets the value of a key; a value of another kind than the key's is ignored.
    pub fn set(&mut self, key: Key, value: Value<'_>) {
        if let Some(field) = self.field_mut(key) {
            field.set(value);
        }
    }

    /// The value of a key, declared or derived.
    pub fn effective(&self, key: Key) -> Option<Value<'_>> {
        Some(match key {
            Key::Class => Value::Word(self.effective_class().as_str()),
            Key::Grpc => Value::Word(self.effective_grpc().as_str()),
            Key::Retry => Value::Retry(self.effective_retry()),
            Key::Severity => Value::Word(self.effective_severity().as_str()),
            Key::Incident => Value::Word(self.effective_incident().as_str()),
            _ => return self.value(key),
        })
    }

    /// Whether its details are the violations of the facade, which carry the rules that are broken.
    pub fn carries_rules(&self) -> bool {
        self.details.iter().any(Detail::is_violations)
    }

    /// The class, declared or derived.
    pub fn effective_class(&self) -> Class {
        self.class.unwrap_or(status::class(self.status))
    }

    /// The retry advice, declared or derived.
    pub fn effective_retry(&self) -> Retry {
        self.retry.unwrap_or(status::retry(self.status, self.effective_class()))
    }

    /// The severity, declared or derived.
    pub fn effective_severity(&self) -> Severity {
        self.severity.unwrap_or(status::severity(self.status, self.level))
    }

    /// The incident level, declared or derived.
    pub fn effective_incident(&self) -> Incident {
        self.incident.unwrap_or(status::incident(self.effective_severity()))
    }

    /// The gRPC code, declared or derived.
    pub fn effective_grpc(&self) -> Grpc {
        self.grpc.unwrap_or(status::grpc(self.status))
    }

    /// The message in the default locale; empty if the one of the public code is sent.
    pub fn message(&self) -> &str {
        self.messages.first().map_or("", |text| text.message.as_str())
    }

    /// The value of `WWW-Authenticate` if the code is sent with a status; only a 401 has one.
    pub fn challenge(&self, status: u16) -> Option<&str> {
        let own = self.ext.iter().find(|(name, _)| name == derived::WWW_AUTHENTICATE);
        derived::challenge(status, own.map(|(_, value)| value.as_str()))
    }

    /// The source position of a key, or else of the code, or else of the variant.
    pub fn place(&self, key: &str) -> Option<&Place> {
        let of = |key| self.places.iter().find(|(known, _)| known == key).map(|(_, place)| place);
        of(key).or_else(|| of("code")).or_else(|| of("variant"))
    }

    /// Whether `allow(…)` contains a word.
    pub fn allows(&self, word: &str) -> bool {
        self.allows.iter().any(|allowed| allowed == word)
    }
}
