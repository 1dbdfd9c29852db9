//! The broken rules of `validator`: their codes and limits, never the values that broke them.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use validator::{ValidationErrors, ValidationErrorsKind};

use super::named::Named;
use super::rule_id::rule_of;
use super::{FieldPath, FieldRule, FieldText, ValidationError, Values};
use crate::Failure;
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::registry::CodeSet;
use crate::violations::FieldMessage as _;

/// All broken fields, sorted by their paths. A rule's `message` is sent as it is; without one the text is that of its code,
/// in the locale of the envelope.
///
/// The parameters of `validator` hold the rejected value, and for `must_match` the other value too: they go no further than
/// here.
impl From<ValidationErrors> for ValidationError {
    fn from(errors: ValidationErrors) -> Self {
        let (error, values) = by_rust_names(errors);
        error.named(&values)
    }
}

/// The same by the names of Rust, and the values that break rules: they tell fields apart whose names say nothing.
pub(super) fn by_rust_names(errors: ValidationErrors) -> (ValidationError, Values) {
    let mut found = Found { error: ValidationError::new(), values: Values::new() };
    collect(errors, &FieldPath::new(), &mut found);
    (found.error, found.values)
}

struct Found {
    error: ValidationError,
    values: Values,
}

/// `input.validate()?`
impl HasHome for ValidationErrors {
    type Home = ValidationError;
    type AlsoNeeds = ValidationError;
    type Raised = ValidationError;
}

impl IntoFailure for ValidationErrors {
    fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C> {
        ValidationError::from(self).into_failure(seal)
    }
}

/// The names under which `validator` keeps the rules of a whole struct, and of a list that is no field.
const OF_THE_WHOLE: [&str; 2] = ["__all__", "_tmp_validator"];

fn collect(errors: ValidationErrors, path: &FieldPath, found: &mut Found) {
    let mut fields: Vec<_> = errors.into_errors().into_iter().collect();
    fields.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, kind) in fields {
        let is_whole = OF_THE_WHOLE.contains(&&*name);
        let path = if is_whole { path.clone() } else { path.clone().key(&name) };
        match kind {
            ValidationErrorsKind::Struct(errors) => collect(*errors, &path, found),
            ValidationErrorsKind::List(list) => {
                for (index, errors) in list {
                    collect(*errors, &path.clone().index(index), found);
                }
            }
            ValidationErrorsKind::Field(errors) => {
                for error in errors {
                    push(error, &path, found);
                }
            }
        }
    }
}

fn push(error: validator::ValidationError, path: &FieldPath, found: &mut Found) {
    if let Some(value) = error.params.get("value").filter(|value| is_scalar(value)) {
        found.values.insert(path.to_string(), value.clone());
    }
    let found = &mut found.error;
    let known = rules(&error.code, &error.params);
    if let Some(message) = error.message {
        // Its text is the caller's; programs read the rule all the same.
        let text = FieldText::from(message);
        let rule = known
            .first()
            .map_or_else(|| named(error.code, error.params).rule(), |rule| Some(rule_of(rule)));
        found.push(path.clone(), rule.into_iter().fold(text, FieldText::with_rule));
        return;
    }
    if known.is_empty() {
        let named = named(error.code, error.params);
        found.push(path.clone(), FieldText::of_message(named));
        return;
    }
    for rule in known {
        found.push(path.clone(), rule);
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Bool(_) | Value::Number(_) | Value::String(_))
}

fn named(code: Cow<'static, str>, params: Params) -> Named {
    Named { code: code.into_owned(), params: own_params(params), fallback: None }
}

type Params = HashMap<Cow<'static, str>, Value>;

/// What a code of `validator` means here; nothing for a custom one.
fn rules(code: &str, params: &Params) -> Vec<FieldRule> {
    let rule = match code {
        "length" => return length(params),
        "range" => return range(params),
        "required" | "required_nested" => FieldRule::Required,
        "email" => FieldRule::Email,
        "url" => FieldRule::Url,
        "ip" | "ip_v4" | "ip_v6" | "ipv4" | "ipv6" => FieldRule::Ip,
        "credit_card" => FieldRule::CreditCard,
        "phone" => FieldRule::Phone,
        "regex" => FieldRule::Pattern,
        "must_match" => FieldRule::Match,
        "contains" => FieldRule::Contains,
        "does_not_contain" | "non_control_character" => FieldRule::Forbidden,
        _ => return Vec::new(),
    };
    vec![rule]
}

fn length(params: &Params) -> Vec<FieldRule> {
    let limit = |name: &str| params.get(name).and_then(Value::as_u64);
    let rule = match (limit("min"), limit("max"), limit("equal")) {
        (_, _, Some(equal)) => FieldRule::LengthEqual { equal },
        (Some(min), Some(max), None) => FieldRule::Length { min, max },
        (Some(min), None, None) => FieldRule::LengthMin { min },
        (None, Some(max), None) => FieldRule::LengthMax { max },
        (None, None, None) => FieldRule::Invalid,
    };
    vec![rule]
}

fn range(params: &Params) -> Vec<FieldRule> {
    let limit = |name: &str| params.get(name).and_then(number);
    let mut rules = Vec::new();
    match (limit("min"), limit("max")) {
        (Some(min), Some(max)) => rules.push(FieldRule::Range { min, max }),
        (Some(min), None) => rules.push(FieldRule::RangeMin { min }),
        (None, Some(max)) => rules.push(FieldRule::RangeMax { max }),
        (None, None) => {}
    }
    rules.extend(limit("exclusive_min").map(|limit| FieldRule::RangeAbove { limit }));
    rules.extend(limit("exclusive_max").map(|limit| FieldRule::RangeBelow { limit }));
    if rules.is_empty() {
        rules.push(FieldRule::Invalid);
    }
    rules
}

/// A limit as people write it: `0` for what is `0.0` to a computer.
fn number(value: &Value) -> Option<String> {
    value.as_number().map(without_fraction)
}

fn without_fraction(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map(ToOwned::to_owned).unwrap_or(text)
}

/// The parameters of a custom rule: texts, numbers and booleans, but none that repeats what the client sent. `validator` adds
/// the value under `value`, and `must_match` the other one.
fn own_params(mut params: Params) -> Map<String, Value> {
    let sent = [params.remove("value"), params.remove("other")];
    let own = params.into_iter().filter_map(|(name, value)| {
        let value = match value {
            Value::Number(number) => serde_json::from_str(&without_fraction(&number)).ok()?,
            Value::String(_) | Value::Bool(_) => value,
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        let repeats = sent.iter().flatten().any(|sent| repeats(&value, sent));
        (!repeats).then(|| (name.into_owned(), value))
    });
    own.collect()
}

/// Shorter texts are found in others by chance: `a` is in `a-z`.
const SHORTEST_FOUND: usize = 3;

/// Whether a parameter is what was sent, or a text that holds a text or a number that was sent, of three characters or more:
/// as short as the shortest secrets are. Of the values within a list or a struct the shorter ones do not count.
fn repeats(own: &Value, sent: &Value) -> bool {
    let inner_repeats = |inner: &Value| {
        let is_short = is_scalar(inner) && !is_found(inner);
        !is_short && repeats(own, inner)
    };
    match sent {
        Value::Null => false,
        Value::Array(list) => list.iter().any(inner_repeats),
        Value::Object(members) => members.values().any(inner_repeats),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let (own_text, sent_text) = (written(own), written(sent));
            own_text == sent_text
                || own.is_string() && is_found(sent) && own_text.contains(&*sent_text)
        }
    }
}

/// Whether a value that was sent is looked for in texts.
fn is_found(sent: &Value) -> bool {
    !sent.is_boolean() && written(sent).chars().nth(SHORTEST_FOUND - 1).is_some()
}

/// A scalar as a text shows it.
fn written(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => text.into(),
        Value::Number(number) => without_fraction(number).into(),
        other => other.to_string().into(),
    }
}
