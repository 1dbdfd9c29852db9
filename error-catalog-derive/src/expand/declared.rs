//! The type of a registry or of a set.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Attribute, Visibility};

/// The type, and how what is implemented for it names it.
pub(super) struct Declared {
    /// The declaration.
    pub tokens: TokenStream,
    /// What brings the type, and no other one of its name, into the block of its impls.
    pub import: TokenStream,
    /// Its name there.
    pub own: Ident,
}

impl Declared {
    /// A type that is public by its own word stands in a hidden module if it `is_hidden`, or if it has `namesakes`: then two of
    /// one name are two types, and the import is the one mistake that rustc reports.
    pub(super) fn new(
        attributes: &[Attribute],
        visibility: &Visibility,
        ident: &Ident,
        is_hidden: bool,
        namesakes: usize,
    ) -> Self {
        if !is_hidden && namesakes == 0 {
            let tokens = quote!(#(#attributes)* #visibility struct #ident;);
            return Self { tokens, import: TokenStream::new(), own: ident.clone() };
        }
        let conditions = conditions(attributes);
        // Where the name is taken, rustc would propose another one, in the place of all that stands in the braces.
        let mut imported = ident.clone();
        imported.set_span(Span::call_site().located_at(ident.span()));
        let name = ident.unraw().to_string().to_lowercase();
        let module = match namesakes {
            0 => format_ident!("__registry_{name}"),
            further => format_ident!("__registry_{name}_{further}"),
        };
        let tokens = quote! {
            #(#conditions)*
            #[doc(hidden)]
            mod #module {
                #[allow(unused_imports, reason = "for the derives that the user asks for")]
                use super::*;
                #(#attributes)*
                pub struct #ident;
            }
            #(#conditions)*
            #[doc(inline)]
            #[allow(unused_imports, reason = "the impls name the type by its module")]
            #visibility use #module::#imported;
        };
        let own = Ident::new("__Own", ident.span());
        let import = quote!(use #module::#ident as #own;);
        Self { tokens, import, own }
    }
}

/// The conditions under which an item is compiled, and all that comes with it.
pub(super) fn conditions(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}
