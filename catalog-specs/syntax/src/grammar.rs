//! What the readers of `catalog!` say about tokens that they do not expect.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitStr, Token};

use crate::diag::{self, Diag};
use catalog_specs_core::rules;

/// The error of what cannot be read on from.
pub(super) fn unreadable(found: &str, span: Span, cure: &str) -> syn::Error {
    let mut problems = Diag::new();
    malformed(found, span, cure, &mut problems);
    let text = problems.found().first().map_or_else(String::new, rules::BrokenRule::text);
    drop(diag::finish(problems));
    syn::Error::new(span, text)
}

/// The attributes before an entry of a list. A comment is one for its reader: nothing documents an entry.
pub(super) fn read_attributes(list: ParseStream<'_>) -> syn::Result<Vec<Attribute>> {
    let mut attributes = list.call(Attribute::parse_outer)?;
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    Ok(attributes)
}

/// Whether attributes tell when what they stand before is there.
pub fn is_conditional(attributes: &[Attribute]) -> bool {
    let is_condition = |name| attributes.iter().any(|attribute| attribute.path().is_ident(name));
    is_condition("cfg") || is_condition("cfg_attr")
}

/// The comma between two entries of a list.
pub(super) fn read_comma(list: ParseStream<'_>, faults: &mut Diag) -> syn::Result<()> {
    if list.is_empty() || list.peek(Token![,]) {
        return list.parse::<Option<Token![,]>>().map(drop);
    }
    if list.peek(Token![;]) {
        let sign: Token![;] = list.parse()?;
        faults.report(&rules::MALFORMED, sign.span, &[("found", ";"), ("cure", "write `,`")]);
        return Ok(());
    }
    // What begins like an entry has only lost its comma; anything else cannot be read on from.
    if list.peek(Ident::peek_any)
        || list.peek(Token![::])
        || list.peek(LitStr)
        || list.peek(Token![..])
    {
        let token: proc_macro2::TokenTree = list.fork().parse()?;
        faults.report(&rules::MISSING_COMMA, token.span(), &[("found", &token.to_string())]);
        return Ok(());
    }
    list.parse::<Token![,]>().map(drop)
}

/// Reports tokens that can be read on from.
pub(super) fn malformed(found: &str, span: Span, cure: &str, diag: &mut Diag) {
    diag.report(&rules::MALFORMED, span, &[("found", found), ("cure", cure)]);
}
