//! The entries: one static table for all accessors, and the keys by which a registry sorts it.

use std::collections::BTreeSet;

use catalog_specs_core::keys::{Key, Kind, Value};
use catalog_specs_core::model::{Deprecated, Entry};
use catalog_specs_core::{
    AlertThreshold, Backoff, Dialect, Retry, compact, dialect, hash, template,
};
use catalog_specs_syntax::Spanned;
use catalog_specs_syntax::build::OwnEntry;
use catalog_specs_syntax::field::doc_comment;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens as _, TokenStreamExt, format_ident, quote};
use syn::ext::IdentExt as _;

use super::shared::SharedDetails;

/// The statics that the impls stand on.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let domain = &item.domain;
    let type_name = item.input.ident.unraw().to_string();
    let locales = item.keys.locales.iter().flatten().map(|locale| &locale.value);
    let description = doc_comment(&item.input.attrs);
    let open = item.is_non_exhaustive().then(|| quote!(.non_exhaustive()));
    let count = item.entries().count();
    let mut entries = TokenStream::new();
    let mut shared = SharedDetails::collect(item);
    let further: Vec<_> = item.keys.locales.iter().flatten().skip(1).collect();
    for own in item.entries() {
        push_entry(&mut entries, &mut shared, &own.entry, &further);
    }
    let shared = shared.statics();
    let keys = keys(item);
    let words = words(item);
    let lines = item.entries().map(line);
    quote! {
        // Through statics, which the compiler does not look into for each entry that names them.
        const __DECLARED: &_p::Declared = {
            static __ENUM: _p::Declared =
                _p::Declared::new(#domain, #type_name, ::core::module_path!(), #description, &[#(#locales),*])#open;
            &__ENUM
        };
        static __ENTRIES: [_catalog::Entry; #count] = {
            // One word each: of these tokens there are as many as entries.
            use _catalog::Entry as __Entry;
            use _p::NO_FACTS as __NO_FACTS;
            #shared
            [#entries]
        };
        const __KEYS: &[::core::primitive::u64] = &[#(#keys),*];
        const __WORDS: &[::core::primitive::u64] = &[#(#words),*];
        const __PLACE: _p::Place = _p::Place { file: ::core::file!(), line: ::core::line!(), lines: &[#(#lines),*] };
    }
}

/// `__Entry(…),`, written into the table token by token, because every stream that is put into another
/// is a call to the compiler.
fn push_entry<'r>(
    entries: &mut TokenStream,
    shared: &mut SharedDetails<'r>,
    entry: &'r Entry,
    further_locales: &[&Spanned<String>],
) {
    let (message, json) = match entry.messages.first() {
        Some(text) => (text.message.as_str(), constant_body(&entry.code, &text.message)),
        None => ("", String::new()),
    };
    let mut fields = TokenStream::new();
    for text in [&entry.code, &about(entry, further_locales), message, &json] {
        fields.append(Literal::string(text));
        fields.append(comma());
    }
    shared.write(entry, &mut fields);
    fields.append(comma());
    let facts = facts(entry);
    if facts.is_empty() {
        // To the compiler every `&[…]` is a constant, and an empty one costs as much as a full one.
        fields.append(word("__NO_FACTS"));
    } else {
        fields.extend(quote!(&[#(#facts),*]));
    }
    fields.append(comma());
    fields.append(Literal::u16_unsuffixed(compact::pack_status_level(entry.status, entry.level)));
    entries.append(word("__Entry"));
    entries.append(Group::new(Delimiter::Parenthesis, fields));
    entries.append(comma());
}

/// All texts of an entry but its message, with those in the further locales of its enum.
fn about(entry: &Entry, further_locales: &[&Spanned<String>]) -> String {
    let translations: Vec<_> = further_locales
        .iter()
        .map(|locale| {
            let said = entry.messages.iter().find(|text| text.locale == locale.value);
            said.map_or_else(Default::default, |text| {
                (text.message.as_str(), constant_body(&entry.code, &text.message))
            })
        })
        .collect();
    let translations = translations.iter().map(|(message, json)| [*message, json.as_str()]);
    compact::encode_texts(entry, translations)
}

fn comma() -> Punct {
    Punct::new(',', Spacing::Alone)
}

/// The whole body in the default dialect, escaped now; empty where it depends on fields.
pub(super) fn constant_body(code: &str, message: &str) -> String {
    if template::placeholders(message).next().is_some() {
        return String::new();
    }
    let shape = Dialect::DEFAULT.shape();
    dialect::constant_body(shape, code, &template::unescape(message))
}

/// The values of the keys that are no texts.
fn facts(entry: &Entry) -> Vec<TokenStream> {
    let values = entry.further_values().filter(|(key, _)| !compact::is_text(*key));
    values.filter_map(|(key, value)| fact(key, &value)).collect()
}

fn fact(key: Key, value: &Value<'_>) -> Option<TokenStream> {
    let (kind, value) = match value {
        Value::Word(word) => {
            let Kind::Word(vocabulary) = key.kind() else { return None };
            let place = vocabulary.words.iter().position(|known| known == word)?;
            ("Word", Literal::usize_unsuffixed(place).into_token_stream())
        }
        Value::Text(code) => ("Code", code.to_token_stream()),
        Value::Duration(time) => ("Duration", duration(*time)),
        Value::Retry(policy) => ("Retry", retry(*policy)),
        Value::Number(number) => ("Number", Literal::i32_unsuffixed(*number).into_token_stream()),
        Value::Alert(threshold) => ("Alert", alert(*threshold)),
        Value::List(texts) => ("List", quote!(&[#(#texts),*])),
        Value::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
            ("Pairs", quote!(&[#(#pairs),*]))
        }
        Value::Deprecated(value) => ("Deprecated", deprecated(value)),
        // Every entry has one, beside its facts.
        Value::Status(_) => return None,
    };
    let (kind, key) = (word(kind), word(key.row().variant));
    Some(quote!(_p::Fact::#kind(_p::Key::#key, #value)))
}

fn deprecated(Deprecated { since, replaced_by, until }: &Deprecated) -> TokenStream {
    let until = match until {
        Some(until) => quote!(::core::option::Option::Some(#until)),
        None => quote!(::core::option::Option::None),
    };
    quote!(_p::Deprecated::new(#since, &[#(#replaced_by),*], #until))
}

fn retry(retry: Retry) -> TokenStream {
    match retry {
        Retry::Custom(Backoff { max, base, factor, idempotent }) => {
            let base = duration(base);
            quote!(_p::Retry::Custom(_p::Backoff { max: #max, base: #base, factor: #factor, idempotent: #idempotent }))
        }
        // The `Debug` text of a policy without values is the name of its variant.
        named => {
            let name = format_ident!("{}", format!("{named:?}"));
            quote!(_p::Retry::#name)
        }
    }
}

fn alert(AlertThreshold { threshold, window, page }: AlertThreshold) -> TokenStream {
    let window = duration(window);
    quote!(_p::AlertThreshold { threshold: #threshold, window: #window, page: #page })
}

fn duration(duration: core::time::Duration) -> TokenStream {
    let (seconds, rest) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #rest))
}

/// The keys of all codes, current and former, in the order of their hashes.
fn keys(item: &CatalogItem<'_>) -> Vec<Literal> {
    let mut keys = Vec::new();
    for (at, own) in item.entries().enumerate() {
        let codes = std::iter::once(&own.entry.code).chain(&own.entry.formerly);
        keys.extend(codes.map(|code| hash::key(code, at as u64)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(Literal::u64_unsuffixed).collect()
}

/// The keys of the first words of all codes, nearly always one: the domain.
fn words(item: &CatalogItem<'_>) -> impl Iterator<Item = Literal> {
    let codes =
        item.entries().flat_map(|own| std::iter::once(&own.entry.code).chain(&own.entry.formerly));
    let words: BTreeSet<_> = codes.map(|code| hash::word_key(code)).collect();
    words.into_iter().map(Literal::u64_unsuffixed)
}

/// The line of a code, for the registry's messages; 0 where the compiler is too old to tell.
///
/// As a number, because a `line!()` for each entry would cost as much as the entry itself.
fn line(own: &OwnEntry) -> Literal {
    Literal::usize_unsuffixed(own.code_span.start().line)
}

fn word(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}
