//! Reads one code.

use core::ops::Range;
use std::sync::LazyLock;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::fields;
use super::members::{Shape, SpecReader, check_locale, read_name};
use super::names::variant_or_guess;
use crate::declared::{At, DeclaredEntry, Deprecated, Keys, Message, Slot};
use crate::keys::Key;
use crate::model::{DocSection, Docs, Place};
use crate::source::json::{Bytes, range};
use crate::{Class, Grpc, Incident, Level, Severity, rules};

/// The members of a code that are not keys.
const FURTHER_MEMBERS: [&str; 5] = ["variant", "details", "hidden", "description", "cfg"];

/// The members of a code.
static MEMBERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let sections = DocSection::ALL.iter().map(|section| section.name());
    Key::of_codes()
        .filter_map(|key| key.row().spec)
        .chain(FURTHER_MEMBERS)
        .chain(sections)
        .collect()
});

const DEPRECATED: Shape =
    Shape { noun: "`deprecated`", known: &["since", "replaced_by", "until"], required: &["since"] };

/// A code as it was read.
pub(super) struct ReadEntry {
    /// The declaration.
    pub(super) entry: DeclaredEntry<Bytes>,
    /// The conditions under which it is compiled.
    pub(super) cfg: Vec<String>,
    /// The places of its members.
    pub(super) places: Vec<(String, Place)>,
}

/// Reads a code; `None` if its format is wrong.
pub(super) fn read<'t>(
    reader: &mut SpecReader<'_, 't>,
    code: &str,
    at: Range<usize>,
    value: &Value<'t>,
    domain: &str,
) -> Option<ReadEntry> {
    let before = reader.problems.len();
    if code.trim().is_empty() {
        reader.error(at.clone(), "empty code", "write the code, such as `AUTH_TOKEN_EXPIRED`");
    }
    let object = reader.object(value, code)?;
    let shape = Shape { noun: "a code", known: &MEMBERS, required: &["status", "log_level"] };
    let members = reader.members(object, at.clone(), &shape);
    if members.get("message").is_none() && members.get("public_as").is_none() {
        let help = "add `\"message\": \"...\"`; only codes with `public_as` may omit it";
        reader.error(at.clone(), format!("missing `message` of `{code}`"), help);
    }
    let variant = match members.get("variant") {
        Some(value) => read_name(reader, value, "variant"),
        None => variant_or_guess(code, domain).or_else(|| {
            let help = "add `\"variant\": \"TokenExpired\"`";
            reader.error(at.clone(), format!("no variant name can be derived from `{code}`"), help);
            None
        }),
    };
    let mut keys =
        Keys { code: Some(At::new(code.to_owned(), at.clone().into())), ..Keys::default() };
    keys.given.push((Key::Code.name(), at.clone().into()));
    for key in Key::of_codes() {
        let Some(given) = key.row().spec.and_then(|name| members.get(name)) else { continue };
        keys.given.push((key.name(), range(given).into()));
        read_key(&mut keys, key, given, reader);
    }
    let mut fields = fields::details(reader, &members);
    fields.extend(fields::hidden(reader, &members));
    fields::check_names(reader, code, &fields, at.clone());
    let mut text = |key: &str| members.get(key).and_then(|text| reader.text(text, key));
    let description = text("description").unwrap_or_default();
    let mut docs = Docs { description, ..Docs::default() };
    for section in DocSection::ALL {
        *docs.section_mut(*section) = text(section.name()).unwrap_or_default();
    }
    let cfg = members.get("cfg").and_then(|cfg| reader.texts(cfg, "cfg")).unwrap_or_default();
    let allows = keys.allows.iter().flatten().map(|word| word.value.clone()).collect();
    let name = At::new(variant.unwrap_or_default(), at.clone().into());
    let entry = DeclaredEntry { fields, docs, allows, ..DeclaredEntry::new(name, keys) };
    let cfg = cfg.into_iter().map(|condition| condition.value).collect();
    let read = ReadEntry { entry, cfg, places: places(reader, object, at) };
    (reader.problems.len() == before).then_some(read)
}

#[rustfmt::skip] // One line a kind.
macro_rules! read_value {
    (text, $reader:ident, $given:ident, $name:literal) => { $reader.text_at($given, $name) };
    (address, $reader:ident, $given:ident, $name:literal) => { $reader.text_at($given, $name) };
    (dialect, $reader:ident, $given:ident, $name:literal) => { $reader.any_text_at($given, $name) };
    (requirements, $reader:ident, $given:ident, $name:literal) => { requirements($reader, $given) };
    (texts, $reader:ident, $given:ident, $name:literal) => { $reader.texts($given, $name) };
    (names, $reader:ident, $given:ident, $name:literal) => { $reader.texts($given, $name) };
    (code, $reader:ident, $given:ident, $name:literal) => { $reader.text_at($given, $name) };
    (url, $reader:ident, $given:ident, $name:literal) => { $reader.url($given, $name) };
    (codes, $reader:ident, $given:ident, $name:literal) => { $reader.texts($given, $name) };
    (word $Word:ident, $reader:ident, $given:ident, $name:literal) => { $reader.word($given, $name, ($Word::NOUN, $Word::WORDS), $Word::parse) };
    (status, $reader:ident, $given:ident, $name:literal) => { $reader.status($given) };
    (duration, $reader:ident, $given:ident, $name:literal) => { $reader.wait($given, $name) };
    (retry, $reader:ident, $given:ident, $name:literal) => { $reader.retry($given) };
    (alert, $reader:ident, $given:ident, $name:literal) => { $reader.alert($given) };
    (jsonrpc, $reader:ident, $given:ident, $name:literal) => { $reader.jsonrpc($given) };
    (message, $reader:ident, $given:ident, $name:literal) => { message($reader, $given) };
    (deprecated, $reader:ident, $given:ident, $name:literal) => { deprecated($reader, $given) };
    (pairs, $reader:ident, $given:ident, $name:literal) => { extensions($reader, $given) };
    (rules, $reader:ident, $given:ident, $name:literal) => { allows($reader, $given) };
    // The code is the name of the member. Files and paths belong to Rust.
    (name, $reader:ident, $given:ident, $name:literal) => { None };
    (path, $reader:ident, $given:ident, $name:literal) => { None };
}

macro_rules! declare_read_key {
    (
        on_items $OnItems:ident { $($on_items:tt)* }
        $( $section:ident $List:ident { $(
            $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? { $($rest:tt)* }
        )+ } )+
    ) => {
        /// Reads the value of a key of a code or a registry into its slot.
        pub(super) fn read_key<'t>(keys: &mut Keys<Bytes>, key: Key, given: &Value<'t>, reader: &mut SpecReader<'_, 't>) {
            match key {
                $($( Key::$Key => if let Some(value) = read_value!($kind $($Word)?, reader, given, $name) {
                    Slot::<Bytes>::put(value, &mut keys.$slot);
                }, )+)+
                _ => {}
            }
        }
    };
}
crate::with_keys!(declare_read_key);

/// The requirements of a registry, each a separate member, such as `"require_grpc": true`.
fn requirements<'t>(
    reader: &mut SpecReader<'_, 't>,
    given: &Value<'t>,
) -> Option<Vec<At<String, Bytes>>> {
    let is_required = reader.boolean(given, "require_grpc")?;
    is_required.then(|| vec![At::new("grpc".to_owned(), range(given).into())])
}

/// The places of everything that a rule may report: `code` is the name itself, `message.ja` a text and `field.name` a
/// field.
fn places(
    reader: &SpecReader<'_, '_>,
    object: &Object<'_>,
    at: Range<usize>,
) -> Vec<(String, Place)> {
    let mut places = vec![("code".to_owned(), reader.place(at))];
    for property in &object.properties {
        let name = property.name.as_str();
        places.push((name.to_owned(), reader.place(range(&property.value))));
        match (name, &property.value) {
            ("message", Value::Object(texts)) => {
                for text in &texts.properties {
                    let key = format!("message.{}", text.name.as_str());
                    places.push((key, reader.place(range(&text.value))));
                }
            }
            ("details" | "hidden", Value::Array(list)) => {
                for element in &list.elements {
                    let Value::Object(field) = element else { continue };
                    let member = |key: &str| {
                        let known =
                            field.properties.iter().find(|known| known.name.as_str() == key);
                        known.and_then(|known| known.value.as_string_lit())
                    };
                    if let Some(text) = member("field").or_else(|| member("name")) {
                        let key = format!("field.{}", text.value);
                        places.push((key, reader.place(text.start()..text.end())));
                    }
                }
            }
            _ => {}
        }
    }
    places
}

/// Reads the texts. The rules report empty ones.
fn message<'t>(reader: &mut SpecReader<'_, 't>, value: &Value<'t>) -> Option<Message<Bytes>> {
    let texts = match value {
        Value::Object(texts) => texts,
        Value::StringLit(_) => return reader.any_text_at(value, "message").map(Message::One),
        other => {
            return reader.wrong_kind(
                other,
                "message",
                "a text, or an object with a text in each locale",
            );
        }
    };
    let mut messages: Vec<(At<String, Bytes>, At<String, Bytes>)> = Vec::new();
    for property in &texts.properties {
        let at = property.name.start()..property.name.end();
        let locale = At::new(property.name.as_str().to_owned(), at.clone().into());
        check_locale(reader, &locale.value, at);
        if let Some(message) = reader.any_text_at(&property.value, "message") {
            if !messages.iter().any(|(known, _)| known.value == locale.value) {
                messages.push((locale, message));
            }
        }
    }
    let at = texts.start()..texts.end();
    if texts.properties.is_empty() {
        reader.error(at.clone(), "`message` is empty", "write a text in each locale");
    }
    Some(Message::Many(at.into(), messages))
}

fn deprecated<'t>(reader: &mut SpecReader<'_, 't>, value: &Value<'t>) -> Option<Deprecated<Bytes>> {
    let object = reader.object(value, "deprecated")?;
    let members = reader.members(object, range(value), &DEPRECATED);
    let mut text = |key: &str| members.get(key).and_then(|value| reader.text(value, key));
    let (since, until) = (text("since").unwrap_or_default(), text("until"));
    let codes = members.get("replaced_by").and_then(|codes| reader.texts(codes, "replaced_by"));
    Some(Deprecated { since, replaced_by: codes.unwrap_or_default(), until })
}

type Pairs = Vec<(At<String, Bytes>, At<String, Bytes>)>;

fn extensions<'t>(reader: &mut SpecReader<'_, 't>, value: &Value<'t>) -> Option<Pairs> {
    let mut pairs = Pairs::new();
    for property in &reader.object(value, "ext")?.properties {
        let at = property.name.start()..property.name.end();
        let name = At::new(property.name.as_str().to_owned(), at.into());
        if let Some(text) = reader.any_text_at(&property.value, &name.value) {
            if !pairs.iter().any(|(known, _)| known.value == name.value) {
                pairs.push((name, text));
            }
        }
    }
    Some(pairs)
}

fn allows<'t>(
    reader: &mut SpecReader<'_, 't>,
    given: &Value<'t>,
) -> Option<Vec<At<String, Bytes>>> {
    let words = reader.texts(given, "allow");
    let Value::Array(list) = given else { return words };
    let known = rules::allow_words();
    for element in list.elements.iter().filter(|element| element.as_string_lit().is_some()) {
        let noun = ("rule that `allow` accepts", known.as_slice());
        let is_blank = element.as_string_lit().is_some_and(|text| text.value.trim().is_empty());
        if !is_blank {
            reader.word(element, "allow", noun, |word| known.contains(&word).then_some(()));
        }
    }
    words
}
