//! A crate whose lints forgive nothing, to see that what the derive and `catalog!` write trips none.
//!
//! rustc's own lints are tried by every build of this crate, clippy's by the gate's `cargo clippy`.
//! What the allow list of the expansion is for stands in [`allowed`], a module for each entry.

#![deny(
    warnings,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    deprecated,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    let_underscore_drop,
    long_running_const_eval,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_local_definitions,
    private_bounds,
    private_interfaces,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic
)]
#![forbid(unsafe_code, non_ascii_idents)]
// The restrictions that a careful service turns on.
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::default_numeric_fallback,
    clippy::else_if_without_else,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::if_then_some_else_none,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::let_underscore_untyped,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::multiple_inherent_impl,
    clippy::panic,
    clippy::partial_pub_fields,
    clippy::pattern_type_mismatch,
    clippy::question_mark_used,
    clippy::redundant_type_annotations,
    clippy::ref_patterns,
    clippy::same_name_method,
    clippy::shadow_reuse,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::std_instead_of_core,
    clippy::string_slice,
    clippy::unneeded_field_pattern,
    clippy::unreachable,
    clippy::unseparated_literal_suffix,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm
)]
#![allow(
    clippy::multiple_crate_versions,
    clippy::cargo_common_metadata,
    reason = "about packages, not about code"
)]

pub mod allowed;
pub mod inside;

use core::error::Error;
use core::fmt;
use core::time::Duration;

use error_catalog::{ErrorCatalog, Secret, catalog};

catalog! {
    /// Every code of this crate.
    #[derive(Debug, Clone, Copy)]
    #[registry(dialect = problem, locales("en"), service = "lints.example.com", internal = "LINT_DOWN")]
    #[non_exhaustive]
    pub struct Codes {
        RootError<'static>,
        Single,
        inside::InnerError,
        inside::Generic<u8>,
    }
    retired { "LINT_OLD" => "1.0: use LINT_FOUND" }
}

/// At the root of the crate, with every kind of field.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LINT", registry = Codes, into_response, rest(code = "LINT_REST", status = 400, log_level = INFO, message = "rest"))]
#[non_exhaustive]
pub enum RootError<'text> {
    /// A unit.
    #[catalog(
        code = "LINT_FOUND", status = 404, log_level = INFO, message = "found", retry(max = 3, base = "1s", factor = 2),
        class = transient, retry_after = 5, severity = WARNING, incident = P3, grpc = NOT_FOUND, origin = "lint",
        error_type = "LINT", owner = "lints", title = "Lint", since = "1.0", doc_url = "https://example.com",
        deprecated(since = "1.1", replaced_by("LINT_GONE"), until = "2.0"), ext(depth = "3"), formerly("LINT_HOLE")
    )]
    Found,
    /// Many fields.
    #[catalog(
        code = "LINT_GONE", status = 429, log_level = WARN, message = "{name} is gone {count:>3}",
        display = "{name} is gone from {place} {count:?}"
    )]
    Gone {
        /// Its name.
        #[detail]
        name: &'text str,
        /// How often.
        #[detail("times")]
        count: u32,
        /// As text.
        #[detail(display)]
        shown: u8,
        /// Where.
        #[context]
        place: String,
        /// Not shown.
        #[secret]
        token: Secret<String>,
        /// When to come again.
        #[retry_after]
        wait: Option<Duration>,
        /// Why.
        #[source]
        cause: Option<Box<dyn Error + Send + Sync>>,
    },
    /// The unexpected.
    #[catalog(code = "LINT_DOWN", status = 503, log_level = ERROR, message = "down")]
    Down(#[from] fmt::Error),
    /// The same again.
    #[catalog(same_as = Found, display = "again {0}")]
    Again(u8),
    /// What others say.
    #[catalog(transparent)]
    Inner(#[from] inside::InnerError),
    /// What others say, unless it is grave.
    #[catalog(transparent(mask_5xx = "LINT_DOWN"))]
    Masked {
        /// The error inside.
        inner: Single,
    },
    /// What `rest` says.
    Bare,
}

/// A struct.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "LINT", registry = Codes, code = "LINT_SINGLE", status = 400, log_level = INFO, message = "single")]
#[non_exhaustive]
pub struct Single;

/// Without a registry.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "LINT")]
#[non_exhaustive]
pub enum Homeless {
    /// Alone.
    #[catalog(code = "LINT_LONE", status = 400, log_level = INFO, message = "lone")]
    Lone,
    /// Alone with a number.
    #[catalog(code = "LINT_NUMBER", status = 400, log_level = INFO, message = "number {0}")]
    Number(#[detail("number")] u8),
}

/// Nothing at all.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "LINT")]
#[non_exhaustive]
pub enum Nothing {}
