//! From the model to tokens. Nothing here can fail, and the same input gives the same tokens.

mod bounds;
mod broken;
mod constants;
mod constraints;
mod display;
#[cfg(test)]
mod effects;
mod entries;
mod matches;
#[cfg(test)]
mod random_effects;
mod registry;
mod set;
mod shared;
#[cfg(test)]
mod tests;
mod traits;

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;

pub(crate) use broken::broken;
pub(crate) use constants::module as codes_module;
pub(crate) use registry::registry;
pub(crate) use set::sets;

/// Everything that a derive adds to an item.
pub(crate) fn catalog_item(item: &CatalogItem<'_>) -> TokenStream {
    let facade = facade(item.paths.get(Key::Crate));
    let entries = entries::expand(item);
    let traits = traits::expand(item);
    let constants = constants::expand(item);
    let constraints = constraints::expand(item);
    let allow = allow();
    quote! {
        #allow
        const _: () = {
            #facade
            #entries
            #traits
            #constants
            #constraints
        };
    }
}

/// Brings the facade in under names of ours, once, so that a wrong path is one error.
fn facade(path: Option<&Path>) -> TokenStream {
    let import = match path {
        Some(path) => {
            let span = syn::spanned::Spanned::span(path);
            quote_spanned!(span=> use #path as _catalog;)
        }
        None => quote!(
            use ::error_catalog as _catalog;
        ),
    };
    quote!(#import use _catalog::private as _p;)
}

/// What users' lints must not say about code that they did not write: those that look at tokens of
/// theirs among ours, or do not care who wrote what. `tests/crates/lints` has a module for each.
fn allow() -> TokenStream {
    quote! {
        #[allow(
            // The user's `#[deprecated]` variants are matched here, not used.
            deprecated,
            // `registry = crate::Codes` in the crate root is longer than it must be.
            unused_qualifications,
            // A local has the name of its field, whatever that looks like.
            non_snake_case,
            // A registry's `get` is there without an import of the trait that has it.
            clippy::same_name_method,
            reason = "the derive wrote what they would report"
        )]
    }
}
