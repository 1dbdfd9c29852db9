//! What keys say that have a form of their own.

use proc_macro2::Span;

use crate::Spanned;
use crate::args::{self, Arg, Given, Key};
use crate::diag::{Diag, did_you_mean};
use crate::value::{self, Reader};
use catalog_specs_core::declared::{Deprecated, IntoResponse, Manual, Message, Transparent};
use catalog_specs_core::rules::{self, ANY};

pub(super) fn manual(reader: &Reader<'_>, diag: &mut Diag) -> Option<Vec<Spanned<Manual>>> {
    let words = reader.words(diag)?;
    let mut manual = Vec::new();
    for word in words {
        match Manual::parse(&word.value) {
            Some(known) => manual.push(Spanned::new(known, word.pos)),
            None => value::unknown_word(&word, "trait that the derive makes", Manual::WORDS, diag),
        }
    }
    Some(manual)
}

pub(super) fn message(arg: &Arg, reader: &Reader<'_>, diag: &mut Diag) -> Option<Message<Span>> {
    match &arg.given {
        Given::Value(_) => match reader.bare_word() {
            Some(word) if word.value == "display" => Some(Message::Display(word.pos)),
            _ => reader.text(diag).map(Message::One),
        },
        Given::List(group) => {
            let mut texts: Vec<(Spanned<String>, Spanned<String>)> = Vec::new();
            let args = args::read(group.stream(), diag);
            if let [Arg { key: Key::Text(text), given: Given::Nothing }] = args.as_slice() {
                let meant = format!("message = {:?}", text.value());
                return reader.refuse_for("one text, or a text for each locale", &meant, diag);
            }
            // A text that could not be read is no missing one.
            let mut is_read = true;
            for arg in args {
                let reader = Reader::new(&arg, "message(\"ja\" = \"...\", \"zh-TW\" = \"...\")");
                let locale = Spanned::new(arg.key.text(), arg.key.span());
                if matches!(arg.given, Given::Unreadable) {
                    is_read = false;
                } else if let Key::Word(word) = &arg.key {
                    let written = match reader.unquoted() {
                        Some(text) => format!(" = {text:?}"),
                        None => arg.written().split_off(word.to_string().len()),
                    };
                    let example = format!("{:?}{written}", locale.value);
                    let values = [
                        ("key", "message"),
                        ("wanted", "locales in quotes"),
                        ("example", &example),
                    ];
                    diag.report(&rules::VALUE_KIND, word.span(), &values);
                    is_read = false;
                } else if texts
                    .iter()
                    .any(|(known, _)| known.value.eq_ignore_ascii_case(&locale.value))
                {
                    diag.report(&rules::REPEATED_KEY, locale.pos, &[("key", &locale.value)]);
                } else if let Some(text) = reader.text(diag) {
                    texts.push((locale, text));
                } else {
                    is_read = false;
                }
            }
            is_read.then(|| Message::Many(arg.key.span(), texts))
        }
        Given::Nothing | Given::Unreadable => reader.refuse("a text in quotes", diag),
    }
}

pub(super) fn variant_name(reader: &Reader<'_>, diag: &mut Diag) -> Option<Spanned<String>> {
    let path = reader.path(diag)?;
    match path.segments.last() {
        Some(segment) if segment.arguments.is_none() => {
            Some(Spanned::new(crate::plain(&segment.ident), segment.ident.span()))
        }
        _ => reader.refuse("the name of a variant", diag),
    }
}

pub(super) fn deprecated(reader: &Reader<'_>, diag: &mut Diag) -> Option<Deprecated<Span>> {
    let mut deprecated = Deprecated { since: String::new(), replaced_by: Vec::new(), until: None };
    for arg in reader.list(diag)? {
        if matches!(arg.given, Given::Unreadable) {
            return None;
        }
        let inner = Reader::new(
            &arg,
            "deprecated(since = \"2.0\", replaced_by(\"AUTH_OTHER\"), until = \"3.0\")",
        );
        match arg.key.text().as_str() {
            "since" => deprecated.since = inner.non_empty_text(diag)?.value,
            "until" => deprecated.until = Some(inner.non_empty_text(diag)?.value),
            "replaced_by" => deprecated.replaced_by = inner.texts(diag)?,
            other => {
                let cure = did_you_mean(other, &["since", "replaced_by", "until"]);
                diag.report(
                    &rules::UNKNOWN_KEY,
                    arg.key.span(),
                    &[("key", other), ("cure", &cure)],
                );
                return None;
            }
        }
    }
    if deprecated.since.is_empty() {
        reader.refuse("at least `since`", diag)
    } else {
        Some(deprecated)
    }
}

pub(super) fn ext(
    reader: &Reader<'_>,
    diag: &mut Diag,
) -> Option<Vec<(Spanned<String>, Spanned<String>)>> {
    let mut pairs: Vec<(Spanned<String>, Spanned<String>)> = Vec::new();
    for arg in reader.list(diag)? {
        let name = Spanned::new(arg.key.text(), arg.key.span());
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        let value = Reader::new(&arg, "ext(name = \"value\")").text(diag)?;
        pairs.push((name, value));
    }
    Some(pairs)
}

pub(super) fn into_response(reader: &Reader<'_>, diag: &mut Diag) -> Option<IntoResponse> {
    if reader.is_alone() {
        return Some(IntoResponse::Every);
    }
    let words = reader.words(diag)?;
    let unknown: Vec<_> = words.iter().filter(|word| word.value != "http").collect();
    for word in &unknown {
        value::unknown_word(word, "kind of response", &["http"], diag);
    }
    unknown.is_empty().then_some(IntoResponse::Http)
}

pub(super) fn transparent(reader: &Reader<'_>, diag: &mut Diag) -> Option<Transparent<Span>> {
    let mut mask_5xx = None;
    for arg in reader.optional_list(diag)? {
        if matches!(arg.given, Given::Unreadable) {
            return None;
        }
        let inner = Reader::new(&arg, "transparent(mask_5xx = \"SYSTEM_INTERNAL_ERROR\")");
        match arg.key.text().as_str() {
            "mask_5xx" => mask_5xx = inner.text(diag),
            other => {
                let cure = did_you_mean(other, &["mask_5xx"]);
                diag.report(
                    &rules::UNKNOWN_KEY,
                    arg.key.span(),
                    &[("key", other), ("cure", &cure)],
                );
            }
        }
    }
    Some(Transparent { mask_5xx })
}

pub(super) fn allow(reader: &Reader<'_>, diag: &mut Diag) -> Vec<Spanned<String>> {
    let words = rules::allow_words();
    let Some(mut allowed) = reader.words(diag) else {
        return vec![Spanned::new(ANY.to_owned(), reader.span())];
    };
    for word in &mut allowed {
        if !words.contains(&word.value.as_str()) {
            value::unknown_word(word, "rule that can be lifted", &words, diag);
            ANY.clone_into(&mut word.value);
        }
    }
    allowed
}
