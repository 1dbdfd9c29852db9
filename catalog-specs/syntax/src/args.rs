//! The first stage: an attribute's tokens, parted at the commas into `key`, `key = value` and
//! `key(...)`. A piece that cannot be read does not hide the ones after it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Lit, LitStr};

use crate::diag::Diag;
use catalog_specs_core::rules;

/// One piece between two commas.
#[derive(Clone)]
pub struct Arg {
    /// What it is about.
    pub key: ArgKey,
    /// What is said of it.
    pub given: Given,
}

/// What stands before `=` or `(`.
#[derive(Clone)]
pub enum ArgKey {
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
    /// A value that could not be read. It was reported, and is not reported again.
    Unreadable,
}

impl ArgKey {
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

impl Arg {
    /// The whole piece as it was written, to quote it in a cure.
    pub fn written(&self) -> String {
        let key = match &self.key {
            ArgKey::Word(ident) => ident.to_string(),
            ArgKey::Text(text) => format!("{:?}", text.value()),
        };
        match &self.given {
            Given::Value(value) => format!(
                "{key} = {}",
                super::written(&value.iter().cloned().collect::<TokenStream>())
            ),
            Given::List(group) => format!("{key}({})", super::written(&group.stream())),
            Given::Nothing | Given::Unreadable => key,
        }
    }
}

/// Parts the tokens of an attribute or a list; what cannot be read is reported.
pub fn read(tokens: TokenStream, diag: &mut Diag) -> Vec<Arg> {
    let mut args = Vec::new();
    for mut piece in parted(tokens, diag) {
        while let Some((at, word)) = missing_comma(&piece) {
            diag.report(&rules::MISSING_COMMA, word.span(), &[("found", &word.to_string())]);
            let rest = piece.split_off(at);
            args.extend(read_piece(piece, diag));
            piece = rest;
        }
        args.extend(read_piece(piece, diag));
    }
    args
}

/// A word after a value or a list starts a new piece: no value has two words.
fn missing_comma(piece: &[TokenTree]) -> Option<(usize, Ident)> {
    let mut in_value = false;
    let mut may_end = false;
    for (at, token) in piece.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if may_end => return Some((at, word.clone())),
            TokenTree::Ident(_) | TokenTree::Literal(_) => may_end = in_value,
            TokenTree::Group(group) => may_end = group.delimiter() == Delimiter::Parenthesis,
            TokenTree::Punct(punct) => {
                in_value |= punct.as_char() == '=';
                may_end = false;
            }
        }
    }
    None
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

/// As [`split`], and what parts nothing, or is no comma, is reported.
pub fn parted(tokens: TokenStream, diag: &mut Diag) -> Vec<Vec<TokenTree>> {
    let mut pieces: Vec<Vec<TokenTree>> = vec![Vec::new()];
    let mut is_told = false;
    for token in flatten(tokens) {
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        if !matches!(sign, ',' | ';') {
            is_told = false;
            if let Some(piece) = pieces.last_mut() {
                piece.push(token);
            }
            continue;
        }
        let parts_nothing = pieces.last().is_none_or(Vec::is_empty);
        if (sign == ';' || parts_nothing) && !is_told {
            let cure = if parts_nothing { "remove it" } else { "write `,`" };
            malformed(&token, cure, diag);
            is_told = true;
        }
        if !parts_nothing {
            pieces.push(Vec::new());
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
        TokenTree::Ident(ident) => ArgKey::Word(ident.clone()),
        TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
            Lit::Str(text) => ArgKey::Text(text),
            _ => return Some(unreadable(&first, diag)),
        },
        _ => return Some(unreadable(&first, diag)),
    };
    let value: Vec<_> = tokens.collect();
    let given = match value.as_slice() {
        [] => Given::Nothing,
        [TokenTree::Punct(sign), TokenTree::Punct(arrow), _, ..]
            if sign.as_char() == '=' && arrow.as_char() == '>' =>
        {
            let values = [("found", "=>"), ("cure", "write `=` for `=>`")];
            diag.report(&rules::MALFORMED, sign.span(), &values);
            Given::Unreadable
        }
        [TokenTree::Punct(sign), _, ..] if sign.as_char() == '=' => {
            Given::Value(value.into_iter().skip(1).collect())
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            Given::List(group.clone())
        }
        [TokenTree::Group(group), more, ..] if group.delimiter() == Delimiter::Parenthesis => {
            malformed(more, FORM, diag)
        }
        // A path is no key; the words of it are none either.
        [TokenTree::Punct(colon), TokenTree::Punct(second), ..]
            if colon.as_char() == ':' && second.as_char() == ':' =>
        {
            return Some(unreadable(&first, diag));
        }
        [sign @ TokenTree::Punct(colon), meant @ ..]
            if colon.as_char() == ':' && !meant.is_empty() =>
        {
            malformed(sign, &meant_as(&key, meant), diag)
        }
        [literal @ TokenTree::Literal(_)] => malformed(literal, &meant_as(&key, &value), diag),
        [other, ..] => malformed(other, FORM, diag),
    };
    Some(Arg { key, given })
}

/// How pieces are written, where nothing better can be said.
pub(super) const FORM: &str = "write `key = value` or `key(...)`, separated by commas: `#[catalog(code = \"AUTH_TOKEN_EXPIRED\", status = 401)]`";

/// A piece without a key; its key is empty, which no reader looks up.
fn unreadable(found: &TokenTree, diag: &mut Diag) -> Arg {
    let given = malformed(found, FORM, diag);
    Arg { key: ArgKey::Text(LitStr::new("", found.span())), given }
}

fn malformed(found: &TokenTree, cure: &str, diag: &mut Diag) -> Given {
    diag.report(&rules::MALFORMED, found.span(), &[("found", &found.to_string()), ("cure", cure)]);
    Given::Unreadable
}

fn meant_as(key: &ArgKey, value: &[TokenTree]) -> String {
    format!("write `{}`", Arg { key: key.clone(), given: Given::Value(value.to_vec()) }.written())
}
