//! Texts in a lock: readable in every script, and never able to leave their line or to hide on it.

use core::fmt::Write;

use crate::is_unseen;

/// A text in quotes, as a lock writes it.
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text, &['"', '\\']))
}

/// A text in a report: it stays on its line and hides nothing.
pub(super) fn visible(text: &str) -> String {
    escape(text, &[])
}

/// A code or a name: as it is where that is plain to see, else in quotes.
pub(super) fn name(text: &str) -> String {
    let is_plain = !text.is_empty()
        && !super::sections::SECTIONS.contains(&text)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    if is_plain { text.to_owned() } else { quote(text) }
}

fn escape(text: &str, marks: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if marks.contains(&c) => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) => {
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
    /// At the start of a line.
    pub(super) fn new(line: &'t str) -> Self {
        Self { rest: line.trim() }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }

    /// Whether all is read.
    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes what stands next, if it is this.
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
