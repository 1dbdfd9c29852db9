//! What tokens say, and where.

use catalog_specs_core::declared::At;
use proc_macro2::Span;

/// A value with the span it was read from.
pub type Spanned<T> = At<T, Span>;

/// The name of an identifier without `r#`.
pub fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(text)
}

/// Tokens as a person would have written them, for types in documents.
pub fn written(tokens: &impl quote::ToTokens) -> String {
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
