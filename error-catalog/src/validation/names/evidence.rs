//! Whether a value breaks a rule, as far as the rule and the JSON of the value show it.

use serde_json::Value;

use crate::violations::ViolationRule;

/// Whether a value that was sent, or none, may be what breaks a rule. An unknown rule can be broken by any value that is
/// there.
pub(super) fn breaks(rule: Option<&ViolationRule>, value: Option<&Value>) -> bool {
    let id = rule.map_or("", ViolationRule::id);
    let value = match value {
        None | Some(Value::Null) => return id == "required",
        Some(value) => value,
    };
    match (id, value) {
        ("required", _) => false,
        ("length", Value::String(text)) => {
            // Validators count characters, bytes or UTF-16 units.
            let lengths = [text.chars().count(), text.len(), text.encode_utf16().count()];
            lengths.iter().any(|length| is_outside(rule, *length))
        }
        ("length", Value::Array(list)) => is_outside(rule, list.len()),
        ("length", Value::Object(map)) => is_outside(rule, map.len()),
        ("range", value) => number(value).is_none_or(|number| is_beyond(rule, number)),
        ("email", Value::String(text)) => !is_plainly_email(text),
        ("url", Value::String(text)) => {
            !text.starts_with("https://") && !text.starts_with("http://")
        }
        ("ascii", Value::String(text)) => !text.is_ascii(),
        ("alphanumeric", Value::String(text)) => !text.chars().all(char::is_alphanumeric),
        (
            "length" | "email" | "url" | "ascii" | "alphanumeric" | "phone" | "credit_card",
            other,
        ) => other.is_string(),
        _ => true,
    }
}

/// Another value of the same type that keeps the rule; nothing where it is not known what does.
pub(super) fn keeping(rule: Option<&ViolationRule>, value: &Value) -> Option<Value> {
    let limit = |name| limit(rule, name);
    match (rule?.id(), value) {
        ("length", Value::String(_)) => Some("x".repeat(wanted_length(rule)?).into()),
        ("length", Value::Array(list)) => {
            let element = list.first().cloned();
            let length = if element.is_some() { wanted_length(rule)? } else { 0 };
            Some(element.into_iter().cycle().take(length).collect())
        }
        ("range", value) => {
            let least = limit("min").or_else(|| Some(limit("exclusive_min")? + 1.0));
            let most = limit("max").or_else(|| Some(limit("exclusive_max")? - 1.0));
            whole(least.or(most)?, value)
        }
        ("email", Value::String(_)) => Some("user@example.com".into()),
        ("url", Value::String(_)) => Some("https://example.com/".into()),
        ("ascii" | "alphanumeric", Value::String(_)) => Some("x1".into()),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within limits")]
fn wanted_length(rule: Option<&ViolationRule>) -> Option<usize> {
    let wanted = ["equal", "min", "max"].iter().find_map(|name| limit(rule, name))?;
    (0.0..=1024.0).contains(&wanted).then_some(wanted as usize)
}

/// A number of the kind that a value has.
#[expect(clippy::cast_possible_truncation, reason = "a limit that is not whole is not tried")]
fn whole(number: f64, like: &Value) -> Option<Value> {
    match like {
        Value::String(_) => Some(number.to_string().into()),
        Value::Number(like) if like.is_f64() => Some(number.into()),
        Value::Number(_) if number.fract() == 0.0 => Some((number as i64).into()),
        _ => None,
    }
}

/// A number, or the text of one, as forms and queries send it.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn limit(rule: Option<&ViolationRule>, name: &str) -> Option<f64> {
    rule?.params().get(name)?.as_f64()
}

#[expect(clippy::cast_precision_loss, reason = "a length is compared, not kept")]
fn is_outside(rule: Option<&ViolationRule>, length: usize) -> bool {
    let equal = limit(rule, "equal");
    is_beyond(rule, length as f64)
        || equal.is_some_and(|equal| (equal - length as f64).abs() >= 1.0)
}

fn is_beyond(rule: Option<&ViolationRule>, number: f64) -> bool {
    limit(rule, "min").is_some_and(|min| number < min)
        || limit(rule, "max").is_some_and(|max| number > max)
        || limit(rule, "exclusive_min").is_some_and(|min| number <= min)
        || limit(rule, "exclusive_max").is_some_and(|max| number >= max)
}

/// An address that every validator takes.
fn is_plainly_email(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    };
    text.split_once('@')
        .is_some_and(|(name, host)| is_plain(name) && is_plain(host) && host.contains('.'))
}
