//! The impls: `Display`, `Error`, `From`, `Catalogued` and `ErrorCatalog`.

use catalog_specs_core::declared::{IntoResponse, Manual};
use catalog_specs_core::keys::Key;
use catalog_specs_syntax::build::Answer;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::GenericParam;
use syn::ext::IdentExt as _;

use super::bounds::{Header, mentions_generics, option_of, static_type};
use super::display;
use super::matches::{binding, entry_match, fields_local, fields_match, held, path, pattern};

/// All impls of an item.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let header = Header::for_item(item);
    let mut impls = TokenStream::new();
    if !item.leaves(Manual::Display) {
        impls.extend(display::expand(item, &header));
    }
    if !item.leaves(Manual::Error) {
        impls.extend(error(item, &header));
    }
    if !item.leaves(Manual::From) {
        impls.extend(from(item, &header));
    }
    impls.extend(catalogued(item, &header));
    impls.extend(error_catalog(item, &header));
    if let Some(answers) = item.keys.into_response {
        impls.extend(into_response(&header));
        if answers == IntoResponse::Every {
            impls.extend(answers_of_frameworks(&header));
        }
    }
    impls
}

pub(super) fn error(item: &CatalogItem<'_>, header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause(&quote!(::core::fmt::Debug + ::core::fmt::Display));
    let mut arms = TokenStream::new();
    let mut silent = false;
    for variant in &item.variants {
        if matches!(variant.answer, Answer::Transparent(_)) {
            let pattern = pattern(item, variant, &variant.fields);
            let source = variant.fields.iter().map(|field| {
                if header.is_generic {
                    let binding = binding(field);
                    quote!(::core::error::Error::source(#binding))
                } else {
                    let held = held(field);
                    quote!(_catalog::Catalogued::catalog_source(#held))
                }
            });
            arms.extend(quote!(#pattern => #(#source)*,));
        } else if let Some(field) = variant.fields.iter().find(|field| field.declared.is_source) {
            let pattern = pattern(item, variant, [field]);
            let (binding, span) = (binding(field), field.ty_span);
            // The question mark is ours, whatever a lint of the user's thinks of them.
            let present = option_of(field.ty).map(|_| quote!(.as_ref()?));
            let inner = quote_spanned!(span=> _p::cause(#binding #present).dyn_error());
            arms.extend(quote!(#pattern => ::core::option::Option::Some(#inner),));
        } else {
            silent = true;
        }
    }
    let others = silent.then(|| quote!(_ => ::core::option::Option::None,));
    let source = (!arms.is_empty()).then(|| {
        quote! {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                match self { #arms #others }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #generics ::core::error::Error for #ty #clause {
            #source
        }
    }
}

pub(super) fn from(item: &CatalogItem<'_>, header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause(&TokenStream::new());
    let sources =
        item.variants.iter().filter(|variant| variant.fields.len() == 1).flat_map(|variant| {
            variant
                .fields
                .iter()
                .filter(|field| field.declared.is_from)
                .map(move |field| (variant, field))
        });
    sources
        .map(|(variant, field)| {
            let (source, member, path) = (field.ty, &field.member, path(item, variant.ident));
            quote! {
                #[automatically_derived]
                impl #generics ::core::convert::From<#source> for #ty #clause {
                    fn from(__source: #source) -> Self {
                        #path { #member: __source }
                    }
                }
            }
        })
        .collect()
}

pub(super) fn catalogued(item: &CatalogItem<'_>, header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = if item.leaves(Manual::Error) {
        header.clause(&quote!(::core::error::Error))
    } else {
        header.clause_once(&quote!(::core::error::Error))
    };
    let entry = entry_match(item);
    let (fields, shown) = (fields_local(), fields_match(item));
    let functions = [entry.functions, shown.functions];
    let (entry, shown) = (entry.body, shown.body);
    let public = public_entries(item);
    let settings = match item.paths.get(Key::Registry) {
        Some(registry) if is_listed_by_instance(item) => {
            quote!(<#registry as _catalog::Registry>::settings())
        }
        // Where the settings come from is where the registry must list the enum. Type-generic enums
        // are listed by instantiation, which cannot be asked for here.
        Some(registry) => {
            let span = item.input.ident.span();
            let ty = static_type(item);
            quote_spanned!(span=> _p::settings_of::<#registry, #ty>())
        }
        None => quote! {
            static __SETTINGS: _p::Settings =
                _p::Settings::new(|__code| _p::find(__KEYS, &__ENTRIES, __code));
            &__SETTINGS
        },
    };
    let listed = listed_by_instance(item);
    quote! {
        #listed
        #(#functions)*
        #[automatically_derived]
        impl #generics _catalog::Catalogued for #ty #clause {
            fn catalog_row(&self) -> &'static _catalog::Entry {
                #entry
            }
            #public
            fn catalog_fields(&self, #fields: &mut dyn _p::Fields) {
                #shown
            }
            fn catalog_settings(&self) -> &'static _p::Settings {
                #settings
            }
        }
    }
}

/// Asks the registry whether it lists an instantiation.
fn listed_by_instance(item: &CatalogItem<'_>) -> Option<TokenStream> {
    let registry = item.paths.get(Key::Registry).filter(|_| is_listed_by_instance(item))?;
    let ident = &item.input.ident;
    let name = ident.unraw().to_string();
    let last = registry.segments.last().map(|last| last.ident.unraw().to_string());
    let last = last.unwrap_or_default();
    let span = Span::call_site().located_at(ident.span());
    Some(quote_spanned! {span=>
        const ENUM_IS_LISTED: () =
            _p::is_listed(<#registry as _catalog::Registry>::LISTS, &__PLACE, #name, #last);
    })
}

fn is_listed_by_instance(item: &CatalogItem<'_>) -> bool {
    item.input
        .generics
        .params
        .iter()
        .any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
}

/// Only transparent variants need more than the defaults: the inner error decides what is sent.
fn public_entries(item: &CatalogItem<'_>) -> TokenStream {
    let inner = |method: &TokenStream| -> TokenStream {
        item.variants
            .iter()
            .filter_map(|variant| {
                let Answer::Transparent(mask) = &variant.answer else { return None };
                let pattern = pattern(item, variant, &variant.fields);
                let inner: TokenStream = variant
                    .fields
                    .iter()
                    .map(held)
                    .map(|inner| quote!(_catalog::Catalogued::#method(#inner)))
                    .collect();
                Some(match mask {
                    Some(mask) => {
                        let mask = &mask.value;
                        quote!(#pattern => _p::mask_server_errors(#inner, #mask, self),)
                    }
                    None => quote!(#pattern => #inner,),
                })
            })
            .collect()
    };
    let (public, text) = (inner(&quote!(catalog_public_row)), inner(&quote!(catalog_text_row)));
    if public.is_empty() {
        return public;
    }
    let all = item.variants.iter().all(|variant| matches!(variant.answer, Answer::Transparent(_)));
    let other_public = (!all).then(|| quote!(_ => _p::public_entry(self),));
    let other_text = (!all).then(|| quote!(_ => _p::text_entry(self),));
    quote! {
        fn catalog_public_row(&self) -> &'static _catalog::Entry {
            match self { #public #other_public }
        }
        fn catalog_text_row(&self) -> &'static _catalog::Entry {
            match self { #text #other_text }
        }
    }
}

pub(super) fn error_catalog(item: &CatalogItem<'_>, header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause_once(&quote!(_catalog::Catalogued));
    let rows_clause = header.clause(&TokenStream::new());
    let domain = &item.domain;
    let refers = item.entries().any(|own| {
        let entry = &own.entry;
        entry.public_as.is_some() || entry.deprecated.is_some() || entry.jsonrpc.is_some()
    });
    let masks = item.variants.iter().filter_map(|variant| match &variant.answer {
        Answer::Transparent(mask) => mask.as_ref().map(|mask| &mask.value),
        _ => None,
    });
    let (shared, inner) = (shared(item), inner(item));
    let mut fields = item.variants.iter().flat_map(|variant| &variant.fields);
    let is_classed = fields.any(|field| field.declared.data_class.is_some());
    let classed = is_classed.then(|| {
        quote!(
            const CLASSED: ::core::primitive::bool = true;
        )
    });
    let unsound = (!item.is_sound).then(|| {
        quote!(
            const IS_SOUND: ::core::primitive::bool = false;
        )
    });
    let home = match item.paths.get(Key::Registry) {
        Some(registry) => quote!(#registry),
        None => quote!(Self),
    };
    quote! {
        #[automatically_derived]
        impl #generics _catalog::ErrorCatalog for #ty #clause {
            const DOMAIN: &'static ::core::primitive::str = #domain;
            const ENTRIES: &'static [_catalog::Entry] = &__ENTRIES;
            type Home = #home;
        }
        #[automatically_derived]
        impl #generics _p::Derived for #ty #rows_clause {}
        #[automatically_derived]
        impl #generics _p::Rows for #ty #rows_clause {
            type Itself = Self;
            const ROWS: &'static [_catalog::Entry] = &__ENTRIES;
            const KEYS: &'static [::core::primitive::u64] = __KEYS;
            const WORDS: &'static [::core::primitive::u64] = __WORDS;
            const REFERS: ::core::primitive::bool = #refers;
            #classed
            const MASKS: &'static [&'static ::core::primitive::str] = &[#(#masks),*];
            const PLACE: _p::Place = __PLACE;
            #unsound
            #shared
            #inner
        }
    }
}

/// The variants that have the entry of another one.
fn shared(item: &CatalogItem<'_>) -> Option<TokenStream> {
    let variants = item.variants.iter().zip(item.row_positions());
    let shared: Vec<_> = variants
        .filter(|(variant, _)| matches!(variant.answer, Answer::SameAs(..) | Answer::Rest))
        .filter_map(|(variant, at)| {
            let name = variant.ident.unraw().to_string();
            at.map(|at| quote!((#name, #at)))
        })
        .collect();
    (!shared.is_empty()).then(|| {
        quote! {
            const SHARED: &'static [(&'static ::core::primitive::str, ::core::primitive::usize)] = &[#(#shared),*];
        }
    })
}

/// The transparent variants, for sets: their codes are those of the errors that they hold.
fn inner(item: &CatalogItem<'_>) -> Option<TokenStream> {
    let inner: Vec<_> = item
        .variants
        .iter()
        .filter_map(|variant| {
            let Answer::Transparent(mask) = &variant.answer else { return None };
            let name = variant.ident.unraw().to_string();
            let mask = match mask {
                Some(mask) => {
                    let mask = &mask.value;
                    quote!(::core::option::Option::Some(#mask))
                }
                None => quote!(::core::option::Option::None),
            };
            let (is_leaf, codes) = match variant.fields.first() {
                Some(field) if !mentions_generics(item, field.ty) => {
                    let ty = field.ty;
                    (quote!(_p::InnerCodes::<#ty>::IS_LEAF), quote!(_p::InnerCodes::<#ty>::codes))
                }
                _ => (quote!(false), quote!(|| ::core::option::Option::None)),
            };
            Some(
                quote!(_p::Inner { variant: #name, mask: #mask, is_leaf: #is_leaf, codes: #codes }),
            )
        })
        .collect();
    (!inner.is_empty()).then(|| {
        quote! {
            const INNER: &'static [_p::Inner] = {
                #[allow(unused_imports, reason = "known codes hide its function")]
                use _p::UnknownCodes as _;
                &[#(#inner),*]
            };
            const HAS_INNER: ::core::primitive::bool = true;
        }
    })
}

fn into_response(header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause(&quote!(_catalog::Catalogued));
    quote! {
        #[automatically_derived]
        impl #generics ::core::convert::From<#ty> for _p::Response #clause {
            fn from(__error: #ty) -> Self {
                _p::response(&__error)
            }
        }
    }
}

/// What the enum is to the frameworks that are switched on. That only the facade knows: its macros are
/// empty for the others.
fn answers_of_frameworks(header: &Header) -> TokenStream {
    let Header { generics, ty, .. } = header;
    let clause = header.clause(&quote!(_catalog::Catalogued));
    quote! {
        _p::answer_in_axum! { { #generics } #ty, { #clause } }
        _p::answer_in_actix! { { #generics } #ty, { #clause } }
    }
}
