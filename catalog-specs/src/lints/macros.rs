//! The expressions and statements in the tokens of a macro call.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Stmt, Token};

use crate::syntax::nesting;

/// A readable part of a macro call.
pub(super) enum Part {
    Expressions(Vec<Expr>),
    Statements(Vec<Stmt>),
}

/// Deeper tokens are not parsed. The tokens of a macro are inside other code, so that the stack must be enough for both.
const MAX_DEPTH: usize = 100;

/// What can be read in the tokens of a macro: all of it as arguments, or the code in its braces.
pub(super) fn parts(tokens: &TokenStream) -> Vec<Part> {
    if nesting::find_too_deep(tokens.clone(), MAX_DEPTH).is_some() {
        return Vec::new();
    }
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
    if let Ok(arguments) = arguments.parse2(tokens.clone()) {
        return vec![Part::Expressions(arguments.into_iter().collect())];
    }
    if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
        return vec![Part::Statements(statements)];
    }
    let mut parts = Vec::new();
    for token in tokens.clone() {
        // `select! { value = future => { … } }`
        if let TokenTree::Group(group) = token {
            let inner = self::parts(&group.stream());
            if group.delimiter() == Delimiter::Brace || group.delimiter() == Delimiter::Parenthesis
            {
                parts.extend(inner);
            }
        }
    }
    parts
}
