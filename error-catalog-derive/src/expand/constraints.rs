//! `DeclaresConstraints`: which variant a violated constraint of a database is.

use catalog_specs_core::constraint::ConstraintKind;
use catalog_specs_syntax::build::VariantItem;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Fields;

use super::bounds::Header;
use super::matches::path;

/// The impl of an item with a constraint; nothing for any other.
pub(super) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let variants = item.variants.iter().filter(|variant| variant.own_entry().is_some());
    let declaring: Vec<_> =
        variants.enumerate().filter(|(_, variant)| declares_constraint(variant)).collect();
    if declaring.is_empty() {
        return TokenStream::new();
    }
    let header = Header::for_item(item);
    let Header { generics, ty, .. } = &header;
    let clause = header.clause_once(&quote!(
        _catalog::ErrorCatalog + ::core::marker::Send + ::core::marker::Sync + 'static
    ));
    let is_bare = |variant: &VariantItem<'_>| variant.fields.is_empty();
    let values = if declaring.iter().all(|(_, variant)| is_bare(variant)) {
        quote!(_p::NoValues)
    } else {
        quote!(_p::NeedsValues<Self>)
    };
    let arms = declaring.iter().filter(|(_, variant)| is_bare(variant)).map(|(at, variant)| {
        let (at, path) = (Literal::usize_unsuffixed(*at), path(item, variant.ident));
        let made = if matches!(variant.shape, Fields::Unit) { path } else { quote!(#path {}) };
        quote!(#at => ::core::option::Option::Some(#made),)
    });
    quote! {
        #[automatically_derived]
        impl #generics _p::DeclaresConstraints for #ty #clause {
            type Values = #values;
            fn of_constraint(__entry: ::core::primitive::usize) -> ::core::option::Option<Self> {
                match __entry {
                    #(#arms)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

fn declares_constraint(variant: &VariantItem<'_>) -> bool {
    let entry = variant.own_entry().map(|own| &own.entry);
    let keys = || ConstraintKind::ALL.iter().map(|kind| kind.key());
    entry.is_some_and(|entry| keys().any(|key| entry.value(key).is_some()))
}
