//! Message templates with their placeholders filled.

use core::fmt::{self, Display, Write};

use catalog_specs_core::template::{Piece, pieces};

use crate::entry::Translation;
use crate::fields::Fields;

/// Shows the fields of an error.
pub(crate) type Show<'s> = &'s dyn Fn(&mut dyn Fields);

/// Writes a user message with the fields of an error in its placeholders.
///
/// `is_own`: the text belongs to the code of the error. The text of another code must not show its fields.
pub(crate) fn write_message(
    text: Translation,
    is_own: bool,
    show: Show<'_>,
    out: &mut dyn Write,
) -> fmt::Result {
    let template = text.message;
    if !has_braces(template) {
        return out.write_str(template);
    }
    let mut received = Received { locale: text.locale, out: &mut *out, written: None };
    show(&mut received);
    if let Some(written) = received.written {
        return written;
    }
    fill(template, if is_own { show } else { &|_| {} }, out)
}

pub(crate) fn has_braces(template: &str) -> bool {
    template.bytes().any(|byte| byte == b'{' || byte == b'}')
}

/// A template with its placeholders filled; nothing where one of them has no value.
pub(crate) fn filled(template: &str, fields: Show<'_>) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
            Piece::Placeholder(placeholder) => {
                let mut value = Value { name: placeholder.whole, out: &mut out, written: None };
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
            Piece::Placeholder(placeholder) => out.push_str(&value(placeholder.whole)?),
        }
    }
    Some(out)
}

/// Writes a template. A placeholder asks the error for its one value, so that nothing is kept.
pub(crate) fn fill(template: &str, fields: Show<'_>, out: &mut dyn Write) -> fmt::Result {
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.write_str(text)?,
            Piece::Placeholder(placeholder) => {
                let mut value = Value { name: placeholder.whole, out, written: None };
                fields(&mut value);
                match value.written {
                    Some(written) => written?,
                    None => write!(out, "{{{}}}", placeholder.whole)?,
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
