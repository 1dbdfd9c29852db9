//! Values that a condition has tested: after `if list.is_empty() { return … }`, `list.first().unwrap()` does not fail.

use syn::{BinOp, Block, Expr, Member, Pat, Stmt};

use super::expressions::{is_method, without_parentheses};
use crate::syntax::plain;

/// A value with what a condition has asked about it.
#[derive(Debug)]
pub(super) struct Tested {
    /// As it is written: `list`, `self.token`.
    value: String,
    asked: Asked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// `is_some` and the like.
    Presence,
    /// `is_empty`, `contains_key` and the like.
    Content,
    /// `Regex::is_match`.
    Format,
}

const PRESENCE: &[&str] =
    &["is_err", "is_none", "is_none_or", "is_ok", "is_ok_and", "is_some", "is_some_and"];

const CONTENT: &[&str] = &[
    "contains",
    "contains_key",
    "ends_with",
    "is_char_boundary",
    "is_empty",
    "len",
    "starts_with",
];

/// Methods that give the same value.
const SAME: &[&str] =
    &["as_deref", "as_mut", "as_ref", "clone", "cloned", "copied", "take", "to_owned"];

/// Methods whose `None` a question about the content excludes.
const PARTS: &[&str] = &[
    "find",
    "first",
    "first_mut",
    "get",
    "get_mut",
    "last",
    "last_mut",
    "max",
    "max_by_key",
    "min",
    "min_by_key",
    "next",
    "next_back",
    "pop",
    "pop_back",
    "pop_first",
    "pop_front",
    "pop_last",
    "remove",
    "rfind",
    "split_first",
    "split_last",
    "split_once",
    "strip_prefix",
    "strip_suffix",
];

/// The values that a condition asks about.
pub(super) fn tested(condition: &Expr) -> Vec<Tested> {
    let mut found = Vec::new();
    let mut open = vec![condition];
    while let Some(expr) = open.pop() {
        match without_parentheses(expr) {
            Expr::Unary(not) => open.push(&not.expr),
            Expr::Let(inner) => found.extend(tested_by_pattern(&inner.pat, &inner.expr)),
            Expr::Binary(binary) => open.extend([&*binary.left, &*binary.right]),
            Expr::MethodCall(call) => {
                let (asked, about) = if is_method(call, PRESENCE) {
                    (Asked::Presence, Some(&*call.receiver))
                } else if is_method(call, CONTENT) {
                    (Asked::Content, Some(&*call.receiver))
                } else if call.method == "is_match" {
                    (Asked::Format, call.args.first())
                } else {
                    continue;
                };
                let value = about.and_then(value);
                found.extend(value.map(|value| Tested { value, asked }));
            }
            _ => {}
        }
    }
    found
}

/// The value that a pattern such as `Some(_)` has asked about.
pub(super) fn tested_by_pattern(pattern: &Pat, about: &Expr) -> Option<Tested> {
    let Pat::TupleStruct(pattern) = pattern else { return None };
    let last = pattern.path.segments.last()?;
    let value = (last.ident == "Some" || last.ident == "Ok").then(|| value(about)).flatten()?;
    Some(Tested { value, asked: Asked::Presence })
}

/// Whether a value is there because of what was asked before.
pub(super) fn is_there(expr: &Expr, tests: &[Tested]) -> bool {
    if tests.is_empty() {
        return false;
    }
    let mut methods = Vec::new();
    let mut expr = without_parentheses(expr);
    while let Expr::MethodCall(call) = expr {
        methods.push(call);
        expr = without_parentheses(&call.receiver);
    }
    let Some(origin) = value(expr) else { return false };
    tests.iter().filter(|test| test.value == origin).any(|test| match test.asked {
        Asked::Presence => methods.iter().all(|call| is_method(call, SAME)),
        Asked::Content => methods.first().is_some_and(|call| is_method(call, PARTS)),
        Asked::Format => methods.first().is_some_and(|call| call.method == "parse"),
    })
}

/// Whether an operator evaluates its right side only after a test on the left.
pub(super) const fn is_conditional(operator: &BinOp) -> bool {
    matches!(operator, BinOp::And(_) | BinOp::Or(_))
}

/// Whether the code after a block runs only if the block did not.
pub(super) fn leaves(block: &Block) -> bool {
    match block.stmts.last() {
        Some(Stmt::Expr(expr, _)) => match expr {
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
            Expr::Try(inner) => is_error(&inner.expr),
            _ => false,
        },
        Some(Stmt::Macro(statement)) => {
            let name = statement.mac.path.segments.last().map(|last| plain(&last.ident));
            name.is_some_and(|name| matches!(name.as_str(), "bail" | "panic" | "unreachable"))
        }
        _ => false,
    }
}

/// Whether a block sets a value that was tested: `if x.is_none() { x = Some(1); }`.
pub(super) fn sets(block: &Block, tests: &[Tested]) -> bool {
    block.stmts.iter().any(|statement| {
        let Stmt::Expr(Expr::Assign(assign), _) = statement else { return false };
        let left = match without_parentheses(&assign.left) {
            Expr::Unary(dereferenced) => &dereferenced.expr,
            left => left,
        };
        value(left).is_some_and(|set| {
            tests.iter().any(|test| test.asked == Asked::Presence && test.value == set)
        })
    })
}

/// `Err(…)`, in `Err(…)?`.
fn is_error(expr: &Expr) -> bool {
    let Expr::Call(call) = without_parentheses(expr) else { return false };
    matches!(without_parentheses(&call.func), Expr::Path(path) if path.path.is_ident("Err"))
}

/// A name with its fields, as it is written.
fn value(expr: &Expr) -> Option<String> {
    let mut fields = Vec::new();
    let mut expr = without_parentheses(expr);
    while let Expr::Field(field) = expr {
        fields.push(match &field.member {
            Member::Named(name) => plain(name),
            Member::Unnamed(index) => index.index.to_string(),
        });
        expr = without_parentheses(&field.base);
    }
    let Expr::Path(path) = expr else { return None };
    let mut value = plain(path.path.get_ident()?);
    for field in fields.iter().rev() {
        value.push('.');
        value.push_str(field);
    }
    Some(value)
}
