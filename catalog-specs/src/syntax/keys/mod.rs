//! The third stage: every key of an item, each once and each where it belongs.
//!
//! `known` is the table of the keys, `values` reads what those say that have a form of their own, and `refused` tells
//! of keys that there are not, or not there.

mod known;
mod refused;
mod values;

use core::time::Duration;

use proc_macro2::{Ident, Span};
use syn::{Attribute, Meta, Path};

pub(super) use known::OF_FIELDS;
pub use known::Place;
pub(super) use refused::misplaced_on_field;
pub use values::{IntoResponse, Manual, Message, Transparent};

use super::Spanned;
use super::args::{self, Arg, Given};
use super::value::Reader;
use crate::diag::Diag;
use crate::model::Deprecated;
use crate::{Class, Grpc, Incident, Level, Retry, Severity, rules};
use known::{KNOWN, Known};
use values::{allow, deprecated, ext, into_response, manual, message, transparent, variant_name};

/// Declares [`Keys`] with a slot for each key.
macro_rules! slots {
    ($( $name:ident: $Type:ty, )+) => {
        /// All that the `#[catalog(...)]` attributes of one item say.
        #[derive(Clone, Default)]
        #[expect(missing_docs, reason = "each slot is named for its key, or for what it is of it")]
        pub struct Keys {
            $( pub $name: Option<$Type>, )+
            /// Every key that was given, sound or not, with its place.
            pub given: Vec<(&'static str, Span)>,
        }
    };
}

slots! {
    domain: Spanned<String>,
    registry: Path,
    categories: Vec<Spanned<String>>,
    spec: Spanned<String>,
    krate: Path,
    locales: Vec<Spanned<String>>,
    messages: Spanned<String>,
    manual: Vec<Spanned<Manual>>,
    into_response: IntoResponse,
    rest: Box<Keys>,
    code: Spanned<String>,
    status: Spanned<u16>,
    message: Message,
    log_level: Spanned<Level>,
    display: Spanned<String>,
    class: Spanned<Class>,
    retry: Spanned<Retry>,
    retry_after: Spanned<Duration>,
    severity: Spanned<Severity>,
    incident: Spanned<Incident>,
    origin: Spanned<String>,
    error_type: Spanned<String>,
    grpc: Spanned<Grpc>,
    public_as: Spanned<String>,
    same_as: Ident,
    formerly: Vec<Spanned<String>>,
    owner: Spanned<String>,
    title: Spanned<String>,
    since: Spanned<String>,
    deprecated: Deprecated,
    replaced_by_spans: Vec<Span>,
    doc_url: Spanned<String>,
    ext: Vec<(Spanned<String>, Spanned<String>)>,
    transparent: Transparent,
    allow: Vec<Spanned<String>>,
}

impl Keys {
    /// Reads all `#[catalog(...)]` attributes among `attributes`.
    pub fn read(attributes: &[Attribute], place: Place, diag: &mut Diag) -> Self {
        let mut keys = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("catalog"))
        {
            match &attribute.meta {
                Meta::List(list) => {
                    keys.take_all(args::read(list.tokens.clone(), diag), place, diag);
                }
                Meta::Path(path) => keys.malformed(path, "#[catalog]", diag),
                Meta::NameValue(pair) => keys.malformed(&pair.path, "#[catalog = ...]", diag),
            }
        }
        keys
    }

    /// Whether a key was given, sound or not.
    pub fn has(&self, key: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == key)
    }

    /// Where a key was given.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        self.given.iter().find(|(given, _)| *given == key).map(|(_, span)| *span)
    }

    fn malformed(&mut self, path: &Path, found: &str, diag: &mut Diag) {
        let cure = args::FORM;
        let span = path.get_ident().map_or_else(Span::call_site, Ident::span);
        self.given.push(("", span));
        diag.report(&rules::MALFORMED, span, &[("found", found), ("cure", cure)]);
    }

    fn take_all(&mut self, args: Vec<Arg>, place: Place, diag: &mut Diag) {
        for arg in args {
            let name = arg.key.text();
            if name.is_empty() && matches!(arg.given, Given::Unreadable) {
                self.given.push(("", arg.key.span()));
                continue;
            }
            let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
                self.given.push(("", arg.key.span()));
                refused::unknown(&arg, place, diag);
                continue;
            };
            if !known.places.contains(&place) {
                refused::misplaced(known, &arg, place, diag);
                continue;
            }
            if self.has(&name) && name != "allow" {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
                continue;
            }
            self.given.push((known.name, arg.key.span()));
            self.take(known, &arg, diag);
        }
    }

    fn take(&mut self, known: &Known, arg: &Arg, diag: &mut Diag) {
        let reader = Reader::new(arg, known.example);
        match known.name {
            "domain" => self.domain = reader.text(diag),
            "registry" => self.registry = reader.path(diag),
            "categories" => self.categories = reader.texts(diag),
            "spec" => self.spec = reader.text(diag),
            "crate" => self.krate = reader.path(diag),
            "locales" => self.locales = reader.texts(diag),
            "messages" => self.messages = reader.text(diag),
            "manual" => self.manual = manual(&reader, diag),
            "into_response" => self.into_response = into_response(&reader, diag),
            "rest" => self.rest = rest(&reader, diag),
            "code" => self.code = reader.text(diag),
            "status" => self.status = reader.status(diag),
            "message" => self.message = message(arg, &reader, diag),
            "log_level" => {
                self.log_level = reader.word_of(Level::NOUN, Level::WORDS, Level::parse, diag);
            }
            "display" => self.display = reader.said(diag),
            "class" => self.class = reader.word_of(Class::NOUN, Class::WORDS, Class::parse, diag),
            "retry" => self.retry = reader.retry(diag),
            "retry_after" => self.retry_after = reader.wait(diag),
            "severity" => {
                self.severity =
                    reader.word_of(Severity::NOUN, Severity::WORDS, Severity::parse, diag);
            }
            "incident" => {
                self.incident =
                    reader.word_of(Incident::NOUN, Incident::WORDS, Incident::parse, diag);
            }
            "origin" => self.origin = reader.said(diag),
            "error_type" => self.error_type = reader.said(diag),
            "grpc" => self.grpc = reader.word_of(Grpc::NOUN, Grpc::WORDS, Grpc::parse, diag),
            "public_as" => self.public_as = reader.text(diag),
            "same_as" => self.same_as = variant_name(&reader, diag),
            "formerly" => self.formerly = reader.texts(diag),
            "owner" => self.owner = reader.said(diag),
            "title" => self.title = reader.said(diag),
            "since" => self.since = reader.said(diag),
            "deprecated" => {
                (self.deprecated, self.replaced_by_spans) = deprecated(&reader, diag).unzip();
            }
            "doc_url" => self.doc_url = reader.url(diag),
            "ext" => self.ext = ext(&reader, diag),
            "transparent" => self.transparent = transparent(arg, &reader, diag),
            _ => self.allow.get_or_insert_default().extend(allow(&reader, diag)),
        }
    }
}

fn rest(reader: &Reader<'_>, diag: &mut Diag) -> Option<Box<Keys>> {
    let args = reader.list(diag)?;
    let mut keys = Keys::default();
    keys.take_all(args, Place::Rest, diag);
    Some(Box::new(keys))
}
