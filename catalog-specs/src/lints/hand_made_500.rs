//! `hand-made-500`: an inner error is answered by hand, without a code and a record.

use syn::spanned::Spanned as _;
use syn::{Expr, ExprMethodCall, Lit};

use super::expressions::{closure_body, for_each_result, is_method, peel};
use super::scope::{Need, Scope};
use crate::lint_table::HAND_MADE_500;

/// The value of a function, a closure or a `return`.
pub(super) fn check_result(result: &Expr, scope: &mut Scope<'_>) {
    for_each_result(result, &mut |leaf, error| {
        check_leaf(leaf, false, &Context { call: None, error }, scope);
    });
}

/// Responses that are built anywhere.
pub(super) fn check_expression(expr: &Expr, scope: &mut Scope<'_>) {
    match expr {
        Expr::MethodCall(call) => check_method(call, scope),
        Expr::Call(call) => {
            let Expr::Path(path) = peel(&call.func) else { return };
            let mut names =
                path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
            let name = names.next().unwrap_or_default();
            let owner = names.next().unwrap_or_default();
            let is_tonic =
                || path.path.segments.len() > 2 || scope.is_imported_from("Status", "tonic");
            let is_response = match (owner.as_str(), name.as_str()) {
                ("HttpResponse", "InternalServerError") | (_, "ErrorInternalServerError") => true,
                ("Status", "internal") => is_tonic(),
                _ => false,
            };
            if is_response {
                report(expr, call.args.first(), &Context::default(), scope);
            }
        }
        _ => {}
    }
}

fn check_method(call: &ExprMethodCall, scope: &mut Scope<'_>) {
    if call.method == "into_response" {
        check_leaf(&call.receiver, true, &Context::default(), scope);
    } else if is_method(call, &["ok_or", "ok_or_else", "map_err", "or_else", "unwrap_or_else"]) {
        for argument in &call.args {
            let value = closure_body(argument).unwrap_or(argument);
            for_each_result(value, &mut |leaf, error| {
                check_leaf(leaf, true, &Context { call: Some(call), error }, scope);
            });
        }
    } else if call.method == "status" && call.args.first().is_some_and(is_500) {
        let mut receiver = peel(&call.receiver);
        while let Expr::MethodCall(call) = receiver {
            receiver = peel(&call.receiver);
        }
        let Expr::Call(root) = receiver else { return };
        let Expr::Path(path) = peel(&root.func) else { return };
        if path.path.segments.last().is_some_and(|last| last.ident == "builder") {
            for argument in &call.args {
                report(argument, None, &Context::default(), scope);
            }
        }
    }
}

/// What is around a response.
#[derive(Default)]
struct Context<'e> {
    /// The call that puts it in the place of an error.
    call: Option<&'e ExprMethodCall>,
    /// The error that its branch binds.
    error: Option<&'e str>,
}

/// One value of a result. `is_response`: it is an error or a response, so that a bare status counts.
fn check_leaf(leaf: &Expr, is_response: bool, context: &Context<'_>, scope: &mut Scope<'_>) {
    match leaf {
        Expr::Paren(inner) => check_leaf(&inner.expr, is_response, context, scope),
        Expr::Try(inner) => check_leaf(&inner.expr, is_response, context, scope),
        Expr::Call(wrapper) => {
            let Expr::Path(path) = peel(&wrapper.func) else { return };
            let is_wrapper =
                path.path.get_ident().is_some_and(|name| name == "Err" || name == "Ok");
            if let (true, Some(inner)) = (is_wrapper, wrapper.args.first()) {
                check_leaf(inner, true, context, scope);
            }
        }
        Expr::Path(_) if is_response && is_500(leaf) => report(leaf, None, context, scope),
        Expr::Tuple(tuple)
            if tuple.elems.len() > 1 && (is_response || scope.returns_response()) =>
        {
            if let Some(status) = tuple.elems.first().filter(|status| is_500(status)) {
                report(status, tuple.elems.last(), context, scope);
            }
        }
        _ => {}
    }
}

fn is_500(status: &Expr) -> bool {
    match peel(status) {
        Expr::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident == "INTERNAL_SERVER_ERROR")
        }
        _ => false,
    }
}

/// `text`: what the response says.
fn report(expr: &Expr, text: Option<&Expr>, context: &Context<'_>, scope: &mut Scope<'_>) {
    let (cure, imports) = match context.call {
        Some(call) => {
            (format!("{}.or_internal()?", scope.written(&call.receiver)), "{Failure, OrFail}")
        }
        None => {
            let cause = cause(text, context.error, scope);
            (format!("Err(Failure::internal({cause}))"), "Failure")
        }
    };
    let values =
        vec![("written", scope.written(expr)), ("cure", cure), ("imports", imports.to_owned())];
    scope.report(&HAND_MADE_500, expr.span(), values, Need::Nothing);
}

/// What the log is to have: the error, or the text of the response.
fn cause(text: Option<&Expr>, error: Option<&str>, scope: &Scope<'_>) -> String {
    let is_text = |text: &&Expr| matches!(peel(text), Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)));
    let error = error.map(str::to_owned).or_else(|| scope.errors().into_iter().next());
    error
        .or_else(|| text.filter(is_text).map(|text| scope.written(text)))
        .unwrap_or_else(|| "\"what failed\"".to_owned())
}
