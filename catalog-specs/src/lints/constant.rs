//! What is known about the content of a value: whether a conversion of it can fail.

use proc_macro2::TokenStream;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, ExprCall, Lit, Macro, Path, Token};

use super::expressions::{is_method, last_value, macro_name, without_parentheses};
use super::scope::{Content, Scope};
use super::types::TypeOutline;
use crate::syntax::plain;
use crate::template::placeholders;

/// The extractors of what the service was started with.
const STATES: &[&str] = &["Data", "State"];

const NUMBERS: &[&str] = &[
    "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8",
    "usize",
];

/// Values of methods that are numbers.
const NUMBER_METHODS: &[&str] = &[
    "as_micros",
    "as_millis",
    "as_secs",
    "as_u16",
    "count",
    "len",
    "timestamp",
    "timestamp_millis",
];

/// Methods that give the same text, or a part of it.
const KEEPING: &[&str] = &[
    "as_bytes",
    "as_deref",
    "as_ref",
    "as_str",
    "borrow",
    "clone",
    "cloned",
    "deref",
    "essence_str",
    "into",
    "into_owned",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_owned",
    "to_string",
    "trim",
    "trim_end_matches",
    "trim_matches",
    "trim_start_matches",
];

/// Crates whose functions give media types.
const MEDIA_TYPES: &[&str] = &["mime", "mime_guess"];

/// Whether a value is written in the source: a literal, or the name of a constant.
pub(super) fn is_constant(expr: &Expr) -> bool {
    match without_parentheses(expr) {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Macro(mac) => macro_name(&mac.mac)
            .is_some_and(|name| ["concat", "env", "include_str"].contains(&name.as_str())),
        Expr::Path(path) => is_constant_name(&path.path),
        _ => false,
    }
}

fn is_constant_name(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '_')
    })
}

/// What is known about the content of a value of a type.
pub(super) fn content_of_type(ty: &TypeOutline) -> Content {
    if STATES.contains(&ty.name.as_str()) {
        return Content::Constant;
    }
    match ty.unwrapped().name.as_str() {
        "Mime" => Content::Printable,
        name if NUMBERS.contains(&name) => Content::Printable,
        _ => Content::Unknown,
    }
}

/// Whether a pattern such as `State(state)` takes what the service was started with.
pub(super) fn is_state_pattern(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| STATES.iter().any(|state| last.ident == state))
}

/// What is known about the content of a value. Whatever is awaited comes from elsewhere.
pub(super) fn content(expr: &Expr, scope: &Scope<'_>) -> Content {
    match without_parentheses(expr) {
        expr if is_constant(expr) => Content::Constant,
        Expr::Path(path) => match path.path.get_ident() {
            Some(name) => scope.content(&plain(name)),
            None if is_of_media_types(&path.path) => Content::Printable,
            None => Content::Unknown,
        },
        Expr::Field(field) => match content(&field.base, scope) {
            Content::Constant => Content::Constant,
            _ => Content::Unknown,
        },
        Expr::MethodCall(call) if is_method(call, NUMBER_METHODS) && call.args.is_empty() => {
            Content::Printable
        }
        Expr::MethodCall(call) => match content(&call.receiver, scope) {
            Content::Constant if !is_method(call, KEEPING) => Content::Unknown,
            known if is_method(call, KEEPING) => known,
            known if is_media_type(&call.receiver) => known,
            _ => Content::Unknown,
        },
        Expr::Call(call) => content_of_call(call, scope),
        Expr::If(branch) => {
            let otherwise = branch.else_branch.as_ref();
            let otherwise = otherwise.map(|(_, otherwise)| content(otherwise, scope));
            weaker(content_of_block(&branch.then_branch, scope), otherwise.unwrap_or_default())
        }
        Expr::Match(inner) => {
            let arms = inner.arms.iter().map(|arm| content(&arm.body, scope));
            arms.reduce(weaker).unwrap_or_default()
        }
        Expr::Block(block) => content_of_block(&block.block, scope),
        Expr::Macro(mac) => content_of_format(&mac.mac, scope),
        _ => Content::Unknown,
    }
}

fn content_of_block(block: &Block, scope: &Scope<'_>) -> Content {
    match (block.stmts.len(), last_value(block)) {
        (1, Some(value)) => content(value, scope),
        _ => Content::Unknown,
    }
}

fn content_of_call(call: &ExprCall, scope: &Scope<'_>) -> Content {
    let Expr::Path(path) = without_parentheses(&call.func) else { return Content::Unknown };
    if is_of_media_types(&path.path) {
        return Content::Printable;
    }
    let is_text = path.path.segments.first().is_some_and(|first| first.ident == "String")
        && path.path.segments.last().is_some_and(|last| last.ident == "from");
    match call.args.first() {
        Some(argument) if is_text => content(argument, scope),
        _ => Content::Unknown,
    }
}

/// `format!("max-age={seconds}")` of values that are known.
fn content_of_format(mac: &Macro, scope: &Scope<'_>) -> Content {
    if macro_name(mac).is_none_or(|name| name != "format") {
        return Content::Unknown;
    }
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(arguments) = arguments.parse2(shallow(&mac.tokens)) else { return Content::Unknown };
    let mut arguments = arguments.iter();
    let Some(Expr::Lit(text)) = arguments.next() else { return Content::Unknown };
    let Lit::Str(template) = &text.lit else { return Content::Unknown };
    let template = template.value();
    let is_name = |name: &&str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let named = placeholders(&template).map(|placeholder| placeholder.name).filter(is_name);
    let named = named.map(|name| scope.content(name));
    let written = arguments.map(|argument| match argument {
        Expr::Assign(named) => content(&named.right, scope),
        argument => content(argument, scope),
    });
    named.chain(written).fold(Content::Constant, weaker)
}

/// The tokens, unless they are nested so deep that they must not be parsed.
fn shallow(tokens: &TokenStream) -> TokenStream {
    const MAX_DEPTH: usize = 24;
    match crate::syntax::nesting::find_too_deep(tokens.clone(), MAX_DEPTH) {
        Some(_) => TokenStream::new(),
        None => tokens.clone(),
    }
}

fn weaker(one: Content, other: Content) -> Content {
    match (one, other) {
        (Content::Constant, Content::Constant) => Content::Constant,
        (Content::Unknown, _) | (_, Content::Unknown) => Content::Unknown,
        _ => Content::Printable,
    }
}

/// Whether a chain of calls begins with a function for media types, such as `mime_guess::from_path(path)`.
fn is_media_type(expr: &Expr) -> bool {
    let mut expr = without_parentheses(expr);
    while let Expr::MethodCall(call) = expr {
        expr = without_parentheses(&call.receiver);
    }
    let Expr::Call(call) = expr else { return false };
    matches!(without_parentheses(&call.func), Expr::Path(path) if is_of_media_types(&path.path))
}

fn is_of_media_types(path: &Path) -> bool {
    path.segments.len() > 1
        && path
            .segments
            .first()
            .is_some_and(|first| MEDIA_TYPES.iter().any(|known| first.ident == known))
}
