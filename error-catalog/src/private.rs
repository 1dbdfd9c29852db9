//! What generated code uses. Not part of the public API: it changes in every release.

pub use crate::expansion::*;
pub use crate::messages::{Message, Messages};
pub use crate::registry::{
    Checked, Described, DescribedSet, Index, IsListed, Known, List, Listed, ListedCodes, Listing,
    Lists, Member, Outputs, Part, PartOf, Raises, Samples, Sealed, SetOf, Spec, Table, TakesIn,
    UnlistedCodes, Words, all_entries, all_lists, all_of, codes_of_enum, count_distinct,
    count_keys, count_listed, count_lists, count_slots, count_words, described_set, distinct,
    distinct_entries, find_in, index, is_listed, list_of_enum, listed, lists_of_registry, outputs,
    samples, settings_of, shows_causes, spec, spec_of_set, to_json, words,
};

#[cfg(feature = "actix")]
pub use crate::__answer_in_actix as answer_in_actix;
#[cfg(feature = "axum")]
pub use crate::__answer_in_axum as answer_in_axum;
#[cfg(not(feature = "actix"))]
pub use crate::__no_answer as answer_in_actix;
#[cfg(not(feature = "axum"))]
pub use crate::__no_answer as answer_in_axum;

// By this path in every edition: `::core` is the crate root in that of 2015.
pub use core::format_args;

pub use crate::database::{DeclaresConstraints, NeedsValues, NoValues};

use crate::{Catalogued, Entry, Envelope, SystemError};

/// Stands in for the macro of a framework whose feature is off.
#[doc(hidden)]
#[macro_export]
macro_rules! __no_answer {
    ($($enum:tt)*) => {};
}

/// The response type of `into_response`.
pub type Response = http::Response<std::borrow::Cow<'static, [u8]>>;

/// The entry that is sent in place of an inner error: `mask` if the inner one is a 5xx.
pub fn mask_server_errors<E: Catalogued + ?Sized>(
    inner: &'static Entry,
    mask: &str,
    error: &E,
) -> &'static Entry {
    if inner.status().is_server_error() {
        (error.catalog_settings().get)(mask).unwrap_or(internal())
    } else {
        inner
    }
}

/// The entry that is sent where a mask names no code, which a registry refuses to compile.
fn internal() -> &'static Entry {
    SystemError::Internal.catalog_row()
}

/// The response of an enum with `into_response`.
pub fn response<E: Catalogued>(error: &E) -> Response {
    Envelope::new(error).into_response()
}
