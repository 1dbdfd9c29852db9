//! Texts with their placeholders filled: what a user reads and what a developer reads.

use core::fmt::{self, Display, Write};
use std::borrow::Cow;

use catalog_specs::template::{Piece, pieces};

use crate::fields::Fields;
use crate::Catalogued;

/// The user message of an error.
pub(crate) fn user_message<'e, E: Catalogued + ?Sized>(error: &'e E, locale: Option<&str>) -> Cow<'e, str> {
    let template = error.catalog_text_row().text_in(locale).message;
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
    let mut filling = Filling { template, out, result: None, own_text: false };
    // The text of another code must not show the fields of this error.
    if is_own_text(error) {
        error.catalog_fields(&mut filling);
    }
    filling.finish()
}

fn is_own_text<E: Catalogued + ?Sized>(error: &E) -> bool {
    error.catalog_text_row().code() == error.catalog_row().code()
}

/// `Display` of a catalogued error: the developer text, or the user message where there is none.
#[doc(hidden)]
pub fn display<E: Catalogued + ?Sized>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let row = error.catalog_row();
    let template = row.display().unwrap_or_else(|| error.catalog_text_row().message());
    let mut filling = Filling { template, out: f, result: None, own_text: true };
    error.catalog_fields(&mut filling);
    filling.finish()
}

fn has_braces(template: &str) -> bool {
    template.bytes().any(|byte| byte == b'{' || byte == b'}')
}

struct Filling<'a> {
    template: &'a str,
    out: &'a mut dyn Write,
    result: Option<fmt::Result>,
    /// Whether a variant's own developer text takes the place of the template.
    own_text: bool,
}

impl Filling<'_> {
    fn fill(&mut self, values: &[(&'static str, &dyn Display)]) -> fmt::Result {
        for piece in pieces(self.template) {
            match piece {
                Piece::Text(text) | Piece::Stray(text) => self.out.write_str(text)?,
                Piece::Hole(hole) => match values.iter().find(|(name, _)| *name == hole.whole) {
                    Some((_, value)) => write!(self.out, "{value}")?,
                    None => write!(self.out, "{{{}}}", hole.whole)?,
                },
            }
        }
        Ok(())
    }

    fn finish(mut self) -> fmt::Result {
        match self.result.take() {
            Some(result) => result,
            None => self.fill(&[]),
        }
    }
}

impl Fields for Filling<'_> {
    fn display(&mut self, template: &'static str) {
        if self.own_text {
            self.template = template;
        }
    }

    fn placeholders(&mut self, values: &[(&'static str, &dyn Display)]) {
        let filled = self.fill(values);
        self.result = Some(filled);
    }
}
