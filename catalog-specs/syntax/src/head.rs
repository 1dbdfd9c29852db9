//! What every item of `catalog!` begins with: attributes, visibility, `struct` and a name.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, Path, Token, Visibility, parenthesized};

use super::written;
use crate::diag::Diag;
use crate::grammar::{malformed, unreadable};

/// The head of an item.
pub(crate) struct Head {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// The registry of a set: `struct SignUp of Codes`.
    pub(crate) parent: Option<Path>,
    pub(crate) faults: Diag,
}

impl Head {
    /// Reads the head of an item.
    pub(crate) fn read(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let mut faults = Diag::new();
        read_struct(input, &visibility, &mut faults)?;
        let ident = input.parse()?;
        let parent = if is_word(input, "of") {
            input.call(Ident::parse_any)?;
            Some(input.call(Path::parse_mod_style)?)
        } else {
            None
        };
        refuse_parentheses(input)?;
        Ok(Self { attributes, visibility, ident, parent, faults })
    }

    /// Whether another item begins here.
    pub(crate) fn is_next(input: ParseStream<'_>) -> bool {
        input.peek(Token![#]) || input.peek(Token![pub]) || input.peek(Token![struct])
    }
}

fn is_word(input: ParseStream<'_>, word: &str) -> bool {
    let ahead = input.fork();
    ahead.call(Ident::parse_any).is_ok_and(|ident| ident == word)
}

/// `struct`, or the word that people take it for.
fn read_struct(
    input: ParseStream<'_>,
    visibility: &Visibility,
    faults: &mut Diag,
) -> syn::Result<()> {
    let keyword: Ident = input.call(Ident::parse_any)?;
    if keyword == "struct" {
        return Ok(());
    }
    let found = keyword.to_string();
    if matches!(found.as_str(), "enum" | "mod" | "union" | "trait" | "type" | "const" | "static") {
        malformed(&found, keyword.span(), "write `struct`", faults);
        return Ok(());
    }
    if found == "retired" {
        return Err(unreadable(
            &found,
            keyword.span(),
            "write the struct before `retired { ... }`",
        ));
    }
    let start = if matches!(visibility, Visibility::Inherited) { "pub struct" } else { "struct" };
    let cure = format!("write `{start} {found}`");
    Err(unreadable(&found, keyword.span(), &cure))
}

/// `struct Codes(AuthError);`, as other structs may be written.
fn refuse_parentheses(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.peek(syn::token::Paren) {
        return Ok(());
    }
    let span = input.span();
    let list;
    parenthesized!(list in input);
    let cure = format!("write `{{ {} }}`", written(&list.parse::<TokenStream>()?));
    Err(unreadable("(", span, &cure))
}
