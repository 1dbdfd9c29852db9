//! The number of a JSON-RPC error: `jsonrpc = -32041`.

use proc_macro2::{Literal, TokenTree};
use syn::Lit;

use crate::Spanned;
use crate::diag::Diag;
use crate::value::{Reader, meant};
use catalog_specs_core::jsonrpc;

/// Reads the number.
pub(super) fn read(reader: &Reader<'_>, diag: &mut Diag) -> Option<Spanned<i32>> {
    let number = match reader.tokens() {
        [TokenTree::Literal(literal)] => number("", literal),
        [TokenTree::Punct(sign), TokenTree::Literal(literal)] if sign.as_char() == '-' => {
            number("-", literal)
        }
        _ => None,
    };
    if let Some(number) = number.filter(|number| jsonrpc::is_number(*number)) {
        return Some(Spanned::new(number, reader.span()));
    }
    match meant_number(reader) {
        Some(meant) => {
            let cure = format!("write `jsonrpc = {meant}`");
            reader.refuse_for(jsonrpc::NUMBERS, &cure, diag)
        }
        None => reader.refuse(jsonrpc::NUMBERS, diag),
    }
}

/// The number in quotes, or with the suffix of a type.
fn meant_number(reader: &Reader<'_>) -> Option<i32> {
    let sign = match reader.tokens() {
        [TokenTree::Punct(sign), ..] if sign.as_char() == '-' => "-",
        _ => "",
    };
    let texts = meant::texts(reader.arg);
    let [text] = texts.as_slice() else { return None };
    let number = format!("{sign}{}", text.trim()).parse().ok();
    number.filter(|number| jsonrpc::is_number(*number))
}

fn number(sign: &str, literal: &Literal) -> Option<i32> {
    match Lit::new(literal.clone()) {
        Lit::Int(number) if !meant::has_suffix(&number) => {
            format!("{sign}{}", number.base10_digits()).parse().ok()
        }
        _ => None,
    }
}
