//! Tokens of an item with attributes, or of `catalog!`: read, checked and expanded as the macros do it.

use catalog_specs_syntax::catalog::CatalogInput;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::{item, nesting};
use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::expand;

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (is_registry, text) = match text.strip_prefix("catalog!") {
        Some(inside) => (true, inside),
        None => (false, text),
    };
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    if nesting::find_too_deep(tokens.clone(), nesting::IN_ITEM).is_some() {
        return;
    }
    if is_registry { check_registry(tokens) } else { check_item(tokens) }
}

fn check_item(tokens: TokenStream) {
    let Ok(input) = syn::parse2::<DeriveInput>(tokens) else { return };
    let mut diag = Diag::new();
    let item = item::read(&input, &mut diag);
    let output = item.as_ref().map(expand::catalog_item).unwrap_or_default();
    let constants = item.as_ref().map(expand::codes_module).unwrap_or_default();
    let is_refused = report(diag);
    if item.is_none() {
        assert!(is_refused, "nothing is expanded, and nothing is reported");
    }
    is_source(&output);
    is_source(&constants);
}

fn check_registry(tokens: TokenStream) {
    let output = match syn::parse2::<CatalogInput>(tokens.clone()) {
        Ok(mut input) => {
            let mut diag = Diag::new();
            input.check(&mut diag);
            let registry = input.registry.as_ref();
            let registry = registry.map(|registry| expand::registry(registry, input.own_sets()));
            let output = registry.into_iter().chain([expand::sets(&input)]).collect();
            report(diag);
            output
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            expand::broken(tokens)
        }
    };
    is_source(&output);
}

/// Writes the mistakes as the compiler gets them; whether there are any.
fn report(diag: Diag) -> bool {
    let Err(error) = diag::finish(diag) else { return false };
    for error in error.clone() {
        assert!(!error.to_string().trim().is_empty());
    }
    is_source(&error.into_compile_error());
    true
}

/// What macros write is Rust, also if the input is refused.
fn is_source(output: &TokenStream) {
    if let Err(error) = syn::parse2::<syn::File>(output.clone()) {
        panic!("{error}: {output}");
    }
}
