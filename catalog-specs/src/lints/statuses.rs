//! Which expressions are statuses of a response.

use syn::Expr;

use super::declared::Called;
use super::expressions::{for_each_result, is_method, peel};
use super::scope::{LocalKind, Scope};
use super::types::STATUS;
use crate::syntax::plain;

/// Whether an expression is a status: nothing if it is none, else the functions that must return one for it to be.
pub(super) fn status(expr: &Expr, scope: &Scope<'_>) -> Option<Vec<Called>> {
    let mut all = Some(Vec::new());
    let mut is_any = false;
    for_each_result(expr, &mut |leaf, _| {
        // `return` and `?` in a branch give no value.
        if matches!(leaf, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_)) {
            return;
        }
        is_any = true;
        let needed = status_of_leaf(leaf, scope);
        all = all.take().zip(needed).map(|(all, needed)| all.into_iter().chain(needed).collect());
    });
    all.filter(|_| is_any)
}

fn status_of_leaf(leaf: &Expr, scope: &Scope<'_>) -> Option<Vec<Called>> {
    let mut leaf = peel(leaf);
    // `StatusCode::from_u16(…).unwrap_or(…)`
    while let Expr::MethodCall(call) = leaf {
        if !is_method(
            call,
            &["expect", "unwrap", "unwrap_or", "unwrap_or_default", "unwrap_or_else"],
        ) {
            break;
        }
        leaf = peel(&call.receiver);
    }
    match leaf {
        Expr::Path(path) => {
            if let Some(name) = path.path.get_ident() {
                return match scope.local(&plain(name))? {
                    LocalKind::Typed(ty) => (scope.named_type(ty).name == STATUS).then(Vec::new),
                    LocalKind::Returned(called) => Some(vec![called.clone()]),
                    LocalKind::Error | LocalKind::Unknown => None,
                };
            }
            let mut names = path.path.segments.iter().rev().map(|segment| plain(&segment.ident));
            let name = names.next()?;
            (names.next()? == STATUS && name.starts_with(char::is_uppercase)).then(Vec::new)
        }
        Expr::Call(call) => match peel(&call.func) {
            Expr::Path(path)
                if path
                    .path
                    .segments
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|owner| owner.ident == STATUS) =>
            {
                Some(Vec::new())
            }
            _ => scope.called(leaf).map(|called| vec![called]),
        },
        Expr::MethodCall(_) => scope.called(leaf).map(|called| vec![called]),
        _ => None,
    }
}
