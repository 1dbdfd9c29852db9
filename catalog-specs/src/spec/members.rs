//! Values as the kinds that members take: what does not fit is reported where it stands.

use core::ops::Range;
use core::time::Duration;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::names::is_name;
use crate::declared::At;
use crate::locale::{is_locale, meant};
use crate::model::Place;
use crate::nearest::did_you_mean;
use crate::rules::{self, Form, Problems, Rule};
use crate::source::Source;
use crate::source::json::{Bytes, noun, range};
use crate::{Backoff, Problem, Retry, nearest, parse_duration, status};

/// Reads values and gathers what is wrong with them.
pub(super) struct Reader<'s, 't> {
    source: &'s Source<'t>,
    /// What was found so far.
    pub(super) problems: Vec<Problem>,
}

/// What kind of object it is: its name in a sentence and the members it may and must have.
pub(super) struct Shape {
    pub(super) noun: &'static str,
    pub(super) known: &'static [&'static str],
    pub(super) required: &'static [&'static str],
}

/// The members of an object that has been looked at as a whole.
pub(super) struct Members<'v, 't> {
    object: &'v Object<'t>,
}

impl<'v, 't> Members<'v, 't> {
    /// The value of a member, the first where it stands twice.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value<'t>> {
        let found = self.object.properties.iter().find(|property| property.name.as_str() == name);
        found.map(|property| &property.value)
    }
}

impl<'s, 't> Reader<'s, 't> {
    /// Nothing found yet.
    pub(super) fn new(source: &'s Source<'t>, problems: Vec<Problem>) -> Self {
        Self { source, problems }
    }

    /// Where something stands.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.source.place(range)
    }

    /// Reports a mistake of the format.
    pub(super) fn wrong(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(self.source.place(range), message, help));
    }

    /// Reports a broken rule of catalogues.
    pub(super) fn broken(
        &mut self,
        rule: &'static Rule,
        range: Range<usize>,
        values: &[(&str, &str)],
    ) {
        self.ask(|problems| problems.report(rule, range.into(), values));
    }

    /// Asks a rule of catalogues about what has been read.
    pub(super) fn ask<T>(&mut self, rule: impl FnOnce(&mut Problems<Bytes>) -> T) -> T {
        let mut problems = Problems::in_form(Form::Json);
        let answer = rule(&mut problems);
        self.take(problems);
        answer
    }

    /// Takes over what the rules have found.
    pub(super) fn take(&mut self, found: Problems<Bytes>) {
        for found in found.sorted_by(|pos| (*pos).into()) {
            let place = self.source.place(found.pos.into());
            let problem = Problem::error(place, found.message, found.help);
            self.problems.push(Problem { rule: Some(found.rule.id), ..problem });
        }
    }

    /// Looks at the members of an object: unknown ones and missing ones are reported, a misspelt one
    /// once.
    pub(super) fn members<'v>(
        &mut self,
        object: &'v Object<'t>,
        at: Range<usize>,
        shape: &Shape,
    ) -> Members<'v, 't> {
        let has = |name: &str| object.properties.iter().any(|known| known.name.as_str() == name);
        let mut meant = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str();
            if shape.known.contains(&name) {
                continue;
            }
            let near = nearest(name, shape.known.iter().copied());
            meant.extend(near);
            let mut sorted = shape.known.to_vec();
            sorted.sort_unstable();
            let help = match near {
                Some(near) => nearest::meant(near),
                None => format!("{} takes {}", shape.noun, sorted.join(", ")),
            };
            let at = property.name.start()..property.name.end();
            self.wrong(at, format!("unknown member `{name}`"), help);
        }
        for name in shape.required.iter().filter(|name| !has(name) && !meant.contains(name)) {
            let help = format!("add `{}`", example(name));
            self.wrong(at.clone(), format!("{} has no `{name}`", shape.noun), help);
        }
        Members { object }
    }

    /// An object.
    pub(super) fn object<'v>(&mut self, value: &'v Value<'t>, key: &str) -> Option<&'v Object<'t>> {
        match value {
            Value::Object(object) => Some(object),
            other => self.refuse(other, key, "an object"),
        }
    }

    /// The elements of a list that is not empty.
    pub(super) fn list<'v>(&mut self, value: &'v Value<'t>, key: &str) -> Option<&'v [Value<'t>]> {
        match value {
            Value::Array(list) if list.elements.is_empty() => {
                self.wrong(range(value), format!("`{key}` is empty"), "leave it out");
                None
            }
            Value::Array(list) => Some(&list.elements),
            other => self.refuse(other, key, "a list"),
        }
    }

    /// Any text, even an empty one.
    pub(super) fn any_text(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        match value {
            Value::StringLit(text) => Some(text.value.clone().into_owned()),
            other => self.refuse(other, key, "a text"),
        }
    }

    /// Any text, with its position.
    pub(super) fn any_text_at(
        &mut self,
        value: &Value<'t>,
        key: &str,
    ) -> Option<At<String, Bytes>> {
        self.any_text(value, key).map(|text| At::new(text, range(value).into()))
    }

    /// A text that says something.
    pub(super) fn text(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        self.text_at(value, key).map(|text| text.value)
    }

    /// A text that says something, with its position.
    pub(super) fn text_at(&mut self, value: &Value<'t>, key: &str) -> Option<At<String, Bytes>> {
        let text = self.any_text_at(value, key)?;
        let cure = "write a text, or remove it";
        let is_sound = self.ask(|problems| rules::text::is_not_empty(key, &text, cure, problems));
        is_sound.then_some(text)
    }

    /// An address that a browser can open from anywhere.
    pub(super) fn url(&mut self, value: &Value<'t>, key: &str) -> Option<At<String, Bytes>> {
        let text = self.text_at(value, key)?;
        self.ask(|problems| rules::text::is_address(key, &text, problems)).then_some(text)
    }

    /// A list of different texts.
    pub(super) fn texts(&mut self, value: &Value<'t>, key: &str) -> Option<Vec<At<String, Bytes>>> {
        let mut texts: Vec<At<String, Bytes>> = Vec::new();
        for element in self.list(value, key)? {
            match self.text_at(element, key) {
                Some(text) if texts.iter().any(|known| known.value == text.value) => {
                    let message = format!("`{}` stands twice in `{key}`", text.value);
                    self.wrong(range(element), message, "keep one of the two");
                }
                Some(text) => texts.push(text),
                None => {}
            }
        }
        Some(texts)
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<T>(
        &mut self,
        value: &Value<'t>,
        key: &str,
        (noun, words): (&str, &[&str]),
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<At<T, Bytes>> {
        let word = self.any_text(value, key)?;
        let parsed = parse(&word);
        if parsed.is_none() {
            let cure = did_you_mean(&word, words);
            let noun = nearest::one(noun);
            let values = [("word", word.as_str()), ("noun", &noun), ("cure", cure.as_str())];
            self.broken(&rules::UNKNOWN_WORD, range(value), &values);
        }
        parsed.map(|word| At::new(word, range(value).into()))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, value: &Value<'t>, key: &str) -> Option<bool> {
        match value {
            Value::BooleanLit(word) => Some(word.value),
            other => {
                let message =
                    format!("`{key}` takes `true` or `false`, and this is {}", noun(other));
                self.wrong(range(other), message, format!("write `\"{key}\": true`"));
                None
            }
        }
    }

    /// An error status.
    pub(super) fn status(&mut self, value: &Value<'t>) -> Option<At<u16, Bytes>> {
        let Value::NumberLit(number) = value else {
            return self.refuse(value, "status", "a number from 400 to 599");
        };
        let status = number.value.parse::<u16>().ok();
        if let Some(status) = status.filter(|status| status::is_error(*status)) {
            return Some(At::new(status, range(value).into()));
        }
        let reason = status.and_then(status::reason).unwrap_or_default();
        let shown = if number.value.len() <= 40 { number.value } else { "a huge number" };
        let shown = format!("{shown} {reason}");
        let values = [("status", shown.trim()), ("example", "404")];
        self.broken(&rules::STATUS_RANGE, range(value), &values);
        None
    }

    /// A length of time: seconds, or a text such as `500ms`.
    pub(super) fn duration(&mut self, value: &Value<'t>, key: &str) -> Option<Duration> {
        let duration = match value {
            Value::NumberLit(number) => number.value.parse().ok().map(Duration::from_secs),
            Value::StringLit(text) => parse_duration(&text.value),
            _ => None,
        };
        duration.or_else(|| {
            self.refuse(value, key, "a number of whole seconds or a text such as `500ms`")
        })
    }

    /// A length of time that is one.
    pub(super) fn wait(&mut self, value: &Value<'t>, key: &str) -> Option<At<Duration, Bytes>> {
        let wait = self.duration(value, key)?;
        if wait.is_zero() {
            let example = example(key);
            let values = [("key", key), ("wanted", "a wait longer than 0"), ("example", &example)];
            self.broken(&rules::VALUE_KIND, range(value), &values);
            return None;
        }
        Some(At::new(wait, range(value).into()))
    }

    /// Retry advice: a word, or a policy.
    pub(super) fn retry(&mut self, value: &Value<'t>) -> Option<At<Retry, Bytes>> {
        let Value::Object(object) = value else {
            let Value::StringLit(_) = value else {
                return self.refuse(value, "retry", "a word or a policy");
            };
            return self.word(value, "retry", ("retry policy", Retry::WORDS), Retry::parse);
        };
        let shape = Shape {
            noun: "a retry policy",
            known: &["max", "base", "factor", "idempotent"],
            required: &["max", "base"],
        };
        let before = self.problems.len();
        let members = self.members(object, range(value), &shape);
        let max = members.get("max").and_then(|max| self.number(max, "max"));
        let base = members.get("base").and_then(|base| self.duration(base, "base"));
        let factor = match members.get("factor") {
            Some(factor) => self.number(factor, "factor"),
            None => Some(2),
        };
        let idempotent = match members.get("idempotent") {
            Some(idempotent) => self.boolean(idempotent, "idempotent"),
            None => Some(false),
        };
        if self.problems.len() > before {
            return None;
        }
        let backoff = Backoff { max: max?, base: base?, factor: factor?, idempotent: idempotent? };
        if backoff.max == 0 || backoff.base.is_zero() || backoff.factor == 0 {
            let help = format!("write `{}`", example("retry"));
            let message = "a retry policy has `max`, `base` and `factor`, none of them 0";
            self.wrong(range(value), message, help);
            return None;
        }
        Some(At::new(Retry::Custom(backoff), range(value).into()))
    }

    fn number(&mut self, value: &Value<'t>, key: &str) -> Option<u32> {
        let number = match value {
            Value::NumberLit(number) => number.value.parse().ok(),
            _ => None,
        };
        number.or_else(|| self.refuse(value, key, "a whole number of at most 4294967295"))
    }

    /// Reports that a member takes another kind of value.
    pub(super) fn refuse<T>(&mut self, value: &Value<'_>, key: &str, wanted: &str) -> Option<T> {
        let message = format!("`{key}` takes {wanted}, and this is {}", noun(value));
        self.wrong(range(value), message, format!("write `{}`", example(key)));
        None
    }
}

/// A name that Rust takes.
pub(super) fn read_name<'t>(
    reader: &mut Reader<'_, 't>,
    value: &Value<'t>,
    key: &str,
) -> Option<String> {
    let name = reader.text(value, key)?;
    if is_name(&name) {
        return Some(name);
    }
    let help = format!("write letters, digits and `_`, for example `\"{key}\": \"AuthError\"`");
    reader.wrong(range(value), format!("`{name}` is no name in Rust"), help);
    None
}

/// Reports a locale that is no language tag.
pub(super) fn check_locale(reader: &mut Reader<'_, '_>, tag: &str, at: Range<usize>) {
    if is_locale(tag) {
        return;
    }
    let help = match meant(tag) {
        Some(tag) => format!("write `\"{tag}\"`"),
        None => "write a language tag, such as `\"ja\"` or `\"zh-TW\"`".to_owned(),
    };
    reader.wrong(at, format!("`{tag}` is no locale"), help);
}

/// How a member is written, to paste.
fn example(key: &str) -> String {
    let value = match key {
        "status" => "404",
        "log_level" => "\"INFO\"",
        "domain" => "\"AUTH\"",
        "codes" => "{\"AUTH_TOKEN_EXPIRED\": {...}}",
        "enums" => "[{\"domain\": \"AUTH\", \"codes\": {...}}]",
        "retired" => "{\"AUTH_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"}",
        "locales" => "[\"ja\", \"en\"]",
        "retry" => "{\"max\": 3, \"base\": \"1s\", \"factor\": 2}",
        "retry_after" => "60",
        "base" => "\"1s\"",
        "max" => "3",
        "factor" => "2",
        "class" => "\"conflict\"",
        "severity" => "\"CRITICAL\"",
        "incident" => "\"P1\"",
        "grpc" => "\"ABORTED\"",
        "deprecated" => "{\"since\": \"2.0\", \"replaced_by\": [\"AUTH_OTHER\"]}",
        "since" => "\"1.2\"",
        "ext" => "{\"name\": \"value\"}",
        "allow" => "[\"level\"]",
        "formerly" | "replaced_by" => "[\"OLD_CODE\"]",
        "details" => "[{\"name\": \"user\", \"type\": \"String\"}]",
        "hidden" => "[{\"field\": \"user\", \"type\": \"String\", \"roles\": [\"context\"]}]",
        "roles" => "[\"context\"]",
        "cfg" => "[\"unix\"]",
        "name" | "field" => "\"user\"",
        _ => "\"...\"",
    };
    format!("\"{key}\": {value}")
}
