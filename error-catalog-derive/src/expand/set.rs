//! A set of a registry: what it lists, and which errors it takes by `?`.

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::field::doc_comment;
use catalog_specs_syntax::registry::Included;
use catalog_specs_syntax::set::{SetItem, SetMember};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::registry::conditions;
use super::{allow, facade};

/// Everything that a set stands for.
pub(crate) fn set(item: &SetItem) -> TokenStream {
    let SetItem { attributes, visibility, ident, parent, .. } = item;
    let conditions = conditions(attributes);
    let facade = facade(item.paths.get(Key::Crate));
    let allow = allow();
    let (name, description) = (ident.unraw().to_string(), doc_comment(attributes));
    let listed =
        item.listed.iter().enumerate().map(|(at, member)| listed(ident, parent, at, member));
    let included = item.included.iter().map(|included| includes(ident, included));
    let members = item.listed.iter().enumerate().map(|(at, member)| {
        let (attributes, entry) = (&member.attributes, entry(at, member));
        quote!(#(#attributes)* #entry,)
    });
    let parts = item.included.iter().map(|Included { attributes, path }| {
        let registry = located(parent, path.span());
        quote_spanned!(path.span()=> #(#attributes)* _p::all_of::<#registry, #path>(),)
    });
    quote! {
        #(#attributes)*
        #visibility struct #ident;

        #(#conditions)*
        #allow
        const _: () = {
            #facade
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
            #[automatically_derived]
            impl _catalog::CodeSet for #ident {
                type Kind = _p::Part;
                type Root = #parent;
                const NAME: &'static ::core::primitive::str = #name;
                const DESCRIPTION: &'static ::core::primitive::str = #description;
                const IS_PART: ::core::primitive::bool = true;
                const MEMBERS: &'static [_p::Member] = &[#(#members)* #(#parts)*];
            }
        };
    }
}

/// The name of a listed enum, which is written out once: so what is wrong with it is one error.
fn alias(at: usize, member: &SetMember) -> Ident {
    format_ident!("__Listed{at}", span = member.ty.span())
}

/// Where a listed enum is at home elsewhere, rustc points at it and not at the name of the registry.
fn located(registry: &Path, span: proc_macro2::Span) -> Path {
    let mut registry = registry.clone();
    for segment in &mut registry.segments {
        segment.ident.set_span(segment.ident.span().located_at(span));
    }
    registry
}

/// That the set lists an enum.
fn listed(set: &Ident, registry: &Path, at: usize, member: &SetMember) -> TokenStream {
    let SetMember { attributes, ty, variants } = member;
    let (alias, entry, span) = (alias(at, member), entry(at, member), ty.span());
    let registry = located(registry, span);
    let names = variants.as_ref().map(|variants| {
        let names = variants.iter().map(|variant| {
            let (attributes, name) = (&variant.attributes, variant.ident.unraw().to_string());
            quote!(#(#attributes)* #name,)
        });
        quote!(::core::option::Option::Some(&[#(#names)*]))
    });
    let names = names.unwrap_or_else(|| quote!(::core::option::Option::None));
    // rustc says which variant is like one that there is not.
    let exist = variants.iter().flatten().map(|variant| {
        let (attributes, name) = (&variant.attributes, &variant.ident);
        quote_spanned! {name.span()=>
            #(#attributes)*
            const _: fn(&#ty) = |__error| match __error {
                #ty::#name { .. } => {}
                #[allow(unreachable_patterns, reason = "an enum may have one variant")]
                _ => {}
            };
        }
    });
    let exist: TokenStream = exist.collect();
    let exist = (!exist.is_empty()).then(|| quote!(#(#attributes)* const _: () = { #exist };));
    quote_spanned! {span=>
        #(#attributes)* type #alias = #ty;
        #(#attributes)* const #entry: _p::Member = _p::member::<#registry, #alias>(#names);
        #(#attributes)* impl _p::Raises<#alias> for #set {
            const IS_CHECKED: ::core::primitive::bool = _p::is_checked(&#entry);
        }
        #exist
    }
}

/// That the set takes another one in.
fn includes(set: &Ident, Included { attributes, path }: &Included) -> TokenStream {
    quote_spanned! {path.span()=>
        #(#attributes)* impl _p::TakesIn<#path> for #set {}
        #(#attributes)* impl _p::Raises<#path> for #set {
            const IS_CHECKED: ::core::primitive::bool = false;
        }
    }
}

/// The name of the entry of a listed enum.
fn entry(at: usize, member: &SetMember) -> Ident {
    format_ident!("__MEMBER{at}", span = member.ty.span())
}
