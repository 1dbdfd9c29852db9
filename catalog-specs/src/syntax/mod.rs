//! From tokens to the model: how `#[catalog(...)]` is read.
//!
//! The stages, each a file: [`args`] parts an attribute into `key = value`; [`value`] reads what
//! stands behind a key; [`keys`] collects all keys of an item; [`field`] and [`variant`] read what
//! their names say; [`item`] reads the whole, runs the checks and gives the model.

pub mod args;
pub mod field;
pub mod item;
pub mod keys;
pub mod messages;
mod references;
pub mod registry;
pub mod value;
pub mod variant;

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
