//! The macros of `error-catalog`; use them through that crate, where they are documented.
//!
//! Tokens are read and checked by `catalog-specs`, which the source scan and the command share; only the expansion is here.
//! Mistakes are reported, and the valid parts are expanded all the same, so that one mistake is one error.

mod expand;
mod messages;
mod spec;

use catalog_specs_syntax::catalog::CatalogInput;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use catalog_specs_syntax::nesting;
use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;
use syn::{DeriveInput, parse_macro_input};

#[expect(
    missing_docs,
    reason = "documented where `error-catalog` re-exports it, with examples that use that crate"
)]
#[proc_macro_derive(
    ErrorCatalog,
    attributes(catalog, detail, context, secret, source, from, retry_after, registry)
)]
pub fn derive_error_catalog(input: TokenStream) -> TokenStream {
    if let Some(error) = too_deep(input.clone()) {
        return error;
    }
    let input = parse_macro_input!(input as DeriveInput);
    let mut diag = Diag::new();
    let item = item::read_in(&input, messages::READER, &mut diag);
    let tracked = item.as_ref().and_then(|item| spec::hold(item, &mut diag));
    let files = item.as_ref().and_then(|item| item.files.as_ref());
    let watched = messages::watch(files);
    let mut output = item.as_ref().map(expand::catalog_item).unwrap_or_default();
    output.extend(tracked);
    output.extend(watched);
    if let Err(error) = diag::finish(diag) {
        output.extend(error.into_compile_error());
    }
    output.into()
}

/// Makes a module with a constant for each code of a built-in enum. For `error-catalog` itself only.
///
/// It stands beside `ErrorCatalog`, which declares the attributes. If it declared them too, rustc would propose it to users.
#[doc(hidden)]
#[proc_macro_derive(BuiltinCodes)]
pub fn derive_builtin_codes(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    // `ErrorCatalog` on the same item reports its mistakes.
    let mut ignored = Diag::new();
    let item = item::read_in(&input, messages::READER, &mut ignored);
    let _ = diag::finish(ignored);
    item.as_ref().map(expand::codes_module).unwrap_or_default().into()
}

#[expect(
    missing_docs,
    reason = "documented where `error-catalog` re-exports it, with examples that use that crate"
)]
#[proc_macro]
pub fn catalog(input: TokenStream) -> TokenStream {
    if let Some(error) = too_deep(input.clone()) {
        return error;
    }
    let tokens = proc_macro2::TokenStream::from(input);
    let (mut output, error) = match syn::parse2::<CatalogInput>(tokens.clone()) {
        Ok(mut input) => {
            let mut diag = Diag::new();
            let mut output = TokenStream2::new();
            input.check(&mut diag);
            if let Some(registry) = &mut input.registry {
                registry.read_messages(messages::READER, &mut diag);
            }
            if let Some(registry) = &input.registry {
                output.extend(expand::registry(registry, input.own_sets()));
                output.extend(messages::watch(registry.files.as_ref()));
            }
            output.extend(expand::sets(&input));
            (output, diag::finish(diag).err())
        }
        Err(error) => (expand::broken(tokens), Some(error)),
    };
    if let Some(error) = error {
        output.extend(error.into_compile_error());
    }
    output.into()
}

/// The error of an item that is nested too deep for the stack of the compiler.
fn too_deep(input: TokenStream) -> Option<TokenStream> {
    let deep = nesting::find_too_deep(input.into(), nesting::IN_ITEM)?;
    let message = format!(
        "this is nested more than {} deep\n  = help: give the inner part a name: `type Inner = …;`",
        nesting::IN_ITEM
    );
    Some(syn::Error::new(deep, message).into_compile_error().into())
}
