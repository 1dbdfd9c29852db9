//! `Display`: the developer text.

use std::mem;

use catalog_specs_core::template::{Piece, pieces};
use catalog_specs_syntax::build::{Answer, VariantItem};
use catalog_specs_syntax::field::FieldItem;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::bounds::{Header, ungrouped};
use super::matches::{ARMS, binding, held, pattern, plain_type};

/// The impl.
pub(super) fn expand(item: &CatalogItem<'_>, header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause(&quote!(::core::error::Error));
    let mut arms: Vec<_> =
        item.variants.iter().filter_map(|variant| transparent_arm(item, variant, header)).collect();
    let direct: Vec<_> =
        item.variants.iter().filter_map(|variant| direct_arm(item, variant)).collect();
    // So many that the compiler would feel them; at run time their templates are read.
    if direct.len() <= ARMS {
        arms.extend(direct);
    }
    let others = (arms.len() < item.variants.len()).then(|| quote!(_ => _p::display(self, __f)));
    let body = if arms.is_empty() {
        quote!(_p::display(self, __f))
    } else {
        quote!(match self { #(#arms)* #others })
    };
    // `Error` needs `Display`, so a generic type cannot ask for `Error` here.
    let clause =
        if header.is_generic { header.clause(&quote!(::core::fmt::Debug)) } else { clause };
    quote! {
        #[automatically_derived]
        impl #generics ::core::fmt::Display for #ty #clause {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}

fn transparent_arm(
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    header: &Header,
) -> Option<TokenStream> {
    let Answer::Transparent(_) = variant.answer else { return None };
    let pattern = pattern(item, variant, &variant.fields);
    let inner = variant.fields.iter().map(|field| {
        // By the trait that refuses an error without a code, so that it is refused once.
        if header.is_generic {
            let binding = binding(field);
            quote!(::core::fmt::Display::fmt(#binding, __f))
        } else {
            let held = held(field);
            quote!(_catalog::Catalogued::catalog_display(#held, __f))
        }
    });
    Some(quote!(#pattern => #(#inner)*,))
}

/// The arm of a variant whose `display` has one placeholder, with the texts around it: the template is not read again for
/// each error. Those with more would cost the compiler more than they save. Only where the value has a type that can be
/// shown: the arm of `catalog_fields` reports the others, once.
fn direct_arm(item: &CatalogItem<'_>, variant: &VariantItem<'_>) -> Option<TokenStream> {
    let template = match &variant.answer {
        Answer::Own(own) => own.entry.display.as_deref()?,
        Answer::SameAs(_, display) => display.as_deref()?,
        Answer::Transparent(_) | Answer::Rest | Answer::Broken => return None,
    };
    let (mut before, mut text, mut shown) = (String::new(), String::new(), None);
    for piece in pieces(template) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Placeholder(placeholder) => {
                let named = |field: &&FieldItem<'_>| field.declared.name == placeholder.name;
                let field = variant.fields.iter().find(named)?;
                let is_declared =
                    variant.placeholders.iter().any(|known| known.whole == placeholder.whole);
                if !is_declared || !placeholder.spec.is_empty() || !is_text_type(field.ty) {
                    return None;
                }
                if shown.replace(field).is_some() {
                    return None;
                }
                before = mem::take(&mut text);
            }
            Piece::Stray(_) => return None,
        }
    }
    let field = shown?;
    let (pattern, binding) = (pattern(item, variant, [field]), binding(field));
    Some(quote!(#pattern => _p::display_one(__f, #before, #binding, #text),))
}

/// Whether a type is known to implement `Display`: one by its name, or a reference to a text.
fn is_text_type(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Reference(reference) => {
            matches!(ungrouped(&reference.elem), Type::Path(path) if path.path.is_ident("str"))
        }
        ty => plain_type(ty).is_some(),
    }
}
