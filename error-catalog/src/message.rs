//! The texts of a catalogued error: what a user reads and what a developer reads.

use core::fmt;
use std::borrow::Cow;

use crate::Catalogued;
use crate::entry::Translation;
use crate::text::{has_braces, write_display, write_message};

/// The user message of an error.
pub(crate) fn user_message<'e, E: Catalogued + ?Sized>(
    error: &'e E,
    locale: Option<&str>,
) -> Cow<'e, str> {
    let text = text_in(error, locale);
    if !has_braces(text.message) {
        return Cow::Borrowed(text.message);
    }
    let is_own = error.catalog_text_row().code() == error.catalog_row().code();
    let mut message = String::with_capacity(text.message.len() + 16);
    // Writing to a `String` fails only where a value's own `Display` does; what it wrote stays.
    let _ = write_message(text, is_own, &|fields| error.catalog_fields(fields), &mut message);
    Cow::Owned(message)
}

/// `Display` of a catalogued error: the developer text, or the user message where there is none.
#[doc(hidden)]
pub fn display<E: Catalogued + ?Sized>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let template = error.catalog_row().display_text();
    let template = template.unwrap_or_else(|| text_in(error, None).message);
    write_display(template, &|fields| error.catalog_fields(fields), f)
}

/// Writes a developer text with one value, whose place the derive has found.
#[doc(hidden)]
pub fn display_one(
    f: &mut fmt::Formatter<'_>,
    before: &'static str,
    value: &dyn fmt::Display,
    after: &'static str,
) -> fmt::Result {
    // Width and the like are meant for the whole text, and the value must not take them for its own.
    let has_options = f.width().is_some()
        || f.precision().is_some()
        || f.alternate()
        || f.sign_plus()
        || f.sign_minus()
        || f.sign_aware_zero_pad();
    f.write_str(before)?;
    if has_options {
        write!(f, "{value}")?;
    } else {
        value.fmt(f)?;
    }
    f.write_str(after)
}

/// The user message in a locale, or in the registry's first one.
fn text_in<E: Catalogued + ?Sized>(error: &E, locale: Option<&str>) -> Translation {
    let settings = error.catalog_settings();
    let locale = locale.or_else(|| settings.locales.first().copied());
    settings.text_of(error.catalog_text_row(), locale)
}
