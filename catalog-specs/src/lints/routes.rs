//! How routers name the handlers that they call.

use syn::{Attribute, Expr, ExprMethodCall};

use super::expressions::{is_method, peel};
use crate::syntax::plain;

/// The functions and methods that make a route of a handler.
const ROUTING: &[&str] =
    &["any", "delete", "get", "head", "on", "options", "patch", "post", "put", "trace"];

/// The attributes that make a handler of a function.
const ATTRIBUTES: &[&str] =
    &["debug_handler", "delete", "get", "head", "options", "patch", "post", "put", "route"];

/// Whether an attribute makes a function a handler.
pub(super) fn has_route(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| ATTRIBUTES.iter().any(|mark| last.ident == mark))
    })
}

/// The handlers in the arguments of `get(handler)`.
pub(super) fn in_call(call: &syn::ExprCall) -> Vec<String> {
    if is_routing_function(&call.func) { names(call.args.iter()) } else { Vec::new() }
}

/// The handlers in the arguments of `get(a).post(handler)`, `router.fallback(handler)` and `web::get().to(handler)`.
pub(super) fn in_method_call(call: &ExprMethodCall) -> Vec<String> {
    let is_route = is_method(call, &["fallback", "to"])
        || is_method(call, ROUTING) && begins_with_route(&call.receiver);
    if is_route { names(call.args.iter()) } else { Vec::new() }
}

fn names<'a>(arguments: impl Iterator<Item = &'a Expr>) -> Vec<String> {
    let names = arguments.filter_map(|argument| match peel(argument) {
        Expr::Path(path) => path.path.segments.last().map(|last| plain(&last.ident)),
        _ => None,
    });
    names.collect()
}

/// Whether a chain of calls begins with a function such as `get(handler)`.
fn begins_with_route(expr: &Expr) -> bool {
    let mut expr = peel(expr);
    while let Expr::MethodCall(call) = expr {
        expr = peel(&call.receiver);
    }
    matches!(expr, Expr::Call(call) if is_routing_function(&call.func))
}

fn is_routing_function(function: &Expr) -> bool {
    let Expr::Path(path) = peel(function) else { return false };
    path.path.segments.last().is_some_and(|last| ROUTING.iter().any(|known| last.ident == known))
}
