//! What a row says besides its texts and details, here and in the spec.

use proc_macro2::Span;

use super::shown::{
    deprecated_cure, list_cure, nothing, optional, quoted, seconds, shown, shown_deprecated,
    shown_retry, text_cure, written_retry,
};
use crate::model::Row;
use crate::syntax::Spanned;
use crate::syntax::keys::Keys;

/// One thing that both sides say.
pub(super) struct Fact {
    /// Its key.
    pub(super) key: &'static str,
    /// The literal that says it here.
    pub(super) span: Option<Span>,
    /// What is said here.
    pub(super) here: String,
    /// What the spec says.
    pub(super) there: String,
    /// How to agree.
    pub(super) cure: String,
}

/// The facts of a row that must agree.
pub(super) fn of(here: &Row, keys: &Keys, there: &Row) -> Vec<Fact> {
    let mut facts = vec![word(
        "status",
        span(keys.status.as_ref()),
        here.status.to_string(),
        there.status.to_string(),
    )];
    let level = span(keys.log_level.as_ref());
    facts.push(word("log_level", level, quoted(here.level.as_str()), quoted(there.level.as_str())));
    facts.extend(following(here, keys, there));
    facts.extend(waits(here, keys, there));
    facts.extend(texts(here, keys, there));
    facts.push(Fact {
        key: "formerly",
        span: None,
        here: shown(&here.formerly),
        there: shown(&there.formerly),
        cure: list_cure("formerly", &there.formerly),
    });
    facts.push(Fact {
        key: "deprecated",
        span: None,
        here: shown_deprecated(here.deprecated.as_ref()),
        there: shown_deprecated(there.deprecated.as_ref()),
        cure: deprecated_cure(there.deprecated.as_ref()),
    });
    facts.extend(extensions(here, there));
    facts
}

/// What follows from status and level where nobody says it: then those have been told.
fn following(here: &Row, keys: &Keys, there: &Row) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |key, span, is_said: bool, here: &str, there: &str| {
        if is_said {
            facts.push(word(key, span, quoted(here), quoted(there)));
        }
    };
    let (ours, theirs) = (here.effective_class(), there.effective_class());
    let is_said = here.class.is_some() || there.class.is_some();
    say("class", span(keys.class.as_ref()), is_said, ours.as_str(), theirs.as_str());
    let (ours, theirs) = (here.effective_severity(), there.effective_severity());
    let is_said = here.severity.is_some() || there.severity.is_some();
    say("severity", span(keys.severity.as_ref()), is_said, ours.as_str(), theirs.as_str());
    let (ours, theirs) = (here.effective_incident(), there.effective_incident());
    let is_said = here.incident.is_some() || there.incident.is_some();
    say("incident", span(keys.incident.as_ref()), is_said, ours.as_str(), theirs.as_str());
    let (ours, theirs) = (here.effective_grpc(), there.effective_grpc());
    let is_said = here.grpc.is_some() || there.grpc.is_some();
    say("grpc", span(keys.grpc.as_ref()), is_said, ours.as_str(), theirs.as_str());
    facts
}

fn waits(here: &Row, keys: &Keys, there: &Row) -> Vec<Fact> {
    let mut facts = Vec::new();
    let (ours, theirs) = (here.effective_retry(), there.effective_retry());
    if ours != theirs && (here.retry.is_some() || there.retry.is_some()) {
        facts.push(Fact {
            key: "retry",
            span: span(keys.retry.as_ref()),
            here: shown_retry(ours),
            there: shown_retry(theirs),
            cure: format!("write `{}`", written_retry(theirs)),
        });
    }
    let theirs = there.retry_after.map(seconds);
    facts.push(Fact {
        key: "retry_after",
        span: span(keys.retry_after.as_ref()),
        here: here.retry_after.map_or_else(nothing, seconds),
        cure: match &theirs {
            Some(wait) => format!("write `retry_after = {wait}`"),
            None => "remove `retry_after`".to_owned(),
        },
        there: theirs.unwrap_or_else(nothing),
    });
    facts
}

fn texts(here: &Row, keys: &Keys, there: &Row) -> Vec<Fact> {
    // A spec need not say what only developers read.
    let display = here.display.as_ref().filter(|_| there.display.is_some());
    [
        ("public_as", &keys.public_as, here.public_as.as_ref(), &there.public_as),
        ("owner", &keys.owner, here.owner.as_ref(), &there.owner),
        ("title", &keys.title, here.title.as_ref(), &there.title),
        ("since", &keys.since, here.since.as_ref(), &there.since),
        ("origin", &keys.origin, here.origin.as_ref(), &there.origin),
        ("error_type", &keys.error_type, here.error_type.as_ref(), &there.error_type),
        ("doc_url", &keys.doc_url, here.doc_url.as_ref(), &there.doc_url),
        ("display", &keys.display, display, &there.display),
    ]
    .into_iter()
    .map(|(key, slot, here, there)| Fact {
        key,
        span: span(slot.as_ref()),
        here: optional(here),
        there: optional(there.as_ref()),
        cure: text_cure(key, there.as_ref()),
    })
    .collect()
}

fn extensions(here: &Row, there: &Row) -> Vec<Fact> {
    let of = |row: &Row, name: &str| {
        row.ext.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in there.ext.iter().chain(&here.ext) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let said = |name: &str, value: Option<&String>| {
        value.map_or_else(nothing, |value| format!("{name} = {value:?}"))
    };
    names
        .into_iter()
        .map(|name| {
            let (ours, theirs) = (of(here, name), of(there, name));
            Fact {
                key: "ext",
                span: None,
                here: said(name, ours.as_ref()),
                there: said(name, theirs.as_ref()),
                cure: match &theirs {
                    Some(value) => format!("write `ext({name} = {value:?})`"),
                    None => format!("remove `{name}`"),
                },
            }
        })
        .collect()
}

/// A value that is written as it is shown.
fn word(key: &'static str, span: Option<Span>, here: String, there: String) -> Fact {
    let cure = format!("write `{key} = {there}`");
    Fact { key, span, here, there, cure }
}

fn span<T>(slot: Option<&Spanned<T>>) -> Option<Span> {
    slot.map(|slot| slot.pos)
}
