//! Displays values in reports and fixes.

use core::time::Duration;

use crate::Retry;
use crate::keys::Value;
use crate::model::{Deprecated, Detail};

pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

pub(super) fn nothing() -> String {
    "nothing".to_owned()
}

pub(super) fn optional(text: Option<&String>) -> String {
    text.map_or_else(nothing, |text| quoted(text))
}

pub(super) fn list(texts: &[String]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}

pub(super) fn list_or_nothing(texts: &[String]) -> String {
    if texts.is_empty() { nothing() } else { list(texts) }
}

/// A value in a report.
pub(super) fn display_value(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Word(word) => quoted(word),
        Value::Status(status) => status.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Duration(wait) => seconds(*wait),
        Value::List(texts) => list(texts),
        Value::Retry(Retry::Custom(_))
        | Value::Alert(_)
        | Value::Deprecated(_)
        | Value::Pairs(_) => written("", value),
        Value::Retry(named) => quoted(named.as_str()),
    }
}

/// The fix: write the value, or remove the key.
pub(super) fn cure(key: &str, value: Option<&Value<'_>>) -> String {
    match value {
        Some(value) => format!("write `{}`", written(key, value)),
        None => format!("remove `{key}`"),
    }
}

/// A key with its value, as in an attribute.
fn written(key: &str, value: &Value<'_>) -> String {
    match value {
        Value::List(texts) => format!("{key}({})", list(texts)),
        Value::Retry(Retry::Custom(backoff)) => format!(
            "retry(max = {}, base = {}, factor = {}{})",
            backoff.max,
            seconds(backoff.base),
            backoff.factor,
            if backoff.idempotent { ", idempotent" } else { "" }
        ),
        Value::Alert(alert) => format!(
            "alert(threshold = {}, window = \"{}\"{})",
            alert.threshold,
            alert.window_text(),
            if alert.page { ", page" } else { "" }
        ),
        Value::Deprecated(deprecated) => written_deprecated(deprecated),
        Value::Pairs(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|(name, text)| format!("{name} = {text:?}")).collect();
            format!("{key}({})", pairs.join(", "))
        }
        plain => format!("{key} = {}", display_value(plain)),
    }
}

fn seconds(wait: Duration) -> String {
    if wait.subsec_millis() == 0 {
        wait.as_secs().to_string()
    } else {
        format!("\"{}ms\"", wait.as_millis())
    }
}

fn written_deprecated(Deprecated { since, replaced_by, until }: &Deprecated) -> String {
    let mut text = format!("deprecated(since = {since:?}");
    if !replaced_by.is_empty() {
        text.push_str(", replaced_by(");
        text.push_str(&list(replaced_by));
        text.push(')');
    }
    if let Some(until) = until {
        text.push_str(", until = ");
        text.push_str(&quoted(until));
    }
    text + ")"
}

/// The type of a detail, and whether it is flattened.
pub(super) fn display_detail(detail: &Detail) -> String {
    let ty = without_paths(&detail.type_name);
    let ty = if detail.flatten { format!("{ty} (flatten)") } else { ty };
    match &detail.data_class {
        Some(class) => format!("{ty} (data class {class})"),
        None => ty,
    }
}

/// A type without paths: a spec does not depend on imports.
fn without_paths(ty: &str) -> String {
    let mut names = String::new();
    for (at, piece) in ty.split("::").enumerate() {
        if at > 0 {
            let end = names.trim_end_matches(|c: char| c == '_' || c.is_alphanumeric()).len();
            names.truncate(end);
        }
        names.extend(piece.chars().filter(|c| !c.is_whitespace()));
    }
    names
}

pub(super) fn field(detail: &Detail) -> String {
    let is_index = detail.field.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = is_index || detail.field != detail.name;
    let arguments: Vec<_> = [
        is_named.then(|| quoted(&detail.name)),
        (detail.flatten && !is_named).then(|| "flatten".to_owned()),
        detail.data_class.as_deref().map(|class| format!("data_class = {class:?}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let attribute = match arguments.as_slice() {
        [] => "#[detail]".to_owned(),
        all => format!("#[detail({})]", all.join(", ")),
    };
    let ty = &detail.type_name;
    if is_index {
        format!("{attribute} {ty}")
    } else {
        format!("{attribute} {}: {ty}", detail.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_types_are_ignored() {
        assert_eq!(
            without_paths("::core::option::Option< std::string::String >"),
            "Option<String>"
        );
        assert_eq!(without_paths("BTreeMap<String, u8>"), "BTreeMap<String,u8>");
    }
}
