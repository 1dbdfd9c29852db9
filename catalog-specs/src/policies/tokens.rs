//! The words and signs of a condition.

use core::ops::Range;

/// A word or a sign with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    /// The text, without the quotes.
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name, a number or a word of a vocabulary.
    Word,
    /// A text in quotes.
    Text,
    /// An operator or a parenthesis.
    Sign,
    /// A quote without its end, or another character.
    Odd,
}

/// The longest signs first.
const SIGNS: [&str; 12] = ["<=", ">=", "!=", "==", "&&", "||", "=", "<", ">", "(", ")", "!"];

/// Splits a condition.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, skip, length, after) = next(rest);
        let start = at + skip;
        if let (Some(kind), Some(part)) = (kind, text.get(start..start + length)) {
            // The place of a text includes its quotes.
            found.push(Token { kind, text: part, range: at..at + skip + length + after });
        }
        at += skip + length + after;
    }
    found
}

/// The first token of a text: its kind, and the bytes before it, of it and after it.
fn next(text: &str) -> (Option<TokenKind>, usize, usize, usize) {
    let first = text.chars().next().unwrap_or(' ');
    if first.is_whitespace() {
        return (None, 0, first.len_utf8(), 0);
    }
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return (Some(TokenKind::Sign), 0, sign.len(), 0);
    }
    if matches!(first, '"' | '\'') {
        return match text.get(1..).and_then(|rest| rest.find(first)) {
            Some(length) => (Some(TokenKind::Text), 1, length, 1),
            None => (Some(TokenKind::Odd), 0, text.len(), 0),
        };
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    match text.find(|c| !is_word(c)).unwrap_or(text.len()) {
        0 => (Some(TokenKind::Odd), 0, first.len_utf8(), 0),
        length => (Some(TokenKind::Word), 0, length, 0),
    }
}
