//! `source-in-message`: the text of an error is sent to the client.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, Member};

use super::expressions::{formats, is_method, peel};
use super::scope::{Need, Scope};
use crate::lint_table::SOURCE_IN_MESSAGE;
use crate::syntax::plain;

/// `UserError::Invalid { reason: error.to_string() }`, `(StatusCode::BAD_REQUEST, error.to_string())`, and the like.
pub(super) fn check_expression(expr: &Expr, scope: &mut Scope<'_>) {
    match expr {
        Expr::Struct(literal) => {
            let [owner, variant] = last_two(&literal.path);
            for field in &literal.fields {
                let name = match &field.member {
                    Member::Named(name) => plain(name),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                check_field(&field.expr, [&owner, &variant, &name], scope);
            }
        }
        Expr::Call(call) => {
            let Expr::Path(path) = peel(&call.func) else { return };
            check_call(call, path, scope);
        }
        Expr::Tuple(tuple) => {
            let mut elements = tuple.elems.iter();
            let is_response = elements.next().is_some_and(is_status);
            if is_response {
                for element in elements {
                    check_sent(element, scope);
                }
            }
        }
        Expr::MethodCall(call)
            if is_method(call, &["body", "json", "message"]) && is_built_response(call) =>
        {
            for argument in &call.args {
                check_sent(argument, scope);
            }
        }
        _ => {}
    }
}

fn check_call(call: &ExprCall, path: &ExprPath, scope: &mut Scope<'_>) {
    let [owner, name] = last_two(&path.path);
    // `Status::not_found(error.to_string())` of tonic.
    let is_status = owner == "Status" && name.starts_with(char::is_lowercase);
    for (at, argument) in call.args.iter().enumerate() {
        if is_status {
            check_sent(argument, scope);
        } else if name.starts_with(char::is_uppercase) {
            check_field(argument, [&owner, &name, &at.to_string()], scope);
        }
    }
}

/// A field of a variant, or of a struct with one code.
fn check_field(value: &Expr, [owner, variant, field]: [&str; 3], scope: &mut Scope<'_>) {
    let Some(error) = error_text(value, scope) else { return };
    let owner_type = scope.owner_name(owner);
    let values = vec![("error", error), ("target", format!("`{field}` of `{variant}`"))];
    let of_variant = [owner_type, variant.to_owned(), field.to_owned()];
    let of_struct = [scope.owner_name(variant), String::new(), field.to_owned()];
    let needs = Need::Detail([of_variant, of_struct]);
    scope.report(&SOURCE_IN_MESSAGE, value.span(), values, needs);
}

/// A part of a response that is made by hand.
fn check_sent(value: &Expr, scope: &mut Scope<'_>) {
    if let Some(error) = error_text(value, scope) {
        let values = vec![("error", error), ("target", "the response".to_owned())];
        scope.report(&SOURCE_IN_MESSAGE, value.span(), values, Need::Nothing);
    }
}

/// The error whose text an expression has.
fn error_text(value: &Expr, scope: &Scope<'_>) -> Option<String> {
    // Most expressions name no error.
    let errors = scope.errors();
    if errors.is_empty() {
        return None;
    }
    let tokens = value.to_token_stream();
    errors.into_iter().find(|error| has_text(tokens.clone(), error))
}

/// Whether tokens have `error.to_string()` or `format!("{error}")`.
fn has_text(tokens: TokenStream, error: &str) -> bool {
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let word = |ahead: usize| match tokens.get(at + ahead) {
                Some(TokenTree::Ident(word)) => plain(word),
                Some(TokenTree::Punct(sign)) => sign.as_char().to_string(),
                _ => String::new(),
            };
            match token {
                TokenTree::Ident(name) if plain(name) == error => {
                    let is_field = at > 0
                        && matches!(tokens.get(at - 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '.');
                    if !is_field && word(1) == "." && word(2) == "to_string" {
                        return true;
                    }
                }
                TokenTree::Ident(name) if name == "format" && word(1) == "!" => {
                    if let Some(TokenTree::Group(group)) = tokens.get(at + 2) {
                        if formats(group.stream(), error) {
                            return true;
                        }
                    }
                }
                TokenTree::Group(group) => open.push(group.stream()),
                _ => {}
            }
        }
    }
    false
}

fn is_status(expr: &Expr) -> bool {
    match peel(expr) {
        Expr::Path(path) => {
            let [owner, name] = last_two(&path.path);
            owner == "StatusCode" && name.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// Whether a chain of calls begins with `HttpResponse::BadRequest()` or `Response::builder()`.
fn is_built_response(call: &ExprMethodCall) -> bool {
    let mut receiver = peel(&call.receiver);
    while let Expr::MethodCall(call) = receiver {
        receiver = peel(&call.receiver);
    }
    let Expr::Call(call) = receiver else { return false };
    let Expr::Path(path) = peel(&call.func) else { return false };
    let [owner, name] = last_two(&path.path);
    owner == "HttpResponse" || owner == "Response" && name == "builder"
}

/// The last two names of a path; the first may be empty.
fn last_two(path: &syn::Path) -> [String; 2] {
    let mut segments = path.segments.iter().rev().map(|segment| plain(&segment.ident));
    let last = segments.next().unwrap_or_default();
    [segments.next().unwrap_or_default(), last]
}
