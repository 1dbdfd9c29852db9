//! Single variants in a list: `UserError::{EmailExists, NotFound}` or `UserError::NotFound`. The enum may be generic.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{
    AngleBracketedGenericArguments, Attribute, Ident, Path, PathArguments, PathSegment, Token,
    braced, token,
};

use super::{plain, written};
use crate::diag::Diag;
use crate::grammar::{malformed, read_attributes, read_comma};

/// A variant in a list.
pub struct ListedVariant {
    /// `#[cfg]` and the like.
    pub attributes: Vec<Attribute>,
    /// Its name.
    pub ident: Ident,
}

/// Reads the path of an enum with a brace behind it, but not the brace.
pub(super) fn read_path(list: ParseStream<'_>) -> syn::Result<Option<Path>> {
    // What is no such path is read as a type, which has the better error.
    if !matches!(path_before_brace(&list.fork()), Ok(Some(_))) {
        return Ok(None);
    }
    path_before_brace(list)
}

fn path_before_brace(list: ParseStream<'_>) -> syn::Result<Option<Path>> {
    let mut path =
        Path { leading_colon: list.parse()?, segments: syn::punctuated::Punctuated::new() };
    loop {
        if !list.peek(Ident::peek_any) {
            return Ok(None);
        }
        let name = list.call(Ident::parse_any)?;
        if is_keyword(&name) && !["crate", "self", "super", "Self"].iter().any(|word| name == word)
        {
            return Ok(None);
        }
        let mut segment = PathSegment::from(name);
        if list.peek(Token![<]) || list.peek(Token![::]) && list.peek3(Token![<]) {
            let mut arguments: AngleBracketedGenericArguments = list.parse()?;
            // As a type has them.
            arguments.colon2_token = None;
            segment.arguments = PathArguments::AngleBracketed(arguments);
        }
        path.segments.push_value(segment);
        if !list.peek(Token![::]) {
            return Ok(None);
        }
        let colons: Token![::] = list.parse()?;
        if list.peek(token::Brace) {
            return Ok(Some(path));
        }
        path.segments.push_punct(colons);
    }
}

/// Reads the names in the braces behind the path of an enum.
pub(super) fn read_names(
    list: ParseStream<'_>,
    path: &Path,
    faults: &mut Diag,
) -> syn::Result<Vec<ListedVariant>> {
    let shown = written(path);
    let inner;
    let braces = braced!(inner in list);
    if inner.is_empty() {
        let cure =
            format!("name a variant in the braces, or list the whole enum without them: `{shown}`");
        malformed("{}", braces.span.join(), &cure, faults);
    }
    let mut names = Vec::new();
    while !inner.is_empty() {
        let attributes = inner.call(read_attributes)?;
        if inner.peek(Token![*]) {
            let star: Token![*] = inner.parse()?;
            let cure = format!("write the enum alone, which has all its variants: `{shown}`");
            malformed("*", star.span, &cure, faults);
        } else {
            let ident = inner.call(Ident::parse_any)?;
            if is_keyword(&ident) {
                let cure = "name a variant: a keyword is none";
                malformed(&ident.to_string(), ident.span(), cure, faults);
            } else {
                names.push(ListedVariant { attributes, ident });
            }
        }
        if inner.peek(token::Brace) || inner.peek(token::Paren) {
            let group: proc_macro2::Group = inner.parse()?;
            malformed(
                &group.to_string(),
                group.span(),
                "write the name of the variant alone",
                faults,
            );
        }
        read_comma(&inner, faults)?;
    }
    Ok(names)
}

/// Whether a word is a keyword, which what the macro writes could not name.
fn is_keyword(word: &Ident) -> bool {
    syn::parse2::<Ident>(proc_macro2::TokenTree::Ident(word.clone()).into()).is_err()
}

/// Takes a variant off a path: the last name behind one that is written like a type.
pub(super) fn split_variant(path: &mut Path) -> Option<Ident> {
    let count = path.segments.len();
    let is_enum = |segment: &PathSegment| plain(&segment.ident).starts_with(char::is_uppercase);
    path.segments.iter().nth(count.checked_sub(2)?).filter(|segment| is_enum(segment))?;
    let variant = path.segments.pop()?.ident;
    // What is left ends with the two colons.
    let rest = path.segments.pop()?;
    path.segments.push_value(rest);
    Some(variant)
}

/// The span of what stands in a list and does not belong there.
pub(super) fn skip_braces(list: ParseStream<'_>) -> syn::Result<Span> {
    let group: proc_macro2::Group = list.parse()?;
    Ok(group.span())
}
