//! The value of a key as plain data, whatever holds it.

use core::time::Duration;
use std::borrow::Cow;

use crate::{AlertThreshold, Class, Grpc, Incident, Level, Retry, Severity};

/// The value of a key. Consumers match on this, never on keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'v> {
    /// A text, a URL or a code.
    Text(Cow<'v, str>),
    /// A word of the key's vocabulary.
    Word(&'static str),
    /// A status.
    Status(u16),
    /// A length of time.
    Duration(Duration),
    /// Retry advice.
    Retry(Retry),
    /// How often a code may occur before an alert is sent.
    Alert(AlertThreshold),
    /// The number of a JSON-RPC error.
    Number(i32),
    /// Codes or rules, at least one.
    List(Cow<'v, [String]>),
    /// That the code is deprecated.
    Deprecated(Cow<'v, Deprecated>),
    /// Pairs of a name and a text, at least one.
    Pairs(Cow<'v, [(String, String)]>),
}

/// Since when a code is deprecated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version.
    pub since: String,
    /// The codes to look at instead.
    pub replaced_by: Vec<String>,
    /// When it will be gone.
    pub until: Option<String>,
}

/// A type that is one value.
pub trait Plain: Sized {
    /// It as a value.
    fn to_value(&self) -> Value<'_>;
    /// A value as this type; nothing where the value is of another kind.
    fn from_value(value: Value<'_>) -> Option<Self>;
}

/// A field that holds the value of a key.
pub trait Field {
    /// The value; nothing where none is given.
    fn value(&self) -> Option<Value<'_>>;
    /// Takes over a value of the right kind and ignores any other.
    fn set(&mut self, value: Value<'_>);
}

/// Implements [`Plain`] by the variant of [`Value`] that holds the type.
macro_rules! plain {
    ($( $Type:ty: $Value:ident($own:ident -> $value:expr, $given:ident -> $owned:expr); )+) => {
        $(
            impl Plain for $Type {
                fn to_value(&self) -> Value<'_> {
                    let $own = self;
                    Value::$Value($value)
                }

                fn from_value(value: Value<'_>) -> Option<Self> {
                    match value {
                        Value::$Value($given) => $owned,
                        _ => None,
                    }
                }
            }
        )+
    };
}

plain! {
    String: Text(text -> Cow::Borrowed(text), text -> Some(text.into_owned()));
    u16: Status(status -> *status, status -> Some(status));
    Duration: Duration(time -> *time, time -> Some(time));
    Retry: Retry(retry -> *retry, retry -> Some(retry));
    AlertThreshold: Alert(alert -> *alert, alert -> Some(alert));
    i32: Number(number -> *number, number -> Some(number));
    Deprecated: Deprecated(value -> Cow::Borrowed(value), value -> Some(value.into_owned()));
    Class: Word(word -> word.as_str(), word -> Self::parse(word));
    Grpc: Word(word -> word.as_str(), word -> Self::parse(word));
    Incident: Word(word -> word.as_str(), word -> Self::parse(word));
    Level: Word(word -> word.as_str(), word -> Self::parse(word));
    Severity: Word(word -> word.as_str(), word -> Self::parse(word));
}

impl<T: Plain> Field for T {
    fn value(&self) -> Option<Value<'_>> {
        Some(self.to_value())
    }

    fn set(&mut self, value: Value<'_>) {
        if let Some(value) = T::from_value(value) {
            *self = value;
        }
    }
}

impl<T: Plain> Field for Option<T> {
    fn value(&self) -> Option<Value<'_>> {
        self.as_ref().map(T::to_value)
    }

    fn set(&mut self, value: Value<'_>) {
        if let Some(value) = T::from_value(value) {
            *self = Some(value);
        }
    }
}

impl Field for Vec<String> {
    fn value(&self) -> Option<Value<'_>> {
        (!self.is_empty()).then_some(Value::List(Cow::Borrowed(self)))
    }

    fn set(&mut self, value: Value<'_>) {
        if let Value::List(list) = value {
            *self = list.into_owned();
        }
    }
}

impl Field for Vec<(String, String)> {
    fn value(&self) -> Option<Value<'_>> {
        (!self.is_empty()).then_some(Value::Pairs(Cow::Borrowed(self)))
    }

    fn set(&mut self, value: Value<'_>) {
        if let Value::Pairs(pairs) = value {
            *self = pairs.into_owned();
        }
    }
}
