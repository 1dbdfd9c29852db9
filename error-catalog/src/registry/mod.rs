//! The registry: every code of a service in one place, known and checked at compile time.
//!
//! [`catalog!`](crate::catalog) writes a [`List`] for each enum and each registry it takes in; `index`
//! puts their keys into one table of integers, `check` looks for what must not compile, and a
//! look-up is a probe of the same table.

mod check;
mod documents;
mod included;
mod index;
mod json;
mod list;
#[cfg(feature = "documents")]
mod model;
mod report;
mod samples;

pub use check::{Checked, is_listed};
pub use documents::{Described, Outputs, Spec, outputs, spec};
pub use index::{Index, count_distinct, count_slots, distinct, index};
pub use json::to_json;
pub use list::{List, count_keys, count_rows, rows};
#[cfg(feature = "testing")]
pub use samples::Sample;
pub use samples::{Samples, samples};

pub(crate) use list::{Cast, cast_of};

use crate::{Entry, ErrorCatalog, Settings};

/// A registry of codes, made by [`catalog!`](crate::catalog).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a registry of error codes",
    label = "not a registry",
    note = "declare it: `error_catalog::catalog! {{ pub struct Codes {{ ... }} }}`"
)]
pub trait Registry: 'static {
    /// Every row, in listing and then declaration order.
    const ALL: &'static [&'static Entry];

    /// What the registry was made of.
    #[doc(hidden)]
    const LISTS: &'static [List];

    /// The table of the keys of all codes, current and former.
    #[doc(hidden)]
    const INDEX: &'static [u64];

    /// The rows that the keys point at.
    #[doc(hidden)]
    const ROWS: &'static [&'static Entry];

    /// The codes that are never used again, with what became of them.
    const RETIRED: &'static [(&'static str, &'static str)];

    /// Looks a code up; a code that another one replaced (`formerly`) finds its successor.
    fn get(code: &str) -> Option<&'static Entry>;

    /// What the registry says about all its codes.
    fn settings() -> &'static Settings;
}

/// That a registry lists an enum. Written by [`catalog!`](crate::catalog).
#[diagnostic::on_unimplemented(
    message = "`{E}` names the registry `{Self}`, which does not list it",
    label = "not listed in `{Self}`",
    note = "add it to the registry: `catalog! {{ pub struct {Self} {{ ..., {E} }} }}`"
)]
pub trait Lists<E: ?Sized> {
    /// The settings that the enum goes by.
    #[doc(hidden)]
    fn settings() -> &'static Settings;
}

/// That a registry answers for what has its home at `H`: a registry, or an enum without one.
///
/// Written by [`catalog!`](crate::catalog) for the registry itself, for what it lists and for what
/// it takes in with `..other::Codes`.
#[diagnostic::on_unimplemented(
    message = "the registry `{Self}` does not include `{H}`",
    label = "not included in `{Self}`: list `{H}` there if it is an enum, or take it in by `..{H}` if it is a registry",
    note = "an enum is listed: `catalog! {{ pub struct {Self} {{ ..., {H} }} }}`; a registry is taken in with two dots before it: `..{H}`"
)]
pub trait Includes<H: ?Sized> {}

/// Asks whether what is listed by itself is at home here or nowhere else; the answer is the
/// compiler's.
pub const fn at_home<C: Includes<E::Home>, E: ErrorCatalog>() {}
