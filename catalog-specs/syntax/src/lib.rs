//! Reads `#[catalog(...)]` and `catalog!` from tokens.
//!
//! The stages, each a file: [`args`] parts an attribute into `key = value`; [`value`] reads what stands behind a key;
//! [`keys`] collects all keys of an item; [`field`] and [`item`] read the rest into what was
//! [declared](crate::declared). The [rules](crate::rules) judge that, and [`build`] makes the rows of it.

pub mod args;
pub mod build;
pub mod field;
pub mod item;
pub mod keys;
pub mod messages;
pub mod registry;
mod thiserror;
pub mod value;

use proc_macro2::Span;

use crate::declared::At;

/// A value with the span it was read from.
pub type Spanned<T> = At<T, Span>;

/// The name of an identifier without `r#`.
pub(crate) fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(text)
}

/// Tokens as a person would have written them, for types in documents.
pub(crate) fn written(tokens: &impl quote::ToTokens) -> String {
    let mut text = String::new();
    for piece in tokens.to_token_stream().to_string().split(' ') {
        let glued = text.is_empty()
            || piece.starts_with(['<', '>', ',', ':', ')', ']', ';'])
            || text.ends_with(['<', ':', '(', '[', '&', '\'']);
        if !glued {
            text.push(' ');
        }
        text.push_str(piece);
    }
    text
}
