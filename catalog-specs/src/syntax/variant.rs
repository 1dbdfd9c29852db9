//! Variants: what each answers, read from its keys and fields and checked.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Fields, Meta};

use super::field::{self, FieldItem, Role, doc_comment};
use super::keys::{Keys, Message};
use super::{Spanned, plain, written};
use crate::check::{self, Allows, Template, UserText};
use crate::code::suggest;
use crate::diag::Diag;
use crate::keys::{Key, Scope};
use crate::messages::MessageFiles;
use crate::model::{Detail, Docs, HiddenField, HiddenRole, Row, Text};
use crate::{Grpc, Level, rules, status};

/// What an enum says for all its variants.
pub struct Shared<'i> {
    /// Its keys.
    pub keys: &'i Keys,
    /// Its domain, where it is sound.
    pub domain: Option<&'i str>,
    /// Whether thiserror makes Display, Error and From.
    pub thiserror: bool,
    /// The message files it names, as far as they could be read.
    pub files: Option<&'i MessageFiles>,
}

/// A variant of a catalogue enum, or the one of a struct.
pub struct VariantItem<'i> {
    /// Its name.
    pub ident: &'i Ident,
    /// Its fields as they were written.
    pub shape: &'i Fields,
    /// Its fields as they were read.
    pub fields: Vec<FieldItem<'i>>,
    /// What its attributes say.
    pub keys: Keys,
    /// What it answers.
    pub answer: Answer,
    /// The placeholders of all its texts.
    pub placeholders: Vec<check::Placeholder>,
    /// The code it gives beside `same_as`, which must be that of the other variant.
    pub same_as_code: Option<Spanned<String>>,
}

/// What a variant answers.
pub enum Answer {
    /// A row of its own.
    Own(Box<OwnRow>),
    /// The row of another variant, perhaps with a developer text of its own.
    SameAs(Ident, Option<String>),
    /// The row of the catalogued error it holds.
    Transparent(Option<Spanned<String>>),
    /// What `rest(...)` says.
    Rest,
    /// Nothing that could be read.
    Broken,
}

/// A row with what the expansion needs to point at it.
pub struct OwnRow {
    /// The row.
    pub row: Row,
    /// The literal of its code.
    pub code_span: Span,
    /// The name of its constant in a registry.
    pub constant: String,
    /// The literal of `public_as`.
    pub public_as_span: Option<Span>,
    /// The literals of `formerly`.
    pub formerly_spans: Vec<Span>,
    /// The literals of `replaced_by`.
    pub replaced_by_spans: Vec<Span>,
    /// Whether its status stands in for one that could not be read, which has been told.
    pub is_status_guessed: bool,
}

impl VariantItem<'_> {
    /// Its row, where it has one of its own.
    pub fn own_row(&self) -> Option<&OwnRow> {
        match &self.answer {
            Answer::Own(own) => Some(own),
            _ => None,
        }
    }
}

/// The developer text that thiserror was given, if it is a plain text.
pub fn thiserror_text(attributes: &[Attribute]) -> Option<Spanned<String>> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("error")).find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else { return None };
        let text = syn::parse2::<syn::LitStr>(list.tokens.clone()).ok()?;
        Some(Spanned::new(text.value(), text.span()))
    })
}

/// Whether an item carries an `#[error(...)]` that is thiserror's: a text, `transparent` or `fmt =`.
pub fn has_thiserror(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("error")).any(|attribute| {
        let Meta::List(list) = &attribute.meta else { return false };
        match super::args::flatten(list.tokens.clone()).as_slice() {
            [proc_macro2::TokenTree::Literal(_), ..] => true,
            [proc_macro2::TokenTree::Ident(word)] => word == "transparent",
            [proc_macro2::TokenTree::Ident(word), proc_macro2::TokenTree::Punct(sign), ..] => {
                word == "fmt" && sign.as_char() == '='
            }
            _ => false,
        }
    })
}

fn is_thiserror_transparent(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("error")).any(|attribute| {
        matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string() == "transparent")
    })
}

/// Reads a variant and checks it.
pub fn read<'i>(
    ident: &'i Ident,
    attributes: &[Attribute],
    shape: &'i Fields,
    keys: Keys,
    shared: &Shared<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) -> VariantItem<'i> {
    let fields = field::read(shape, ident, shared.thiserror, diag);
    let mut item = VariantItem {
        ident,
        shape,
        fields,
        keys: Keys::default(),
        answer: Answer::Broken,
        placeholders: Vec::new(),
        same_as_code: None,
    };
    allows.enter(keys.allows.as_deref().unwrap_or_default());
    let bare = keys.given.is_empty();
    if keys.has("transparent") || (is_thiserror_transparent(attributes) && !keys.has("code")) {
        item.answer = transparent(&item, &keys, diag);
    } else if keys.has("same_as") {
        item.answer = same_as(&mut item, &keys, diag);
    } else if bare && shared.keys.has("rest") {
        item.answer = Answer::Rest;
    } else if bare {
        let code = suggest(&plain(ident), shared.domain.unwrap_or("DOMAIN"));
        diag.report(
            &rules::MISSING_ATTRIBUTE,
            ident.span(),
            &[("variant", &plain(ident)), ("code", &code)],
        );
    } else {
        own(&mut item, attributes, &keys, shared, allows, diag);
    }
    allows.leave(diag);
    item.keys = keys;
    item
}

fn transparent(item: &VariantItem<'_>, keys: &Keys, diag: &mut Diag) -> Answer {
    let why = "row, texts, details and source are those of the error inside";
    let is_alone = stands_alone("transparent", &["allow"], why, keys, diag);
    if item.fields.len() != 1 && !is_alone {
        return Answer::Broken;
    }
    if item.fields.len() != 1 {
        let inner = item.fields.iter().find(|field| field.is_source).or(item.fields.first());
        let inner = inner.map_or_else(|| "OtherError".to_owned(), |field| written(field.ty));
        diag.report(
            &rules::TRANSPARENT_SHAPE,
            item.ident.span(),
            &[
                ("variant", &plain(item.ident)),
                ("count", &item.fields.len().to_string()),
                ("inner", &inner),
            ],
        );
        return Answer::Broken;
    }
    Answer::Transparent(
        keys.transparent.as_ref().and_then(|transparent| transparent.mask_5xx.clone()),
    )
}

/// Gives whether a key stands beside those only that it can stand beside; all others are one mistake.
fn stands_alone(
    key: &'static str,
    beside: &[&str],
    why: &str,
    keys: &Keys,
    diag: &mut Diag,
) -> bool {
    let others = keys
        .given
        .iter()
        .filter(|(other, _)| *other != key && !other.is_empty() && !beside.contains(other));
    let others: Vec<_> = others.collect();
    let Some((_, span)) = others.first() else { return true };
    let what = if others.len() == 1 { "it".to_owned() } else { format!("them, or `{key}`") };
    let names: Vec<_> = others.iter().map(|(other, _)| *other).collect();
    // The rule puts backticks around the whole.
    let shown = crate::diag::list(&names).replace(" or ", " and ");
    let shown = shown.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(&shown);
    let cure = format!("remove {what}: {why}");
    let values = [("key", shown), ("other", key), ("cure", &cure)];
    diag.report(&rules::COMBINATION, *span, &values);
    false
}

fn same_as(item: &mut VariantItem<'_>, keys: &Keys, diag: &mut Diag) -> Answer {
    let why = "the row is that of the other variant; only `display` can differ";
    stands_alone("same_as", &["display", "code", "allow"], why, keys, diag);
    if let Some(text) = &keys.display {
        let name = plain(item.ident);
        check::check_display(
            text,
            &Template { variant: &name, fields: &item.fields, status: None, is_display: false },
            diag,
        );
    }
    item.same_as_code.clone_from(&keys.code);
    let Some(other) = &keys.same_as else { return Answer::Broken };
    let display = keys.display.as_ref().map(|text| text.value.clone());
    item.placeholders = check::placeholders_of(display.as_deref(), &item.fields);
    Answer::SameAs(other.clone(), display)
}

fn own(
    item: &mut VariantItem<'_>,
    attributes: &[Attribute],
    keys: &Keys,
    shared: &Shared<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) {
    let name = plain(item.ident);
    missing_keys(item.ident, &name, keys, shared, diag);
    let regular = keys.code.as_ref().map(|code| {
        let categories = shared.keys.categories.as_deref().unwrap_or_default();
        check::check_code(code, shared.domain, categories, allows, diag)
    });
    // What the variant says and could not be read is not what the enum says.
    let status = if keys.has("status") { &keys.status } else { &shared.keys.status }.as_ref();
    let level = if keys.has("log_level") { &keys.log_level } else { &shared.keys.log_level };
    let level = level.as_ref();
    let known_status = status.map(|status| status.value);
    if let (Some(status), Some(level)) = (known_status, level) {
        // A default of the enum is not wrong by itself; what the variant says is.
        let span = keys.log_level.as_ref().map(|level| level.pos);
        let span = span.or(keys.status.as_ref().map(|status| status.pos)).unwrap_or(level.pos);
        check::check_level(status, level.value, span, allows, diag);
    }
    let display = display_text(attributes, keys, shared, diag);
    let mut texts = messages(keys, display.as_ref(), shared, diag);
    super::messages::add(&mut texts, keys, shared, diag);
    let is_display = matches!(keys.message, Some(Message::Display(_)));
    let template =
        Template { variant: &name, fields: &item.fields, status: known_status, is_display };
    check::check_messages(&texts, &template, allows, diag);
    if let (Some(text), false) = (&display, shared.thiserror) {
        if !is_display {
            check::check_display(text, &template, diag);
        }
    }
    check::check_details(&item.fields, shared.domain.unwrap_or("my"), known_status, allows, diag);
    let mut row = row(item, attributes, keys, shared, &texts, display.as_ref());
    if let Some(status) = known_status {
        check::check_authenticate(status, keys.ext.as_deref().unwrap_or_default(), diag);
        let wait = item.fields.iter().find(|field| field.is_retry_after).map(|field| field.span);
        check::check_retry(
            &row,
            keys.retry.as_ref(),
            keys.retry_after.as_ref(),
            wait,
            allows,
            diag,
        );
    }
    let Some(code) = &keys.code else { return };
    if known_status.is_none() {
        // The status that stands in for the missing one must not break rules of the registry.
        row.public_as = None;
        row.grpc = row.grpc.or(Some(Grpc::Unknown));
    }
    let shown = row.messages.iter().map(|text| text.message.as_str());
    let developer = if shared.thiserror { None } else { row.display.as_deref() };
    item.placeholders = check::placeholders_of(shown.chain(developer), &item.fields);
    let domain = shared.domain.unwrap_or("DOMAIN");
    let constant = match regular {
        Some(true) => code.value.clone(),
        _ => format!("{domain}_{}", crate::code::screaming(&name)),
    };
    let row = Row { allows: allows.in_force(), ..row };
    item.answer = Answer::Own(Box::new(OwnRow {
        row,
        code_span: code.pos,
        constant,
        public_as_span: keys.public_as.as_ref().map(|text| text.pos),
        formerly_spans: keys.formerly.iter().flatten().map(|text| text.pos).collect(),
        replaced_by_spans: keys
            .deprecated
            .as_ref()
            .map(|deprecation| deprecation.replaced_by_spans.clone())
            .unwrap_or_default(),
        is_status_guessed: known_status.is_none(),
    }));
}

/// One report for all the keys that a variant lacks, at its name.
fn missing_keys(ident: &Ident, name: &str, keys: &Keys, shared: &Shared<'_>, diag: &mut Diag) {
    // A key that could not be read may have been meant for any of these.
    if keys.has("") {
        return;
    }
    let given = [
        keys.has("code"),
        keys.has("status") || shared.keys.has("status"),
        keys.has("log_level") || shared.keys.has("log_level"),
        keys.has("message") || keys.has("public_as") || shared.keys.has("messages"),
    ];
    if given.contains(&false) {
        let status = keys.status.as_ref().or(shared.keys.status.as_ref());
        let level = keys.log_level.as_ref().or(shared.keys.log_level.as_ref());
        let is_server = match (status, level) {
            (Some(status), _) => status::is_server(status.value),
            (None, level) => level.is_some_and(|level| level.value == Level::Error),
        };
        let code = format!("code = \"{}\"", suggest(name, shared.domain.unwrap_or("DOMAIN")));
        let wanted = [
            ("code", code.as_str()),
            ("status", if is_server { "status = 500" } else { "status = 404" }),
            ("log_level", if is_server { "log_level = \"ERROR\"" } else { "log_level = \"INFO\"" }),
            ("message", "message = \"...\""),
        ];
        let missing: Vec<_> = wanted
            .iter()
            .zip(given)
            .filter(|(_, given)| !given)
            .map(|(wanted, _)| wanted)
            .collect();
        let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
        let cures: Vec<_> = missing.iter().map(|(_, cure)| *cure).collect();
        diag.report(
            &rules::MISSING_KEY,
            ident.span(),
            &[
                ("variant", name),
                ("missing", &crate::diag::list(&names)),
                ("cure", &cures.join(", ")),
            ],
        );
    }
}

fn display_text(
    attributes: &[Attribute],
    keys: &Keys,
    shared: &Shared<'_>,
    diag: &mut Diag,
) -> Option<Spanned<String>> {
    if !shared.thiserror {
        return keys.display.clone();
    }
    if let (Some(span), true) = (keys.span_of("display"), has_thiserror(attributes)) {
        let cure = "keep one of the two developer texts";
        let values = [("key", "display"), ("other", "#[error(...)]"), ("cure", cure)];
        diag.report(&rules::COMBINATION, span, &values);
    }
    thiserror_text(attributes)
}

/// The user's texts by locale, the default first.
fn messages(
    keys: &Keys,
    display: Option<&Spanned<String>>,
    shared: &Shared<'_>,
    diag: &mut Diag,
) -> Vec<UserText> {
    let locales = shared.keys.locales.as_deref().unwrap_or_default();
    // Which locale a malformed tag means cannot be told, so none is asked for.
    let locales = if diag.knows(&rules::LOCALE_FORM) { &[] } else { locales };
    let first = |span| {
        let tag = locales.first().map(|locale| locale.value.clone()).unwrap_or_default();
        Spanned::new(tag, span)
    };
    let mut texts = match &keys.message {
        None => return Vec::new(),
        Some(Message::One(text)) => vec![UserText::here(first(text.pos), text.clone())],
        Some(Message::Display(span)) => match display {
            Some(text) => {
                vec![UserText::here(first(*span), text.clone())]
            }
            None => {
                if !keys.has("display") {
                    diag.report(&rules::MESSAGE_IS_DISPLAY, *span, &[]);
                }
                return Vec::new();
            }
        },
        Some(Message::Many(span, texts)) if locales.is_empty() => {
            let named: Vec<_> =
                texts.iter().map(|(locale, _)| format!("\"{}\"", locale.value)).collect();
            let told = diag.knows(&rules::LOCALES_UNDECLARED);
            if !shared.keys.has("locales") && !named.is_empty() && !told {
                diag.report(&rules::LOCALES_UNDECLARED, *span, &[("locales", &named.join(", "))]);
            }
            return user_texts(texts);
        }
        Some(Message::Many(_, texts)) => user_texts(texts),
    };
    let tags: Vec<_> = locales.iter().map(|locale| locale.value.as_str()).collect();
    let mut meant = Vec::new();
    let said = texts.iter().map(|user| &user.locale).filter(|locale| !locale.value.is_empty());
    for locale in said {
        if !tags.contains(&locale.value.as_str()) && !tags.is_empty() {
            let cure = match crate::nearest(&locale.value, tags.iter().copied()) {
                Some(near) => {
                    meant.push(near.to_owned());
                    crate::nearest::meant(near)
                }
                None => format!(
                    "add `\"{}\"` to the enum's `locales(...)`, or remove the text",
                    locale.value
                ),
            };
            diag.report(
                &rules::LOCALE_UNKNOWN,
                locale.pos,
                &[("locale", &locale.value), ("cure", &cure)],
            );
        }
    }
    texts.retain(|user| tags.is_empty() || tags.contains(&user.locale.value.as_str()));
    // What is missing here may stand in a file.
    if shared.keys.has("messages") {
        return texts;
    }
    let missing =
        tags.iter().filter(|tag| !texts.iter().any(|user| user.locale.value == **tag)).copied();
    // A misspelt locale has been told already.
    let missing: Vec<_> = missing.filter(|tag| !meant.iter().any(|meant| meant == tag)).collect();
    if !missing.is_empty() {
        let span = keys.span_of("message").unwrap_or_else(Span::call_site);
        let span = match &keys.message {
            Some(Message::One(text)) => text.pos,
            _ => span,
        };
        let cure: Vec<_> = missing.iter().map(|tag| format!("\"{tag}\" = \"...\"")).collect();
        let whole = match &keys.message {
            Some(Message::One(text)) => {
                format!(
                    "write `message({:?} = {:?}, {})` in its place",
                    tags.first().unwrap_or(&""),
                    text.value,
                    cure.join(", ")
                )
            }
            _ => format!("add `{}`", cure.join(", ")),
        };
        let listed = crate::diag::list(&missing).replace(" or ", " and ");
        diag.report(&rules::LOCALE_MISSING, span, &[("locales", &listed), ("cure", &whole)]);
    }
    // The default locale is the one the enum lists first, wherever the text stands.
    texts.sort_by_key(|user| tags.iter().position(|tag| *tag == user.locale.value));
    texts
}

fn user_texts(texts: &[(Spanned<String>, Spanned<String>)]) -> Vec<UserText> {
    texts.iter().map(|(locale, text)| UserText::here(locale.clone(), text.clone())).collect()
}

fn row(
    item: &VariantItem<'_>,
    attributes: &[Attribute],
    keys: &Keys,
    shared: &Shared<'_>,
    texts: &[UserText],
    display: Option<&Spanned<String>>,
) -> Row {
    let status =
        keys.status.as_ref().or(shared.keys.status.as_ref()).map_or(500, |status| status.value);
    let level = keys.log_level.as_ref().or(shared.keys.log_level.as_ref()).map(|level| level.value);
    let class = keys.class.as_ref().map(|class| class.value);
    let by_status = if status::is_server(status) { Level::Error } else { Level::Info };
    let code = keys.code.as_ref().map(|code| code.value.clone());
    let mut row =
        Row::new(code.unwrap_or_default(), plain(item.ident), status, level.unwrap_or(by_status));
    // A default for all variants applies only where a retry can help.
    let is_retryable = !check::cannot_be_helped(class.unwrap_or(status::class(status)));
    let has_default = |key: Key| match (key, shared.keys.retry.as_ref()) {
        (Key::Retry, Some(retry)) => is_retryable || !retry.value.is_retryable(),
        _ => key.row().scope == Scope::Default,
    };
    for key in Key::FURTHER.iter().copied().filter(|key| *key != Key::Allow) {
        let default = || shared.keys.value(key).filter(|_| has_default(key));
        if let Some(value) = keys.value(key).or_else(default) {
            row.set(key, value);
        }
    }
    let texts = texts.iter();
    row.messages = texts
        .map(|user| Text { locale: user.locale.value.clone(), message: user.text.value.clone() })
        .collect();
    row.display = display.map(|text| text.value.clone());
    row.details = details(&item.fields);
    row.hidden = hidden(&item.fields);
    row.docs = Docs::read(&doc_comment(attributes));
    row
}

fn details(fields: &[FieldItem<'_>]) -> Vec<Detail> {
    fields
        .iter()
        .filter_map(|field| match &field.role {
            Role::Detail { name, flatten, display } => Some(Detail {
                name: name.value.clone(),
                field: field.name.clone(),
                type_name: written(field.ty),
                doc: field.doc.clone(),
                flatten: *flatten,
                display: *display,
                retry_after: field.is_retry_after,
            }),
            Role::Private | Role::Context { .. } | Role::Secret => None,
        })
        .collect()
}

fn hidden(fields: &[FieldItem<'_>]) -> Vec<HiddenField> {
    let mut hidden = Vec::new();
    for field in fields {
        let (role, name, display) = match &field.role {
            Role::Detail { .. } => continue,
            Role::Context { name, display } => (Some(HiddenRole::Context), Some(name), *display),
            Role::Secret => (Some(HiddenRole::Secret), None, false),
            Role::Private => (None, None, false),
        };
        let cause = if field.is_from { HiddenRole::From } else { HiddenRole::Source };
        let cause = Some(cause).filter(|_| field.is_source);
        let waits = Some(HiddenRole::RetryAfter).filter(|_| field.is_retry_after);
        hidden.push(HiddenField {
            field: field.name.clone(),
            type_name: written(field.ty),
            roles: role.into_iter().chain(cause).chain(waits).collect(),
            name: name.filter(|name| **name != field.name).cloned(),
            display,
        });
    }
    hidden
}

/// What `rest(...)` says, as a row of a variant without a name.
pub fn read_rest(
    ident: &Ident,
    shared: &Shared<'_>,
    allows: &mut Allows,
    diag: &mut Diag,
) -> Option<Box<OwnRow>> {
    let keys = shared.keys.rest.as_deref()?;
    let rest = Ident::new("rest", shared.keys.span_of("rest").unwrap_or_else(|| ident.span()));
    let unit = Fields::Unit;
    match read(&rest, &[], &unit, keys.clone(), shared, allows, diag).answer {
        Answer::Own(own) => Some(own),
        _ => None,
    }
}
