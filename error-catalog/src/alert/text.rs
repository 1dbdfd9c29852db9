//! The texts of alerts.

use std::fmt::Write as _;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::Value;

use super::content::{Alert, Kind};
use crate::line::line;
use crate::record::timestamp;

/// The first line: for a subject, a summary or a notification.
pub(super) fn title_line(alert: &Alert) -> String {
    let line = match (alert.kind, alert.is_critical()) {
        (Kind::Failure, true) => format!("🔥 CRITICAL: {}", alert.title()),
        (Kind::Failure, false) => format!("🚨 System Error - {}", alert.title()),
        (Kind::Count, _) => alert.message.clone(),
        (Kind::Condition, _) => format!("🚨 {}", alert.message),
    };
    if alert.is_drill { format!("[drill] {line}") } else { line }
}

/// The whole text.
pub(super) fn text(alert: &Alert) -> String {
    let mut text = title_line(alert);
    if alert.kind != Kind::Failure {
        return text;
    }
    let mut add = |line: core::fmt::Arguments<'_>| {
        text.push('\n');
        // Writing to a string does not fail.
        let _ = text.write_fmt(line);
    };
    if !alert.is_critical() {
        add(format_args!("Severity: {}", alert.severity.as_str()));
    }
    if let Some(id) = &alert.trace_id {
        add(format_args!("Request ID: {id}"));
    }
    if let Some(tool) = &alert.tool {
        add(format_args!("Tool: {tool}"));
    }
    let runbook = alert.entry.and_then(crate::Entry::runbook);
    if alert.is_critical() {
        // A text that only repeats the title says nothing new.
        if !alert.message.eq_ignore_ascii_case(alert.title()) {
            add(format_args!("{}", alert.message));
        }
        if let Some(context) = context_line(alert) {
            add(format_args!("{context}"));
        }
        if let Some(runbook) = runbook {
            add(format_args!("Runbook: {runbook}"));
        }
        add(format_args!("Immediate action required!"));
    } else {
        add(format_args!("Message: {}", alert.message));
        if let Some(runbook) = runbook {
            add(format_args!("Runbook: {runbook}"));
        }
        add(format_args!("Time: {}", time(alert)));
    }
    text
}

/// `2025-10-14 10:30:00 UTC`
pub(super) fn time(alert: &Alert) -> String {
    let mut time = Vec::new();
    timestamp::write_for_people(alert.at, &mut time);
    String::from_utf8(time).unwrap_or_default()
}

/// `2025-10-14T10:30:00.000Z`
pub(super) fn timestamp(alert: &Alert) -> String {
    let mut time = Vec::new();
    timestamp::write(alert.at, &mut time);
    String::from_utf8(time).unwrap_or_default()
}

/// As much of one value, and of all, as a text has.
const LONGEST_VALUE: usize = 200;
const LONGEST_CONTEXT: usize = 1500;

/// `pool_size: 10, active: 10, waiting: 5`
fn context_line(alert: &Alert) -> Option<String> {
    let members = members(alert.context.as_deref()?)?;
    let mut text = String::new();
    for (name, value) in &members {
        let value = match value {
            Value::String(value) => line(value, LONGEST_VALUE).into_owned(),
            value => line(&value.to_string(), LONGEST_VALUE).into_owned(),
        };
        let separator = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{separator}{}: {value}", line(name, LONGEST_VALUE));
    }
    (!text.is_empty()).then(|| line(&text, LONGEST_CONTEXT).into_owned())
}

/// The members of a JSON object in their order, which a map of `serde_json` does not keep.
fn members(json: &str) -> Option<Vec<(String, Value)>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, Value)>;

        fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_str(json).deserialize_map(Members).ok()
}
