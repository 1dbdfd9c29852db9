//! The rows: one static table for all accessors, and the keys by which a registry sorts it.

use catalog_specs::model::{Row, Text, encode};
use catalog_specs::syntax::field::doc_comment;
use catalog_specs::syntax::item::CatalogItem;
use catalog_specs::syntax::variant::OwnRow;
use catalog_specs::{Backoff, Level, Retry, escape_into, hash, template};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::ext::IdentExt as _;

/// The statics that the impls stand on.
pub(crate) fn expand(item: &CatalogItem<'_>) -> TokenStream {
    let domain = &item.domain;
    let type_name = item.input.ident.unraw().to_string();
    let locales = item.keys.locales.iter().flatten().map(|locale| &locale.value);
    let description = doc_comment(&item.input.attrs);
    let count = item.rows().count();
    let mut rows = TokenStream::new();
    for own in item.rows() {
        push_row(&mut rows, &own.row);
    }
    let keys = keys(item);
    let lines = item.rows().map(line);
    quote! {
        const __DECLARED: &_catalog::Declared = &_catalog::Declared {
            domain: #domain,
            type_name: #type_name,
            module: ::core::module_path!(),
            description: #description,
            locales: &[#(#locales),*],
        };
        static __ROWS: [_catalog::Entry; #count] = {
            // One word each: of these tokens there are as many as rows.
            use _catalog::Entry as __Row;
            use _p::{Error as __E, Warn as __W, Info as __I, Debug as __D};
            use _p::{NO_DETAILS as __NO_DETAILS, NO_FACTS as __NO_FACTS};
            [#rows]
        };
        const __KEYS: &[::core::primitive::u64] = &[#(#keys),*];
        const __PLACE: _p::Place = _p::Place { file: ::core::file!(), line: ::core::line!(), lines: &[#(#lines),*] };
    }
}

/// `__Row(…),`, written into the table, because every stream that is put into another is a call to
/// the compiler.
fn push_row(rows: &mut TokenStream, row: &Row) {
    let Row { code, variant, status, .. } = row;
    let level = word(match row.level {
        Level::Error => "__E",
        Level::Warn => "__W",
        Level::Info => "__I",
        Level::Debug => "__D",
    });
    let (message, json) = match row.messages.first() {
        Some(text) => (text.message.as_str(), constant_body(code, &text.message)),
        None => ("", String::new()),
    };
    let status = Literal::u16_unsuffixed(*status);
    let (details, facts) = (details(row), facts(row));
    let fields = if details.is_empty() && facts.is_empty() {
        quote!(#code, #variant, #status, #level, #message, #json, __DECLARED, __NO_DETAILS, __NO_FACTS)
    } else {
        let (details, facts) = (list("__NO_DETAILS", &details), list("__NO_FACTS", &facts));
        quote!(#code, #variant, #status, #level, #message, #json, __DECLARED, #details, #facts)
    };
    rows.append(word("__Row"));
    rows.append(Group::new(Delimiter::Parenthesis, fields));
    rows.append(Punct::new(',', Spacing::Alone));
}

/// A list in a row. To the compiler every `&[…]` is a constant of its own, and an empty one costs
/// it as much as a full one; the name of one costs it nothing.
fn list(empty: &str, values: &[TokenStream]) -> TokenStream {
    if values.is_empty() { word(empty).into_token_stream() } else { quote!(&[#(#values),*]) }
}

fn details(row: &Row) -> Vec<TokenStream> {
    row.details
        .iter()
        .map(|detail| {
            let catalog_specs::model::Detail { name, type_name, doc, flatten, .. } = detail;
            quote!(_catalog::Detail { name: #name, type_name: #type_name, doc: #doc, flatten: #flatten })
        })
        .collect()
}

/// The whole body in the seed dialect, escaped now; empty where it depends on fields.
pub(super) fn constant_body(code: &str, message: &str) -> String {
    if template::holes(message).next().is_some() {
        return String::new();
    }
    let mut body = String::from("{\"error\":{\"code\":\"");
    escape_into(code, &mut body);
    body.push_str("\",\"message\":\"");
    escape_into(&template::unescape(message), &mut body);
    body.push_str("\"}}");
    body
}

/// What only this row says.
fn facts(row: &Row) -> Vec<TokenStream> {
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
    let fields = encode(&row.details, &row.hidden);
    let texts = [
        ("Fields", Some(fields.as_str()).filter(|text| !text.is_empty())),
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
    if let Some((_, others)) = row.messages.split_first().filter(|(_, others)| !others.is_empty()) {
        let others = others.iter().map(|text| {
            let Text { locale, message } = text;
            let json = constant_body(&row.code, message);
            quote!(_catalog::Translation { locale: #locale, message: #message, json: #json })
        });
        say("Translations", quote!(&[#(#others),*]));
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
