//! `unwrap-in-handler`: a handler panics where it could return an error.

use syn::{Expr, ExprCall, ExprMethodCall, Lit};

use super::checked::is_there;
use super::constant::{content, is_constant};
use super::expressions::{is_method, macro_name, peel, without_parentheses};
use super::scope::{Content, Need, Scope};
use crate::lint_table::UNWRAP_IN_HANDLER;
use crate::syntax::plain;

/// `f().unwrap()`, `f().expect("…")`.
pub(super) fn check_expression(expr: &Expr, scope: &mut Scope<'_>) {
    let Expr::MethodCall(call) = expr else { return };
    let arguments = usize::from(call.method == "expect");
    if !is_method(call, &["expect", "unwrap"]) || call.args.len() != arguments {
        return;
    }
    if !call.args.iter().all(is_text) {
        return;
    }
    let Some(function) = scope.functions.last().cloned() else { return };
    let is_safe = cannot_fail(&call.receiver, scope)
        || is_constant_lookup(&call.receiver, scope)
        || is_there(&call.receiver, &scope.tested);
    if is_safe {
        return;
    }
    let method = plain(&call.method);
    let value = scope.written(&call.receiver);
    let values = vec![("method", method), ("function", function.name.clone()), ("value", value)];
    scope.report(&UNWRAP_IN_HANDLER, call.method.span(), values, Need::Handler(function));
}

/// Whether an argument may be the text of a panic. `expect` is a method of many parsers, which take a token.
fn is_text(argument: &Expr) -> bool {
    match without_parentheses(argument) {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Str(_)),
        Expr::Macro(mac) => {
            macro_name(&mac.mac).is_some_and(|name| ["concat", "format"].contains(&name.as_str()))
        }
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::MethodCall(call) => is_method(call, &["as_ref", "as_str"]),
        _ => false,
    }
}

/// Whether a value is known not to fail: a lock, a constant, a number, a response of known headers, `write!` to a text.
fn cannot_fail(value: &Expr, scope: &Scope<'_>) -> bool {
    match peel(value) {
        Expr::MethodCall(call) => {
            is_method(call, &["lock", "read", "write"]) && call.args.is_empty()
                || call.method == "parse" && is_constant(&call.receiver)
                || call.method == "try_into"
                || is_method(call, CLOCK_METHODS) && call.args.iter().all(is_constant)
                || is_known_response(call, scope)
                || is_first_of_split(call)
                || is_call_of_literal(call)
        }
        Expr::Call(call) => {
            is_number_conversion(call)
                || is_constructor_of_constants(call)
                || is_known_header(call, scope)
                || is_json_value(call)
        }
        Expr::Macro(mac) => {
            macro_name(&mac.mac).is_some_and(|name| name == "write" || name == "writeln")
        }
        _ => false,
    }
}

/// Whether `state.files.get("icon.png")` looks for a constant in what the service was started with.
fn is_constant_lookup(value: &Expr, scope: &Scope<'_>) -> bool {
    // Whatever is awaited comes from elsewhere.
    let Expr::MethodCall(call) = without_parentheses(value) else { return false };
    call.method == "get"
        && !call.args.is_empty()
        && call.args.iter().all(is_constant)
        && matches!(without_parentheses(&call.receiver), Expr::Field(_))
        && content(&call.receiver, scope) == Content::Constant
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

/// Modules and types with small names whose functions depend on their arguments only.
const PURE_MODULES: &[&str] = &["char", "serde_json", "str"];

/// Functions that depend on their arguments only. `get` is that of embedded files.
const PURE: &[&str] = &[
    "from_bytes",
    "from_digit",
    "from_hms_opt",
    "from_slice",
    "from_static",
    "from_str",
    "from_timestamp",
    "from_u16",
    "from_utf8",
    "from_ymd_opt",
    "get",
    "new",
    "parse",
    "try_from",
    "try_new",
];

/// Whether `text.split(',').next()` is taken: a split text has one part at least.
fn is_first_of_split(call: &ExprMethodCall) -> bool {
    let Expr::MethodCall(split) = without_parentheses(&call.receiver) else { return false };
    is_method(call, &["last", "next", "next_back"])
        && is_method(split, &["rsplit", "split"])
        && !split.args.is_empty()
}

/// Whether methods with constant arguments are called on a literal, such as `"abc".chars().next()`: always with one result.
fn is_call_of_literal(call: &ExprMethodCall) -> bool {
    let mut call = call;
    while call.args.iter().all(is_constant) {
        match without_parentheses(&call.receiver) {
            Expr::MethodCall(inner) => call = inner,
            Expr::Lit(_) => return true,
            Expr::Array(array) => return array.elems.iter().all(is_constant),
            _ => return false,
        }
    }
    false
}

/// Whether a value of `json!` is written, whose keys are texts.
fn is_json_value(call: &ExprCall) -> bool {
    let Some([owner, name]) = owner_and_name(call) else { return false };
    let is_json = |argument: &Expr| match without_parentheses(argument) {
        Expr::Macro(mac) => macro_name(&mac.mac).is_some_and(|name| name == "json"),
        _ => false,
    };
    owner == "serde_json" && name.starts_with("to_") && call.args.iter().all(is_json)
}

/// Whether one number becomes another. Most of these cannot fail, and the types are not known.
fn is_number_conversion(call: &ExprCall) -> bool {
    const NUMBERS: &[&str] =
        &["i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8", "usize"];
    let Some([owner, name]) = owner_and_name(call) else { return false };
    name == "try_from" && NUMBERS.contains(&owner.as_str())
}

fn is_constructor_of_constants(call: &ExprCall) -> bool {
    let Some([owner, name]) = owner_and_name(call) else { return false };
    PURE.contains(&name.as_str())
        && (owner.starts_with(char::is_uppercase) || PURE_MODULES.contains(&owner.as_str()))
        && !call.args.is_empty()
        && call.args.iter().all(is_constant)
}

/// Whether a text that is known becomes the value of a header.
fn is_known_header(call: &ExprCall, scope: &Scope<'_>) -> bool {
    let Some([owner, name]) = owner_and_name(call) else { return false };
    owner == "HeaderValue"
        && matches!(name.as_str(), "from_bytes" | "from_maybe_shared" | "from_str" | "try_from")
        && call.args.iter().all(|argument| content(argument, scope) != Content::Unknown)
}

fn owner_and_name(call: &ExprCall) -> Option<[String; 2]> {
    let Expr::Path(path) = peel(&call.func) else { return None };
    let mut segments = path.path.segments.iter().rev();
    let name = plain(&segments.next()?.ident);
    Some([plain(&segments.next()?.ident), name])
}

/// Whether the headers of `Response::builder()…body(…)` are known.
fn is_known_response(call: &ExprMethodCall, scope: &Scope<'_>) -> bool {
    if !is_method(call, &["body", "finish"]) {
        return false;
    }
    let is_name = |expr: &Expr| {
        matches!(peel(expr), Expr::Path(path) if path.path.segments.len() > 1)
            || content(expr, scope) != Content::Unknown
    };
    let mut receiver = peel(&call.receiver);
    loop {
        receiver = match receiver {
            Expr::MethodCall(call) => {
                let has_values = is_method(call, &["header", "uri"]);
                let is_known = is_method(call, &["extension", "method", "status", "version"]);
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
