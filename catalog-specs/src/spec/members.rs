//! Reads values by their kind, and reports those of another kind.

use core::ops::Range;
use core::time::Duration;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::names::is_name;
use crate::declared::At;
use crate::locale::{is_locale, suggest_tag};
use crate::model::Place;
use crate::nearest::did_you_mean;
use crate::rules::{self, Form, Problems, Rule};
use crate::source::Source;
use crate::source::json::{Bytes, noun, range};
use crate::{AlertThreshold, Backoff, Problem, Retry, jsonrpc, nearest, parse_duration, status};

/// Reads values and collects problems.
pub(super) struct SpecReader<'s, 't> {
    source: &'s Source<'t>,
    /// The problems so far.
    pub(super) problems: Vec<Problem>,
}

/// The noun of an object, its members, and the required ones.
pub(super) struct Shape {
    pub(super) noun: &'static str,
    pub(super) known: &'static [&'static str],
    pub(super) required: &'static [&'static str],
}

/// The members of an object that was checked for unknown and missing ones.
pub(super) struct Members<'v, 't> {
    object: &'v Object<'t>,
}

impl<'v, 't> Members<'v, 't> {
    /// The value of a member; the first one of duplicates.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value<'t>> {
        let found = self.object.properties.iter().find(|property| property.name.as_str() == name);
        found.map(|property| &property.value)
    }
}

impl<'s, 't> SpecReader<'s, 't> {
    pub(super) fn new(source: &'s Source<'t>, problems: Vec<Problem>) -> Self {
        Self { source, problems }
    }

    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.source.place(range)
    }

    /// Reports a mistake of the format.
    pub(super) fn error(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(self.source.place(range), message, help));
    }

    /// Reports a broken rule.
    pub(super) fn report_rule(
        &mut self,
        rule: &'static Rule,
        range: Range<usize>,
        values: &[(&str, &str)],
    ) {
        self.check_rule(|problems| problems.report(rule, range.into(), values));
    }

    /// Checks a rule and adds the problems that it reports.
    pub(super) fn check_rule<T>(&mut self, rule: impl FnOnce(&mut Problems<Bytes>) -> T) -> T {
        let mut problems = Problems::in_form(Form::Json);
        let answer = rule(&mut problems);
        self.take(problems);
        answer
    }

    /// Adds problems of rules.
    pub(super) fn take(&mut self, found: Problems<Bytes>) {
        for found in found.sorted_by(|pos| (*pos).into()) {
            let place = self.source.place(found.pos.into());
            let problem = Problem::error(place, found.message, found.help);
            self.problems.push(Problem { rule: Some(found.rule.id), ..problem });
        }
    }

    /// Checks the members of an object, and reports unknown and missing ones. A misspelled member is reported once.
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
                Some(near) => nearest::suggest_word(near),
                None => format!("the members of {} are {}", shape.noun, sorted.join(", ")),
            };
            let at = property.name.start()..property.name.end();
            self.error(at, format!("unknown member `{name}`"), help);
        }
        for name in shape.required.iter().filter(|name| !has(name) && !meant.contains(name)) {
            let help = format!("add `{}`", example(name));
            self.error(at.clone(), format!("missing member `{name}` of {}", shape.noun), help);
        }
        Members { object }
    }

    pub(super) fn object<'v>(&mut self, value: &'v Value<'t>, key: &str) -> Option<&'v Object<'t>> {
        match value {
            Value::Object(object) => Some(object),
            other => self.wrong_kind(other, key, "an object"),
        }
    }

    /// The elements of a list, which must not be empty.
    pub(super) fn list<'v>(&mut self, value: &'v Value<'t>, key: &str) -> Option<&'v [Value<'t>]> {
        match value {
            Value::Array(list) if list.elements.is_empty() => {
                self.error(range(value), format!("`{key}` is empty"), "remove it");
                None
            }
            Value::Array(list) => Some(&list.elements),
            other => self.wrong_kind(other, key, "a list"),
        }
    }

    /// Any text, possibly empty.
    pub(super) fn any_text(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        match value {
            Value::StringLit(text) => Some(text.value.clone().into_owned()),
            other => self.wrong_kind(other, key, "a text"),
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

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: &Value<'t>, key: &str) -> Option<String> {
        self.text_at(value, key).map(|text| text.value)
    }

    /// A text that is not empty, with its position.
    pub(super) fn text_at(&mut self, value: &Value<'t>, key: &str) -> Option<At<String, Bytes>> {
        let text = self.any_text_at(value, key)?;
        let cure = "write a text, or remove it";
        let is_sound =
            self.check_rule(|problems| rules::text::is_not_empty(key, &text, cure, problems));
        is_sound.then_some(text)
    }

    /// An absolute URL.
    pub(super) fn url(&mut self, value: &Value<'t>, key: &str) -> Option<At<String, Bytes>> {
        let text = self.text_at(value, key)?;
        self.check_rule(|problems| rules::text::is_address(key, &text, problems)).then_some(text)
    }

    /// A list of different texts.
    pub(super) fn texts(&mut self, value: &Value<'t>, key: &str) -> Option<Vec<At<String, Bytes>>> {
        let mut texts: Vec<At<String, Bytes>> = Vec::new();
        for element in self.list(value, key)? {
            match self.text_at(element, key) {
                Some(text) if texts.iter().any(|known| known.value == text.value) => {
                    let message = format!("`{}` is given twice in `{key}`", text.value);
                    self.error(range(element), message, "keep one of them");
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
            let noun = nearest::with_article(noun);
            let values = [("word", word.as_str()), ("noun", &noun), ("cure", cure.as_str())];
            self.report_rule(&rules::UNKNOWN_WORD, range(value), &values);
        }
        parsed.map(|word| At::new(word, range(value).into()))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, value: &Value<'t>, key: &str) -> Option<bool> {
        match value {
            Value::BooleanLit(word) => Some(word.value),
            other => {
                let message = format!("`{key}` takes `true` or `false`, found {}", noun(other));
                self.error(range(other), message, format!("write `\"{key}\": true`"));
                None
            }
        }
    }

    /// An error status.
    pub(super) fn status(&mut self, value: &Value<'t>) -> Option<At<u16, Bytes>> {
        let Value::NumberLit(number) = value else {
            return self.wrong_kind(value, "status", "a number from 400 to 599");
        };
        let status = number.value.parse::<u16>().ok();
        if let Some(status) = status.filter(|status| status::is_error(*status)) {
            return Some(At::new(status, range(value).into()));
        }
        let reason = status.and_then(status::reason).unwrap_or_default();
        let shown = if number.value.len() <= 40 { number.value } else { "a huge number" };
        let shown = format!("{shown} {reason}");
        let values = [("status", shown.trim()), ("example", "404")];
        self.report_rule(&rules::STATUS_RANGE, range(value), &values);
        None
    }

    /// A duration: seconds, or a text such as `500ms`.
    pub(super) fn duration(&mut self, value: &Value<'t>, key: &str) -> Option<Duration> {
        let duration = match value {
            Value::NumberLit(number) => number.value.parse().ok().map(Duration::from_secs),
            Value::StringLit(text) => parse_duration(&text.value),
            _ => None,
        };
        duration.or_else(|| {
            self.wrong_kind(value, key, "a number of whole seconds or a text such as `500ms`")
        })
    }

    /// A duration longer than 0.
    pub(super) fn wait(&mut self, value: &Value<'t>, key: &str) -> Option<At<Duration, Bytes>> {
        let wait = self.duration(value, key)?;
        if wait.is_zero() {
            let cure = format!("write `{}`", example(key));
            let values = [("key", key), ("wanted", "a wait longer than 0"), ("cure", &cure)];
            self.report_rule(&rules::VALUE_KIND, range(value), &values);
            return None;
        }
        Some(At::new(wait, range(value).into()))
    }

    /// A retry policy: a word, or an object.
    pub(super) fn retry(&mut self, value: &Value<'t>) -> Option<At<Retry, Bytes>> {
        let Value::Object(object) = value else {
            let Value::StringLit(_) = value else {
                return self.wrong_kind(value, "retry", "a word or a policy");
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
            let message = "`max`, `base` and `factor` of a retry policy must not be 0";
            self.error(range(value), message, help);
            return None;
        }
        Some(At::new(Retry::Custom(backoff), range(value).into()))
    }

    /// When a code alerts.
    pub(super) fn alert(&mut self, value: &Value<'t>) -> Option<At<AlertThreshold, Bytes>> {
        let object = self.object(value, "alert")?;
        let shape = Shape {
            noun: "`alert`",
            known: &["threshold", "window", "page"],
            required: &["threshold"],
        };
        let members = self.members(object, range(value), &shape);
        let threshold = members.get("threshold").and_then(|given| {
            let number = self.number(given, "threshold")?;
            let is_sound = AlertThreshold::is_threshold(number);
            self.sound(is_sound, given, ("threshold", AlertThreshold::THRESHOLD)).then_some(number)
        });
        let window = match members.get("window") {
            Some(given) => self.duration(given, "window").filter(|window| {
                let is_sound = AlertThreshold::is_window(*window);
                self.sound(is_sound, given, ("window", AlertThreshold::WINDOW))
            }),
            None => Some(AlertThreshold::DEFAULT_WINDOW),
        };
        let page = match members.get("page") {
            Some(page) => self.boolean(page, "page"),
            None => Some(false),
        };
        let alert = AlertThreshold { threshold: threshold?, window: window?, page: page? };
        Some(At::new(alert, range(value).into()))
    }

    /// The number of a JSON-RPC error.
    pub(super) fn jsonrpc(&mut self, value: &Value<'t>) -> Option<At<i32, Bytes>> {
        let number = match value {
            Value::NumberLit(number) => number.value.parse::<i32>().ok(),
            _ => None,
        };
        let number = number.filter(|number| jsonrpc::is_number(*number));
        self.sound(number.is_some(), value, ("jsonrpc", jsonrpc::NUMBERS));
        Some(At::new(number?, range(value).into()))
    }

    /// Reports a value out of its range.
    fn sound(&mut self, is_sound: bool, value: &Value<'t>, (key, wanted): (&str, &str)) -> bool {
        if !is_sound {
            let cure = format!("write `{}`", example(key));
            let values = [("key", key), ("wanted", wanted), ("cure", &cure)];
            self.report_rule(&rules::VALUE_KIND, range(value), &values);
        }
        is_sound
    }

    fn number(&mut self, value: &Value<'t>, key: &str) -> Option<u32> {
        let number = match value {
            Value::NumberLit(number) => number.value.parse().ok(),
            _ => None,
        };
        number.or_else(|| self.wrong_kind(value, key, "a whole number of at most 4294967295"))
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong_kind<T>(
        &mut self,
        value: &Value<'_>,
        key: &str,
        wanted: &str,
    ) -> Option<T> {
        let message = format!("`{key}` takes {wanted}, found {}", noun(value));
        self.error(range(value), message, format!("write `{}`", example(key)));
        None
    }
}

/// Reads a Rust identifier.
pub(super) fn read_name<'t>(
    reader: &mut SpecReader<'_, 't>,
    value: &Value<'t>,
    key: &str,
) -> Option<String> {
    let name = reader.text(value, key)?;
    if is_name(&name) {
        return Some(name);
    }
    let help = format!("write letters, digits and `_`, for example `\"{key}\": \"AuthError\"`");
    reader.error(range(value), format!("`{name}` is not a Rust identifier"), help);
    None
}

/// Reports a locale that is not a language tag.
pub(super) fn check_locale(reader: &mut SpecReader<'_, '_>, tag: &str, at: Range<usize>) {
    if is_locale(tag) {
        return;
    }
    let help = match suggest_tag(tag) {
        Some(tag) => format!("write `\"{tag}\"`"),
        None => "write a language tag, such as `\"ja\"` or `\"zh-TW\"`".to_owned(),
    };
    reader.error(at, format!("`{tag}` is not a locale"), help);
}

/// An example of a member, to paste.
fn example(key: &str) -> String {
    let value = match key {
        "status" => "404",
        "log_level" => "\"INFO\"",
        "domain" => "\"AUTH\"",
        "codes" => "{\"AUTH_TOKEN_EXPIRED\": {...}}",
        "sets" => "{\"SignUp\": {\"codes\": [\"AUTH_TOKEN_EXPIRED\"]}}",
        "masked" => "[\"DISK_FULL\"]",
        "codeless" => "{\"crate::OrderError::Disk\": \"transparent mask_5xx ORDER_DOWN\"}",
        "enums" => "[{\"domain\": \"AUTH\", \"codes\": {...}}]",
        "retired" => "{\"AUTH_LOCKED\": \"2.0: use AUTH_ACCOUNT_LOCKED\"}",
        "locales" => "[\"ja\", \"en\"]",
        "retry" => "{\"max\": 3, \"base\": \"1s\", \"factor\": 2}",
        "retry_after" => "60",
        "base" => "\"1s\"",
        "max" => "3",
        "factor" => "2",
        "alert" => "{\"threshold\": 50, \"window\": \"10m\", \"page\": true}",
        "threshold" => "50",
        "jsonrpc" => "-32041",
        "window" => "\"10m\"",
        "page" => "true",
        "class" => "\"conflict\"",
        "severity" => "\"CRITICAL\"",
        "incident" => "\"P1\"",
        "grpc" => "\"ABORTED\"",
        "deprecated" => "{\"since\": \"2.0\", \"replaced_by\": [\"AUTH_OTHER\"]}",
        "since" => "\"1.2\"",
        "ext" => "{\"name\": \"value\"}",
        "allow" => "[\"level\"]",
        "unique" | "foreign_key" | "check" => "[\"users_email_key\"]",
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
