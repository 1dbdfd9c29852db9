//! What a value of the wrong kind was meant to be, so that a cure keeps what the user wrote.

use core::time::Duration;

use proc_macro2::{Delimiter, TokenTree};
use syn::{Lit, LitInt};

use crate::args::{Arg, Given, flatten};
use catalog_specs_core::{guess_duration, nearest, parse_duration, status};

/// The tokens behind a key, out of the parentheses of a list.
fn value(arg: &Arg) -> Vec<TokenTree> {
    match &arg.given {
        Given::Value(value) => value.clone(),
        Given::List(group) => flatten(group.stream()),
        Given::Nothing | Given::Unreadable => Vec::new(),
    }
}

/// The literals in tokens, however they are wrapped: `("x")`, `["x"]`, `String::from("x")`.
fn literals(tokens: &[TokenTree]) -> Vec<Lit> {
    let literals = |token: &TokenTree| match token {
        TokenTree::Literal(literal) => vec![Lit::new(literal.clone())],
        TokenTree::Group(group) => literals(&flatten(group.stream())),
        TokenTree::Ident(_) | TokenTree::Punct(_) => Vec::new(),
    };
    tokens.iter().flat_map(literals).collect()
}

/// The text of a literal, as it is written where that is no string.
fn literal_text(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Str(text) => Some(text.value()),
        Lit::ByteStr(bytes) => String::from_utf8(bytes.value()).ok(),
        Lit::Char(c) => Some(c.value().to_string()),
        Lit::Int(number) => Some(number.to_string()),
        Lit::Float(number) => Some(number.to_string()),
        // `'it is'` is what other languages write; the compiler does not take it for a character.
        other => {
            let written = quote::ToTokens::to_token_stream(other).to_string();
            let inside = written.strip_prefix('\'')?.strip_suffix('\'')?;
            Some(inside.to_owned())
        }
    }
}

/// The last word of a path such as `StatusCode::NOT_FOUND`; what it is called with does not count.
fn last_word(tokens: &[TokenTree]) -> Option<String> {
    tokens.iter().rev().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(crate::plain(ident)),
        _ => None,
    })
}

/// The text that was meant: `'x'`, `("x")`, `1.2`, `concat!("a", "b")`, `word`, `a.b`.
pub(crate) fn text(arg: &Arg) -> Option<String> {
    let tokens = value(arg);
    let texts: Vec<_> = literals(&tokens).iter().filter_map(literal_text).collect();
    match (texts.as_slice(), tokens.as_slice()) {
        ([], [TokenTree::Ident(word)]) => Some(crate::plain(word)),
        // Words with signs between them, such as `a/b.json` or `v2.0`: nothing that is called.
        ([], [TokenTree::Ident(_), rest @ ..]) if rest.iter().all(is_part_of_text) => {
            Some(tokens.iter().map(ToString::to_string).collect())
        }
        ([only], _) => Some(only.clone()),
        (_, [TokenTree::Ident(name), ..]) if name == "concat" => Some(texts.concat()),
        _ => None,
    }
}

/// Whether a token can stand in a text that lacks its quotes; a path of Rust is none.
fn is_part_of_text(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(sign) => !matches!(sign.as_char(), ':' | '!' | '='),
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
        TokenTree::Group(_) => false,
    }
}

/// The texts of a list that was meant: those in quotes, and the bare words.
pub(crate) fn texts(arg: &Arg) -> Vec<String> {
    fn collect(tokens: &[TokenTree], texts: &mut Vec<String>) {
        for token in tokens {
            match token {
                TokenTree::Literal(literal) => {
                    texts.extend(literal_text(&Lit::new(literal.clone())));
                }
                TokenTree::Ident(word) => texts.push(crate::plain(word)),
                TokenTree::Group(group) => collect(&flatten(group.stream()), texts),
                TokenTree::Punct(_) => {}
            }
        }
    }
    let mut texts = Vec::new();
    collect(&value(arg), &mut texts);
    texts
}

/// The status that was meant: `"410 Gone"`, `"conflict"`, `StatusCode::NOT_FOUND`, `404u16`.
pub(super) fn status(arg: &Arg) -> Option<u16> {
    let tokens = value(arg);
    let texts = literals(&tokens).iter().filter_map(literal_text).collect::<Vec<_>>();
    let words = texts.into_iter().chain(last_word(&tokens));
    words.into_iter().find_map(|word| status::guess(word.rsplit("::").next().unwrap_or_default()))
}

/// The word of a vocabulary that was meant: `Level::Info`, `("x")`, `info`, a number of gRPC, the 1 of `P1`.
pub(crate) fn word<'w>(arg: &Arg, words: &[&'w str]) -> Option<&'w str> {
    let tokens = value(arg);
    let texts = literals(&tokens).iter().filter_map(literal_text).collect::<Vec<_>>();
    let mut meant = texts.into_iter().chain(last_word(&tokens));
    meant.find_map(|text| {
        let near = nearest(text.rsplit("::").next().unwrap_or_default(), words.iter().copied());
        near.or_else(|| numbered(&text, words))
    })
}

/// The only word that ends in the number of a text: `P1` for `1` and `SEV1`.
pub(super) fn numbered<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let end = |word: &str| word.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let number = end(text);
    let mut fitting = words.iter().filter(|word| !number.is_empty() && end(word) == number);
    fitting.next().copied().filter(|_| fitting.next().is_none())
}

/// The number that was meant: `"3"`, `3u8`, `3.0`.
pub(crate) fn number(arg: &Arg) -> Option<u32> {
    let tokens = value(arg);
    let [literal] = literals(&tokens).try_into().ok().filter(|_| !is_negative(&tokens))?;
    match &literal {
        Lit::Int(number) => number.base10_parse().ok(),
        Lit::Str(text) => text.value().trim().parse().ok(),
        Lit::Float(number) => {
            let (whole, fraction) = number.base10_digits().split_once('.')?;
            whole.parse().ok().filter(|_| fraction.chars().all(|digit| digit == '0'))
        }
        _ => None,
    }
}

fn is_negative(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(sign), ..] if sign.as_char() == '-')
}

/// The duration that was meant: `30s`, `"30 seconds"`, `Duration::from_millis(500)`.
pub(crate) fn duration(arg: &Arg) -> Option<Duration> {
    let tokens = value(arg);
    let [literal] = literals(&tokens).try_into().ok().filter(|_| !is_negative(&tokens))?;
    let text = literal_text(&literal)?;
    let unit = match last_word(&tokens).as_deref() {
        Some(word) if word.ends_with("millis") => "ms",
        Some(word) if word.ends_with("mins") => "m",
        Some(word) if word.ends_with("hours") => "h",
        _ => "",
    };
    parse_duration(&text).or_else(|| guess_duration(&format!("{text}{unit}")))
}

/// What stands in brackets or braces behind `=`, as a list: `= ["x"]`, `= { a = "x" }`.
pub(crate) fn list(arg: &Arg) -> Option<String> {
    match value(arg).as_slice() {
        [TokenTree::Group(group)]
            if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Bracket) =>
        {
            Some(crate::written(&group.stream()))
        }
        _ => None,
    }
}

/// Whether a number has a suffix, which is no part of its value: `30s`, `404u16`.
pub(crate) fn has_suffix(number: &LitInt) -> bool {
    !number.suffix().is_empty()
}

/// The cure for a value behind a word that is switched on by standing there.
pub(crate) fn switch(arg: &Arg) -> String {
    let is_off = text(arg).is_some_and(|text| matches!(text.as_str(), "false" | "no"));
    if is_off { "remove it".to_owned() } else { format!("write `{}`", arg.key.text()) }
}
