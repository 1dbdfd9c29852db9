//! `catalog!`: the registry's type, its index and its checks.

use catalog_specs_core::Dialect;
use catalog_specs_core::hash::hash;
use catalog_specs_core::keys::{Key, Kind, Value};
use catalog_specs_core::messages::{MessageFile, MessageText};
use catalog_specs_core::names::order_of;
use catalog_specs_syntax::field::doc_comment;
use catalog_specs_syntax::registry::{Included, Listed, RegistryItem};
use catalog_specs_syntax::set::SetItem;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{Attribute, Visibility};

use super::entries::constant_body;
use super::{allow, facade};

/// Everything that a `catalog!` stands for.
pub(crate) fn registry<'i>(
    item: &RegistryItem,
    sets: impl Iterator<Item = &'i SetItem>,
) -> TokenStream {
    let RegistryItem { ident, .. } = item;
    let declared = declared(item);
    let conditions = conditions(&item.attributes);
    let facade = facade(item.paths.get(Key::Crate));
    let allow = allow();
    let settings = settings(item);
    let (aliases, lists) = (aliases(item), lists(item));
    let unread = (!item.is_whole).then(|| quote!(_p::List::UNREAD,));
    let included = item.included.iter().map(|included| {
        let (attributes, path) = (&included.attributes, &included.path);
        quote_spanned!(path.span()=> #(#attributes)* _p::lists_of_registry::<#path>(),)
    });
    let memberships = memberships(item);
    let retired = item.declared.retired.iter().map(|retired| {
        let (code, reason) = (&retired.code.value, &retired.reason);
        quote!((#code, #reason))
    });
    let require_grpc = item.settings().requires_grpc();
    let described = described(item, sets);
    let messages = messages(item);
    let checks = checks(item);
    quote! {
        #declared

        #(#conditions)*
        #allow
        #[allow(long_running_const_eval, reason = "tens of thousands of codes take their time")]
        const _: () = {
            #facade

            // An inherent constant hides a trait's: so a list knows whether its enum is at home here.
            struct __Ours<H>(::core::marker::PhantomData<H>);
            trait __Foreign { const OURS: ::core::primitive::bool = false; }
            impl<H> __Foreign for __Ours<H> {}
            impl __Ours<#ident> { const OURS: ::core::primitive::bool = true; }

            #aliases
            const __RETIRED: &[(&::core::primitive::str, &::core::primitive::str)] = &[#(#retired),*];
            static __OWN: &[_p::List] = &[#lists #unread _p::List::of_retired(__RETIRED)];
            static __INCLUDED: &[&[_p::List]] = &[#(#included)*];
            const __COUNT: ::core::primitive::usize = _p::count_lists(__OWN, __INCLUDED);
            static __LISTS: [_p::List; __COUNT] = _p::all_lists(__OWN, __INCLUDED);
            const __WORDS: _p::Words<{ _p::count_slots(_p::count_words(&__LISTS)) }, __COUNT> = _p::words(&__LISTS);
            // Only lists that share a word can share a code.
            const __CLASHES: ::core::primitive::bool =
                _p::index::<{ _p::count_slots(_p::count_keys(&__LISTS, &__WORDS.shared)) }>(&__LISTS, &__WORDS.shared).clashes;
            const __DISTINCT: ::core::primitive::usize = _p::count_distinct(&__LISTS, &__WORDS.slots, __CLASHES);
            #messages
            static __SETTINGS: _p::Settings =
                _p::Settings::new(<#ident as _catalog::Registry>::get)
                    .show_cause(_p::shows_causes::<#ident>()) #settings;
            static __CHECKED: _p::Checked<'_> = _p::Checked {
                lists: &__LISTS,
                words: &__WORDS.slots,
                clashes: __CLASHES,
                settings: &__SETTINGS,
                require_grpc: #require_grpc,
            };
            #checks

            #[automatically_derived]
            impl #ident {
                /// Every entry of the registry, in listing and then declaration order.
                pub const ALL: &'static [&'static _catalog::Entry] = _p::all_entries::<Self>();

                /// Looks a code up; a code that another one replaced finds its successor.
                pub fn get(code: &::core::primitive::str) -> ::core::option::Option<&'static _catalog::Entry> {
                    <Self as _catalog::Registry>::get(code)
                }

                /// The whole registry as data, for documents: feature `documents` of `error-catalog`.
                pub fn spec() -> _p::Spec {
                    _p::spec::<Self>()
                }

                /// The documents of the registry, to be written or checked by a test: feature `documents`
                /// of `error-catalog`.
                pub fn outputs() -> _p::Outputs {
                    _p::outputs(_p::spec::<Self>())
                }

                /// One body of every code in every dialect, for a snapshot: feature `testing` of
                /// `error-catalog`.
                pub fn samples() -> _p::Samples {
                    _p::samples(_p::spec::<Self>())
                }

                /// The catalogue as JSON: status, message and log level of each code, sorted.
                pub fn to_json() -> _p::String {
                    _p::to_json::<Self>()
                }
            }

            impl _p::Sealed for #ident {}
            impl _p::Table for #ident {
                const DISTINCT: &'static [&'static _catalog::Entry] = &_p::distinct::<__DISTINCT>(&__LISTS, &__WORDS.slots);
                const LISTED: &'static [&'static _catalog::Entry] = &_p::listed::<{ _p::count_listed(&__LISTS) }>(&__LISTS);
                const INDEX: &'static [::core::primitive::u64] =
                    &_p::index::<{ _p::count_slots(_p::count_keys(&__LISTS, &[true; __COUNT])) }>(&__LISTS, &[true; __COUNT]).slots;
            }
            #[automatically_derived]
            impl _catalog::Registry for #ident {
                const DESCRIBED: _p::Described = #described;
                const ALL: &'static [&'static _catalog::Entry] = _p::distinct_entries::<Self>();
                const LISTS: &'static [_p::List] = &__LISTS;
                const RETIRED: &'static [(&'static ::core::primitive::str, &'static ::core::primitive::str)] = __RETIRED;
                type Internal = _p::Listed<{ __CHECKED.has_internal() }>;

                fn get(code: &::core::primitive::str) -> ::core::option::Option<&'static _catalog::Entry> {
                    _p::find_in::<Self>(code)
                }

                fn settings() -> &'static _p::Settings {
                    &__SETTINGS
                }
            }

            #memberships
        };
    }
}

/// What documents tell of the registry itself.
fn described<'i>(item: &RegistryItem, sets: impl Iterator<Item = &'i SetItem>) -> TokenStream {
    let registry = &item.ident;
    let own = sets.map(|set| {
        let (ident, attributes) = (&set.ident, conditions(&set.attributes));
        quote_spanned!(ident.span()=> #(#attributes)* _p::described_set::<#registry, #ident>(),)
    });
    let named = item.sets.iter().map(|Included { attributes, path }| {
        quote_spanned!(path.span()=> #(#attributes)* _p::described_set::<#registry, #path>(),)
    });
    let sets: TokenStream = own.chain(named).collect();
    let name = item.ident.unraw().to_string();
    let description = doc_comment(&item.attributes);
    let settings = item.settings();
    let (dialect, require_grpc) = (settings.dialect.as_str(), settings.requires_grpc());
    quote! {
        _p::Described {
            name: #name,
            description: #description,
            module: ::core::module_path!(),
            dialect: #dialect,
            require_grpc: #require_grpc,
            sets: &[#sets],
        }
    }
}

/// The registry's type.
///
/// The home of an enum that more can see than its registry would be a private type in a public
/// interface, which rustc refuses. By its own word the type is public, and it is the import that
/// shows it to no more than the user wants.
fn declared(item: &RegistryItem) -> TokenStream {
    let RegistryItem { attributes, visibility, ident, .. } = item;
    let conditions = conditions(&item.attributes);
    if let Visibility::Public(_) = visibility {
        return quote!(#(#attributes)* #visibility struct #ident;);
    }
    let module = format_ident!("__registry_{}", ident.unraw().to_string().to_lowercase());
    quote! {
        #(#conditions)*
        #[doc(hidden)]
        mod #module {
            #[allow(unused_imports, reason = "for the derives that the user asks for")]
            use super::*;
            #(#attributes)*
            pub struct #ident;
        }
        #(#conditions)*
        #visibility use #module::#ident;
    }
}

/// The conditions under which an item is compiled, and all that comes with it.
pub(super) fn conditions(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}

/// The checks, one constant each, so that one failing rule does not hide another. The names appear in the messages of rustc;
/// the span is that of the registry's name.
fn checks(item: &RegistryItem) -> TokenStream {
    let span = Span::call_site().located_at(item.ident.span());
    let fit = item.files.as_ref().map(|files| {
        let files = files.files.iter().map(|file| {
            let shown = files.display_path(&file.locale);
            let lines = sorted(file).into_iter().map(|text| line(text.code_place.line));
            quote!((#shown, &[#(#lines),*]))
        });
        quote_spanned!(span=> const MESSAGES_FIT: () = __CHECKED.messages(&[#(#files),*]);)
    });
    let complete = (!item.may_hide_texts())
        .then(|| quote_spanned!(span=> const TEXTS_ARE_COMPLETE: () = __CHECKED.locales();));
    let keys = &item.declared.keys;
    let named = [
        (&keys.internal, quote!(INTERNAL_IS_A_CODE), quote!(internal)),
        (&keys.not_found, quote!(NOT_FOUND_IS_A_CODE), quote!(not_found)),
    ];
    let named = named.iter().filter_map(|(code, name, check)| {
        let span = Span::call_site().located_at(code.as_ref()?.pos);
        Some(quote_spanned!(span=> const #name: () = __CHECKED.#check();))
    });
    quote_spanned! {span=>
        #fit
        #(#named)*
        const CODES_ARE_UNIQUE: () = __CHECKED.duplicates();
        const RETIRED_CODES_ARE_UNUSED: () = __CHECKED.all_retired();
        const CODES_FIT_TOGETHER: () = __CHECKED.names();
        #complete
    }
}

/// The texts of the message files, sorted as they are looked for.
fn messages(item: &RegistryItem) -> Option<TokenStream> {
    let files = item.files.as_ref()?.files.iter().map(|file| {
        let locale = &file.locale;
        let texts = sorted(file).into_iter().map(|MessageText { code, text, .. }| {
            let (hash, json) = (hash(code), constant_body(code, text));
            quote!(__Text(#hash, #code, #text, #json))
        });
        quote!(_p::Messages { locale: #locale, texts: &[#(#texts),*] })
    });
    Some(quote! {
        const __MESSAGES: &[_p::Messages] = {
            use _p::Message as __Text;
            &[#(#files),*]
        };
    })
}

fn sorted(file: &MessageFile) -> Vec<&MessageText> {
    // As halves, which fit everywhere.
    let half = |hash: u64| usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
    let hashes = file.texts.iter().map(|text| hash(&text.code));
    let hashes: Vec<_> = hashes.map(|hash| (half(hash >> 32), half(hash))).collect();
    order_of(&hashes).into_iter().filter_map(|at| file.texts.get(at)).collect()
}

fn line(line: usize) -> Literal {
    Literal::u32_unsuffixed(u32::try_from(line).unwrap_or_default())
}

/// A name for each listed type.
fn aliases(item: &RegistryItem) -> TokenStream {
    let listed = item.listed.iter().enumerate();
    let aliases = listed.map(|(at, listed)| {
        let (Listed { attributes, ty }, alias) = (listed, alias(at, listed));
        quote!(#(#attributes)* type #alias = #ty;)
    });
    aliases.collect()
}

/// The codes of each listed type.
fn lists(item: &RegistryItem) -> TokenStream {
    let listed = item.listed.iter().enumerate();
    let lists = listed.map(|(at, listed)| {
        let (attributes, ty, span) = (&listed.attributes, alias(at, listed), listed.ty.span());
        // Where the enum is at home elsewhere, rustc points at it and not at the registry's name.
        let mut here = item.ident.clone();
        here.set_span(here.span().located_at(span));
        quote_spanned! {span=>
            #(#attributes)* _p::list_of_enum::<#here, #ty>(<__Ours<<#ty as _catalog::ErrorCatalog>::Home>>::OURS),
        }
    });
    lists.collect()
}

/// The name of a listed type, which is written out once: so what is wrong with it is one error.
fn alias(at: usize, listed: &Listed) -> Ident {
    format_ident!("__Listed{at}", span = listed.ty.span())
}

/// Which enums and registries this one answers for.
fn memberships(item: &RegistryItem) -> TokenStream {
    let ident = &item.ident;
    if !item.is_whole {
        // What could not be read is reported, and may be any type.
        return quote!(impl<E: ?::core::marker::Sized> _p::Lists<E> for #ident {});
    }
    let mut impls = quote!(impl _p::Lists<#ident> for #ident {});
    for (at, listed) in item.listed.iter().enumerate() {
        let (attributes, ty) = (&listed.attributes, alias(at, listed));
        impls.extend(quote_spanned! {listed.ty.span()=>
            #(#attributes)* impl _p::Lists<#ty> for #ident {}
        });
    }
    for included in &item.included {
        let (attributes, path) = (&included.attributes, &included.path);
        impls.extend(
            quote_spanned!(path.span()=> #(#attributes)* impl _p::Lists<#path> for #ident {}),
        );
    }
    impls
}

/// The settings that were given; the others have their defaults.
fn settings(item: &RegistryItem) -> TokenStream {
    let keys = &item.declared.keys;
    let mut settings = TokenStream::new();
    for key in Key::of_registries() {
        let Some(value) = keys.value(key) else { continue };
        let name = || Ident::new(key.name(), Span::call_site());
        settings.extend(match (key.kind(), value) {
            (Kind::Dialect, _) => dialect(item),
            (Kind::Text | Kind::Address | Kind::Code, Value::Text(text)) => {
                let (name, text) = (name(), &*text);
                quote!(.#name(#text))
            }
            (Kind::Texts, Value::List(texts)) => {
                let (name, texts) = (name(), texts.iter());
                quote!(.#name(&[#(#texts),*]))
            }
            (Kind::Name, _) if item.files.is_some() => quote!(.messages(__MESSAGES)),
            _ => TokenStream::new(),
        });
    }
    settings
}

fn dialect(item: &RegistryItem) -> TokenStream {
    let word = item.declared.keys.dialect.as_ref();
    let ours = word.and_then(|word| Some((Dialect::parse(&word.value)?, word.pos)));
    match (ours, item.paths.get(Key::Dialect)) {
        (Some((dialect, span)), _) => {
            let name = Ident::new(dialect.type_name(), span);
            quote!(.dialect(&_catalog::dialect::#name))
        }
        // A static, because no constant can refer to a value with interior mutability.
        (None, Some(path)) => quote! {
            .dialect({
                static __DIALECT: &(dyn _catalog::dialect::Dialect + ::core::marker::Sync) = &#path;
                __DIALECT
            })
        },
        (None, None) => TokenStream::new(),
    }
}
