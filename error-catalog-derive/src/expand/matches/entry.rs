//! Which entry a variant has.

use std::mem;

use catalog_specs_syntax::build::{Answer, VariantItem};
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{TokenStreamExt, quote};
use syn::Fields;

use super::{Chain, Match, held, most_arms, pattern};

/// `match self` to the entry of each variant.
pub(crate) fn entry_match(item: &CatalogItem<'_>) -> Match {
    if item.variants.is_empty() {
        return quote!(match *self {}).into();
    }
    let positions = item.row_positions();
    // Where no variant has an entry, the match itself is the answer: code after it could not be reached.
    let leave = positions.iter().any(Option::is_some).then(|| quote!(return));
    let (mut parts, mut part) = (Vec::new(), TokenStream::new());
    let arms = most_arms(item);
    let mut free = arms;
    let mut others = TokenStream::new();
    for (variant, entry) in item.variants.iter().zip(&positions) {
        match (entry, &variant.answer) {
            (Some(entry), _) => {
                if free == 0 {
                    parts.push(mem::take(&mut part));
                    free = arms;
                }
                plain_arm(&mut part, item, variant, *entry);
                free -= 1;
            }
            (None, Answer::Transparent(_)) => {
                let pattern = pattern(item, variant, &variant.fields);
                let inner = variant.fields.iter().map(held);
                let rows = quote!(#(_catalog::Catalogued::catalog_row(#inner))*);
                others.extend(quote!(#pattern => #leave #rows,));
            }
            (None, _) => {
                let pattern = pattern(item, variant, []);
                others.extend(quote!(#pattern => #leave _p::broken(),));
            }
        }
    }
    if leave.is_none() {
        return quote!(match self { #others }).into();
    }
    let (functions, body) = if parts.is_empty() {
        (TokenStream::new(), quote!(match self { #part #others }))
    } else {
        parts.push(part);
        // The variants without an entry are seen to before.
        let no_entry = quote!(::core::primitive::usize::MAX);
        let Match { functions, body } = in_functions(item).write(&parts, &no_entry);
        (functions, quote!(match self { #others _ => #body }))
    };
    let body = quote! {
        let __entry: ::core::primitive::usize = #body;
        _p::entry_at(&__ENTRIES, __entry)
    };
    Match { functions, body }
}

fn in_functions<'i>(item: &'i CatalogItem<'i>) -> Chain<'i> {
    Chain {
        item,
        name: "entry",
        parameters: TokenStream::new(),
        arguments: TokenStream::new(),
        output: quote!(::core::primitive::usize),
    }
}

/// `AuthError::TokenExpired => 3,`: the arm that there are most of, written token by token, because
/// every stream that is put into another is a call to the compiler.
fn plain_arm(
    arms: &mut TokenStream,
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    entry: usize,
) {
    let sign = |arms: &mut TokenStream, first, second| {
        arms.append(Punct::new(first, Spacing::Joint));
        arms.append(Punct::new(second, Spacing::Alone));
    };
    if item.is_struct {
        arms.append(Ident::new("Self", Span::call_site()));
    } else {
        arms.append(item.input.ident.clone());
        sign(arms, ':', ':');
        arms.append(variant.ident.clone());
    }
    if item.is_struct || !matches!(variant.shape, Fields::Unit) {
        arms.append(Group::new(Delimiter::Brace, quote!(..)));
    }
    sign(arms, '=', '>');
    arms.append(Literal::usize_unsuffixed(entry));
    arms.append(Punct::new(',', Spacing::Alone));
}
