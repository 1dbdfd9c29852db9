//! Where code begins: the lines that a comment above may exempt.

use proc_macro2::Span;
use syn::{Attribute, Expr, Stmt};

/// The lines of the attributes, and of the first token after them.
pub(super) fn lines(attributes: &[Attribute], first: Span) -> Vec<usize> {
    let attributes = attributes.iter().map(|attribute| attribute.pound_token.span.start().line);
    attributes.chain([first.start().line]).collect()
}

/// The first token of an expression, without making its tokens.
pub(super) fn first_span(expr: &Expr) -> Option<Span> {
    let mut expr = expr;
    loop {
        expr = match expr {
            Expr::Assign(inner) => &inner.left,
            Expr::Await(inner) => &inner.base,
            Expr::Binary(inner) => &inner.left,
            Expr::Call(inner) => &inner.func,
            Expr::Cast(inner) => &inner.expr,
            Expr::Field(inner) => &inner.base,
            Expr::Index(inner) => &inner.expr,
            Expr::MethodCall(inner) => &inner.receiver,
            Expr::Try(inner) => &inner.expr,
            Expr::If(inner) => return Some(inner.if_token.span),
            Expr::Match(inner) => return Some(inner.match_token.span),
            Expr::Return(inner) => return Some(inner.return_token.span),
            Expr::Macro(inner) => {
                return inner.mac.path.segments.first().map(|first| first.ident.span());
            }
            Expr::Path(inner) => {
                return inner.path.segments.first().map(|first| first.ident.span());
            }
            Expr::Struct(inner) => {
                return inner.path.segments.first().map(|first| first.ident.span());
            }
            Expr::Infer(inner) => return Some(inner.underscore_token.span),
            Expr::Paren(inner) => return Some(inner.paren_token.span.open()),
            Expr::Tuple(inner) => return Some(inner.paren_token.span.open()),
            Expr::While(inner) => return Some(inner.while_token.span),
            Expr::ForLoop(inner) => return Some(inner.for_token.span),
            Expr::Loop(inner) => return Some(inner.loop_token.span),
            Expr::Block(inner) => return Some(inner.block.brace_token.span.open()),
            _ => return None,
        };
    }
}

/// The first token of a statement; items have their own places.
pub(super) fn first_of_statement(statement: &Stmt) -> Option<Span> {
    match statement {
        Stmt::Local(local) => Some(local.let_token.span),
        Stmt::Expr(expr, _) => first_span(expr),
        Stmt::Macro(statement) => {
            statement.mac.path.segments.first().map(|first| first.ident.span())
        }
        Stmt::Item(_) => None,
    }
}
