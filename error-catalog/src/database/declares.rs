//! The trait that the derive implements for an enum with constraints.

use core::marker::PhantomData;

use crate::ErrorCatalog;

/// That a variant declares a constraint: `unique`, `foreign_key` or `check`. Derived with [`ErrorCatalog`].
#[diagnostic::on_unimplemented(
    message = "no variant of `{Self}` declares a constraint of the database",
    label = "add `unique = \"users_email_key\"`, `foreign_key = \"...\"` or `check = \"...\"` to the `#[catalog(...)]` of a variant",
    note = "the constraints of an enum within a `transparent` variant are those of that enum: name it in place of `{Self}`"
)]
pub trait DeclaresConstraints: ErrorCatalog + Send + Sync + Sized + 'static {
    /// [`NoValues`], or [`NeedsValues`] if a variant with a constraint has fields.
    #[doc(hidden)]
    type Values;

    /// The variant of an entry; `None` if it has fields.
    #[doc(hidden)]
    fn of_constraint(entry: usize) -> Option<Self>;
}

/// No variant with a constraint has fields.
#[doc(hidden)]
#[derive(Debug)]
pub struct NoValues;

/// A variant of `E` with a constraint has fields.
#[doc(hidden)]
#[derive(Debug)]
pub struct NeedsValues<E>(PhantomData<fn() -> E>);

/// That [`or_db`](super::OrDb::or_db) has the values for every variant of `E` with a constraint: there are none.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a variant of `{E}` with a constraint has fields, and `or_db` has no values for them",
    label = "write `.or_db_with(|_| {E}::Variant {{ ... }})`, with that variant",
    note = "variants without fields are made as by `or_db`"
)]
pub trait ValuesFor<E> {}

impl<E> ValuesFor<E> for NoValues {}
