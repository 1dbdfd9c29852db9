//! Goes through the words of a statement.

use super::name::Name;
use crate::constraint::kept_name;
use crate::sql::{Token, TokenKind};

/// The words of a statement, or of a part of it, that are not read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t>(pub(super) &'t [Token]);

impl<'t> Cursor<'t> {
    pub(super) fn line(&self) -> usize {
        self.0.first().map_or(1, |token| token.line)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes a keyword, if it is the next.
    pub(super) fn takes(&mut self, keyword: &str) -> bool {
        let is_next = self.0.first().is_some_and(|token| token.is(keyword));
        if is_next {
            self.skip();
        }
        is_next
    }

    /// Takes several keywords, if they are the next.
    pub(super) fn takes_all(&mut self, keywords: &[&str]) -> bool {
        let are_next = keywords.len() <= self.0.len()
            && self.0.iter().zip(keywords).all(|(token, keyword)| token.is(keyword));
        if are_next {
            self.0 = self.0.get(keywords.len()..).unwrap_or_default();
        }
        are_next
    }

    /// Whether the keywords stand somewhere in the rest.
    pub(super) fn has_all(self, keywords: &[&str]) -> bool {
        (0..self.0.len()).any(|at| Cursor(self.0.get(at..).unwrap_or_default()).takes_all(keywords))
    }

    /// Takes any of the keywords, as often as they come.
    pub(super) fn skip_all(&mut self, keywords: &[&str]) {
        while keywords.iter().any(|keyword| self.takes(keyword)) {}
    }

    pub(super) fn takes_sign(&mut self, sign: char) -> bool {
        let is_next = self.0.first().is_some_and(|token| token.is_sign(sign));
        if is_next {
            self.skip();
        }
        is_next
    }

    /// Takes a name as the database keeps it; of `schema.table`, the last part.
    pub(super) fn name(&mut self) -> Option<String> {
        self.qualified().map(|name| name.own)
    }

    /// Takes a name as the database keeps it, with its schema if it has one.
    pub(super) fn qualified(&mut self) -> Option<Name> {
        let mut name = Name { schema: None, own: self.part_of_name()? };
        while self.takes_sign('.') {
            name = Name { schema: Some(name.own), own: self.part_of_name()? };
        }
        Some(name)
    }

    fn part_of_name(&mut self) -> Option<String> {
        let name = self.0.first()?.name()?;
        self.skip();
        Some(kept_name(name).to_owned())
    }

    /// Takes a text, if it is the next.
    pub(super) fn text(&mut self) -> Option<&'t str> {
        let Some(Token { kind: TokenKind::Text(text), .. }) = self.0.first() else { return None };
        self.skip();
        Some(text)
    }

    /// Takes what stands in parentheses, if they are the next.
    pub(super) fn parenthesized(&mut self) -> Option<Cursor<'t>> {
        if !self.takes_sign('(') {
            return None;
        }
        let end = self.end_of_level(')');
        let (inside, after) = self.0.split_at(end);
        self.0 = after.get(1..).unwrap_or_default();
        Some(Cursor(inside))
    }

    /// The parts between commas, at this level.
    pub(super) fn parts(mut self) -> Vec<Cursor<'t>> {
        let mut parts = Vec::new();
        while !self.is_empty() {
            let end = self.end_of_level(',');
            let (part, after) = self.0.split_at(end);
            parts.push(Cursor(part));
            self.0 = after.get(1..).unwrap_or_default();
        }
        parts
    }

    /// Where the sign stands, outside of inner parentheses.
    fn end_of_level(&self, sign: char) -> usize {
        let mut open = 0_usize;
        for (at, token) in self.0.iter().enumerate() {
            match token.kind {
                TokenKind::Sign(found) if found == sign && open == 0 => return at,
                TokenKind::Sign('(') => open += 1,
                TokenKind::Sign(')') => open = open.saturating_sub(1),
                _ => {}
            }
        }
        self.0.len()
    }

    pub(super) fn skip(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }
}
