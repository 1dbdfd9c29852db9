//! Texts with their placeholders filled: what a user reads and what a developer reads.

use core::fmt::{self, Display, Write};
use std::borrow::Cow;

use catalog_specs::template::{Piece, pieces};

use crate::Catalogued;
use crate::fields::Fields;

/// The user message of an error.
pub(crate) fn user_message<'e, E: Catalogued + ?Sized>(
    error: &'e E,
    locale: Option<&str>,
) -> Cow<'e, str> {
    let template = template(error, locale);
    if !has_braces(template) {
        return Cow::Borrowed(template);
    }
    let mut text = String::with_capacity(template.len() + 16);
    // Writing to a `String` fails only where a value's own `Display` does; what it wrote stays.
    let _ = write_user_message(error, template, &mut text);
    Cow::Owned(text)
}

/// Writes a user message with the fields of `error` in its placeholders.
pub(crate) fn write_user_message<E: Catalogued + ?Sized>(
    error: &E,
    template: &str,
    out: &mut dyn Write,
) -> fmt::Result {
    if !has_braces(template) {
        return out.write_str(template);
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
    match own.0.or(error.catalog_row().display()).unwrap_or_else(|| template(error, None)) {
        text if has_braces(text) => fill(text, &|fields| error.catalog_fields(fields), f),
        text => f.write_str(text),
    }
}

/// The user message in a locale, or in the registry's first one.
fn template<E: Catalogued + ?Sized>(error: &E, locale: Option<&str>) -> &'static str {
    let locale = locale.or_else(|| error.catalog_settings().locales.first().copied());
    error.catalog_text_row().text_in(locale).message
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

/// The developer text that a variant brings of its own.
struct OwnText(Option<&'static str>);

impl Fields for OwnText {
    fn display(&mut self, template: &'static str) {
        self.0 = Some(template);
    }
}
