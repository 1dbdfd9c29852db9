//! Checks types and conditions, which are copied into Rust code: a spec from another source must not inject code.
//!
//! A type is what a field of a catalogue can have: paths, references, tuples, slices, arrays with a plain length, and
//! trait objects. Blocks, macros and attributes are refused wherever they are.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Expr, GenericArgument, GenericParam, Lit, Meta, Path, PathArguments, ReturnType, Type,
    TypeParamBound,
};

use super::read::ReadGroup;
use crate::Problem;
use crate::model::Place;
use crate::source::Source;
use crate::syntax::{args, nesting};

/// Reports invalid types and conditions of an enum. Returns whether all are valid.
pub(super) fn check_rust_text(
    group: &ReadGroup,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> bool {
    let before = problems.len();
    for condition in group.cfg.iter().filter(|condition| !is_condition(&condition.value)) {
        problems.push(invalid_condition(&condition.value, source.place(condition.pos.into())));
    }
    let names = std::iter::once(&group.item.name);
    let variants = group.item.entries.iter().map(|entry| &entry.name);
    for name in names.chain(variants).filter(|name| !is_identifier(&name.value)) {
        let place = source.place(name.pos.into());
        problems.push(invalid_name(&name.value, place));
    }
    if !group.module.split("::").all(is_identifier) {
        problems.push(invalid_name(&group.module, source.place(group.item.name.pos.into())));
    }
    for (entry, (cfg, places)) in group.item.entries.iter().zip(&group.placed) {
        let is_index = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let fields = entry.fields.iter().filter(|field| !is_index(&field.name));
        for field in fields.filter(|field| !is_identifier(&field.name)) {
            problems.push(invalid_name(&field.name, source.place(field.pos.into())));
        }
        for condition in cfg.iter().filter(|condition| !is_condition(condition)) {
            let place = places.iter().find(|(key, _)| key == "cfg").or(places.first());
            problems.extend(place.map(|(_, place)| invalid_condition(condition, place.clone())));
        }
        for field in &entry.fields {
            if let Err(mistake) = check_type(&field.type_name) {
                let shown = shortened(&field.type_name);
                let (message, help) = match mistake {
                    Mistake::NoType => (
                        format!("`{shown}` is not a Rust type"),
                        "write it as in Rust, for example `\"type\": \"Vec<String>\"`".to_owned(),
                    ),
                    Mistake::TooDeep => (
                        format!("`{shown}` is nested more than {} deep", nesting::IN_TYPE),
                        "give the inner type a name, and write that".to_owned(),
                    ),
                    Mistake::NotAllowed(part) => (
                        format!("`{shown}` has {part}, which the type of a field cannot have"),
                        "write a type such as `Vec<String>`, `[u8; 4]`, `&'static str` or `Box<dyn Error + Send>`".to_owned(),
                    ),
                };
                problems.push(Problem::error(source.place(field.pos.into()), message, help));
            }
        }
    }
    problems.len() == before
}

/// Reports a name of the registry that is no identifier.
pub(super) fn check_registry_name(name: &str, source: &Source<'_>, problems: &mut Vec<Problem>) {
    if !is_identifier(name) {
        let start = source.text.find(name).unwrap_or_default();
        problems.push(invalid_name(name, source.place(start..start + name.len())));
    }
}

/// Why a text is not the type of a field.
enum Mistake {
    NoType,
    TooDeep,
    /// It has such a part.
    NotAllowed(&'static str),
}

fn invalid_condition(condition: &str, place: Place) -> Problem {
    let message = format!("`{}` is not a condition for `#[cfg(...)]`", shortened(condition));
    let help = "write it as in Rust, for example `\"feature = \\\"x\\\"\"`";
    Problem::error(place, message, help)
}

/// Other alphabets have letters that Rust does not accept in names, such as `ⓐ`. An empty name was reported.
fn is_identifier(name: &str) -> bool {
    name.is_empty()
        || tokens(name).is_ok_and(|tokens| {
            let mut tokens = tokens.into_iter();
            matches!((tokens.next(), tokens.next()), (Some(TokenTree::Ident(_)), None))
        })
}

fn invalid_name(name: &str, place: Place) -> Problem {
    let message = format!("`{}` is not a Rust identifier", shortened(name));
    Problem::error(place, message, "write letters, digits and `_`")
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The tokens of a text on one line that is not nested too deep.
fn tokens(text: &str) -> Result<TokenStream, Mistake> {
    let is_one_line = !text.contains(['\n', '\r']) && !text.contains("//") && !text.contains("/*");
    if !is_one_line {
        return Err(Mistake::NoType);
    }
    let tokens: TokenStream = text.parse().map_err(|_| Mistake::NoType)?;
    if nesting::find_too_deep(tokens.clone(), nesting::IN_TYPE).is_some() {
        return Err(Mistake::TooDeep);
    }
    Ok(tokens)
}

fn check_type(text: &str) -> Result<(), Mistake> {
    let ty = syn::parse2(tokens(text)?).map_err(|_| Mistake::NoType)?;
    allow_type(&ty)
}

fn allow_type(ty: &Type) -> Result<(), Mistake> {
    match ty {
        Type::Path(ty) => {
            if let Some(own) = &ty.qself {
                allow_type(&own.ty)?;
            }
            allow_path(&ty.path)
        }
        Type::Reference(ty) => allow_type(&ty.elem),
        Type::Ptr(ty) => allow_type(&ty.elem),
        Type::Slice(ty) => allow_type(&ty.elem),
        Type::Paren(ty) => allow_type(&ty.elem),
        Type::Group(ty) => allow_type(&ty.elem),
        Type::Tuple(ty) => ty.elems.iter().try_for_each(allow_type),
        Type::Array(ty) => {
            allow_constant(&ty.len)?;
            allow_type(&ty.elem)
        }
        Type::TraitObject(ty) => ty.bounds.iter().try_for_each(allow_bound),
        Type::FnPtr(ty) => {
            ty.inputs.iter().try_for_each(allow_input)?;
            allow_output(&ty.output)
        }
        Type::Macro(_) => Err(Mistake::NotAllowed("a macro")),
        Type::ImplTrait(_) => Err(Mistake::NotAllowed("`impl Trait`")),
        Type::Infer(_) => Err(Mistake::NotAllowed("`_`")),
        _ => Err(Mistake::NotAllowed("an unknown part")),
    }
}

fn allow_path(path: &Path) -> Result<(), Mistake> {
    path.segments.iter().try_for_each(|segment| match &segment.arguments {
        PathArguments::None => Ok(()),
        PathArguments::AngleBracketed(list) => list.args.iter().try_for_each(allow_argument),
        PathArguments::Parenthesized(list) => {
            list.inputs.iter().try_for_each(allow_input)?;
            allow_output(&list.output)
        }
    })
}

fn allow_argument(argument: &GenericArgument) -> Result<(), Mistake> {
    match argument {
        GenericArgument::Lifetime(_) => Ok(()),
        GenericArgument::Type(ty) => allow_type(ty),
        GenericArgument::AssocType(assigned) if assigned.generics.is_none() => {
            allow_type(&assigned.ty)
        }
        GenericArgument::Const(value) => allow_constant(value),
        _ => Err(Mistake::NotAllowed("an unknown argument")),
    }
}

/// A number, a word or the path of a constant: nothing that runs code.
fn allow_constant(value: &Expr) -> Result<(), Mistake> {
    match value {
        Expr::Lit(literal) if matches!(literal.lit, Lit::Int(_) | Lit::Bool(_) | Lit::Char(_)) => {
            Ok(())
        }
        Expr::Path(path) if path.qself.is_none() && path.attrs.is_empty() => allow_path(&path.path),
        _ => Err(Mistake::NotAllowed("an expression")),
    }
}

fn allow_bound(bound: &TypeParamBound) -> Result<(), Mistake> {
    match bound {
        TypeParamBound::Lifetime(_) => Ok(()),
        TypeParamBound::Trait(bound) => {
            let lifetimes = bound.lifetimes.iter().flat_map(|bound| &bound.lifetimes);
            for parameter in lifetimes {
                match parameter {
                    GenericParam::Lifetime(lifetime) if lifetime.attrs.is_empty() => {}
                    _ => return Err(Mistake::NotAllowed("an unknown parameter")),
                }
            }
            allow_path(&bound.path)
        }
        _ => Err(Mistake::NotAllowed("an unknown bound")),
    }
}

fn allow_input(input: &syn::NamedArg) -> Result<(), Mistake> {
    if !input.attrs.is_empty() {
        return Err(Mistake::NotAllowed("an attribute"));
    }
    allow_type(&input.ty)
}

fn allow_output(output: &ReturnType) -> Result<(), Mistake> {
    match output {
        ReturnType::Default => Ok(()),
        ReturnType::Type(_, ty) => allow_type(ty),
    }
}

/// A word, a word with a text, or `all`, `any`, `not` or `target` of such.
fn is_condition(text: &str) -> bool {
    tokens(text).is_ok_and(is_predicate)
}

fn is_predicate(tokens: TokenStream) -> bool {
    if matches!(tokens.to_string().as_str(), "true" | "false") {
        return true;
    }
    match syn::parse2::<Meta>(tokens) {
        Ok(Meta::Path(path)) => path.get_ident().is_some(),
        Ok(Meta::NameValue(pair)) => {
            let is_text = |value: &Expr| matches!(value, Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)) && literal.attrs.is_empty());
            pair.path.get_ident().is_some() && is_text(&pair.value)
        }
        Ok(Meta::List(list)) => {
            let name = list.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let pieces = args::split(list.tokens);
            let is_known = match name.as_str() {
                "all" | "any" | "target" => true,
                "not" => pieces.len() == 1,
                _ => false,
            };
            is_known && pieces.into_iter().all(|piece| is_predicate(piece.into_iter().collect()))
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_fields_are_allowed() {
        for ty in [
            "String",
            "Vec<Option<(u8, i64)>>",
            "&'static str",
            "&'a mut [u8]",
            "[u8; 4]",
            "[u8; N]",
            "[u8; crate::LEN]",
            "Box<dyn std::error::Error + Send + Sync + 'static>",
            "Box<dyn Fn(u8) -> String + Send>",
            "Box<dyn for<'a> Fn(&'a str)>",
            "fn(u8) -> u8",
            "<T as Iterator>::Item",
            "Box<dyn Iterator<Item = u8>>",
            "ArrayVec<u8, 4>",
            "Offset<-1>",
            "r#type::r#fn",
            "std::borrow::Cow<'static, str>",
            "*const u8",
            "()",
        ] {
            assert!(check_type(ty).is_ok(), "{ty}");
        }
    }

    #[test]
    fn types_that_run_or_hide_code_are_refused() {
        for ty in [
            "[u8; {PWN();1}]",
            "[u8; PWN()]",
            "[u8; 1 + 1]",
            "[u8; { 1 }]",
            "A<{ PWN() }>",
            "Vec<[u8; {PWN();1}]>",
            "&[u8; if a { 1 } else { 2 }]",
            "pwn!()",
            "Vec<pwn![]>",
            "impl Clone",
            "Vec<impl Clone>",
            "_",
            "fn(#[a] u8)",
            "String, pwn: u8",
            "String } fn pwn() {",
            "String // comment",
            "String /* comment */",
            "String\nfn",
            "",
            "!",
            "u8 = 1",
            "dyn Fn([u8; {1}])",
            "Box<dyn Iterator<Item = [u8; {1}]>>",
            "<[u8; {1}] as A>::B",
            "\"text\"",
            "A<\"text\">",
            "a b",
            "1",
            "enum",
        ] {
            assert!(check_type(ty).is_err(), "{ty}");
        }
    }

    #[test]
    fn only_conditions_are_conditions() {
        for condition in [
            "unix",
            "feature = \"a\"",
            "all(unix, not(any(a, b)))",
            "target(os = \"linux\")",
            "true",
        ] {
            assert!(is_condition(condition), "{condition}");
        }
        for condition in [
            "",
            "unix)] fn pwn() {} #[cfg(unix",
            "feature = pwn!()",
            "feature = \"a\", b",
            "a::b",
            "any(a b)",
            "pwn(a)",
            "not(a, b)",
            "not()",
            "feature = 1",
            "feature = {1}",
            "1",
        ] {
            assert!(!is_condition(condition), "{condition}");
        }
    }
}
