//! The registry: every code of a service in one place, known and checked at compile time.
//!
//! [`catalog!`](crate::catalog) writes a [`List`] for each enum and takes over those of included registries; `check` looks for what
//! must not compile, with the first words of their codes (`words`); `index` puts all keys into one table of integers, and a
//! look-up at run time is a probe of it.

#[cfg(feature = "openapi")]
mod catalog;
mod causes;
mod check;
mod described;
mod documents;
mod included;
mod index;
mod internal;
mod json;
mod list;
mod listed_type;
#[cfg(feature = "openapi")]
mod model;
mod placeholders;
mod ready;
mod report;
mod samples;
mod sealed;
mod set;
mod words;

#[cfg(feature = "openapi")]
pub(crate) use catalog::catalog_of_set;
pub use causes::shows_causes;
pub use check::{Checked, is_listed};
pub use described::{Described, DescribedSet, Member};
pub use documents::{Outputs, Spec, outputs, spec, spec_of_set};
pub use included::lists_of_registry;
pub use index::{
    Index, Table, count_distinct, count_keys, count_slots, distinct, distinct_entries, find_in,
    index,
};
pub use internal::HasInternalCode;
pub(crate) use internal::require_internal;
pub use json::to_json;
pub use list::{List, all_lists, count_listed, count_lists, listed};
pub use listed_type::{IsListed, Known, Listed};
pub use ready::{FormBody, JsonBody, PathAndQuery};
#[cfg(feature = "testing")]
pub use samples::Sample;
pub use samples::{Samples, samples};
pub use sealed::Sealed;
pub use set::{
    CodeSet, ListedCodes, Listing, Part, PartOf, Raises, SetOf, Takes, TakesIn, UnlistedCodes,
    Whole, all_of, codes_of_enum, described_set,
};
pub(crate) use set::{lists, root_settings};
pub use words::{Words, count_words, words};

pub(crate) use list::{Cast, cast_of};
#[cfg(feature = "async-graphql")]
pub(crate) use list::{CastAny, cast_of_any};

use crate::dialect::Settings;
use crate::{Entry, ErrorCatalog};

/// A registry of codes. Only [`catalog!`](crate::catalog) implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a registry of error codes",
    label = "not a registry: name the one that lists the enum, as in `Failure<Codes>`",
    note = "declare one: `error_catalog::catalog! {{ pub struct Codes {{ ... }} }}`"
)]
pub trait Registry: Sealed + Table + 'static {
    /// Every entry, in listing and then declaration order.
    const ALL: &'static [&'static Entry];

    /// The parts of its declaration that are not settings.
    #[doc(hidden)]
    const DESCRIBED: Described;

    /// The lists that the registry and those it includes are made of.
    #[doc(hidden)]
    const LISTS: &'static [List];

    /// The retired codes, with the reasons.
    const RETIRED: &'static [(&'static str, &'static str)];

    /// Whether the registry has a code for unexpected failures, as a type.
    #[doc(hidden)]
    type Internal: IsListed;

    /// Looks a code up. A former code (`formerly`) finds the code that replaced it.
    fn get(code: &str) -> Option<&'static Entry>;

    /// The settings of the registry.
    fn settings() -> &'static Settings;
}

/// What [`catalog!`](crate::catalog) implements for each enum that it lists, for the registry itself, and for each registry
/// that it includes. Its diagnostic is that of [`Includes`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the registry `{Self}` does not include `{H}`",
    label = "not included in `{Self}`: list `{H}` there if it is an enum, or include it by `..{H}` if it is a registry",
    note = "an enum is listed: `catalog! {{ pub struct {Self} {{ ..., {H} }} }}`; a registry is included with two dots before it: `..{H}`"
)]
pub trait Lists<H: ?Sized> {}

/// A registry that includes `H`: an enum that it lists, the registry itself, or another registry that it includes with
/// `..other::Codes`.
///
/// Only [`catalog!`](crate::catalog) implements it.
#[diagnostic::on_unimplemented(
    message = "the registry `{Self}` does not include `{H}`",
    label = "not included in `{Self}`: list `{H}` there if it is an enum, or include it by `..{H}` if it is a registry",
    note = "an enum is listed: `catalog! {{ pub struct {Self} {{ ..., {H} }} }}`; a registry is included with two dots before it: `..{H}`"
)]
pub trait Includes<H: ?Sized>: Registry + Lists<H> {}

#[diagnostic::do_not_recommend]
impl<C: Registry + Lists<H>, H: ?Sized> Includes<H> for C {}

/// Every enum implements it, so that for an enum in the place of a registry rustc reports one error: it is not a registry.
#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog, H: ?Sized> Lists<H> for E {}

/// The entries of a registry.
pub const fn all_entries<R: Registry>() -> &'static [&'static Entry] {
    R::ALL
}

/// The settings of the registry that an enum names. If that registry does not list the enum, it does not compile.
pub fn settings_of<C: Includes<E>, E: ?Sized>() -> &'static Settings {
    C::settings()
}

/// The entries of an enum that is listed. An enum that names another registry does not compile.
pub const fn list_of_enum<C: Includes<E::Home>, E: ErrorCatalog + 'static>(ours: bool) -> List {
    List::of_enum::<E>(ours)
}
