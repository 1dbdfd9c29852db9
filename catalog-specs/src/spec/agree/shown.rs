//! Values as the reports show them, and the cures.

use core::time::Duration;

use crate::Retry;
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

pub(super) fn shown(texts: &[String]) -> String {
    if texts.is_empty() { nothing() } else { list(texts) }
}

pub(super) fn text_cure(key: &str, text: Option<&String>) -> String {
    text.map_or_else(|| format!("remove `{key}`"), |text| format!("write `{key} = {text:?}`"))
}

pub(super) fn list_cure(key: &str, texts: &[String]) -> String {
    if texts.is_empty() {
        format!("remove `{key}`")
    } else {
        format!("write `{key}({})`", list(texts))
    }
}

pub(super) fn seconds(wait: Duration) -> String {
    if wait.subsec_millis() == 0 {
        wait.as_secs().to_string()
    } else {
        format!("\"{}ms\"", wait.as_millis())
    }
}

pub(super) fn shown_retry(retry: Retry) -> String {
    match retry {
        Retry::Custom(_) => written_retry(retry),
        word => quoted(word.as_str()),
    }
}

pub(super) fn written_retry(retry: Retry) -> String {
    match retry {
        Retry::Custom(backoff) => format!(
            "retry(max = {}, base = {}, factor = {})",
            backoff.max,
            seconds(backoff.base),
            backoff.factor
        ),
        word => format!("retry = {:?}", word.as_str()),
    }
}

pub(super) fn shown_deprecated(deprecated: Option<&Deprecated>) -> String {
    let Some(Deprecated { since, replaced_by, until }) = deprecated else { return nothing() };
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

pub(super) fn deprecated_cure(deprecated: Option<&Deprecated>) -> String {
    match deprecated {
        Some(_) => format!("write `{}`", shown_deprecated(deprecated)),
        None => "remove `deprecated`".to_owned(),
    }
}

/// A detail as clients are told of it: type, whether it may be absent, whether it is spread.
pub(super) fn shown_detail(detail: &Detail) -> String {
    let ty = without_paths(&detail.type_name);
    if detail.flatten { format!("{ty} (flatten)") } else { ty }
}

/// A type by its names alone: where they are imported from is nothing to a spec.
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
    let attribute = if detail.flatten { "#[detail(flatten)]" } else { "#[detail]" };
    if detail.field.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("#[detail({:?})] {}", detail.name, detail.type_name)
    } else if detail.field == detail.name {
        format!("{attribute} {}: {}", detail.name, detail.type_name)
    } else {
        format!("#[detail({:?})] {}: {}", detail.name, detail.field, detail.type_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_the_same_however_it_is_imported() {
        assert_eq!(
            without_paths("::core::option::Option< std::string::String >"),
            "Option<String>"
        );
        assert_eq!(without_paths("BTreeMap<String, u8>"), "BTreeMap<String,u8>");
    }
}
