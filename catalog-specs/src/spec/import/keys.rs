//! Writes the arguments of `#[catalog(…)]` of an enum and a variant.

use core::time::Duration;

use super::literal::literal;
use super::page::Argument;
use crate::keys::{Key, Kind, Value};
use crate::model::{Deprecated, Entry, Group};
use crate::{AlertThreshold, Backoff, Retry};

/// The arguments of an enum.
pub(super) fn enum_arguments(group: &Group, registry: Option<&str>) -> Vec<Argument> {
    let mut arguments = vec![Argument::new(format!("domain = {}", literal(&group.domain)))];
    if let Some(path) = registry {
        arguments.push(Argument::new(format!("registry = {path}")));
    }
    if !group.locales.is_empty() {
        arguments.push(texts("locales", &group.locales));
    }
    arguments
}

/// The arguments of a variant: the four basic keys, then the others.
pub(super) fn row_arguments(entry: &Entry, group: &Group) -> Vec<Argument> {
    let mut arguments = vec![
        text("code", &entry.code),
        Argument::new(format!("status = {}", entry.status)),
        text("log_level", entry.level.as_str()),
    ];
    arguments.extend(message(entry, group));
    arguments.extend(entry.further_values().map(|(key, value)| argument(key.name(), &value)));
    arguments
}

/// `message = "…"`, `message = display`, or a text for each locale.
fn message(entry: &Entry, group: &Group) -> Option<Argument> {
    let default = group.locales.first().map_or("", String::as_str);
    match entry.messages.as_slice() {
        [] => None,
        [only] if only.locale == default => {
            let is_display = entry.display.as_ref() == Some(&only.message);
            let value = if is_display { "display".to_owned() } else { literal(&only.message) };
            Some(Argument::new(format!("message = {value}")))
        }
        many => {
            let texts = many.iter().map(|text| {
                let written = format!("{} = {}", literal(&text.locale), literal(&text.message));
                Argument::new(written)
            });
            Some(Argument::list("message", texts.collect()))
        }
    }
}

/// A key with its value.
fn argument(key: &str, value: &Value<'_>) -> Argument {
    match value {
        Value::Text(value) => text(key, value),
        Value::Word(word) => text(key, word),
        Value::Status(status) => Argument::new(format!("{key} = {status}")),
        Value::Number(number) => Argument::new(format!("{key} = {number}")),
        Value::Duration(time) => Argument::new(format!("{key} = {}", duration(*time))),
        Value::Retry(policy) => retry(*policy),
        Value::Alert(threshold) => alert(*threshold),
        Value::Deprecated(value) => deprecated(value),
        Value::List(values) if key == Key::Allow.name() => {
            let words = values.iter().map(|word| Argument::new(word.as_str()));
            Argument::list(key, words.collect())
        }
        Value::List(values) => match (Key::by_name(key).map(Key::kind), &**values) {
            (Some(Kind::Names), [name]) => text(key, name),
            _ => texts(key, values),
        },
        Value::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, value)| {
                let is_word = super::literal::is_plain_word(name);
                let name = if is_word { name.clone() } else { literal(name) };
                Argument::new(format!("{name} = {}", literal(value)))
            });
            Argument::list(key, pairs.collect())
        }
    }
}

fn retry(retry: Retry) -> Argument {
    let Retry::Custom(Backoff { max, base, factor, idempotent }) = retry else {
        return text("retry", retry.as_str());
    };
    let mut policy = vec![
        Argument::new(format!("max = {max}")),
        Argument::new(format!("base = {}", duration(base))),
    ];
    if factor != 2 {
        policy.push(Argument::new(format!("factor = {factor}")));
    }
    if idempotent {
        policy.push(Argument::new("idempotent".to_owned()));
    }
    Argument::list("retry", policy)
}

fn alert(alert: AlertThreshold) -> Argument {
    let mut parts = vec![Argument::new(format!("threshold = {}", alert.threshold))];
    if alert.window != AlertThreshold::DEFAULT_WINDOW {
        parts.push(text("window", &alert.window_text()));
    }
    if alert.page {
        parts.push(Argument::new("page".to_owned()));
    }
    Argument::list("alert", parts)
}

fn deprecated(deprecated: &Deprecated) -> Argument {
    let mut parts = vec![Argument::new(format!("since = {}", literal(&deprecated.since)))];
    if !deprecated.replaced_by.is_empty() {
        let codes = deprecated.replaced_by.iter();
        let codes = codes.map(|code| Argument::new(literal(code))).collect();
        parts.push(Argument::list("replaced_by", codes));
    }
    if let Some(until) = &deprecated.until {
        parts.push(Argument::new(format!("until = {}", literal(until))));
    }
    Argument::list("deprecated", parts)
}

/// Whole seconds as a number, other durations with a unit.
fn duration(duration: Duration) -> String {
    if duration.subsec_millis() == 0 {
        duration.as_secs().to_string()
    } else {
        format!("\"{}ms\"", duration.as_millis())
    }
}

fn text(key: &str, value: &str) -> Argument {
    Argument::new(format!("{key} = {}", literal(value)))
}

fn texts(key: &str, values: &[String]) -> Argument {
    let values = values.iter().map(|value| Argument::new(literal(value))).collect();
    Argument::list(key, values)
}
