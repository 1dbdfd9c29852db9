//! What keys say that have a form of their own.

use proc_macro2::Span;

use crate::Spanned;
use crate::args::{self, Arg, ArgKey, Given};
use crate::diag::{Diag, did_you_mean};
use crate::value::{self, Reader, meant};
use catalog_specs_core::declared::{Deprecated, IntoResponse, Manual, Message, Transparent};
use catalog_specs_core::rules::{self, ANY};

/// The arguments of `deprecated(...)`.
pub(super) const OF_DEPRECATED: &[&str] = &["since", "replaced_by", "until"];

/// The arguments of `transparent(...)`.
pub(super) const OF_TRANSPARENT: &[&str] = &["mask_5xx"];

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
            // What follows a text without a locale are the arguments that `format!` would take.
            if let [Arg { key: ArgKey::Text(text), given: Given::Nothing }, ..] = args.as_slice() {
                let meant = format!("write `message = {:?}`", text.value());
                return reader.refuse_for("one text, or a text for each locale", &meant, diag);
            }
            // A text that could not be read is no missing one.
            let mut is_read = true;
            for arg in args {
                let reader = Reader::new(&arg, "message(\"ja\" = \"...\", \"zh-TW\" = \"...\")");
                let locale = Spanned::new(arg.key.text(), arg.key.span());
                if matches!(arg.given, Given::Unreadable) {
                    is_read = false;
                } else if let ArgKey::Word(word) = &arg.key {
                    let text = meant::text(&arg).unwrap_or_else(|| "...".to_owned());
                    let cure = format!("write `{:?} = {text:?}`", locale.value);
                    let values =
                        [("key", "message"), ("wanted", "locales in quotes"), ("cure", &cure)];
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

pub(super) fn variant_name(
    arg: &Arg,
    reader: &Reader<'_>,
    diag: &mut Diag,
) -> Option<Spanned<String>> {
    if let Some(name) = meant::text(arg).filter(|_| reader.bare_word().is_none()) {
        let name = name.rsplit("::").next().unwrap_or_default();
        if syn::parse_str::<syn::Ident>(name).is_ok() {
            let cure = format!("write `same_as = {name}`");
            return reader.refuse_for("the name of a variant", &cure, diag);
        }
    }
    let path = reader.path(diag)?;
    match path.segments.last() {
        Some(segment) if segment.arguments.is_none() => {
            Some(Spanned::new(crate::plain(&segment.ident), segment.ident.span()))
        }
        _ => reader.refuse("the name of a variant", diag),
    }
}

pub(super) fn deprecated(
    arg: &Arg,
    reader: &Reader<'_>,
    diag: &mut Diag,
) -> Option<Deprecated<Span>> {
    let mut deprecated = Deprecated { since: String::new(), replaced_by: Vec::new(), until: None };
    // `deprecated("2.0")` and `deprecated = "2.0"` name the version alone.
    if let [version] = meant::texts(arg).as_slice() {
        if version.starts_with(|c: char| c.is_ascii_digit()) && !arg.written().contains("since") {
            let cure = format!("write `deprecated(since = {version:?})`");
            return reader.refuse_for("a list in parentheses", &cure, diag);
        }
    }
    let mut is_read = true;
    for arg in reader.list(diag)? {
        let name = arg.key.text();
        let example = match name.as_str() {
            "since" => "since = \"2.0\"",
            "until" => "until = \"3.0\"",
            _ => "replaced_by(\"AUTH_OTHER\")",
        };
        let inner = Reader::new(&arg, example);
        is_read &= match name.as_str() {
            _ if matches!(arg.given, Given::Unreadable) => false,
            "since" => {
                inner.non_empty_text(diag).map(|text| deprecated.since = text.value).is_some()
            }
            "until" => {
                deprecated.until = inner.non_empty_text(diag).map(|text| text.value);
                deprecated.until.is_some()
            }
            "replaced_by" => {
                inner.texts(diag).map(|codes| deprecated.replaced_by = codes).is_some()
            }
            other => {
                let cure = did_you_mean(other, OF_DEPRECATED);
                let values = [("key", other), ("cure", cure.as_str())];
                diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
                false
            }
        };
    }
    if is_read && deprecated.since.is_empty() {
        let rest = match &arg.given {
            Given::List(group) if !group.stream().is_empty() => {
                format!(", {}", crate::written(&group.stream()))
            }
            _ => String::new(),
        };
        let cure = format!("write `deprecated(since = \"...\"{rest})`");
        return reader.refuse_for("at least `since`", &cure, diag);
    }
    is_read.then_some(deprecated)
}

pub(super) fn ext(
    reader: &Reader<'_>,
    diag: &mut Diag,
) -> Option<Vec<(Spanned<String>, Spanned<String>)>> {
    let mut pairs: Vec<(Spanned<String>, Spanned<String>)> = Vec::new();
    let args = reader.list(diag)?;
    if args.is_empty() {
        return reader.refuse("a list of names and texts", diag);
    }
    for arg in args {
        let name = Spanned::new(arg.key.text(), arg.key.span());
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        let cure = "name the value, as in `team = \"web\"`";
        if !rules::text::is_not_empty("ext", &name, cure, diag) {
            continue;
        }
        let example = format!("{} = \"...\"", name.value);
        if let Some(value) = Reader::new(&arg, &example).non_empty_text(diag) {
            pairs.push((name, value));
        }
    }
    Some(pairs)
}

pub(super) fn into_response(
    arg: &Arg,
    reader: &Reader<'_>,
    diag: &mut Diag,
) -> Option<IntoResponse> {
    let is_switched =
        meant::text(arg).is_some_and(|text| matches!(text.as_str(), "true" | "false"));
    if reader.is_alone() || is_switched {
        return reader.optional_list(diag).map(|_| IntoResponse::Every);
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
                let cure = did_you_mean(other, OF_TRANSPARENT);
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
