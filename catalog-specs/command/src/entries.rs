//! An entry as JSON, and the wording that `list` and `explain` share.

use std::time::Duration;

use catalog_specs::keys::{Key, Kind, Value};
use catalog_specs::model::{Catalog, Deprecated, Detail, DocSection, Entry, Group};
use catalog_specs::{AlertThreshold, Json, Retry};

use crate::report;

/// Everything known about a code, including derived values.
pub(crate) fn json(catalog: &Catalog, group: &Group, entry: &Entry) -> Json {
    let text = |text: &str| Json::from(text);
    let messages = entry.messages.iter().map(|message| {
        Json::object([("locale", text(&message.locale)), ("message", text(&message.message))])
    });
    let mut json = Json::object([
        ("code", text(&entry.code)),
        ("domain", text(&group.domain)),
        ("enum", text(&group.type_name)),
        ("module", text(&group.module)),
        ("variant", text(&entry.variant)),
        ("status", entry.status.into()),
        ("log_level", entry.level.as_str().into()),
        ("messages", Json::List(messages.collect())),
    ]);
    // `retry_after` is a member of `retry`.
    for key in Key::FURTHER.iter().filter(|key| **key != Key::RetryAfter) {
        json.put(key.name(), value(*key, entry));
    }
    json.put("description", entry.docs.description.as_str());
    for section in DocSection::ALL {
        json.put(section.name(), entry.docs.section(*section));
    }
    json.put("details", Json::List(entry.details.iter().map(detail).collect()));
    let sets = catalog.sets_with(&entry.code).map(|set| set.name.as_str());
    json.put("sets", Json::list(sets));
    json.put("cfg", texts(group.cfg.iter().chain(&entry.cfg)));
    json.put("place", entry.place("code").map_or(Json::Null, report::place));
    json
}

/// The value of a key, declared or derived; empty or null if absent.
fn value(key: Key, entry: &Entry) -> Json {
    match entry.effective(key) {
        None => match key.kind() {
            Kind::Codes | Kind::Names | Kind::Rules => Json::List(Vec::new()),
            Kind::Pairs => Json::Object(Vec::new()),
            _ => Json::Null,
        },
        Some(Value::Text(text)) => Json::from(&*text),
        Some(Value::Word(word)) => word.into(),
        Some(Value::Status(status)) => status.into(),
        Some(Value::Duration(time)) => milliseconds(time),
        Some(Value::Retry(_)) => retry_json(entry),
        Some(Value::Number(number)) => number.into(),
        Some(Value::Alert(threshold)) => alert(threshold),
        Some(Value::List(list)) => texts(list.iter()),
        Some(Value::Pairs(pairs)) => {
            Json::object(pairs.iter().map(|(name, text)| (name.as_str(), text.as_str().into())))
        }
        Some(Value::Deprecated(value)) => deprecated(&value),
    }
}

fn texts<'t>(texts: impl Iterator<Item = &'t String>) -> Json {
    Json::list(texts.map(String::as_str))
}

fn milliseconds(time: Duration) -> Json {
    Json::Integer(i128::try_from(time.as_millis()).unwrap_or(i128::MAX))
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

fn alert(alert: AlertThreshold) -> Json {
    Json::object([
        ("threshold", Json::from(alert.threshold)),
        ("window_ms", milliseconds(alert.window)),
        ("page", alert.page.into()),
    ])
}

fn retry_json(entry: &Entry) -> Json {
    let waits = waits(entry.effective_retry()).into_iter().map(milliseconds);
    Json::object([
        ("advice", Json::from(entry.effective_retry().as_str())),
        ("waits_ms", Json::List(waits.collect())),
        ("after_ms", entry.retry_after.map_or(Json::Null, milliseconds)),
    ])
}

/// The first delays of a retry advice.
fn waits(retry: Retry) -> Vec<Duration> {
    const LISTED: u32 = 5;
    let Some(backoff) = retry.backoff() else { return Vec::new() };
    (0..backoff.max.min(LISTED)).filter_map(|attempt| backoff.delay(attempt)).collect()
}

/// The advice as a sentence: `3 times, after 1 s, 2 s, 4 s`.
pub(crate) fn retry(retry: Retry) -> String {
    let Some(backoff) = retry.backoff() else { return retry.as_str().to_owned() };
    let waits = waits(retry);
    let more =
        if usize::try_from(backoff.max).is_ok_and(|max| max > waits.len()) { ", …" } else { "" };
    let waits: Vec<_> = waits.into_iter().map(duration).collect();
    let times = crate::printing::plural(usize::try_from(backoff.max).unwrap_or(usize::MAX), "time");
    format!("{}: {times}, after {}{more}", retry.as_str(), waits.join(", "))
}

/// A duration, such as `4 s`.
pub(crate) fn duration(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{} s", time.as_secs())
    } else {
        format!("{} ms", time.as_millis())
    }
}
