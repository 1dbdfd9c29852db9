//! Texts in a lock: readable in every script; line breaks and invisible characters are escaped.

use core::fmt::Write;

use crate::is_invisible;

/// A text in quotes.
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text, &['"', '\\']))
}

/// A text on one line without invisible characters.
pub(super) fn visible(text: &str) -> String {
    escape(text, &[])
}

/// A code or a name, in quotes if it has other characters than plain ones or starts a section.
pub(super) fn quote_if_needed(text: &str) -> String {
    let is_plain = !text.is_empty()
        && !super::sections::SECTIONS.contains(&text)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    if is_plain { text.to_owned() } else { quote(text) }
}

/// A word of a shell command, in quotes if it has other characters than plain ones.
#[doc(hidden)]
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", visible(text).replace('\'', r"'\''"))
}

fn escape(text: &str, marks: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if marks.contains(&c) => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Reads a line from left to right.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(line: &'t str) -> Self {
        Self { rest: line.trim() }
    }

    /// The unread rest of the line.
    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Consumes `mark` if it is next.
    pub(super) fn take(&mut self, mark: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(mark) else { return false };
        self.rest = rest.trim_start();
        true
    }

    /// A word without quotes.
    pub(super) fn word(&mut self) -> Option<&'t str> {
        let end = |c: char| c.is_whitespace() || matches!(c, '"' | '=' | '/');
        let length = self.rest.find(end).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest.trim_start();
        Some(word).filter(|word| !word.is_empty())
    }

    /// A word, or a text in quotes.
    pub(super) fn name(&mut self) -> Option<String> {
        if self.rest.starts_with('"') {
            return self.quoted();
        }
        self.word().map(ToOwned::to_owned)
    }

    /// A text in quotes.
    pub(super) fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest.strip_prefix('"')?.chars();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(escaped(&mut characters)?),
                c => text.push(c),
            }
        }
        self.rest = characters.as_str().trim_start();
        Some(text)
    }
}

fn escaped(characters: &mut core::str::Chars<'_>) -> Option<char> {
    Some(match characters.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        c @ ('"' | '\\') => c,
        'u' => {
            let (digits, rest) = characters.as_str().strip_prefix('{')?.split_once('}')?;
            *characters = rest.chars();
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
        }
        _ => return None,
    })
}
