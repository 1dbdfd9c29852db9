//! A constant for each code: in the registry of an enum, or in a module beside a built-in enum.

use std::collections::BTreeSet;

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::build::OwnEntry;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::matches::ARMS;

/// The inherent constants of the registry.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let Some(registry) = item.paths.get(Key::Registry) else { return hint(item) };
    let code = code_type(registry);
    let constants = item.entries().enumerate().map(|(at, own)| constant(at, own, &code));
    let import = if code == "Code" {
        quote!(
            use _catalog::Code;
        )
    } else {
        quote!(use _catalog::Code as #code;)
    };
    // Where `Code` is imported, rustc would propose it for a registry `Codes` that is not in scope, as a second error.
    let alias = Ident::new("__Registry", Span::mixed_site().located_at(registry.span()));
    quote! {
        type #alias = #registry;
        const _: () = {
            #import
            const fn __code(entry: ::core::primitive::usize) -> #code {
                #code::at(&__ENTRIES, entry)
            }
            #[automatically_derived]
            impl #alias {
                #(#constants)*
            }
        };
    }
}

/// The hint of rustc for a constant of an enum without a registry.
///
/// A registry that lists the enum has no constant for its codes. rustc names the traits that have an item of that name, so the name of
/// this one says what is missing, and it stands where the key belongs. Nothing implements it.
fn hint(item: &CatalogItem<'_>) -> TokenStream {
    let names: BTreeSet<_> = item.entries().map(|own| own.constant.as_str()).collect();
    if names.is_empty() || names.len() > ARMS {
        // So many that the compiler would feel them.
        return TokenStream::new();
    }
    let domain = item.keys.given.iter().find(|(key, _)| *key == Key::Domain.name());
    let place = domain.map_or_else(|| item.input.ident.span(), |(_, span)| *span);
    let hint = Ident::new("the_key_registry_is_missing_here", place);
    let names = names.iter().map(|name| Ident::new(name, Span::call_site()));
    quote! {
        #[allow(dead_code, non_camel_case_types, reason = "rustc alone reads it")]
        trait #hint { #(const #names: ();)* }
    }
}

/// The name that rustdoc shows as the type of a constant: `Code`, unless the registry has that name.
fn code_type(registry: &Path) -> Ident {
    let is_taken = registry.segments.first().is_some_and(|first| first.ident == "Code");
    Ident::new(if is_taken { "__Code" } else { "Code" }, Span::call_site())
}

/// A module beside a built-in enum with a constant for each code, and with a trait that gives a registry the same constants;
/// `error_catalog::codes` re-exports both.
pub(crate) fn module(item: &CatalogItem<'_>) -> TokenStream {
    let ident = &item.input.ident;
    let name = format_ident!("{}_codes", snake_case(&ident.unraw().to_string()));
    let code = Ident::new("Code", Span::call_site());
    let constants = item.entries().enumerate().map(|(at, own)| constant(at, own, &code));
    let in_registry = format_ident!("{}Codes", ident.unraw());
    let of_registry = item.entries().map(|own| {
        let (name, doc) = (Ident::new(&own.constant, Span::call_site()), doc(own));
        quote!(#[doc = #doc] const #name: Code = #name;)
    });
    let about = format!(
        "The codes of [`{ident}`](super::{ident}) as constants of every registry that lists it."
    );
    quote! {
        pub(crate) mod #name {
            use crate::Code;
            const fn __code(entry: ::core::primitive::usize) -> Code {
                Code::at(<super::#ident as crate::ErrorCatalog>::ENTRIES, entry)
            }
            #(#constants)*

            #[doc = #about]
            pub trait #in_registry {
                #(#of_registry)*
            }
        }
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// One constant. Its name points at the code literal, so that rustc shows both places of a duplicate; it is resolved at
/// the call site, so that no lint of the user's looks at it.
fn constant(at: usize, own: &OwnEntry, code: &Ident) -> TokenStream {
    let span = Span::call_site().located_at(own.code_span);
    let name = Ident::new(&own.constant, span);
    let doc = doc(own);
    let at = Literal::usize_unsuffixed(at);
    quote_spanned!(span=> #[doc = #doc] pub const #name: #code = __code(#at);)
}

/// Code, status, level, message and description.
fn doc(own: &OwnEntry) -> String {
    let entry = &own.entry;
    let mut doc =
        format!("`{}`: status {}, level {}", entry.code, entry.status, entry.level.as_str());
    if let Some(text) = entry.messages.first() {
        doc.push_str(", message ");
        doc.push_str(&code_span(&text.message));
    }
    if let Some(line) = entry.docs.description.lines().next().filter(|line| !line.is_empty()) {
        doc.push_str("\n\n");
        doc.push_str(line);
    }
    doc
}

/// A text that Markdown shows as it is.
fn code_span(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
