//! [`Catalogued`]: an error of a catalogue, behind a pointer.

use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::dialect::Settings;
use crate::dialect::{ResponseEntries, public_of, text_of};
use crate::fields::Fields;
use crate::foreign::Known;
use crate::raised::Raised;
use crate::{Entry, Retry};

/// The object-safe half of [`ErrorCatalog`](crate::ErrorCatalog), for `&dyn Catalogued` and `Box<dyn Catalogued>`.
///
/// Only the derive implements it. The methods for callers are inherent on the trait object: `entry`, `code`, `status`,
/// `log_level`, `user_message`, `user_message_in`, `envelope` and `is`, so that both traits can be in scope at once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared in an error catalogue",
    label = "not a catalogued error",
    note = "add `#[derive(ErrorCatalog)]` to `{Self}`",
    note = "hold an error of another crate in a variant that has a code, marked `#[from]` or `#[source]`"
)]
pub trait Catalogued: Error + Derived {
    /// The entry of this error.
    fn catalog_row(&self) -> &'static Entry;

    /// The entry that is sent. It differs from [`catalog_row`](Self::catalog_row) where `public_as` or `mask_5xx` says so.
    fn catalog_public_row(&self) -> &'static Entry {
        public_entry(self)
    }

    /// The entry whose message the user reads: this error's own, unless it has none or is masked.
    fn catalog_text_row(&self) -> &'static Entry {
        text_entry(self)
    }

    /// Calls the method of `fields` for each field that has a role.
    fn catalog_fields(&self, fields: &mut dyn Fields);

    /// The settings of the registry this error belongs to.
    fn catalog_settings(&self) -> &'static Settings;

    /// Displays it as the error in a transparent variant.
    ///
    /// # Errors
    /// Those of the formatter.
    #[doc(hidden)]
    fn catalog_display(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }

    /// Its cause, as that of the error in a transparent variant.
    #[doc(hidden)]
    fn catalog_source(&self) -> Option<&(dyn Error + 'static)> {
        self.source()
    }

    /// The id under which another service logged it; the envelope uses it if it is given no other.
    fn catalog_trace_id(&self) -> Option<&str> {
        None
    }

    /// Where the failure was raised, which only a [`Failure`](crate::Failure) knows.
    #[doc(hidden)]
    fn catalog_raised(&self) -> Option<&Raised> {
        None
    }

    /// Whether it is a [drill](crate::edge::drill).
    #[doc(hidden)]
    fn catalog_is_drill(&self) -> bool {
        false
    }

    /// What is known of the error of another system that an internal failure was made of.
    fn catalog_foreign(&self) -> Option<Known> {
        None
    }
}

/// Seals [`Catalogued`]: the derive implements it beside the trait.
#[doc(hidden)]
pub trait Derived {}

#[diagnostic::do_not_recommend]
impl<E: Catalogued> Derived for Box<E> {}

/// A box of an error is that error, so that transparent variants can hold one.
#[diagnostic::do_not_recommend]
impl<E: Catalogued> Catalogued for Box<E> {
    fn catalog_row(&self) -> &'static Entry {
        (**self).catalog_row()
    }

    fn catalog_public_row(&self) -> &'static Entry {
        (**self).catalog_public_row()
    }

    fn catalog_text_row(&self) -> &'static Entry {
        (**self).catalog_text_row()
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        (**self).catalog_fields(fields);
    }

    fn catalog_settings(&self) -> &'static Settings {
        (**self).catalog_settings()
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        (**self).catalog_trace_id()
    }

    fn catalog_foreign(&self) -> Option<Known> {
        (**self).catalog_foreign()
    }
}

/// The entry that is sent in place of an error: its own unless `public_as` names another.
pub fn public_entry<E: Catalogued + ?Sized>(error: &E) -> &'static Entry {
    public_of(error.catalog_row(), || error.catalog_settings())
}

/// The entry whose message the user reads: the error's own unless it has none.
pub fn text_entry<E: Catalogued + ?Sized>(error: &E) -> &'static Entry {
    text_of(error.catalog_row(), || error.catalog_public_row())
}

/// The entries of an error in its own registry.
pub(crate) fn entries_of<E: Catalogued + ?Sized>(error: &E) -> ResponseEntries {
    entries_within(error, error.catalog_settings())
}

/// The entries of an error that is sent by a registry, whichever it belongs to.
#[inline]
pub(crate) fn entries_within<E: Catalogued + ?Sized>(
    error: &E,
    settings: &'static Settings,
) -> ResponseEntries {
    ResponseEntries {
        own: error.catalog_row(),
        public: error.catalog_public_row(),
        text: error.catalog_text_row(),
        settings,
    }
}

/// The retry advice for an error: that of its code, unless more is known of its foreign cause.
pub(crate) fn retry_advice(error: &dyn Catalogued) -> Retry {
    error.catalog_foreign().map_or(error.catalog_row().retry(), Known::retry)
}

/// How long to wait at least: `retry_after` of the error, or what its foreign cause asks for.
pub(crate) fn asked_wait(error: &dyn Catalogued) -> Option<Duration> {
    let own = error.envelope().parts().retry_after();
    own.or_else(|| error.catalog_foreign()?.asked_wait())
}
