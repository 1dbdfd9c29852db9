//! Texts with their placeholders filled: what a user reads and what a developer reads.

use core::fmt::{self, Display, Write};
use std::borrow::Cow;

use catalog_specs::template::{Piece, pieces};

use crate::fields::Fields;
use crate::{Catalogued, Translation};

/// The user message of an error.
pub(crate) fn user_message<'e, E: Catalogued + ?Sized>(
    error: &'e E,
    locale: Option<&str>,
) -> Cow<'e, str> {
    let text = text_in(error, locale);
    if !has_braces(text.message) {
        return Cow::Borrowed(text.message);
    }
    let mut message = String::with_capacity(text.message.len() + 16);
    // Writing to a `String` fails only where a value's own `Display` does; what it wrote stays.
    let _ = write_user_message(error, text, &mut message);
    Cow::Owned(message)
}

/// Writes a user message with the fields of `error` in its placeholders.
pub(crate) fn write_user_message<E: Catalogued + ?Sized>(
    error: &E,
    text: Translation,
    out: &mut dyn Write,
) -> fmt::Result {
    let template = text.message;
    if !has_braces(template) {
        return out.write_str(template);
    }
    let mut received = Received { locale: text.locale, out: &mut *out, written: None };
    error.catalog_fields(&mut received);
    if let Some(written) = received.written {
        return written;
    }
    // The text of another code must not show the fields of this error.
    let fields: &dyn Fn(&mut dyn Fields) =
        if is_own_text(error) { &|fields| error.catalog_fields(fields) } else { &|_| {} };
    fill(template, fields, out)
}

fn is_own_text<E: Catalogued + ?Sized>(error: &E) -> bool {
    error.catalog_text_row().code() == error.catalog_row().code()
}

/// `Display` of a catalogued error: the developer text, or the user message where there is none.
#[doc(hidden)]
pub fn display<E: Catalogued + ?Sized>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut own = OwnText(None);
    error.catalog_fields(&mut own);
    match own.0.or(error.catalog_row().display()).unwrap_or_else(|| text_in(error, None).message) {
        text if has_braces(text) => fill(text, &|fields| error.catalog_fields(fields), f),
        text => f.write_str(text),
    }
}

/// The user message in a locale, or in the registry's first one.
fn text_in<E: Catalogued + ?Sized>(error: &E, locale: Option<&str>) -> Translation {
    let settings = error.catalog_settings();
    let locale = locale.or_else(|| settings.locales.first().copied());
    settings.text_of(error.catalog_text_row(), locale)
}

fn has_braces(template: &str) -> bool {
    template.bytes().any(|byte| byte == b'{' || byte == b'}')
}

/// A template with its placeholders filled; nothing where one of them has no value.
pub(crate) fn filled(template: &str, fields: &dyn Fn(&mut dyn Fields)) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
            Piece::Hole(hole) => {
                let mut value = Value { name: hole.whole, out: &mut out, written: None };
                fields(&mut value);
                value.written?.ok()?;
            }
        }
    }
    Some(out)
}

/// A template with the values of its placeholders' names in them; nothing where one is missing, or where a placeholder wants its value
/// in a format (`{n:.2}`) that a text has no more.
#[cfg_attr(not(any(feature = "validator")), expect(dead_code, reason = "for codes given as text"))]
pub(crate) fn filled_by(template: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
            Piece::Hole(hole) => out.push_str(&value(hole.whole)?),
        }
    }
    Some(out)
}

/// Writes a template. A placeholder asks the error for its one value, so that nothing is kept.
fn fill(template: &str, fields: &dyn Fn(&mut dyn Fields), out: &mut dyn Write) -> fmt::Result {
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.write_str(text)?,
            Piece::Hole(hole) => {
                let mut value = Value { name: hole.whole, out, written: None };
                fields(&mut value);
                match value.written {
                    Some(written) => written?,
                    None => write!(out, "{{{}}}", hole.whole)?,
                }
            }
        }
    }
    Ok(())
}

/// Writes the value of one placeholder when it comes by.
struct Value<'a> {
    name: &'a str,
    out: &'a mut dyn Write,
    written: Option<fmt::Result>,
}

impl Fields for Value<'_> {
    fn placeholder(&mut self, name: &'static str, value: &dyn Display) {
        if self.written.is_none() && name == self.name {
            self.written = Some(write!(self.out, "{value}"));
        }
    }
}

/// Writes the text of another service, where one comes by that is in the same language.
struct Received<'a> {
    locale: &'a str,
    out: &'a mut dyn Write,
    written: Option<fmt::Result>,
}

impl Fields for Received<'_> {
    fn received_message(&mut self, locale: &str, text: &str) {
        if self.written.is_none() && locale.eq_ignore_ascii_case(self.locale) {
            self.written = Some(self.out.write_str(text));
        }
    }
}

/// The developer text that a variant brings of its own.
struct OwnText(Option<&'static str>);

impl Fields for OwnText {
    fn display(&mut self, template: &'static str) {
        self.0 = Some(template);
    }
}
