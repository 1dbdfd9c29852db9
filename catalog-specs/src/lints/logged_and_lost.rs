//! `logged-and-lost`: a function logs an error, and returns `false` or `None` in its place.

use syn::{Block, Expr, Lit, Macro, Stmt};

use super::expressions::{closure_body, is_method, macro_name, peel};
use super::scope::{Need, Scope};
use crate::lint_table::LOGGED_AND_LOST;
use crate::syntax::plain;

/// `Err(error) => { error!("{error}"); false }`, `if let Err(error) = f() { error!("{error}"); return None; }`.
///
/// `is_result`: the value of the block is that of the function.
pub(super) fn check_block(block: &Block, is_result: bool, scope: &mut Scope<'_>) {
    let Some(returns) = lossy_result(scope) else { return };
    let is_lost = match block.stmts.last() {
        Some(Stmt::Expr(Expr::Return(value), _)) => {
            !scope.is_in_closure() && value.expr.as_deref().is_some_and(is_nothing)
        }
        Some(Stmt::Expr(value, None)) => is_result && is_nothing(value),
        _ => false,
    };
    if !is_lost {
        return;
    }
    let logging = block.stmts.iter().find_map(|statement| {
        let mac = match statement {
            Stmt::Macro(statement) => &statement.mac,
            Stmt::Expr(Expr::Macro(statement), _) => &statement.mac,
            _ => return None,
        };
        is_logging(mac).then_some(mac).filter(|mac| scope.error_in(&mac.tokens).is_some())
    });
    if let Some(mac) = logging {
        report(mac, returns, scope);
    }
}

/// `f().inspect_err(|error| error!("{error}")).ok()` as the value of a function.
pub(super) fn check_result(value: &Expr, scope: &mut Scope<'_>) {
    let Some(returns) = lossy_result(scope) else { return };
    let Expr::MethodCall(call) = peel(value) else { return };
    if !is_method(call, &["is_ok", "ok"]) {
        return;
    }
    let Expr::MethodCall(before) = peel(&call.receiver) else { return };
    if !is_method(before, &["inspect_err", "map_err"]) {
        return;
    }
    let body = before.args.first().and_then(closure_body);
    let mac = match body {
        Some(Expr::Macro(mac)) => Some(&mac.mac),
        Some(Expr::Block(block)) => {
            block.block.stmts.iter().find_map(|statement| match statement {
                Stmt::Macro(statement) => Some(&statement.mac),
                Stmt::Expr(Expr::Macro(mac), _) => Some(&mac.mac),
                _ => None,
            })
        }
        _ => None,
    };
    if let Some(mac) = mac.filter(|mac| is_logging(mac)) {
        report(mac, returns, scope);
    }
}

fn report(mac: &Macro, returns: &'static str, scope: &mut Scope<'_>) {
    let Some(function) = scope.functions.last() else { return };
    let values = vec![
        ("function", function.name.clone()),
        ("returns", returns.to_owned()),
        ("macro", macro_name(mac).unwrap_or_default()),
    ];
    let span = mac.path.segments.last().map_or(mac.bang_token.span, |last| last.ident.span());
    scope.report(&LOGGED_AND_LOST, span, values, Need::Nothing);
}

/// `bool` or `Option`, if the function returns one of them and no trait asks for it.
fn lossy_result(scope: &Scope<'_>) -> Option<&'static str> {
    let function = scope.functions.last().filter(|function| !function.is_of_trait)?;
    match function.returns.as_ref()?.name.as_str() {
        "bool" => Some("bool"),
        "Option" => Some("Option"),
        _ => None,
    }
}

/// Whether a macro logs at the level of failures. A warning says that the function has dealt with the error.
fn is_logging(mac: &Macro) -> bool {
    macro_name(mac).is_some_and(|name| name == "error")
}

/// `false` or `None`.
fn is_nothing(value: &Expr) -> bool {
    match peel(value) {
        Expr::Lit(literal) => matches!(&literal.lit, Lit::Bool(value) if !value.value),
        Expr::Path(path) => {
            path.path.segments.last().is_some_and(|last| plain(&last.ident) == "None")
        }
        _ => false,
    }
}
