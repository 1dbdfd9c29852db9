//! What a `catalog!` stands for that could not be read: its types, which list and include everything, so that the code that names
//! them stays quiet.

use catalog_specs_syntax::args;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::Path;

use super::{allow, facade};

/// The types of a `catalog!` that could not be read.
pub(crate) fn broken(tokens: TokenStream) -> TokenStream {
    let mut output = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    let mut path = None;
    while let Some(token) = tokens.next() {
        if let TokenTree::Group(attribute) = &token {
            path = crate_of(attribute.stream()).or(path);
        }
        let is_struct = matches!(&token, TokenTree::Ident(ident) if ident == "struct");
        let Some(TokenTree::Ident(name)) = tokens.peek().filter(|_| is_struct) else { continue };
        // A keyword is no name, and would be a second mistake.
        let Ok(name) = syn::parse2::<Ident>(TokenTree::Ident(name.clone()).into()) else {
            continue;
        };
        tokens.next();
        if !matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "of") {
            output.extend(registry(&name, path.as_ref()));
            continue;
        }
        tokens.next();
        let is_path = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
            _ => true,
        };
        let parent = std::iter::from_fn(|| tokens.next_if(is_path)).collect();
        let parent = syn::parse2::<Path>(parent).ok();
        output.extend(parent.map(|parent| set(&name, &parent, path.as_ref())));
    }
    output
}

/// The path of the facade, if these are the tokens of `#[registry(crate = path)]`.
fn crate_of(attribute: TokenStream) -> Option<Path> {
    let mut attribute = attribute.into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(list))) =
        (attribute.next(), attribute.next())
    else {
        return None;
    };
    let arguments = if name == "registry" { args::split(list.stream()) } else { Vec::new() };
    arguments.into_iter().find_map(|argument| match argument.as_slice() {
        [TokenTree::Ident(key), TokenTree::Punct(sign), path @ ..]
            if key == "crate" && sign.as_char() == '=' =>
        {
            syn::parse2(path.iter().cloned().collect()).ok()
        }
        _ => None,
    })
}

fn set(ident: &Ident, registry: &Path, path: Option<&Path>) -> TokenStream {
    let facade = facade(path);
    let allow = allow();
    quote! {
        /// A set that could not be read.
        pub struct #ident;

        #allow
        const _: () = {
            #facade
            impl #ident {
                /// No entries: the set could not be read.
                pub fn entries() -> _p::Vec<&'static _catalog::Entry> {
                    _p::Vec::new()
                }
                /// Nothing: the set could not be read.
                pub fn spec() -> _p::Spec {
                    _p::spec_of_set::<Self>()
                }
            }
            impl _p::Sealed for #ident {}
            impl _catalog::CodeSet for #ident {
                type Kind = _p::Part;
                type Root = #registry;
                const DECLARED: _p::DescribedSet = _p::DescribedSet { name: "", description: "", members: &[] };
            }
            impl<E: ?::core::marker::Sized> _p::Raises<E> for #ident {
                const LISTING: _p::Listing = _p::Listing::Whole;
            }
            impl<C: ?::core::marker::Sized> _p::TakesIn<C> for #ident {}
        };
    }
}

fn registry(ident: &Ident, path: Option<&Path>) -> TokenStream {
    let facade = facade(path);
    let allow = allow();
    quote! {
        /// A registry that could not be read.
        pub struct #ident;

        #allow
        const _: () = {
            #facade
            static __SETTINGS: _p::Settings = _p::Settings::new(|_| ::core::option::Option::None);
            impl #ident {
                /// No entries: the registry could not be read.
                pub const ALL: &'static [&'static _catalog::Entry] = &[];
                /// Finds nothing: the registry could not be read.
                pub fn get(_: &::core::primitive::str) -> ::core::option::Option<&'static _catalog::Entry> {
                    ::core::option::Option::None
                }
                /// Nothing: the registry could not be read.
                pub fn spec() -> _p::Spec {
                    _p::spec::<Self>()
                }
                /// Nothing: the registry could not be read.
                pub fn outputs() -> _p::Outputs {
                    _p::outputs(Self::spec())
                }
                /// Nothing: the registry could not be read.
                pub fn samples() -> _p::Samples {
                    _p::samples(Self::spec())
                }
                /// An empty catalogue: the registry could not be read.
                pub fn to_json() -> _p::String {
                    _p::to_json::<Self>()
                }
            }
            impl _p::Sealed for #ident {}
            impl _p::Table for #ident {
                const LISTED: &'static [&'static _catalog::Entry] = &[];
                const DISTINCT: &'static [&'static _catalog::Entry] = &[];
                const INDEX: &'static [::core::primitive::u64] = &[];
            }
            impl _catalog::Registry for #ident {
                const DESCRIBED: _p::Described = _p::Described {
                    name: "", description: "", module: "", dialect: "", require_grpc: false, sets: &[],
                };
                const ALL: &'static [&'static _catalog::Entry] = &[];
                const LISTS: &'static [_p::List] = &[_p::List::UNREAD];
                const RETIRED: &'static [(&'static ::core::primitive::str, &'static ::core::primitive::str)] = &[];
                // What the registry lacks is not known.
                type Internal = _p::Listed<true>;
                fn get(_: &::core::primitive::str) -> ::core::option::Option<&'static _catalog::Entry> {
                    ::core::option::Option::None
                }
                fn settings() -> &'static _p::Settings {
                    &__SETTINGS
                }
            }
            impl<E: ?::core::marker::Sized> _p::Lists<E> for #ident {}
        };
    }
}
