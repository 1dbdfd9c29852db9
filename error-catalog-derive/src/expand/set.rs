//! A set of a registry: what it lists, and which errors it takes by `?`.

use std::collections::HashSet;

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::catalog::CatalogInput;
use catalog_specs_syntax::field::doc_comment;
use catalog_specs_syntax::registry::Included;
use catalog_specs_syntax::set::{SetItem, SetMember};
use catalog_specs_syntax::{is_conditional, written};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, PathArguments, Type};

use super::registry::conditions;
use super::{allow, facade};

/// Everything that the sets of a `catalog!` stand for.
pub(crate) fn sets(input: &CatalogInput) -> TokenStream {
    // As texts, and once for all sets: these are many, and so are the enums of a registry.
    let beside = input.registry.iter().flat_map(|registry| &registry.listed);
    let beside = beside.filter(|listed| !is_conditional(&listed.attributes));
    let beside = beside.map(|listed| written(&listed.ty)).collect();
    input.sets.iter().map(|item| set(item, &beside)).collect()
}

/// Everything that a set stands for. `beside` are the types that the registry of the same `catalog!` lists.
fn set(item: &SetItem, beside: &HashSet<String>) -> TokenStream {
    let SetItem { attributes, visibility, ident, parent, .. } = item;
    let conditions = conditions(attributes);
    let facade = facade(item.paths.get(Key::Crate));
    let allow = allow();
    let (name, description) = (ident.unraw().to_string(), doc_comment(attributes));
    let listed = item.listed.iter().map(|member| listed(ident, member));
    let included = item.included.iter().map(|included| includes(ident, included));
    let root = parent.segments.last().map_or_else(|| parent.span(), |last| last.ident.span());
    let root = Ident::new("__Root", root);
    let members = item.listed.iter().map(|member| codes(&root, member, beside));
    let parts = item.included.iter().map(|Included { attributes, path }| {
        let registry = located(&root, path.span());
        quote_spanned!(path.span()=> #(#attributes)* _p::all_of::<#registry, #path>(),)
    });
    // Sets are many, and each constant and function here is compiled for each of them: what can be generic is in the facade.
    quote! {
        #(#attributes)*
        #visibility struct #ident;

        #(#conditions)*
        #allow
        const _: () = {
            #facade
            // Its registry is written out once: so what is wrong with it is one error.
            type #root = #parent;
            #(#listed)*
            #(#included)*
            #[automatically_derived]
            impl #ident {
                /// Every entry of the set, in the order of the registry: those that it lists, those that they are sent as, those
                /// of inner errors, and the code of unexpected failures.
                pub fn entries() -> _p::Vec<&'static _catalog::Entry> {
                    <Self as _catalog::CodeSet>::entries()
                }

                /// The registry with the codes of the set alone, as data: feature `documents` of `error-catalog`.
                pub fn spec() -> _p::Spec {
                    _p::spec_of_set::<Self>()
                }
            }
            impl _p::Sealed for #ident {}
            // A set in the place of the registry of another lacks nothing but to be a registry, which is the one error that
            // rustc then reports.
            #[diagnostic::do_not_recommend]
            impl<H: ?::core::marker::Sized> _p::Lists<H> for #ident {}
            #[automatically_derived]
            impl _catalog::CodeSet for #ident {
                type Kind = _p::Part;
                type Root = #root;
                const DECLARED: _p::DescribedSet = _p::DescribedSet {
                    name: #name,
                    description: #description,
                    members: &[#(#members)* #(#parts)*],
                };
            }
        };
    }
}

/// Where a listed enum is at home elsewhere, rustc points at it and not at the name of the registry.
fn located(registry: &Ident, span: Span) -> Ident {
    Ident::new(&registry.to_string(), registry.span().located_at(span))
}

/// The codes of a listed enum. Of one that the registry lists as well, only the registry says what is wrong with it.
fn codes(registry: &Ident, member: &SetMember, beside: &HashSet<String>) -> TokenStream {
    let SetMember { attributes, ty, variants } = member;
    let span = ty.span();
    let registry = located(registry, span);
    let codes = if beside.contains(&written(ty)) {
        // Not with the edition of the user, in which such a path may begin at the crate root.
        let import = quote!(
            use _p::UnlistedCodes as _;
        );
        quote_spanned!(span=> {
            #[allow(unused_imports, reason = "the codes of a sound enum hide its function")]
            #import
            _p::ListedCodes::<#registry, #ty>::codes
        })
    } else {
        quote_spanned!(span=> _p::codes_of_enum::<#registry, #ty>)
    };
    let Some(variants) = variants else {
        return quote_spanned!(span=> #(#attributes)* _p::Member::Enum(#codes),);
    };
    let names = variants.iter().map(|variant| {
        let (attributes, name) = (&variant.attributes, variant.ident.unraw().to_string());
        quote!(#(#attributes)* #name,)
    });
    quote_spanned! {span=>
        #(#attributes)* _p::Member::Variants(#codes, &[#(#names)*]),
    }
}

/// That the set lists an enum, and that the enum has the variants that are named.
fn listed(set: &Ident, member: &SetMember) -> TokenStream {
    let SetMember { attributes, ty, variants } = member;
    let span = ty.span();
    let Some(variants) = variants else {
        return raises_whole(set, attributes, ty, span);
    };
    let path = path_of_variants(ty);
    // rustc says which variant is like one that there is not.
    let arms = variants.iter().map(|variant| {
        let (attributes, name) = (&variant.attributes, &variant.ident);
        quote_spanned!(name.span()=> #(#attributes)* #path::#name { .. } => true,)
    });
    quote_spanned! {span=>
        #(#attributes)* impl _p::Raises<#ty> for #set {
            const LISTING: _p::Listing = _p::Listing::Some(|__error| {
                __error.downcast_ref::<#ty>().is_some_and(|__error| match __error {
                    #(#arms)*
                    #[allow(unreachable_patterns, reason = "an enum may have these variants alone")]
                    _ => false,
                })
            });
        }
    }
}

/// The path in front of a variant: in a pattern generic arguments stand behind two colons.
fn path_of_variants(ty: &Type) -> Type {
    let mut ty = ty.clone();
    if let Type::Path(path) = &mut ty {
        for segment in &mut path.path.segments {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments.colon2_token.get_or_insert_default();
            }
        }
    }
    ty
}

/// That the set takes another one in.
fn includes(set: &Ident, Included { attributes, path }: &Included) -> TokenStream {
    let raises = raises_whole(set, attributes, path, path.span());
    quote_spanned! {path.span()=>
        #(#attributes)* impl _p::TakesIn<#path> for #set {}
        #raises
    }
}

/// That a set lists an enum, or what another set lists, with every code.
fn raises_whole(
    set: &Ident,
    attributes: &[Attribute],
    what: &impl ToTokens,
    span: Span,
) -> TokenStream {
    quote_spanned!(span=> #(#attributes)* impl _p::Raises<#what> for #set {
        const LISTING: _p::Listing = _p::Listing::Whole;
    })
}
