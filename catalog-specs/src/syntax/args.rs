//! The first stage: an attribute's tokens, parted at the commas into `key`, `key = value` and
//! `key(...)`. A piece that cannot be read does not hide the ones after it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Lit, LitStr};

use crate::diag::Diag;
use crate::rules;

/// One piece between two commas.
#[derive(Clone)]
pub struct Arg {
    /// What it is about.
    pub key: Key,
    /// What is said of it.
    pub given: Given,
}

/// What stands before `=` or `(`.
#[derive(Clone)]
pub enum Key {
    /// A word, such as `status`.
    Word(Ident),
    /// A text, such as the locale in `"ja" = "…"`.
    Text(LitStr),
}

/// What stands behind a key.
#[derive(Clone)]
pub enum Given {
    /// Nothing: the key alone.
    Nothing,
    /// `= value`, without invisible groups.
    Value(Vec<TokenTree>),
    /// `( … )`.
    List(Group),
}

impl Key {
    /// The word or text.
    pub fn text(&self) -> String {
        match self {
            Self::Word(ident) => super::plain(ident),
            Self::Text(text) => text.value(),
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Word(ident) => ident.span(),
            Self::Text(text) => text.span(),
        }
    }
}

/// Parts the tokens of an attribute or a list; what cannot be read is reported.
pub fn read(tokens: TokenStream, diag: &mut Diag) -> Vec<Arg> {
    split(tokens).into_iter().filter_map(|piece| read_piece(piece, diag)).collect()
}

/// Parts tokens at their commas. Empty pieces are left out, so a trailing comma is no piece.
pub fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut pieces = vec![Vec::new()];
    for token in flatten(tokens) {
        match (&token, pieces.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => pieces.push(Vec::new()),
            (_, Some(piece)) => piece.push(token),
            (_, None) => {}
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Tokens without the invisible groups that `macro_rules!` puts around what it passes on.
pub fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(flatten(group.stream()));
            }
            other => flat.push(other),
        }
    }
    flat
}

fn read_piece(piece: Vec<TokenTree>, diag: &mut Diag) -> Option<Arg> {
    let mut tokens = piece.into_iter();
    let first = tokens.next()?;
    let key = match &first {
        TokenTree::Ident(ident) => Key::Word(ident.clone()),
        TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
            Lit::Str(text) => Key::Text(text),
            _ => return malformed(&first, diag),
        },
        _ => return malformed(&first, diag),
    };
    let given = match tokens.next() {
        None => Given::Nothing,
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
            let value: Vec<_> = tokens.collect();
            if value.is_empty() {
                return malformed(&TokenTree::Punct(punct), diag);
            }
            Given::Value(value)
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => match tokens.next() {
            None => Given::List(group),
            Some(more) => return malformed(&more, diag),
        },
        Some(other) => return malformed(&other, diag),
    };
    Some(Arg { key, given })
}

fn malformed(found: &TokenTree, diag: &mut Diag) -> Option<Arg> {
    diag.report(&rules::MALFORMED, found.span(), &[("found", &found.to_string())]);
    None
}
