//! The attributes of thiserror on a catalogued item.

use proc_macro2::{Span, TokenTree};
use syn::{Attribute, Data, DeriveInput, LitStr, Meta};

use super::{Spanned, args};
use catalog_specs_core::declared::ThisError;

/// Whether thiserror makes Display, Error and From of an item.
pub(super) fn is_beside(input: &DeriveInput) -> bool {
    let is_told = |attributes: &[Attribute]| read(attributes).is_some();
    is_told(&input.attrs)
        || match &input.data {
            Data::Enum(data) => data.variants.iter().any(|variant| is_told(&variant.attrs)),
            Data::Struct(_) | Data::Union(_) => false,
        }
}

/// An `#[error(...)]` that is thiserror's: a text, `transparent` or `fmt =`.
pub(super) fn read(attributes: &[Attribute]) -> Option<ThisError<Span>> {
    let errors = attributes.iter().filter(|attribute| attribute.path().is_ident("error"));
    let mut read = errors.filter_map(|attribute| {
        let Meta::List(list) = &attribute.meta else { return None };
        match args::flatten(list.tokens.clone()).as_slice() {
            [TokenTree::Literal(_), ..] => {
                let text = syn::parse2::<LitStr>(list.tokens.clone()).ok();
                let text = text.map(|text| Spanned::new(text.value(), text.span()));
                Some(text.map_or(ThisError::Other, ThisError::Text))
            }
            [TokenTree::Ident(word)] if word == "transparent" => Some(ThisError::Transparent),
            [TokenTree::Ident(word), TokenTree::Punct(sign), ..]
                if word == "fmt" && sign.as_char() == '=' =>
            {
                Some(ThisError::Other)
            }
            _ => None,
        }
    });
    read.next()
}
