//! How routers name the handlers that they call.

use syn::{Attribute, Expr, ExprCall, ExprClosure, ExprMethodCall};

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

/// Whether a call makes a route, as `get(handler)` does.
pub(super) fn is_route(call: &ExprCall) -> bool {
    is_routing_function(&call.func)
}

/// Whether a call makes a route, as `get(a).post(handler)`, `router.fallback(handler)` and `web::get().to(handler)` do.
pub(super) fn is_method_route(call: &ExprMethodCall) -> bool {
    is_method(call, &["fallback", "to"])
        || is_method(call, ROUTING) && begins_with_route(&call.receiver)
}

/// An argument that is a handler itself: `get(|| async { … })`.
pub(super) fn inline(argument: &Expr) -> Option<&ExprClosure> {
    match peel(argument) {
        Expr::Closure(closure)
            if closure.asyncness.is_some() || matches!(peel(&closure.body), Expr::Async(_)) =>
        {
            Some(closure)
        }
        _ => None,
    }
}

/// The functions among the arguments of a route.
pub(super) fn names<'a>(arguments: impl IntoIterator<Item = &'a Expr>) -> Vec<String> {
    let names = arguments.into_iter().filter_map(|argument| match peel(argument) {
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
