//! A set of a registry: what it lists, and which errors it takes by `?`.

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::field::doc_comment;
use catalog_specs_syntax::registry::Included;
use catalog_specs_syntax::set::{SetItem, SetMember};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
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
    let listed = item.listed.iter().map(|member| listed(ident, member));
    let included = item.included.iter().map(|included| includes(ident, included));
    let members = item.listed.iter().map(|member| codes(parent, member));
    let parts = item.included.iter().map(|Included { attributes, path }| {
        let registry = located(parent, path.span());
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
                type Root = #parent;
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
fn located(registry: &Path, span: proc_macro2::Span) -> Path {
    let mut registry = registry.clone();
    for segment in &mut registry.segments {
        segment.ident.set_span(segment.ident.span().located_at(span));
    }
    registry
}

/// The codes of a listed enum.
fn codes(registry: &Path, member: &SetMember) -> TokenStream {
    let SetMember { attributes, ty, variants } = member;
    let span = ty.span();
    let registry = located(registry, span);
    let Some(variants) = variants else {
        return quote_spanned! {span=>
            #(#attributes)* _p::Member::Enum(_p::codes_of_enum::<#registry, #ty>),
        };
    };
    let names = variants.iter().map(|variant| {
        let (attributes, name) = (&variant.attributes, variant.ident.unraw().to_string());
        quote!(#(#attributes)* #name,)
    });
    quote_spanned! {span=>
        #(#attributes)* _p::Member::Variants(_p::codes_of_enum::<#registry, #ty>, &[#(#names)*]),
    }
}

/// That the set lists an enum, and that the enum has the variants that are named.
fn listed(set: &Ident, member: &SetMember) -> TokenStream {
    let SetMember { attributes, ty, variants } = member;
    let span = ty.span();
    let Some(variants) = variants else {
        return quote_spanned!(span=> #(#attributes)* impl _p::Raises<#ty> for #set {});
    };
    // rustc says which variant is like one that there is not.
    let arms = variants.iter().map(|variant| {
        let (attributes, name) = (&variant.attributes, &variant.ident);
        quote_spanned!(name.span()=> #(#attributes)* #ty::#name { .. } => {})
    });
    quote_spanned! {span=>
        #(#attributes)* impl _p::Raises<#ty> for #set {
            const IS_CHECKED: ::core::primitive::bool = true;
        }
        #(#attributes)* const _: fn(&#ty) = |__error| match __error {
            #(#arms)*
            #[allow(unreachable_patterns, reason = "an enum may have these variants alone")]
            _ => {}
        };
    }
}

/// That the set takes another one in.
fn includes(set: &Ident, Included { attributes, path }: &Included) -> TokenStream {
    quote_spanned! {path.span()=>
        #(#attributes)* impl _p::TakesIn<#path> for #set {}
        #(#attributes)* impl _p::Raises<#path> for #set {}
    }
}
