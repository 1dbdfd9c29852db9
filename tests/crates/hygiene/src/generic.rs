//! Generic enums among the traps.

use crate::traps::*;

/// Bounds, a where clause, defaults, a lifetime and a const.
#[derive(::core::fmt::Debug, ::ec::ErrorCatalog)]
#[catalog(domain = "STORE", crate = ::ec, registry = crate::registry::Codes, locales("ja", "en"))]
pub enum Stored<
    'a,
    T: ::core::fmt::Debug = ::core::primitive::u8,
    const N: ::core::primitive::usize = 4,
> where
    T: ::core::cmp::PartialEq,
{
    #[catalog(code = "STORE_FULL", status = 409, log_level = INFO, message("ja" = "{name} holds {most:>4}", "en" = "{name} holds {most:>4}"))]
    Full {
        #[detail]
        name: &'a ::core::primitive::str,
        #[detail]
        most: T,
        all: [T; N],
    },
}
