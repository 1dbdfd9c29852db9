//! Binds the names of parameters and patterns in the scope.

use syn::{Expr, FnArg, Local, Pat, Signature};

use super::constant::{content, content_of_type, is_state_pattern};
use super::expressions::{name_of_pattern, peel};
use super::patterns::names_of;
use super::scope::{Content, LocalKind, Scope};
use super::statuses::status;
use super::types::{STATUS, TypeOutline, outline};
use crate::syntax::plain;

/// Binds the parameters of a function. `owner`: the type of its `impl`, or its trait.
pub(super) fn bind_parameters(signature: &Signature, owner: Option<&str>, scope: &mut Scope<'_>) {
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(_) => {
                let kind = match owner {
                    Some(owner) => LocalKind::Typed(TypeOutline::named(owner)),
                    None => LocalKind::Unknown,
                };
                scope.bind("self".to_owned(), kind, Content::Unknown);
            }
            FnArg::Typed(typed) => bind_typed(&typed.pat, outline(&typed.ty), scope),
        }
    }
}

/// Binds the names of a pattern whose type is known: `name: T`, or `State(name): State<T>`.
pub(super) fn bind_typed(pattern: &Pat, ty: Option<TypeOutline>, scope: &mut Scope<'_>) {
    let known = ty.as_ref().map(content_of_type).unwrap_or_default();
    bind_with_content(pattern, ty, known, scope);
}

fn bind_with_content(
    pattern: &Pat,
    ty: Option<TypeOutline>,
    content: Content,
    scope: &mut Scope<'_>,
) {
    if let Some(name) = name_of_pattern(pattern) {
        let kind = match ty {
            Some(ty) if is_error_type(&ty) => LocalKind::Error,
            Some(ty) => LocalKind::Typed(ty),
            None => LocalKind::Unknown,
        };
        scope.bind(name, kind, content);
        return;
    }
    let Pat::TupleStruct(extractor) = pattern else { return bind_pattern(pattern, scope) };
    let mut elements = extractor.elems.iter();
    match (elements.next(), elements.next()) {
        (Some(inner), None) => {
            let inner_type = ty.and_then(|ty| ty.args.into_iter().next());
            let known = if is_state_pattern(&extractor.path) {
                Content::Constant
            } else {
                inner_type.as_ref().map(content_of_type).unwrap_or_default()
            };
            bind_with_content(inner, inner_type, known, scope);
        }
        _ => bind_pattern(pattern, scope),
    }
}

/// Binds the names of a pattern. Those in `Err(…)` are errors.
pub(super) fn bind_pattern(pattern: &Pat, scope: &mut Scope<'_>) {
    for (name, is_error) in names_of(pattern) {
        let kind = if is_error { LocalKind::Error } else { LocalKind::Unknown };
        scope.bind(name, kind, Content::Unknown);
    }
}

/// Binds the names of `let pattern = value`.
pub(super) fn bind_local(local: &Local, scope: &mut Scope<'_>) {
    let value = local.init.as_ref().map(|init| &*init.expr);
    if let Pat::Type(typed) = &local.pat {
        return bind_typed(&typed.pat, outline(&typed.ty), scope);
    }
    if name_of_pattern(&local.pat).is_none() {
        return bind_pattern(&local.pat, scope);
    }
    let known = value.map(|value| content(value, scope)).unwrap_or_default();
    if value.and_then(|value| status(value, scope)).is_some_and(|needed| needed.is_empty()) {
        let ty = TypeOutline::named(STATUS);
        return bind_with_content(&local.pat, Some(ty), known, scope);
    }
    let constructed = value.and_then(|value| match peel(value) {
        Expr::Call(call) => match peel(&call.func) {
            Expr::Path(path) => scope.constructed(path),
            _ => None,
        },
        Expr::Struct(literal) => {
            literal.path.segments.last().map(|last| TypeOutline::named(&plain(&last.ident)))
        }
        _ => None,
    });
    let called = value.filter(|_| constructed.is_none()).and_then(|value| scope.called(value));
    match (name_of_pattern(&local.pat), called) {
        (Some(name), Some(called)) => scope.bind(name, LocalKind::Returned(called), known),
        _ => bind_with_content(&local.pat, constructed, known, scope),
    }
}

/// Whether a type is an error by its name.
fn is_error_type(ty: &TypeOutline) -> bool {
    ty.unwrapped().name.ends_with("Error")
}
