//! `swallowed-result`: a catalogued error is discarded.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprIf, ExprMatch, Pat, Stmt};

use super::expressions::{ignores_parameter, is_method, peel};
use super::scope::{Need, Scope};
use crate::lint_table::SWALLOWED_RESULT;
use crate::syntax::plain;

/// Methods that give a value in place of any error.
const DISCARDING: &[&str] = &["ok", "unwrap_or", "unwrap_or_default"];

/// `let _ = f();`, `_ = f();`, `drop(f());`.
pub(super) fn check_statement(statement: &Stmt, scope: &mut Scope<'_>) {
    match statement {
        Stmt::Local(local) => {
            let is_ignored = match &local.pat {
                Pat::Wild(_) => true,
                Pat::Type(typed) => matches!(&*typed.pat, Pat::Wild(_)),
                _ => false,
            };
            if let Some(init) = local.init.as_ref().filter(|_| is_ignored) {
                check_discarded(&init.expr, local.let_token.span, scope);
            }
        }
        Stmt::Expr(Expr::Assign(assign), _) => {
            if let Expr::Infer(left) = &*assign.left {
                check_discarded(&assign.right, left.underscore_token.span, scope);
            }
        }
        Stmt::Expr(Expr::Call(call), Some(_)) => {
            let Expr::Path(path) = peel(&call.func) else { return };
            let is_drop = path.path.segments.last().is_some_and(|last| last.ident == "drop");
            if let (true, Some(argument)) = (is_drop, call.args.first()) {
                check_discarded(argument, path.span(), scope);
            }
        }
        _ => {}
    }
}

/// `f().ok()`, `f().unwrap_or_default()`, `if let Ok(value) = f() {}`, `match f() { Ok(_) => …, Err(_) => {} }`.
pub(super) fn check_expression(expr: &Expr, scope: &mut Scope<'_>) {
    match expr {
        Expr::MethodCall(call) => {
            let discards = is_method(call, DISCARDING)
                || is_method(call, &["unwrap_or_else"])
                    && call.args.first().is_some_and(ignores_parameter);
            if discards {
                check_discarded(&call.receiver, call.method.span(), scope);
            }
        }
        Expr::If(ExprIf { cond, else_branch: None, .. }) => {
            let Expr::Let(condition) = &**cond else { return };
            if is_variant(&condition.pat, "Ok") {
                check_discarded(&condition.expr, condition.let_token.span, scope);
            }
        }
        Expr::Match(ExprMatch { expr, arms, .. }) => {
            let ignoring = arms.iter().find(|arm| {
                is_variant(&arm.pat, "Err") && ignores_content(&arm.pat) && is_nothing(&arm.body)
            });
            if let Some(arm) = ignoring {
                check_discarded(expr, arm.pat.span(), scope);
            }
        }
        _ => {}
    }
}

/// Reports a discarded result, if a function with a catalogued error returns it.
fn check_discarded(result: &Expr, span: Span, scope: &mut Scope<'_>) {
    let call = called(result);
    let Some(function) = name(call) else { return };
    let Some(called) = scope.called(call) else { return };
    let call = scope.written(result);
    let values = vec![("function", function), ("call", call)];
    scope.report(&SWALLOWED_RESULT, span, values, Need::Catalogued(called));
}

/// The call whose error a chain of calls still has.
fn called(result: &Expr) -> &Expr {
    /// Methods that keep the error as it is.
    const KEEPING: &[&str] = &["as_mut", "as_ref", "cloned", "copied", "map"];
    let mut expr = peel(result);
    while let Expr::MethodCall(call) = expr {
        if !is_method(call, KEEPING) {
            break;
        }
        expr = peel(&call.receiver);
    }
    expr
}

fn name(call: &Expr) -> Option<String> {
    match call {
        Expr::Call(call) => match peel(&call.func) {
            Expr::Path(path) => path.path.segments.last().map(|last| plain(&last.ident)),
            _ => None,
        },
        Expr::MethodCall(call) => Some(plain(&call.method)),
        _ => None,
    }
}

fn is_variant(pattern: &Pat, name: &str) -> bool {
    match pattern {
        Pat::TupleStruct(pattern) => {
            pattern.path.segments.last().is_some_and(|last| last.ident == name)
        }
        Pat::Paren(inner) => is_variant(&inner.pat, name),
        _ => false,
    }
}

/// Whether a pattern such as `Err(_)` ignores what is inside.
fn ignores_content(pattern: &Pat) -> bool {
    match pattern {
        Pat::TupleStruct(pattern) => {
            pattern.elems.iter().all(|inner| matches!(inner, Pat::Wild(_) | Pat::Rest(_)))
        }
        Pat::Paren(inner) => ignores_content(&inner.pat),
        _ => false,
    }
}

/// Whether an arm does nothing: `{}` or `()`.
fn is_nothing(body: &Expr) -> bool {
    match body {
        Expr::Block(block) => block.block.stmts.is_empty(),
        Expr::Tuple(tuple) => tuple.elems.is_empty(),
        _ => false,
    }
}
