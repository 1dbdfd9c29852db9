//! Reads a body back by the shape of its dialect.
//!
//! The code must be there and a text; anything else that has a wrong type counts as absent, as RFC 9457 has it for
//! clients.

use core::time::Duration;

use catalog_specs_core::Dialect as Word;
use catalog_specs_core::dialect::{Content, DetailsForm, Mark, Members, Shape, text};
use serde_json::{Map, Value};

use super::pointer::path_of;
use crate::violations::{BETWEEN_TEXTS, Location, ViolationRule};

type Json = Map<String, Value>;

/// The content of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) details: Json,
    /// Whether the details are texts, with names in `camelCase` that were converted.
    pub(crate) are_texts: bool,
    /// The rules of a validation, by the paths of their fields.
    pub(crate) rules: Vec<ReceivedRule>,
    pub(crate) trace_id: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) locale: Option<String>,
}

/// A broken rule that another service names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReceivedRule {
    pub(crate) path: String,
    pub(crate) rule: ViolationRule,
    pub(crate) location: Option<Location>,
}

/// Reads a body of any of our shapes.
pub(crate) fn read(body: Json) -> Result<Received, String> {
    let shapes = Word::READ_ORDER.map(Word::shape);
    let of = |shape: &&&Shape| shape.marks.iter().all(|mark| has_mark(&body, mark));
    let shape = *shapes.iter().find(of).ok_or_else(|| unknown(&body, &shapes))?;
    read_shape(shape, body)
}

/// Reads a body of a shape.
pub(super) fn read_shape(shape: &Shape, mut body: Json) -> Result<Received, String> {
    let mut reader = Reader::default();
    reader.object(shape.members, &mut body, "")?;
    if !reader.has_code {
        return Err(missing_code(shape));
    }
    if !reader.has_message {
        reader.received.message = reader.title.unwrap_or_default();
    }
    Ok(reader.received)
}

fn has_mark(body: &Json, mark: &Mark) -> bool {
    match mark {
        Mark::AnyOf(names) => names.iter().any(|name| body.contains_key(*name)),
        Mark::Number(object, name) => {
            body.get(*object).and_then(|object| object.get(name)).is_some_and(Value::is_number)
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Reader {
    received: Received,
    has_code: bool,
    has_message: bool,
    /// Stands for a message that is not there, not for one that is empty.
    title: Option<String>,
}

impl Reader {
    /// Takes the members of a shape out of an object. `element` names the object where it is one of a list.
    fn object(&mut self, members: Members, object: &mut Json, element: &str) -> Result<(), String> {
        let holds_details = members.iter().any(|(_, content)| *content == Content::Spread);
        for (name, content) in members {
            if let Content::Violations(of) = content {
                self.violations(of, object, name, holds_details);
                continue;
            }
            // What stays is the details, where they stand beside the other members.
            let value = if holds_details {
                object.remove(*name)
            } else {
                object.get_mut(*name).map(Value::take)
            };
            match value {
                Some(value) => self.content(name, content, value)?,
                None if *content == Content::Code && element.is_empty() => {
                    return Err(format!("there is no `{name}`, expected an error code"));
                }
                None => {}
            }
        }
        if holds_details {
            self.received.details = core::mem::take(object);
        }
        Ok(())
    }

    fn content(&mut self, name: &str, content: &Content, value: Value) -> Result<(), String> {
        match content {
            Content::Object(members) => match value {
                Value::Object(mut object) => self.object(members, &mut object, "")?,
                other => {
                    return Err(format!("`{name}` is {}, expected an object", kind(&other)));
                }
            },
            Content::List(items) => self.list(items, value),
            Content::Code => match value {
                Value::String(code) => {
                    (self.received.code, self.has_code) = (code, true);
                }
                other => {
                    return Err(format!("`{name}` is {}, expected an error code", kind(&other)));
                }
            },
            Content::Message | Content::Detail => {
                self.has_message = true;
                // A message with a locale beside it comes last.
                if let Value::String(message) = value {
                    self.received.message = message;
                }
            }
            Content::Title => self.title = into_text(value),
            Content::Status => self.received.status = status(&value),
            Content::TraceId => self.received.trace_id = into_text(value),
            Content::Seconds => {
                let wait = value.as_f64().and_then(|wait| Duration::try_from_secs_f64(wait).ok());
                self.received.retry_after = wait;
            }
            Content::Duration => {
                self.received.retry_after = value.as_str().and_then(text::parse_duration);
            }
            Content::Locale => self.received.locale = into_text(value),
            Content::Details(form) => {
                let Value::Object(details) = value else { return Ok(()) };
                self.received.are_texts = *form == DetailsForm::Texts;
                if self.received.are_texts {
                    for (name, value) in details {
                        self.received.details.insert(text::from_camel_case(&name), value);
                    }
                } else {
                    self.received.details = details;
                }
            }
            // They say nothing that the code does not.
            _ => {}
        }
        Ok(())
    }

    /// Reads the elements of a list, each known by its constant member; the first of a kind counts.
    fn list(&mut self, items: &[Members], value: Value) {
        let Value::Array(mut elements) = value else { return };
        for item in items {
            let is_it = |element: &&mut Value| {
                item.iter().all(|(name, content)| match content {
                    Content::Text(text) => {
                        let tag = element.get(name).and_then(Value::as_str);
                        tag.is_some_and(|tag| last_segment(tag) == last_segment(text))
                    }
                    _ => true,
                })
            };
            if let Some(Value::Object(element)) = elements.iter_mut().find(is_it) {
                // What is wrong in an element counts as absent, the code included.
                let _ = self.object(item, element, "element");
            }
        }
    }

    /// Reads the violations in a member. Where details stand beside it, it may be one of them.
    fn violations(&mut self, of: Members, object: &mut Json, name: &str, may_be_detail: bool) {
        let Some(Value::Array(list)) = object.get(name) else { return };
        let read: Vec<_> = list.iter().map(|error| violation(of, error)).collect();
        self.received.rules.extend(list.iter().filter_map(|error| rule(of, error)));
        if may_be_detail && read.iter().any(Option::is_none) {
            return;
        }
        let details = if may_be_detail {
            object.remove(name);
            object
        } else {
            if of.iter().any(|(_, content)| *content == Content::Reason) {
                // The list of names among details that are texts only repeats them.
                self.received.details.remove("fields");
            }
            &mut self.received.details
        };
        let mut texts = Json::new();
        for (path, reason) in read.into_iter().flatten() {
            add_text(&mut texts, path, reason);
        }
        details.extend(texts);
    }
}

/// Adds a text of a field. Several are joined, as in a map of texts.
fn add_text(details: &mut Json, path: String, reason: Value) {
    match (details.get_mut(&path), &reason) {
        (Some(Value::String(known)), Value::String(text)) => {
            known.push_str(BETWEEN_TEXTS);
            known.push_str(text);
        }
        _ => {
            details.insert(path, reason);
        }
    }
}

/// The field of a violation and its text.
fn violation(members: Members, error: &Value) -> Option<(String, Value)> {
    let (mut path, mut reason) = (None, None);
    for (name, content) in members {
        let value = error.get(name);
        match content {
            Content::Path => path = value.and_then(Value::as_str).map(ToOwned::to_owned),
            Content::Pointer => path = value.and_then(Value::as_str).map(path_of),
            Content::Reason => reason = value.cloned(),
            _ => {}
        }
    }
    Some((path?, reason?))
}

/// The field of a violation and its rule. What no service of ours sends is left out: it comes from outside.
fn rule(members: Members, error: &Value) -> Option<ReceivedRule> {
    let text = |wanted: fn(&Content) -> bool| {
        let (name, _) = members.iter().find(|(_, content)| wanted(content))?;
        error.get(name)?.as_str()
    };
    let path = text(|content| *content == Content::Path).map(ToOwned::to_owned);
    let path = path.or_else(|| text(|content| *content == Content::Pointer).map(path_of))?;
    let id = text(|content| *content == Content::Rule).map(ToOwned::to_owned);
    let id = id.or_else(|| Some(text(|content| *content == Content::RuleName)?.to_lowercase()))?;
    let is_sound = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(is_sound) {
        return None;
    }
    let params = members.iter().find(|(_, content)| *content == Content::Params);
    let params = params.and_then(|(name, _)| error.get(name)?.as_object());
    let params = params.into_iter().flatten().filter(|(_, value)| match value {
        Value::String(text) => text.len() <= LONGEST_PARAM,
        Value::Bool(_) | Value::Number(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    });
    let rule = params.take(MOST_PARAMS).fold(ViolationRule::new(id), |rule, (name, value)| {
        rule.param(name.clone(), value.clone())
    });
    let location = text(|content| *content == Content::Location);
    let location =
        location.and_then(|word| Location::ALL.into_iter().find(|it| it.as_str() == word));
    Some(ReceivedRule { path, rule, location })
}

/// Longer than the id of any rule.
const LONGEST_ID: usize = 64;

/// Longer than a parameter of any rule.
const LONGEST_PARAM: usize = 256;

/// More parameters than a rule has.
const MOST_PARAMS: usize = 16;

/// The name of a type in `type.googleapis.com/google.rpc.ErrorInfo`.
fn last_segment(tag: &str) -> &str {
    tag.rsplit(['/', '.']).next().unwrap_or(tag)
}

fn into_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn status(value: &Value) -> Option<u16> {
    let status = u16::try_from(value.as_u64()?).ok()?;
    (100..=999).contains(&status).then_some(status)
}

/// The code of the shape is in an element of a list that is absent.
fn missing_code(shape: &Shape) -> String {
    let is_element = |content: &Content| match content {
        Content::List(items) => items.iter().any(has_code),
        _ => false,
    };
    let (list, content) = shape.find(is_element).unwrap_or(("", Content::Code));
    let items = if let Content::List(items) = content { items } else { &[] };
    let of = |wanted: fn(&Content) -> bool| {
        let item = items.iter().find(|item| has_code(item));
        item.and_then(|item| item.iter().find(|(_, content)| wanted(content)))
    };
    let kind = match of(|content| matches!(content, Content::Text(_))) {
        Some((_, Content::Text(tag))) => tag.rsplit('/').next().unwrap_or(tag),
        _ => "element",
    };
    let name = of(|content| *content == Content::Code).map_or("", |(name, _)| name);
    format!("`{list}` has no `{kind}` with a `{name}`, which is where the code is")
}

fn has_code(members: &Members) -> bool {
    members.iter().any(|(_, content)| *content == Content::Code)
}

/// Says what was found, but not all of it: a hostile body must not fill a log.
fn unknown(body: &Json, shapes: &[&Shape]) -> String {
    let expected: Vec<_> = shapes.iter().map(|shape| marks(shape)).collect();
    let expected = format!("expected an error envelope: {}", expected.join(", or "));
    let names: Vec<_> =
        body.keys().take(8).map(|name| name.chars().take(32).collect::<String>()).collect();
    match names.as_slice() {
        [] => format!("found no members, {expected}"),
        names => format!("found the members {names:?}, {expected}"),
    }
}

fn marks(shape: &Shape) -> String {
    let marks = shape.marks.iter().map(|mark| match mark {
        Mark::AnyOf(names) => format!("`{}`", names.join("` or `")),
        Mark::Number(object, name) => format!("`{object}` with a number `{name}`"),
    });
    marks.collect::<Vec<_>>().join(" with ")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
