//! Message templates with their placeholders filled.

use core::fmt::{self, Display, Write};

use catalog_specs_core::template::{Pieces, Unread, next_brace, pieces};

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
    Filler::new(template, Purpose::Message { is_own, locale: text.locale }, out).fill(show)
}

#[inline]
pub(crate) fn has_braces(template: &str) -> bool {
    next_brace(template) < template.len()
}

/// A template with its placeholders filled; nothing where one of them has no value.
pub(crate) fn filled(template: &str, show: Show<'_>) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    Filler::new(template, Purpose::Complete, &mut out).fill(show).ok()?;
    Some(out)
}

/// A template with the values of its placeholders' names in them; nothing where one is missing, or where a placeholder wants its value
/// in a format (`{n:.2}`) that a text has no more.
#[cfg(any(feature = "garde", feature = "validator"))]
pub(crate) fn filled_by(template: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 16);
    let mut pieces = pieces(template);
    while let Some(piece) = pieces.next_unread() {
        match piece {
            Unread::Text(text) | Unread::Stray(text) => out.push_str(text),
            Unread::Placeholder(name) => out.push_str(&value(name)?),
        }
    }
    Some(out)
}

/// Writes the developer text of an error: the template, or that of its variant where it has another.
pub(crate) fn write_display(template: &str, show: Show<'_>, out: &mut dyn Write) -> fmt::Result {
    Filler::new(template, Purpose::Display, out).fill(show)
}

/// Writes a template while the fields of an error come by: in one pass where they come in the order of the template. A field
/// is never kept.
struct Filler<'a> {
    pieces: Pieces<'a>,
    /// The placeholder whose value is to come. `None` before the start, and at the end.
    pending: Option<&'a str>,
    has_started: bool,
    out: &'a mut dyn Write,
    written: fmt::Result,
    /// The number of values so far.
    count: usize,
    purpose: Purpose<'a>,
}

/// What a template is written for.
#[derive(Clone, Copy)]
enum Purpose<'a> {
    /// A developer text: that of the variant replaces the template.
    Display,
    /// A user message. That of another code must not show the fields of the error. A text of another service in the same
    /// language replaces it.
    Message { is_own: bool, locale: &'a str },
    /// A text without gaps: a missing value is an error.
    Complete,
}

impl<'a> Filler<'a> {
    fn new(template: &'a str, purpose: Purpose<'a>, out: &'a mut dyn Write) -> Self {
        Self {
            pieces: pieces(template),
            pending: None,
            has_started: false,
            out,
            written: Ok(()),
            count: 0,
            purpose,
        }
    }

    fn fill(mut self, show: Show<'_>) -> fmt::Result {
        loop {
            let before = self.count;
            show(&mut self);
            self.start();
            let Some(name) = self.pending else { return self.written };
            if self.count == before {
                if let Purpose::Complete = self.purpose {
                    return Err(fmt::Error);
                }
                self.written = write!(self.out, "{{{name}}}");
                self.advance();
            }
        }
    }

    fn start(&mut self) {
        if !self.has_started {
            self.has_started = true;
            self.advance();
        }
    }

    /// Writes the text up to the next placeholder.
    fn advance(&mut self) {
        self.pending = None;
        while self.written.is_ok() {
            match self.pieces.next_unread() {
                Some(Unread::Text(text) | Unread::Stray(text)) => {
                    self.written = self.out.write_str(text);
                }
                Some(Unread::Placeholder(name)) => {
                    self.pending = Some(name);
                    return;
                }
                None => return,
            }
        }
    }
}

impl Fields for Filler<'_> {
    fn display(&mut self, template: &'static str) {
        if matches!(self.purpose, Purpose::Display) && !self.has_started {
            self.pieces = pieces(template);
        }
    }

    fn placeholder(&mut self, name: &'static str, value: &dyn Display) {
        if let Purpose::Message { is_own: false, .. } = self.purpose {
            return;
        }
        self.start();
        if self.pending == Some(name) {
            self.count += 1;
            self.written = write!(self.out, "{value}");
            self.advance();
        }
    }

    fn received_message(&mut self, locale: &str, text: &str) {
        match self.purpose {
            Purpose::Message { locale: own, .. }
                if own.eq_ignore_ascii_case(locale) && !self.has_started =>
            {
                self.has_started = true;
                self.written = self.out.write_str(text);
            }
            _ => {}
        }
    }
}
