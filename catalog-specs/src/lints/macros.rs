//! The expressions and statements in the tokens of a macro call.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Macro, Stmt, Token};

use super::expressions::macro_name;
use crate::syntax::nesting;

/// A readable part of a macro call.
pub(super) enum Part {
    Expressions(Vec<Expr>),
    Statements(Vec<Stmt>),
}

/// Macros whose tokens are code for another place, or text.
const TEMPLATES: &[&str] =
    &["parse_quote", "parse_quote_spanned", "quote", "quote_spanned", "stringify"];

/// Whether the tokens of a macro are not run where they stand.
pub(super) fn is_template(mac: &Macro) -> bool {
    macro_name(mac).is_some_and(|name| TEMPLATES.contains(&name.as_str()))
}

/// The condition of an `assert!`.
pub(super) fn asserted<'p>(mac: &Macro, parts: &'p [Part]) -> Option<&'p Expr> {
    let is_assertion =
        macro_name(mac).is_some_and(|name| name == "assert" || name == "debug_assert");
    match parts.first() {
        Some(Part::Expressions(arguments)) if is_assertion => arguments.first(),
        _ => None,
    }
}

/// Deeper tokens are not parsed. The tokens of a macro are inside other code, so that the stack must be enough for both.
const MAX_DEPTH: usize = 100;

/// Why the tokens of a macro are not read.
pub(super) const TOO_DEEP: &str = "its tokens are nested more than 100 deep";

/// What can be read in the tokens of a macro: all of it as arguments, or the code in its braces. `None`: it is too deep.
pub(super) fn parts(tokens: &TokenStream) -> Option<Vec<Part>> {
    if nesting::find_too_deep(tokens.clone(), MAX_DEPTH).is_some() {
        return None;
    }
    let mut found = Vec::new();
    let mut open = vec![tokens.clone()];
    while let Some(tokens) = open.pop() {
        match part(&tokens) {
            Some(part) => found.push(part),
            // `select! { value = future => { … } }`
            None => {
                let groups = tokens.into_iter().filter_map(|token| match token {
                    TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => {
                        Some(group.stream())
                    }
                    _ => None,
                });
                let at = open.len();
                open.extend(groups);
                if let Some(later) = open.get_mut(at..) {
                    later.reverse();
                }
            }
        }
    }
    Some(found)
}

/// All tokens as arguments or as statements.
fn part(tokens: &TokenStream) -> Option<Part> {
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
    if let Ok(arguments) = arguments.parse2(tokens.clone()) {
        return Some(Part::Expressions(arguments.into_iter().collect()));
    }
    Block::parse_within.parse2(tokens.clone()).ok().map(Part::Statements)
}
