//! The broken rules of `validator`: their codes and limits, never the values that broke them.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;
use validator::{ValidationErrors, ValidationErrorsKind};

use super::named::Named;
use super::{FieldPath, FieldRule, FieldText, ValidationError};
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::{Failure, Registry};

/// All broken fields, sorted by their paths. A rule's `message` is sent as it is; without one the text is that of its code,
/// in the locale of the envelope.
///
/// The parameters of `validator` hold the rejected value, and for `must_match` the other value too: they go no further than
/// here.
impl From<ValidationErrors> for ValidationError {
    fn from(errors: ValidationErrors) -> Self {
        let mut found = Self::new();
        collect(errors, &FieldPath::new(), &mut found);
        found
    }
}

/// `input.validate()?`
impl HasHome for ValidationErrors {
    type Home = ValidationError;
    type AlsoNeeds = ValidationError;
}

impl IntoFailure for ValidationErrors {
    fn into_failure<C: Registry>(self, seal: Seal) -> Failure<C> {
        ValidationError::from(self).into_failure(seal)
    }
}

/// The names under which `validator` keeps the rules of a whole struct, and of a list that is no field.
const OF_THE_WHOLE: [&str; 2] = ["__all__", "_tmp_validator"];

fn collect(errors: ValidationErrors, path: &FieldPath, found: &mut ValidationError) {
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

fn push(error: validator::ValidationError, path: &FieldPath, found: &mut ValidationError) {
    if let Some(message) = error.message {
        found.push(path.clone(), message);
        return;
    }
    let known = rules(&error.code, &error.params);
    if known.is_empty() {
        let named = Named { code: error.code.into_owned(), params: param_texts(error.params) };
        found.push(path.clone(), FieldText::of_message(named));
    }
    for rule in known {
        found.push(path.clone(), rule);
    }
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
    let text = value.as_number()?.to_string();
    Some(text.strip_suffix(".0").map(ToOwned::to_owned).unwrap_or(text))
}

/// The parameters that a message may name: not those that hold what the client sent.
fn param_texts(params: Params) -> Vec<(String, String)> {
    let shown = params.into_iter().filter(|(name, _)| name != "value" && name != "other");
    shown
        .filter_map(|(name, value)| {
            let text = value.as_str().map(ToOwned::to_owned).or_else(|| number(&value))?;
            Some((name.into_owned(), text))
        })
        .collect()
}
