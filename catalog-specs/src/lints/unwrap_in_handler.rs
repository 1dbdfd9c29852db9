//! `unwrap-in-handler`: a handler panics where it could return an error.

use syn::{Expr, ExprCall, ExprMethodCall};

use super::expressions::{is_method, macro_name, peel};
use super::scope::{Need, Scope};
use super::table::UNWRAP_IN_HANDLER;
use crate::syntax::plain;

/// `f().unwrap()`, `f().expect("…")`.
pub(super) fn check_expression(expr: &Expr, scope: &mut Scope<'_>) {
    let Expr::MethodCall(call) = expr else { return };
    let arguments = usize::from(call.method == "expect");
    if !is_method(call, &["expect", "unwrap"]) || call.args.len() != arguments {
        return;
    }
    let Some(function) = scope.functions.last().cloned() else { return };
    if cannot_fail(&call.receiver) {
        return;
    }
    let method = plain(&call.method);
    let value = scope.written(&call.receiver);
    let values = vec![("method", method), ("function", function.name.clone()), ("value", value)];
    scope.report(&UNWRAP_IN_HANDLER, call.method.span(), values, Need::Handler(function));
}

/// Whether a value is known not to fail: a lock, a constant, a number, a response of constants, `write!` to a text.
fn cannot_fail(value: &Expr) -> bool {
    match peel(value) {
        Expr::MethodCall(call) => {
            is_method(call, &["lock", "read", "write"]) && call.args.is_empty()
                || call.method == "parse" && is_constant(&call.receiver)
                || call.method == "try_into"
                || is_method(call, CLOCK_METHODS) && call.args.iter().all(is_constant)
                || is_constant_response(call)
        }
        Expr::Call(call) => is_number_conversion(call) || is_constructor_of_constants(call),
        Expr::Macro(mac) => {
            macro_name(&mac.mac).is_some_and(|name| name == "write" || name == "writeln")
        }
        _ => false,
    }
}

/// Methods that fail for values that no clock has.
const CLOCK_METHODS: &[&str] = &[
    "and_hms_opt",
    "duration_since",
    "with_day",
    "with_hour",
    "with_minute",
    "with_nanosecond",
    "with_second",
];

/// Functions that depend on their arguments only.
const PURE: &[&str] = &[
    "from_bytes",
    "from_hms_opt",
    "from_slice",
    "from_static",
    "from_str",
    "from_timestamp",
    "from_u16",
    "from_utf8",
    "from_ymd_opt",
    "new",
    "parse",
    "try_from",
    "try_new",
];

/// Whether one number becomes another. Most of these cannot fail, and the types are not known.
fn is_number_conversion(call: &ExprCall) -> bool {
    const NUMBERS: &[&str] =
        &["i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8", "usize"];
    let Expr::Path(path) = peel(&call.func) else { return false };
    let mut segments = path.path.segments.iter().rev();
    let (Some(name), Some(owner)) = (segments.next(), segments.next()) else { return false };
    name.ident == "try_from" && NUMBERS.iter().any(|known| owner.ident == known)
}

fn is_constructor_of_constants(call: &ExprCall) -> bool {
    let Expr::Path(path) = peel(&call.func) else { return false };
    let mut segments = path.path.segments.iter().rev();
    let (Some(name), Some(owner)) = (segments.next(), segments.next()) else { return false };
    PURE.iter().any(|known| name.ident == known)
        && owner.ident.to_string().starts_with(char::is_uppercase)
        && !call.args.is_empty()
        && call.args.iter().all(is_constant)
}

fn is_constant(expr: &Expr) -> bool {
    match peel(expr) {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Macro(mac) => macro_name(&mac.mac)
            .is_some_and(|name| ["concat", "env", "include_str"].contains(&name.as_str())),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '_')
        }),
        _ => false,
    }
}

/// Whether `Response::builder()…body(…)` has constant headers only.
fn is_constant_response(call: &ExprMethodCall) -> bool {
    if !is_method(call, &["body", "finish"]) {
        return false;
    }
    let mut receiver = peel(&call.receiver);
    loop {
        receiver = match receiver {
            Expr::MethodCall(call) => {
                let has_values = is_method(call, &["header", "uri"]);
                let is_known = is_method(call, &["extension", "method", "status", "version"]);
                let is_name = |expr: &Expr| {
                    is_constant(expr)
                        || matches!(peel(expr), Expr::Path(path) if path.path.segments.len() > 1)
                };
                if !(is_known || has_values && call.args.iter().all(is_name)) {
                    return false;
                }
                peel(&call.receiver)
            }
            Expr::Call(call) => {
                let Expr::Path(path) = peel(&call.func) else { return false };
                return path.path.segments.last().is_some_and(|last| last.ident == "builder");
            }
            _ => return false,
        };
    }
}
