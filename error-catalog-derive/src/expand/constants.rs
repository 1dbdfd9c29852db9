//! What an enum adds to its registry: a constant for each code.

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::build::OwnRow;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
/// The inherent constants; nothing without a registry.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let Some(registry) = item.paths.get(Key::Registry) else { return TokenStream::new() };
    let constants = item.rows().enumerate().map(|(at, own)| constant(at, own));
    quote! {
        // Few words a constant: of these there are as many as codes.
        use _catalog::Code as __Code;
        const fn __code(row: ::core::primitive::usize) -> __Code {
            __Code::at(&__ROWS, row)
        }
        #[automatically_derived]
        impl #registry {
            #(#constants)*
        }
    }
}

/// One constant. Its name points at the code literal, so that rustc itself shows both places of a
/// duplicate; resolved at the call site, so that no lint of the user's speaks about it.
fn constant(at: usize, own: &OwnRow) -> TokenStream {
    let span = Span::call_site().located_at(own.code_span);
    let name = Ident::new(&own.constant, span);
    let doc = doc(own);
    let at = Literal::usize_unsuffixed(at);
    quote_spanned!(span=> #[doc = #doc] pub const #name: __Code = __code(#at);)
}

/// What an editor shows beside the constant.
fn doc(own: &OwnRow) -> String {
    let row = &own.row;
    let said = row.docs.description.lines().next().filter(|line| !line.is_empty());
    let text = said.or(row.messages.first().map(|text| text.message.as_str())).unwrap_or(&row.code);
    format!("{}: {text}", row.status)
}
