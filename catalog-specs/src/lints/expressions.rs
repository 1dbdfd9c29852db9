//! Questions about expressions that several lints ask.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Block, Expr, ExprMethodCall, Macro, Pat, Stmt};

use super::patterns::names_of;
use crate::syntax::plain;

/// The expression without parentheses and references. An awaited value is another one.
pub(super) fn without_parentheses(expr: &Expr) -> &Expr {
    let mut expr = expr;
    loop {
        expr = match expr {
            Expr::Paren(inner) => &inner.expr,
            Expr::Group(inner) => &inner.expr,
            Expr::Reference(inner) => &inner.expr,
            _ => return expr,
        };
    }
}

/// The expression without parentheses, references and `.await`.
pub(super) fn peel(expr: &Expr) -> &Expr {
    let mut expr = expr;
    loop {
        expr = match expr {
            Expr::Paren(inner) => &inner.expr,
            Expr::Group(inner) => &inner.expr,
            Expr::Reference(inner) => &inner.expr,
            Expr::Await(inner) => &inner.base,
            _ => return expr,
        };
    }
}

/// The name of a called method.
pub(super) fn is_method(call: &ExprMethodCall, names: &[&str]) -> bool {
    names.iter().any(|name| call.method == name)
}

/// The name that a pattern binds as a whole.
pub(super) fn name_of_pattern(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident) => Some(plain(&ident.ident)),
        Pat::Type(typed) => name_of_pattern(&typed.pat),
        Pat::Reference(reference) => name_of_pattern(&reference.pat),
        Pat::Paren(paren) => name_of_pattern(&paren.pat),
        _ => None,
    }
}

/// Whether a closure ignores its parameter: `|_| 0`, `|_error| 0` or `|error| 0`.
pub(super) fn ignores_parameter(closure: &Expr) -> bool {
    let Expr::Closure(inner) = peel(closure) else { return false };
    let mut inputs = inner.inputs.iter();
    match (inputs.next(), inputs.next()) {
        (Some(Pat::Wild(_)), None) => true,
        (Some(input), None) => name_of_pattern(input).is_some_and(|name| {
            let body = quote::ToTokens::to_token_stream(&inner.body);
            !mentions(body, &name)
        }),
        _ => false,
    }
}

/// Whether tokens have a name, also as `{name}` in a text.
pub(super) fn mentions(tokens: TokenStream, name: &str) -> bool {
    let mut open = vec![tokens.into_iter()];
    while let Some(level) = open.last_mut() {
        match level.next() {
            Some(TokenTree::Ident(ident)) if plain(&ident) == name => return true,
            Some(TokenTree::Literal(literal)) if has_placeholder(&literal.to_string(), name) => {
                return true;
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => {
                open.pop();
            }
        }
    }
    false
}

/// Whether the arguments of `format!` write an error itself, not a part of it.
pub(super) fn formats(arguments: TokenStream, error: &str) -> bool {
    let tokens: Vec<_> = arguments.into_iter().collect();
    let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == '.');
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Literal(literal) => has_placeholder(&literal.to_string(), error),
        TokenTree::Ident(name) if plain(name) == error => {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let is_text = || matches!(tokens.get(at + 2), Some(TokenTree::Ident(method)) if method == "to_string");
            !is_dot(before) && (!is_dot(tokens.get(at + 1)) || is_text())
        }
        _ => false,
    })
}

/// Whether the text of a literal has `{name}` or `{name:…}`.
pub(super) fn has_placeholder(literal: &str, name: &str) -> bool {
    literal.match_indices('{').any(|(at, _)| {
        let rest = literal.get(at + 1..).unwrap_or_default();
        rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(['}', ':']))
    })
}

/// The last name of a macro.
pub(super) fn macro_name(mac: &Macro) -> Option<String> {
    mac.path.segments.last().map(|last| plain(&last.ident))
}

/// The body of a closure.
pub(super) fn closure_body(closure: &Expr) -> Option<&Expr> {
    match peel(closure) {
        Expr::Closure(closure) => Some(&closure.body),
        _ => None,
    }
}

/// Calls `visit` with each expression that can be the value of an expression: the ends of blocks, branches and arms. With
/// it the error that the branch or arm binds.
pub(super) fn for_each_result<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Expr, Option<&str>)) {
    let mut open: Vec<(&Expr, Option<String>)> = vec![(expr, None)];
    while let Some((expr, error)) = open.pop() {
        match expr {
            Expr::Paren(inner) => open.push((&inner.expr, error)),
            Expr::Group(inner) => open.push((&inner.expr, error)),
            Expr::Block(inner) => open.extend(last_value(&inner.block).map(|end| (end, error))),
            Expr::Unsafe(inner) => open.extend(last_value(&inner.block).map(|end| (end, error))),
            Expr::If(inner) => {
                let bound = match &*inner.cond {
                    Expr::Let(condition) => error_of(&condition.pat),
                    _ => None,
                };
                let then = last_value(&inner.then_branch);
                open.extend(then.map(|end| (end, bound.or_else(|| error.clone()))));
                open.extend(inner.else_branch.as_ref().map(|(_, end)| (&**end, error)));
            }
            Expr::Match(inner) => open.extend(inner.arms.iter().map(|arm| {
                let bound = error_of(&arm.pat).or_else(|| error.clone());
                (&*arm.body, bound)
            })),
            other => visit(other, error.as_deref()),
        }
    }
}

/// The error that a pattern binds.
fn error_of(pattern: &Pat) -> Option<String> {
    names_of(pattern).into_iter().find(|(_, is_error)| *is_error).map(|(name, _)| name)
}

/// The blocks whose value is that of an expression, as [`for_each_result`] goes through them.
pub(super) fn result_blocks(block: &Block) -> Vec<&Block> {
    let mut blocks = vec![block];
    let mut open: Vec<&Expr> = last_value(block).into_iter().collect();
    while let Some(expr) = open.pop() {
        let inner = match expr {
            Expr::Paren(inner) => {
                open.push(&inner.expr);
                continue;
            }
            Expr::Block(inner) => &inner.block,
            Expr::Unsafe(inner) => &inner.block,
            Expr::If(inner) => {
                open.extend(inner.else_branch.as_ref().map(|(_, otherwise)| &**otherwise));
                &inner.then_branch
            }
            Expr::Match(inner) => {
                open.extend(inner.arms.iter().map(|arm| &*arm.body));
                continue;
            }
            _ => continue,
        };
        blocks.push(inner);
        open.extend(last_value(inner));
    }
    blocks
}

/// The value of a block.
pub(super) fn last_value(block: &Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(Stmt::Expr(expr, None)) => Some(expr),
        _ => None,
    }
}
