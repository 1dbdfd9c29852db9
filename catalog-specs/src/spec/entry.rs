//! One code with all that is declared about it.

use core::ops::Range;
use std::borrow::Cow;
use std::sync::LazyLock;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::fields;
use super::members::{Members, Reader, Shape};
use super::names::variant_or_guess;
use super::read::{check_locale, read_name};
use crate::keys::{self, Key, Kind, Vocabulary};
use crate::model::{Deprecated, Docs, Group, Place, Row, Text};
use crate::source::json::range;
use crate::{Level, rules};

/// The members of a code that are no keys.
const FURTHER_MEMBERS: [&str; 8] =
    ["variant", "details", "hidden", "description", "causes", "solutions", "prevention", "cfg"];

/// The members of a code.
static MEMBERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    Key::of_codes().filter_map(|key| key.row().spec).chain(FURTHER_MEMBERS).collect()
});

/// That a code is on its way out.
const DEPRECATED: Shape =
    Shape { noun: "`deprecated`", known: &["since", "replaced_by", "until"], required: &["since"] };

/// Reads a code; one that something is wrong with is no row.
pub(super) fn read<'t>(
    reader: &mut Reader<'_, 't>,
    code: &str,
    at: Range<usize>,
    value: &Value<'t>,
    group: &Group,
) -> Option<Row> {
    let before = reader.problems.len();
    if code.trim().is_empty() {
        reader.wrong(
            at.clone(),
            "a code has no name",
            "write the code, such as `AUTH_TOKEN_EXPIRED`",
        );
    }
    let object = reader.object(value, code)?;
    let shape = Shape { noun: "a code", known: &MEMBERS, required: &["status", "log_level"] };
    let members = reader.members(object, at.clone(), &shape);
    if members.get("message").is_none() && members.get("public_as").is_none() {
        let help = "add `\"message\": \"...\"`; only a code with `public_as` can do without";
        reader.wrong(at.clone(), format!("`{code}` has no `message`"), help);
    }
    let variant = match members.get("variant") {
        Some(value) => read_name(reader, value, "variant"),
        None => variant_or_guess(code, &group.domain).or_else(|| {
            let help = "add `\"variant\": \"TokenExpired\"`";
            reader.wrong(at.clone(), format!("no variant can be named for `{code}`"), help);
            None
        }),
    };
    let status = members.get("status").and_then(|status| reader.status(status));
    let level = members.get("log_level").and_then(|level| {
        reader.word(level, "log_level", (Level::NOUN, Level::WORDS), Level::parse)
    });
    let messages = messages(reader, &members, group);
    let mut row = Row {
        messages,
        details: fields::details(reader, &members),
        hidden: fields::hidden(reader, &members),
        docs: Docs {
            description: text(reader, &members, "description").unwrap_or_default(),
            causes: text(reader, &members, "causes").unwrap_or_default(),
            solutions: text(reader, &members, "solutions").unwrap_or_default(),
            prevention: text(reader, &members, "prevention").unwrap_or_default(),
        },
        cfg: texts(reader, &members, "cfg"),
        places: places(reader, object, at.clone()),
        ..Row::new(
            code,
            variant.unwrap_or_default(),
            status.unwrap_or_default(),
            level.unwrap_or(Level::Error),
        )
    };
    for key in Key::FURTHER.iter().copied() {
        let given = key.row().spec.and_then(|name| members.get(name));
        if let Some(value) = given.and_then(|given| read_value(reader, key, given)) {
            row.set(key, value);
        }
    }
    fields::check_names(reader, &row, at);
    (reader.problems.len() == before).then_some(row)
}

/// Reads the value of a key by its kind.
fn read_value<'t>(
    reader: &mut Reader<'_, 't>,
    key: Key,
    given: &Value<'t>,
) -> Option<keys::Value<'static>> {
    let name = key.name();
    match key.kind() {
        Kind::Text | Kind::Code => {
            reader.text(given, name).map(|text| keys::Value::Text(text.into()))
        }
        Kind::Url => reader.url(given, name).map(|url| keys::Value::Text(url.into())),
        Kind::Word(Vocabulary { noun, words, .. }) => {
            let parse = |given: &str| words.iter().copied().find(|word| *word == given);
            reader.word(given, name, (noun, words), parse).map(keys::Value::Word)
        }
        Kind::Duration => reader.duration(given, name).map(keys::Value::Duration),
        Kind::Retry => reader.retry(given).map(keys::Value::Retry),
        Kind::Codes => reader.texts(given, name).map(|codes| keys::Value::List(codes.into())),
        Kind::Rules => Some(keys::Value::List(allows(reader, given).into())),
        Kind::Pairs => Some(keys::Value::Pairs(extensions(reader, given).into())),
        Kind::Deprecated => {
            deprecated(reader, given).map(|value| keys::Value::Deprecated(Cow::Owned(value)))
        }
        Kind::Status | Kind::Message | Kind::Name | Kind::Texts | Kind::Path | Kind::Special => {
            None
        }
    }
}

/// Where everything stands that a rule may blame: `code` for the name itself, a text and a field by
/// `message.ja` and `field.name`.
fn places(reader: &Reader<'_, '_>, object: &Object<'_>, at: Range<usize>) -> Vec<(String, Place)> {
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
                    let said = |key: &str| {
                        let known =
                            field.properties.iter().find(|known| known.name.as_str() == key);
                        known.and_then(|known| known.value.as_string_lit())
                    };
                    if let Some(text) = said("field").or_else(|| said("name")) {
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

fn text<'t>(reader: &mut Reader<'_, 't>, members: &Members<'_, 't>, key: &str) -> Option<String> {
    members.get(key).and_then(|value| reader.text(value, key))
}

fn texts<'t>(reader: &mut Reader<'_, 't>, members: &Members<'_, 't>, key: &str) -> Vec<String> {
    members.get(key).and_then(|value| reader.texts(value, key)).unwrap_or_default()
}

/// The texts, the default locale first. An empty one is for the rules to tell.
fn messages<'t>(
    reader: &mut Reader<'_, 't>,
    members: &Members<'_, 't>,
    group: &Group,
) -> Vec<Text> {
    let texts = match members.get("message") {
        None => return Vec::new(),
        Some(Value::Object(texts)) => texts,
        Some(value @ Value::StringLit(_)) => {
            let locale = group.locales.first().cloned().unwrap_or_default();
            let message = reader.any_text(value, "message");
            return message.map(|message| Text { locale, message }).into_iter().collect();
        }
        Some(other) => {
            let wanted = "a text, or an object with a text in each locale";
            return reader.refuse(other, "message", wanted).unwrap_or_default();
        }
    };
    let mut messages: Vec<Text> = Vec::new();
    for property in &texts.properties {
        let locale = property.name.as_str().to_owned();
        check_locale(reader, &locale, property.name.start()..property.name.end());
        if let Some(message) = reader.any_text(&property.value, "message") {
            if !messages.iter().any(|known| known.locale == locale) {
                messages.push(Text { locale, message });
            }
        }
    }
    if texts.properties.is_empty() {
        reader.wrong(
            texts.start()..texts.end(),
            "`message` is empty",
            "write a text in each locale",
        );
    }
    messages.sort_by_key(|text| {
        let position = group.locales.iter().position(|locale| *locale == text.locale);
        position.unwrap_or(usize::MAX)
    });
    messages
}

fn deprecated<'t>(reader: &mut Reader<'_, 't>, value: &Value<'t>) -> Option<Deprecated> {
    let object = reader.object(value, "deprecated")?;
    let members = reader.members(object, range(value), &DEPRECATED);
    Some(Deprecated {
        since: text(reader, &members, "since").unwrap_or_default(),
        replaced_by: texts(reader, &members, "replaced_by"),
        until: text(reader, &members, "until"),
    })
}

fn extensions<'t>(reader: &mut Reader<'_, 't>, value: &Value<'t>) -> Vec<(String, String)> {
    let Some(object) = reader.object(value, "ext") else { return Vec::new() };
    let mut pairs: Vec<(String, String)> = Vec::new();
    for property in &object.properties {
        let name = property.name.as_str();
        if let Some(text) = reader.any_text(&property.value, name) {
            if !pairs.iter().any(|(known, _)| known == name) {
                pairs.push((name.to_owned(), text));
            }
        }
    }
    pairs
}

fn allows<'t>(reader: &mut Reader<'_, 't>, given: &Value<'t>) -> Vec<String> {
    let words = reader.texts(given, "allow").unwrap_or_default();
    let Value::Array(list) = given else { return words };
    let known = rules::allow_words();
    for element in list.elements.iter().filter(|element| element.as_string_lit().is_some()) {
        let noun = ("rule that can be lifted", known.as_slice());
        let is_blank = element.as_string_lit().is_some_and(|text| text.value.trim().is_empty());
        if !is_blank {
            reader.word(element, "allow", noun, |word| known.contains(&word).then_some(()));
        }
    }
    words
}
