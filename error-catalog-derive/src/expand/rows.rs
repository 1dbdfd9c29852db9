//! The rows: one static table for all accessors, and the keys by which a registry sorts it.

use catalog_specs::model::{Row, Text};
use catalog_specs::syntax::item::CatalogItem;
use catalog_specs::syntax::variant::OwnRow;
use catalog_specs::{Backoff, Retry, escape_into, hash, template};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// The statics that the impls stand on.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let domain = &item.domain;
    let type_name = item.input.ident.to_string();
    let locales = item.keys.locales.iter().flatten().map(|locale| &locale.value);
    let count = item.rows().count();
    let mut tables = Tables::default();
    let rows: Vec<_> = item.rows().map(|own| row(&own.row, &mut tables)).collect();
    let tables = tables.expand();
    let keys = keys(item);
    let lines = item.rows().map(line);
    quote! {
        static __DECLARED: _catalog::Declared = _catalog::Declared {
            domain: #domain,
            type_name: #type_name,
            module: ::core::module_path!(),
            locales: &[#(#locales),*],
        };
        #tables
        static __ROWS: [_catalog::Entry; #count] = [#(#rows),*];
        const __KEYS: &[u64] = &[#(#keys),*];
        const __PLACE: _p::Place = _p::Place { file: ::core::file!(), line: ::core::line!(), lines: &[#(#lines),*] };
    }
}

/// The tables that rows point into.
///
/// A `&[…]` of its own in each row would be a promoted constant of its own to the compiler, and a
/// call another block of code. A field of one static tuple is neither.
#[derive(Default)]
struct Tables {
    facts: Table,
    details: Table,
    translations: Table,
}

#[derive(Default)]
struct Table {
    types: TokenStream,
    lists: TokenStream,
    count: usize,
}

impl Tables {
    fn expand(self) -> TokenStream {
        let table = |name: &str, Table { types, lists, count }: Table| {
            let name = word(name);
            (count > 0).then(|| quote!(static #name: (#types) = (#lists);))
        };
        let details = table("__DETAILS", self.details);
        let translations = table("__TRANSLATIONS", self.translations);
        let facts = table("__FACTS", self.facts);
        quote!(#details #translations #facts)
    }
}

impl Table {
    /// Adds a list; gives the expression for it.
    fn add(&mut self, name: &str, ty: &TokenStream, values: &[TokenStream]) -> TokenStream {
        let (name, at) = (word(name), Literal::usize_unsuffixed(self.count));
        let length = Literal::usize_unsuffixed(values.len());
        self.types.extend(quote!([#ty; #length],));
        self.lists.extend(quote!([#(#values),*],));
        self.count += 1;
        quote!(&#name.#at)
    }
}

fn row(row: &Row, tables: &mut Tables) -> TokenStream {
    let Row { code, variant, status, .. } = row;
    let level = word(row.level.variant());
    let (message, json) = match row.messages.first() {
        Some(text) => (text.message.as_str(), constant_body(code, text)),
        None => ("", String::new()),
    };
    let facts = facts(row, tables);
    let facts = match facts.as_slice() {
        [] => quote!(_p::NO_FACTS),
        facts => tables.facts.add("__FACTS", &quote!(_p::Fact), facts),
    };
    let status = Literal::u16_unsuffixed(*status);
    quote! {
        _catalog::Entry {
            code: #code,
            variant: #variant,
            status: #status,
            level: _p::Level::#level,
            message: #message,
            json: #json,
            declared: &__DECLARED,
            facts: #facts,
        }
    }
}

/// The whole body in the seed dialect, escaped now; empty where it depends on fields.
fn constant_body(code: &str, text: &Text) -> String {
    if template::holes(&text.message).next().is_some() {
        return String::new();
    }
    let mut body = String::from("{\"error\":{\"code\":\"");
    escape_into(code, &mut body);
    body.push_str("\",\"message\":\"");
    escape_into(&template::unescape(&text.message), &mut body);
    body.push_str("\"}}");
    body
}

/// What only this row says.
fn facts(row: &Row, tables: &mut Tables) -> Vec<TokenStream> {
    let mut facts = Vec::new();
    let mut say = |name: &str, value: TokenStream| {
        let name = word(name);
        facts.push(quote!(_p::Fact::#name(#value)));
    };
    let mut word_of = |name: &str, ty: &str, variant: Option<&'static str>| {
        if let Some(variant) = variant {
            let (ty, variant) = (word(ty), word(variant));
            say(name, quote!(_catalog::#ty::#variant));
        }
    };
    word_of("Class", "Class", row.class.map(catalog_specs::Class::variant));
    word_of("Severity", "Severity", row.severity.map(catalog_specs::Severity::variant));
    word_of("Incident", "Incident", row.incident.map(catalog_specs::Incident::variant));
    word_of("Grpc", "Grpc", row.grpc.map(catalog_specs::Grpc::variant));
    if let Some(policy) = row.retry {
        say("Retry", retry(policy));
    }
    if let Some(wait) = row.retry_after {
        say("RetryAfter", duration(wait));
    }
    let texts = [
        ("Origin", row.origin.as_deref()),
        ("ErrorType", row.error_type.as_deref()),
        ("PublicAs", row.public_as.as_deref()),
        ("Owner", row.owner.as_deref()),
        ("Title", row.title.as_deref()),
        ("Since", row.since.as_deref()),
        ("DocUrl", row.doc_url.as_deref()),
        ("Display", row.display.as_deref()),
        ("Description", Some(row.docs.description.as_str()).filter(|text| !text.is_empty())),
        ("Causes", Some(row.docs.causes.as_str()).filter(|text| !text.is_empty())),
        ("Solutions", Some(row.docs.solutions.as_str()).filter(|text| !text.is_empty())),
        ("Prevention", Some(row.docs.prevention.as_str()).filter(|text| !text.is_empty())),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            say(name, quote!(#text));
        }
    }
    for (name, list) in [("Formerly", &row.formerly), ("Allow", &row.allows)] {
        if !list.is_empty() {
            say(name, quote!(&[#(#list),*]));
        }
    }
    if let Some(deprecated) = &row.deprecated {
        let since = &deprecated.since;
        let replaced_by = &deprecated.replaced_by;
        let until = match &deprecated.until {
            Some(until) => quote!(::core::option::Option::Some(#until)),
            None => quote!(::core::option::Option::None),
        };
        say(
            "Deprecated",
            quote!(_catalog::Deprecated { since: #since, replaced_by: &[#(#replaced_by),*], until: #until }),
        );
    }
    if !row.ext.is_empty() {
        let pairs = row.ext.iter().map(|(name, value)| quote!((#name, #value)));
        say("Ext", quote!(&[#(#pairs),*]));
    }
    if !row.details.is_empty() {
        let details = row.details.iter().map(|detail| {
            let catalog_specs::model::Detail { name, type_name, doc, flatten } = detail;
            quote!(_catalog::Detail { name: #name, type_name: #type_name, doc: #doc, flatten: #flatten })
        });
        let details: Vec<_> = details.collect();
        say("Details", tables.details.add("__DETAILS", &quote!(_catalog::Detail), &details));
    }
    if let Some((_, others)) = row.messages.split_first().filter(|(_, others)| !others.is_empty()) {
        let others = others.iter().map(|text| {
            let Text { locale, message } = text;
            let json = constant_body(&row.code, text);
            quote!(_catalog::Translation { locale: #locale, message: #message, json: #json })
        });
        let others: Vec<_> = others.collect();
        say("Translations", tables.translations.add("__TRANSLATIONS", &quote!(_catalog::Translation), &others));
    }
    facts
}

fn retry(retry: Retry) -> TokenStream {
    match retry {
        Retry::Never => quote!(_catalog::Retry::Never),
        Retry::Network => quote!(_catalog::Retry::Network),
        Retry::Transient => quote!(_catalog::Retry::Transient),
        Retry::Custom(Backoff { max, base, factor }) => {
            let base = duration(base);
            quote!(_catalog::Retry::Custom(_catalog::Backoff { max: #max, base: #base, factor: #factor }))
        }
    }
}

fn duration(duration: core::time::Duration) -> TokenStream {
    let (seconds, rest) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #rest))
}

/// The keys of all codes, current and former, in the order of their hashes.
fn keys(item: &CatalogItem<'_>) -> Vec<Literal> {
    let mut keys = Vec::new();
    for (at, own) in item.rows().enumerate() {
        let codes = std::iter::once(&own.row.code).chain(&own.row.formerly);
        keys.extend(codes.map(|code| hash::key(code, at as u64)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(Literal::u64_unsuffixed).collect()
}

/// The line of a code, for the registry's messages; 0 where the compiler is too old to tell.
///
/// As a number, because a `line!()` for each row would cost as much as the row itself.
fn line(own: &OwnRow) -> Literal {
    Literal::usize_unsuffixed(own.code_span.start().line)
}

fn word(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}
