//! A row for machines, and the words about it that list and explanation share.

use std::time::Duration;

use catalog_specs::model::{Deprecated, Detail, Group, Row};
use catalog_specs::{Json, Retry};

use crate::report;

/// All that is known of a code, what follows from a status included.
pub(crate) fn json(group: &Group, row: &Row) -> Json {
    let text = |text: &str| Json::from(text);
    let texts = |texts: &[String]| Json::list(texts.iter().map(String::as_str));
    let optional = |text: &Option<String>| report::optional(text.as_deref());
    let messages = row.messages.iter().map(|said| {
        Json::object([("locale", text(&said.locale)), ("message", text(&said.message))])
    });
    let ext = row.ext.iter().map(|(name, value)| (name.as_str(), text(value)));
    Json::object([
        ("code", text(&row.code)),
        ("domain", text(&group.domain)),
        ("enum", text(&group.type_name)),
        ("module", text(&group.module)),
        ("variant", text(&row.variant)),
        ("status", row.status.into()),
        ("log_level", row.level.as_str().into()),
        ("class", row.effective_class().as_str().into()),
        ("severity", row.effective_severity().as_str().into()),
        ("incident", row.effective_incident().as_str().into()),
        ("grpc", row.effective_grpc().as_str().into()),
        ("retry", retry_json(row)),
        ("messages", Json::List(messages.collect())),
        ("display", optional(&row.display)),
        ("title", optional(&row.title)),
        ("description", text(&row.docs.description)),
        ("causes", text(&row.docs.causes)),
        ("solutions", text(&row.docs.solutions)),
        ("prevention", text(&row.docs.prevention)),
        ("details", Json::List(row.details.iter().map(detail).collect())),
        ("owner", optional(&row.owner)),
        ("origin", optional(&row.origin)),
        ("error_type", optional(&row.error_type)),
        ("public_as", optional(&row.public_as)),
        ("formerly", texts(&row.formerly)),
        ("since", optional(&row.since)),
        ("deprecated", row.deprecated.as_ref().map_or(Json::Null, deprecated)),
        ("doc_url", optional(&row.doc_url)),
        ("ext", Json::object(ext)),
        ("allow", texts(&row.allows)),
        ("cfg", Json::list(group.cfg.iter().chain(&row.cfg).map(String::as_str))),
        ("place", row.place("code").map_or(Json::Null, report::place)),
    ])
}

fn detail(detail: &Detail) -> Json {
    Json::object([
        ("name", Json::from(detail.name.as_str())),
        ("type", detail.some_type().into()),
        ("optional", detail.optional().into()),
        ("flatten", detail.flatten.into()),
        ("doc", detail.doc.as_str().into()),
    ])
}

fn deprecated(deprecated: &Deprecated) -> Json {
    Json::object([
        ("since", Json::from(deprecated.since.as_str())),
        ("replaced_by", Json::list(deprecated.replaced_by.iter().map(String::as_str))),
        ("until", report::optional(deprecated.until.as_deref())),
    ])
}

fn retry_json(row: &Row) -> Json {
    let milliseconds =
        |time: Duration| Json::Integer(i128::try_from(time.as_millis()).unwrap_or(i128::MAX));
    let waits = waits(row.effective_retry()).into_iter().map(milliseconds);
    Json::object([
        ("advice", Json::from(row.effective_retry().as_str())),
        ("waits_ms", Json::List(waits.collect())),
        ("after_ms", row.retry_after.map_or(Json::Null, milliseconds)),
    ])
}

/// The first waits of an advice: nobody reads a hundred.
fn waits(retry: Retry) -> Vec<Duration> {
    const SHOWN: u32 = 5;
    let Some(backoff) = retry.backoff() else { return Vec::new() };
    (0..backoff.max.min(SHOWN)).filter_map(|attempt| backoff.delay(attempt)).collect()
}

/// The advice as a sentence: `3 times, after 1 s, 2 s, 4 s`.
pub(crate) fn retry(retry: Retry) -> String {
    let Some(backoff) = retry.backoff() else { return "never: it cannot help".to_owned() };
    let waits = waits(retry);
    let more =
        if usize::try_from(backoff.max).is_ok_and(|max| max > waits.len()) { ", …" } else { "" };
    let waits: Vec<_> = waits.into_iter().map(duration).collect();
    let times = crate::printing::plural(usize::try_from(backoff.max).unwrap_or(usize::MAX), "time");
    format!("{}: {times}, after {}{more}", retry.as_str(), waits.join(", "))
}

/// A length of time as people write it.
pub(crate) fn duration(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{} s", time.as_secs())
    } else {
        format!("{} ms", time.as_millis())
    }
}
