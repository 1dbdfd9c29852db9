//! What entries have in common: that they are declared in one enum, and mostly the details they send.

use std::collections::HashMap;

use catalog_specs_core::model::{Detail, Entry};
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// The lists of details that the entries of an item send.
///
/// A list that several entries send is a named static. To the compiler a list in an entry is a constant to evaluate, and so is a
/// name; but evaluating the name of a static costs a tenth of that.
pub(super) struct SharedDetails<'r> {
    lists: HashMap<&'r [Detail], Users>,
    statics: TokenStream,
    named: usize,
}

/// The entries that send one list.
enum Users {
    One,
    Many,
    /// Many, and their list has been written.
    Named(Ident),
}

impl<'r> SharedDetails<'r> {
    /// Those of all entries.
    pub(super) fn collect(item: &'r CatalogItem<'_>) -> Self {
        let mut lists = HashMap::new();
        for own in item.entries() {
            lists
                .entry(own.entry.details.as_slice())
                .and_modify(|users| *users = Users::Many)
                .or_insert(Users::One);
        }
        Self { lists, statics: TokenStream::new(), named: 0 }
    }

    /// Writes what an entry has in common with others into the entry.
    pub(super) fn write(&mut self, entry: &'r Entry, tokens: &mut TokenStream) {
        let details = entry.details.as_slice();
        if let Some(Users::Named(name)) = self.lists.get(details) {
            return name.to_tokens(tokens);
        }
        let details_tokens = details.iter().map(|detail| {
            let Detail { name, type_name, doc, flatten, .. } = detail;
            quote!(_p::Detail::new(#name, #type_name, #doc, #flatten))
        });
        let shared = quote!(_p::Shared(__DECLARED, &[#(#details_tokens),*]));
        if !matches!(self.lists.get(details), Some(Users::Many)) {
            return tokens.extend(quote!(&#shared));
        }
        let name = Ident::new(&format!("__S{}", self.named), Span::call_site());
        self.named += 1;
        name.to_tokens(tokens);
        self.statics.extend(quote! {
            const #name: &_p::Shared = {
                static __SHARED: _p::Shared = #shared;
                &__SHARED
            };
        });
        self.lists.insert(details, Users::Named(name));
    }

    /// The statics that the entries name.
    pub(super) fn statics(self) -> TokenStream {
        self.statics
    }
}
