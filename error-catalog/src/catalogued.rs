//! The traits: [`ErrorCatalog`] for a type one knows, [`Catalogued`] for one behind a pointer.

use core::error::Error;
use std::borrow::Cow;

use catalog_specs::Level;
use http::StatusCode;

use crate::fields::Fields;
use crate::registry::Settings;
use crate::{Code, Entry, Envelope, text};

/// An error declared in a catalogue. Derive it; the trait and the derive share the name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared in an error catalogue",
    label = "not a catalogued error: derive `ErrorCatalog` on it; a handler takes in any error by `.or_internal()?`, a narrower `Failure` by `.widen()?`",
    note = "add `#[derive(ErrorCatalog)]` to `{Self}`"
)]
pub trait ErrorCatalog: Catalogued {
    /// The domain of the codes.
    const DOMAIN: &'static str;

    /// The rows, in declaration order. Transparent variants add none.
    const ENTRIES: &'static [Entry];

    /// The keys of the rows, sorted, for the registry's const evaluation.
    #[doc(hidden)]
    const KEYS: &'static [u64];

    /// Whether a row names another code.
    #[doc(hidden)]
    const REFERS: bool;

    /// The codes that inner failures of transparent variants go out as.
    #[doc(hidden)]
    const MASKS: &'static [&'static str];

    /// Where the enum stands, for the registry's const evaluation only.
    #[doc(hidden)]
    const PLACE: Place;

    /// The registry the enum belongs to, or the enum itself where it belongs to none.
    type Home;

    /// The row of this error.
    fn entry(&self) -> &'static Entry {
        self.catalog_row()
    }

    /// The code of this error.
    fn code(&self) -> Code {
        Code::new(self.catalog_row())
    }

    /// The HTTP status of this error.
    fn status(&self) -> StatusCode {
        self.catalog_row().status()
    }

    /// The level this error is logged at.
    fn log_level(&self) -> Level {
        self.catalog_row().log_level()
    }

    /// The text for the user in the default locale, placeholders filled.
    fn user_message(&self) -> Cow<'_, str>
    where
        Self: Sized,
    {
        text::user_message(self, None)
    }

    /// The text for the user in a locale, placeholders filled.
    fn user_message_in(&self, locale: &str) -> Cow<'_, str>
    where
        Self: Sized,
    {
        text::user_message(self, Some(locale))
    }

    /// What goes to the client.
    fn envelope(&self) -> Envelope<'_>
    where
        Self: Sized,
    {
        Envelope::new(self)
    }

    /// Whether this error has a code.
    fn is(&self, code: Code) -> bool {
        self.catalog_row().code() == code.as_str()
    }
}

/// Where an enum stands in the source: for messages of the compiler, so that it reaches no binary.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub file: &'static str,
    /// The line of the derive.
    pub line: u32,
    /// The line of each row's code, in declaration order; 0 where it is not known.
    pub lines: &'static [u32],
}

/// The object-safe half of [`ErrorCatalog`], for `&dyn Catalogued` and `Box<dyn Catalogued>`.
///
/// The derive implements it too. What one calls stands on the trait object itself: `entry`,
/// `code`, `status`, `log_level`, `user_message`, `user_message_in`, `envelope` and `is`, so that
/// both traits can be in scope at once.
///
/// Written by hand, the methods that give rows are asked as soon as a [`Failure`](crate::Failure) is made of the error, and say the same
/// each time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared in an error catalogue",
    label = "not a catalogued error",
    note = "add `#[derive(ErrorCatalog)]` to `{Self}`",
    note = "an error that is not yours goes into a variant with a code of its own, marked `#[from]` or `#[source]`"
)]
pub trait Catalogued: Error {
    /// The row of this error.
    fn catalog_row(&self) -> &'static Entry;

    /// The row that goes out: another one than [`catalog_row`](Self::catalog_row) where
    /// `public_as` or `mask_5xx` says so.
    fn catalog_public_row(&self) -> &'static Entry {
        crate::private::public_row(self)
    }

    /// The row whose message the user reads: this error's own, unless it has none or is masked.
    fn catalog_text_row(&self) -> &'static Entry {
        crate::private::text_row(self)
    }

    /// Shows the fields that carry a role to `fields`.
    fn catalog_fields(&self, fields: &mut dyn Fields);

    /// The settings of the registry this error belongs to.
    fn catalog_settings(&self) -> &'static Settings;

    /// The id under which another service logged it, for envelopes that are given no id.
    fn catalog_trace_id(&self) -> Option<&str> {
        None
    }
}

/// A box of an error is that error, so that transparent variants can hold one.
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
}

/// The inherent half of `dyn Catalogued`, once for every set of auto traits.
macro_rules! on_trait_objects {
    ($($Object:ty),+) => { $(
        impl $Object {
            /// The row of this error.
            pub fn entry(&self) -> &'static Entry {
                self.catalog_row()
            }

            /// The code of this error.
            pub fn code(&self) -> Code {
                Code::new(self.catalog_row())
            }

            /// The HTTP status of this error.
            pub fn status(&self) -> StatusCode {
                self.catalog_row().status()
            }

            /// The level this error is logged at.
            pub fn log_level(&self) -> Level {
                self.catalog_row().log_level()
            }

            /// The text for the user in the default locale, placeholders filled.
            pub fn user_message(&self) -> Cow<'_, str> {
                text::user_message(self, None)
            }

            /// The text for the user in a locale, placeholders filled.
            pub fn user_message_in(&self, locale: &str) -> Cow<'_, str> {
                text::user_message(self, Some(locale))
            }

            /// What goes to the client.
            pub fn envelope(&self) -> Envelope<'_> {
                Envelope::from_dyn(self)
            }

            /// Whether this error has a code.
            pub fn is(&self, code: Code) -> bool {
                self.catalog_row().code() == code.as_str()
            }
        }
    )+ };
}

on_trait_objects!(
    dyn Catalogued + '_,
    dyn Catalogued + Send + '_,
    dyn Catalogued + Sync + '_,
    dyn Catalogued + Send + Sync + '_
);
