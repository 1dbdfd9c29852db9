//! What only some codes say.

use core::time::Duration;

use catalog_specs::{Class, Grpc, Incident, Retry, Severity};

use super::Deprecated;

/// Something that only some codes say.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Class(Class),
    Retry(Retry),
    RetryAfter(Duration),
    Severity(Severity),
    Incident(Incident),
    Grpc(Grpc),
    PublicAs(&'static str),
    Formerly(&'static [&'static str]),
    Deprecated(Deprecated),
    Ext(&'static [(&'static str, &'static str)]),
    Allow(&'static [&'static str]),
}

/// Makes an accessor that looks for one fact.
macro_rules! facts {
    ($( $(#[$doc:meta])* $name:ident: $Fact:ident -> $Type:ty = $default:tt; )+) => {
        $(
            $(#[$doc])*
            #[allow(unused_parens, reason = "a default of two tokens comes in parentheses")]
            pub const fn $name(&self) -> $Type {
                let mut facts = self.5;
                while let [fact, rest @ ..] = facts {
                    if let Fact::$Fact(value) = fact {
                        return facts!(@wrap *value, $default);
                    }
                    facts = rest;
                }
                $default
            }
        )+
    };
    (@wrap $value:expr, None) => { Some($value) };
    (@wrap $value:expr, $default:tt) => { $value };
}

pub(super) use facts;
