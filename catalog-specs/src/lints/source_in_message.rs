//! `source-in-message`: the text of an error is sent to the client.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, Member};

use super::expressions::{formats, is_method, peel};
use super::scope::{Need, Scope};
use super::statuses::status;
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
            let Some(needed) = elements.next().and_then(|first| status(first, scope)) else {
                return;
            };
            for element in elements.filter(|element| !is_json(element)) {
                check_sent(element, Need::Statuses(needed.clone()), scope);
            }
        }
        Expr::MethodCall(call)
            if is_method(call, &["body", "json", "message"]) && is_built_response(call) =>
        {
            for argument in call.args.iter().filter(|argument| !is_json(argument)) {
                check_sent(argument, Need::Nothing, scope);
            }
        }
        _ => {}
    }
}

fn check_call(call: &ExprCall, path: &ExprPath, scope: &mut Scope<'_>) {
    let [owner, name] = last_two(&path.path);
    if name == "Json" && is_web_json(path, scope) {
        let whole = Expr::Call(call.clone());
        return check_sent(&whole, Need::Nothing, scope);
    }
    // `Status::not_found(error.to_string())` of tonic.
    let is_status = owner == "Status" && name.starts_with(char::is_lowercase);
    for (at, argument) in call.args.iter().enumerate() {
        if is_status {
            check_sent(argument, Need::Nothing, scope);
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
fn check_sent(value: &Expr, needs: Need, scope: &mut Scope<'_>) {
    if let Some(error) = error_text(value, scope) {
        let values = vec![("error", error), ("target", "the response".to_owned())];
        scope.report(&SOURCE_IN_MESSAGE, value.span(), values, needs);
    }
}

/// Whether an expression is `Json(…)`, which is a response wherever it stands.
fn is_json(expr: &Expr) -> bool {
    let Expr::Call(call) = peel(expr) else { return false };
    let Expr::Path(path) = peel(&call.func) else { return false };
    let [_, name] = last_two(&path.path);
    name == "Json"
}

/// Whether a `Json` is that of a web framework. sqlx and others write one to a database.
fn is_web_json(path: &ExprPath, scope: &Scope<'_>) -> bool {
    const FRAMEWORKS: &[&str] =
        &["actix_web", "axum", "axum_extra", "error_catalog", "poem", "rocket", "salvo", "web"];
    let is_framework = |name: &str| FRAMEWORKS.contains(&name);
    let mut written = path.path.segments.iter().map(|segment| plain(&segment.ident));
    let first = written.next().unwrap_or_default();
    match scope.imports.get(&first).and_then(|imported| imported.first()) {
        Some(imported) => is_framework(imported),
        None if first == "Json" => scope.returns_response(),
        None => is_framework(&first),
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
