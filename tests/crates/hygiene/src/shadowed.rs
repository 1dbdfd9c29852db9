//! Enums among the traps.

use crate::traps::*;

type Text = ::std::string::String;
type Cause =
    ::std::boxed::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>;
type Number = ::core::primitive::u32;

/// Every shape and every kind of field.
#[derive(::core::fmt::Debug, ::ec::ErrorCatalog)]
#[catalog(domain = "TRAP", crate = ::ec, registry = crate::registry::Codes, locales("ja", "en"), into_response)]
pub enum TrapError {
    /// A unit.
    ///
    /// # Causes
    /// One.
    #[catalog(
        code = "TRAP_FOUND", status = 404, log_level = "INFO", message("ja" = "罠", "en" = "a trap"),
        class = not_found, severity = WARNING, incident = P3, grpc = NOT_FOUND, origin = "pit",
        error_type = "PIT", owner = "traps", title = "Trap", since = "1.0", doc_url = "https://example.com",
        deprecated(since = "1.1", replaced_by("TRAP_GONE"), until = "2.0"), ext(depth = "3"), formerly("TRAP_HOLE")
    )]
    Found,
    /// Fields with the names of the locals of generated code.
    #[catalog(
        code = "TRAP_GONE", status = 410, log_level = "WARN", retry(max = 3, base = "1s", factor = 2), retry_after = 5,
        class = transient,
        message("ja" = "{f} {fields:>3} {row}", "en" = "{f} {fields:>3} {row}"),
        display = "{f} {fields:?} {row} {code} {source} {hidden}"
    )]
    Gone {
        #[detail]
        f: Text,
        #[detail]
        fields: Number,
        #[detail(display)]
        row: Number,
        #[context]
        code: Text,
        #[context(display)]
        hidden: Number,
        #[secret]
        token: ::ec::Secret<Text>,
        #[retry_after]
        wait: ::core::time::Duration,
        #[source]
        source: Cause,
    },
    /// The unexpected.
    #[catalog(
        code = "TRAP_DOWN", status = 503, log_level = "ERROR", message("ja" = "罠", "en" = "a trap"), retry = transient
    )]
    Down(#[source] ::core::option::Option<Cause>),
    #[catalog(same_as = Found, display = "again: {0}")]
    Again(Text),
    #[catalog(transparent)]
    Inner(#[from] Inner),
    #[catalog(transparent(mask_5xx = "TRAP_DOWN"))]
    Masked { error: Single },
    #[catalog(
        code = "TRAP_PUBLIC", status = 502, log_level = "ERROR", public_as = "TRAP_DOWN", message("ja" = "罠", "en" = "a trap")
    )]
    Public(#[from] ::std::io::Error),
}

/// An enum of one variant.
#[derive(::core::fmt::Debug, ::ec::ErrorCatalog)]
#[catalog(domain = "TRAP", crate = ::ec, registry = crate::registry::Codes, locales("ja", "en"))]
pub enum Inner {
    #[catalog(code = "TRAP_INNER", status = 400, log_level = "INFO", message("ja" = "内 {0}", "en" = "inner {0}"), allow(placeholder))]
    Only(Number),
}

/// A struct.
#[derive(::core::fmt::Debug, ::ec::ErrorCatalog)]
#[catalog(
    domain = "TRAP", crate = ::ec, registry = crate::registry::Codes, locales("ja", "en"),
    code = "TRAP_SINGLE", status = 500, log_level = "ERROR", message("ja" = "罠", "en" = "a trap")
)]
pub struct Single;

/// Without a registry.
#[derive(::core::fmt::Debug, ::ec::ErrorCatalog)]
#[catalog(domain = "TRAP", crate = ::ec, rest(code = "TRAP_REST", status = 400, log_level = INFO, message = "rest"))]
pub enum Homeless {
    #[catalog(code = "TRAP_LONE", status = 400, log_level = INFO, message = "lone")]
    Lone,
    Bare,
}
