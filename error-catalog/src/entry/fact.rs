//! The values of keys that only some codes have.

use core::time::Duration;

use catalog_specs_core::keys::Key;
use catalog_specs_core::{AlertThreshold, Retry};

use super::Deprecated;

/// The value of a key that only some codes have, by the kind of value.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The place of a word in the vocabulary of the key.
    Word(Key, u8),
    Code(Key, &'static str),
    List(Key, &'static [&'static str]),
    Duration(Key, Duration),
    Retry(Key, Retry),
    Alert(Key, AlertThreshold),
    Number(Key, i32),
    Deprecated(Key, Deprecated),
    Pairs(Key, &'static [(&'static str, &'static str)]),
}

impl Fact {
    /// The key.
    pub(crate) const fn key(&self) -> Key {
        match self {
            Self::Word(key, _)
            | Self::Code(key, _)
            | Self::List(key, _)
            | Self::Duration(key, _)
            | Self::Retry(key, _)
            | Self::Alert(key, _)
            | Self::Number(key, _)
            | Self::Deprecated(key, _)
            | Self::Pairs(key, _) => *key,
        }
    }
}

/// Makes an accessor that looks for the value of one key.
macro_rules! facts {
    ($( $(#[$doc:meta])* $name:ident: $Kind:ident($Key:ident) -> $Type:ty = $default:tt; )+) => {
        $(
            $(#[$doc])*
            #[allow(unused_parens, reason = "a default of two tokens comes in parentheses")]
            #[inline]
            pub const fn $name(&self) -> $Type {
                match self.fact(Key::$Key) {
                    Some(Fact::$Kind(_, value)) => facts!(@wrap *value, $default),
                    _ => $default,
                }
            }
        )+
    };
    (@wrap $value:expr, None) => { Some($value) };
    (@wrap $value:expr, $default:tt) => { $value };
}

/// Makes an accessor of a word that an entry may declare.
macro_rules! words {
    ($( $name:ident: $Word:ident; )+) => {
        $(
            #[doc(hidden)]
            pub const fn $name(&self) -> Option<$Word> {
                match self.fact(Key::$Word) {
                    Some(Fact::Word(_, place)) => $Word::at(*place),
                    _ => None,
                }
            }
        )+
    };
}

pub(super) use {facts, words};
