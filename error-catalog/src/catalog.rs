//! [`ErrorCatalog`], and its methods on `dyn Catalogued`.

use std::borrow::Cow;

use catalog_specs_core::Level;
use http::StatusCode;

use crate::code::ExpectedCode;
use crate::message::user_message;
use crate::rows::Rows;
use crate::{Catalogued, Code, Entry, Envelope};

/// An error declared in a catalogue. Derive it; the trait and the derive share the name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared in an error catalogue",
    label = "not an enum of codes",
    note = "if it is your error, add `#[derive(ErrorCatalog)]` to `{Self}`",
    note = "if it is a registry, write two dots before it: `..{Self}`"
)]
pub trait ErrorCatalog: Catalogued + Rows {
    /// The domain of the codes.
    const DOMAIN: &'static str;

    /// The entries, in declaration order. Transparent variants add none.
    const ENTRIES: &'static [Entry];

    /// The registry the enum belongs to, or the enum itself where it belongs to none.
    type Home;

    /// The entry of this error.
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

    /// The user message in the default locale, placeholders filled.
    fn user_message(&self) -> Cow<'_, str>
    where
        Self: Sized,
    {
        user_message(self, None)
    }

    /// The user message in a locale, placeholders filled.
    fn user_message_in(&self, locale: &str) -> Cow<'_, str>
    where
        Self: Sized,
    {
        user_message(self, Some(locale))
    }

    /// The response body and head for the client.
    fn envelope(&self) -> Envelope<'_>
    where
        Self: Sized,
    {
        Envelope::new(self)
    }

    /// Whether this error has a code.
    fn is(&self, code: impl ExpectedCode) -> bool {
        self.catalog_row().code() == code.code().as_str()
    }
}

/// The inherent half of `dyn Catalogued`, once for every set of auto traits.
macro_rules! on_trait_objects {
    ($($Object:ty),+) => { $(
        impl $Object {
            /// The entry of this error.
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

            /// The user message in the default locale, placeholders filled.
            pub fn user_message(&self) -> Cow<'_, str> {
                user_message(self, None)
            }

            /// The user message in a locale, placeholders filled.
            pub fn user_message_in(&self, locale: &str) -> Cow<'_, str> {
                user_message(self, Some(locale))
            }

            /// The response body and head for the client.
            pub fn envelope(&self) -> Envelope<'_> {
                Envelope::from_dyn(self)
            }

            /// Whether this error has a code.
            pub fn is(&self, code: impl ExpectedCode) -> bool {
                self.catalog_row().code() == code.code().as_str()
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
