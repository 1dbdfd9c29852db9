//! The third stage: every key of an item, each once and each where it belongs.

use core::time::Duration;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta, Path};

use super::Spanned;
use super::args::{self, Arg, Given, Key};
use super::field::{FIELDS_TAKE, OF_FIELDS};
use super::value::{self, Reader};
use crate::check::ANY;
use crate::code::is_code;
use crate::diag::{Diag, did_you_mean};
use crate::model::Deprecated;
use crate::{Class, Grpc, Incident, Level, Retry, Severity, nearest, rules};

/// Where a key may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On an enum.
    Enum,
    /// On a variant.
    Variant,
    /// On a struct, which is an enum and its one variant at once.
    Struct,
    /// In `rest(...)`.
    Rest,
    /// On a field, where no key may stand.
    Field,
}

impl Place {
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Enum => "an enum",
            Self::Variant => "a variant",
            Self::Struct => "a struct",
            Self::Rest => "`rest(...)`",
            Self::Field => "a field",
        }
    }
}

/// A key that exists: its name, the places it may stand in, and how it is written.
struct Known {
    name: &'static str,
    places: &'static [Place],
    belongs: &'static str,
    example: &'static str,
}

const ENUM: &[Place] = &[Place::Enum, Place::Struct];
const ONLY_ENUM: &[Place] = &[Place::Enum];
const ONLY_VARIANT: &[Place] = &[Place::Variant];
const VARIANT: &[Place] = &[Place::Variant, Place::Struct];
const ROW: &[Place] = &[Place::Variant, Place::Struct, Place::Rest];
const ANYWHERE: &[Place] = &[Place::Enum, Place::Variant, Place::Struct, Place::Rest];

const fn known(
    name: &'static str,
    places: &'static [Place],
    belongs: &'static str,
    example: &'static str,
) -> Known {
    Known { name, places, belongs, example }
}

const KNOWN: &[Known] = &[
    known("domain", ENUM, "the enum", "domain = \"AUTH\""),
    known("registry", ENUM, "the enum", "registry = crate::Codes"),
    known("categories", ENUM, "the enum", "categories(\"TOKEN\", \"INVALID\")"),
    known("spec", ENUM, "the enum", "spec = \"specs/auth.json\""),
    known("crate", ENUM, "the enum", "crate = error_catalog"),
    known("locales", ENUM, "the enum", "locales(\"ja\", \"en\")"),
    known("messages", ENUM, "the enum", "messages = \"locales\""),
    known("manual", ENUM, "the enum", "manual(Display, Error, From)"),
    known("into_response", ENUM, "the enum", "into_response(http)"),
    known(
        "rest",
        ONLY_ENUM,
        "an enum",
        "rest(code = \"...\", status = 500, log_level = \"ERROR\", message = \"...\")",
    ),
    known("status", ANYWHERE, "", "status = 404"),
    known("log_level", ANYWHERE, "", "log_level = \"INFO\""),
    known("retry", ANYWHERE, "", "retry = \"transient\""),
    known("severity", ANYWHERE, "", "severity = \"CRITICAL\""),
    known("owner", ANYWHERE, "", "owner = \"identity team\""),
    known("allow", ANYWHERE, "", "allow(level)"),
    known("code", ROW, "a variant", "code = \"AUTH_TOKEN_EXPIRED\""),
    known("message", ROW, "a variant", "message = \"...\""),
    known("display", ROW, "a variant", "display = \"...\""),
    known("class", ROW, "a variant", "class = \"conflict\""),
    known("retry_after", ROW, "a variant", "retry_after = 60"),
    known("incident", ROW, "a variant", "incident = \"P1\""),
    known("origin", ROW, "a variant", "origin = \"database\""),
    known("error_type", ROW, "a variant", "error_type = \"SERVICE_UNAVAILABLE\""),
    known("grpc", ROW, "a variant", "grpc = \"ABORTED\""),
    known("public_as", ROW, "a variant", "public_as = \"SYSTEM_INTERNAL_ERROR\""),
    known("same_as", ONLY_VARIANT, "a variant of an enum", "same_as = OtherVariant"),
    known("formerly", ROW, "a variant", "formerly(\"OLD_CODE\")"),
    known("title", ROW, "a variant", "title = \"...\""),
    known("since", ROW, "a variant", "since = \"1.2\""),
    known(
        "deprecated",
        ROW,
        "a variant",
        "deprecated(since = \"2.0\", replaced_by(\"AUTH_OTHER\"))",
    ),
    known("doc_url", ROW, "a variant", "doc_url = \"https://...\""),
    known("ext", ROW, "a variant", "ext(name = \"value\")"),
    known("transparent", VARIANT, "a variant", "transparent"),
];

/// Words that people bring from elsewhere, and what they are called here.
const FOREIGN: &[(&str, &str)] = &[
    ("level", "log_level"),
    ("log", "log_level"),
    ("status_code", "status"),
    ("http_status", "status"),
    ("http", "status"),
    ("error_code", "code"),
    ("user_message", "message"),
    ("msg", "message"),
    ("text", "message"),
    ("error", "display"),
    ("developer_message", "display"),
    ("kind", "class"),
    ("alias", "formerly"),
    ("mask", "public_as"),
    ("help", "ext"),
];

/// The user message as it was given.
#[derive(Clone)]
pub enum Message {
    /// One text for everybody.
    One(Spanned<String>),
    /// A text a locale.
    Many(Span, Vec<(Spanned<String>, Spanned<String>)>),
    /// `message = display`.
    Display(Span),
}

/// What somebody else makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manual {
    /// `impl Display`.
    Display,
    /// `impl Error`.
    Error,
    /// `impl From`.
    From,
}

impl Manual {
    const WORDS: &'static [&'static str] = &["Display", "Error", "From"];

    fn parse(word: &str) -> Option<Self> {
        match word {
            "Display" => Some(Self::Display),
            "Error" => Some(Self::Error),
            "From" => Some(Self::From),
            _ => None,
        }
    }
}

/// Which answers an enum turns into by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntoResponse {
    /// `into_response`: the `http::Response`, and those of the frameworks that are switched on.
    Every,
    /// `into_response(http)`: the `http::Response` alone; others are somebody else's to make.
    Http,
}

/// `transparent`, perhaps with `mask_5xx`.
#[derive(Clone)]
pub struct Transparent {
    /// Where it is said.
    pub span: Span,
    /// The code that inner 5xx go out as.
    pub mask_5xx: Option<Spanned<String>>,
}

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
    ext: Vec<(String, String)>,
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
                unknown_key(&arg, place, diag);
                continue;
            };
            if !known.places.contains(&place) {
                misplaced_key(known, &arg, place, diag);
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

fn unknown_key(arg: &Arg, place: Place, diag: &mut Diag) {
    let name = arg.key.text();
    if let Key::Text(text) = &arg.key {
        let cure =
            if is_code(&name) { format!("write `code = {name:?}`") } else { args::FORM.to_owned() };
        let values = [("found", format!("{name:?}")), ("cure", cure)];
        diag.report(
            &rules::MALFORMED,
            text.span(),
            &values.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        return;
    }
    let mut names: Vec<_> = KNOWN
        .iter()
        .filter(|known| known.places.contains(&place))
        .map(|known| known.name)
        .collect();
    names.sort_unstable();
    let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == name).map(|(_, ours)| *ours);
    let cure = match foreign.filter(|ours| names.contains(ours)) {
        Some(ours) => format!("here it is called `{ours}`"),
        None => match nearest(&name, names.iter().copied()) {
            Some(near) => nearest::meant(near),
            None => {
                let takes = format!("{} takes {}", place.noun(), names.join(", "));
                match arg.given {
                    Given::Value(_) if names.contains(&"ext") => {
                        format!(
                            "whatever a team carries besides goes into `ext({})`\nnote: {takes}",
                            arg.written()
                        )
                    }
                    _ => takes,
                }
            }
        },
    };
    diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &[("key", &name), ("cure", &cure)]);
}

fn misplaced_key(known: &Known, arg: &Arg, place: Place, diag: &mut Diag) {
    let written = arg.written();
    let shown = if written.chars().count() > 60 { known.name } else { written.as_str() };
    let belongs = if known.belongs.is_empty() { "a variant" } else { known.belongs };
    let cure = format!("move `{shown}` to {belongs}");
    let values = [
        ("key", known.name),
        ("belongs", belongs),
        ("here", place.noun()),
        ("cure", cure.as_str()),
    ];
    diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
}

/// `#[catalog(...)]` on a field: nothing reads it there.
pub(super) fn misplaced_on_field(attribute: &Attribute, diag: &mut Diag) {
    let Meta::List(list) = &attribute.meta else {
        let values = [("found", "#[catalog]"), ("cure", FIELDS_TAKE)];
        diag.report(&rules::MALFORMED, attribute.path().span(), &values);
        return;
    };
    for arg in args::read(list.tokens.clone(), diag) {
        let name = arg.key.text();
        let is_role = OF_FIELDS.contains(&name.as_str()) && !matches!(arg.given, Given::Value(_));
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        if is_role {
            let cure = format!("write `#[{}]`", arg.written());
            let values = [
                ("key", "#[catalog(...)]"),
                ("belongs", "a variant"),
                ("here", Place::Field.noun()),
                ("cure", cure.as_str()),
            ];
            diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
        } else if let Some(known) = KNOWN.iter().find(|known| known.name == name) {
            misplaced_key(known, &arg, Place::Field, diag);
        } else {
            let cure = match nearest(&name, OF_FIELDS.iter().copied()) {
                Some(near) => nearest::meant(&format!("#[{near}]")),
                None => FIELDS_TAKE.to_owned(),
            };
            let values = [("key", name.as_str()), ("cure", &cure)];
            diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
        }
    }
}

fn manual(reader: &Reader<'_>, diag: &mut Diag) -> Option<Vec<Spanned<Manual>>> {
    let words = reader.words(diag)?;
    let mut manual = Vec::new();
    for word in words {
        match Manual::parse(&word.value) {
            Some(known) => manual.push(Spanned::new(known, word.span)),
            None => value::unknown_word(&word, "trait that the derive makes", Manual::WORDS, diag),
        }
    }
    Some(manual)
}

fn rest(reader: &Reader<'_>, diag: &mut Diag) -> Option<Box<Keys>> {
    let args = reader.list(diag)?;
    let mut keys = Keys::default();
    keys.take_all(args, Place::Rest, diag);
    Some(Box::new(keys))
}

fn message(arg: &Arg, reader: &Reader<'_>, diag: &mut Diag) -> Option<Message> {
    match &arg.given {
        Given::Value(_) => match reader.bare_word() {
            Some(word) if word.value == "display" => Some(Message::Display(word.span)),
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
                    diag.report(&rules::REPEATED_KEY, locale.span, &[("key", &locale.value)]);
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

fn variant_name(reader: &Reader<'_>, diag: &mut Diag) -> Option<Ident> {
    let path = reader.path(diag)?;
    match path.segments.last() {
        Some(segment) if segment.arguments.is_none() => Some(segment.ident.clone()),
        _ => reader.refuse("the name of a variant", diag),
    }
}

fn deprecated(reader: &Reader<'_>, diag: &mut Diag) -> Option<(Deprecated, Vec<Span>)> {
    let mut spans = Vec::new();
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
            "since" => deprecated.since = inner.said(diag)?.value,
            "until" => deprecated.until = Some(inner.said(diag)?.value),
            "replaced_by" => {
                let texts = inner.texts(diag)?.into_iter();
                (deprecated.replaced_by, spans) = texts.map(|text| (text.value, text.span)).unzip();
            }
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
        Some((deprecated, spans))
    }
}

fn ext(reader: &Reader<'_>, diag: &mut Diag) -> Option<Vec<(String, String)>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for arg in reader.list(diag)? {
        let name = arg.key.text();
        if matches!(arg.given, Given::Unreadable) {
            continue;
        }
        let value = Reader::new(&arg, "ext(name = \"value\")").text(diag)?;
        if pairs.iter().any(|(known, _)| *known == name) {
            diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
        } else {
            pairs.push((name, value.value));
        }
    }
    Some(pairs)
}

fn into_response(reader: &Reader<'_>, diag: &mut Diag) -> Option<IntoResponse> {
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

fn transparent(arg: &Arg, reader: &Reader<'_>, diag: &mut Diag) -> Option<Transparent> {
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
    Some(Transparent { span: arg.key.span(), mask_5xx })
}

fn allow(reader: &Reader<'_>, diag: &mut Diag) -> Vec<Spanned<String>> {
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
