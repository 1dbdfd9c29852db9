//! The section of a code.

use core::fmt::Write as _;
use core::time::Duration;

use super::super::example::Examples;
use super::super::public::deprecation;
use super::super::text::visible_json;
use super::docs::docs;
use super::text::{anchor, cell, code, escaped, link, url};
use crate::Dialect;
use crate::json_type::JsonType;
use crate::keys::{Audience, Key, Kind, Value};
use crate::model::{Catalog, Entry, Group, HiddenRole};
use crate::{Retry, status};

/// Appends the section of a code.
pub(super) fn section<'c>(
    catalog: &'c Catalog,
    audience: Audience,
    examples: &Examples<'c>,
    group: &'c Group,
    entry: &'c Entry,
    with_anchor: bool,
    out: &mut String,
) {
    let id =
        if with_anchor { format!("<a id=\"{}\"></a>", anchor(&entry.code)) } else { String::new() };
    let _ = writeln!(out, "### {id}{}\n", escaped(&entry.code));
    about(catalog, audience, group, entry, link, out);
    let example = examples.example(group, entry, None);
    let dialect = Dialect::for_documents(&catalog.settings);
    let body = example.body(dialect).pretty();
    let _ = write!(out, "#### Body\n\n```json\n{}```\n\n", visible_json(&body));
}

/// Appends what an audience may know about a code. `refer` writes another code.
pub(in crate::render) fn about(
    catalog: &Catalog,
    audience: Audience,
    group: &Group,
    entry: &Entry,
    refer: fn(&str) -> String,
    out: &mut String,
) {
    if let Some(text) = deprecation(entry) {
        let _ = writeln!(out, "**{}**\n", escaped(&text));
    }
    if !entry.docs.description.is_empty() {
        docs(&entry.docs.description, 3, out);
        out.push('\n');
    }
    for fact in facts(catalog, audience, group, entry, refer) {
        let _ = writeln!(out, "- {fact}");
    }
    out.push('\n');
    messages(entry, out);
    details(entry, out);
    if audience >= Audience::Developer {
        hidden(entry, out);
    }
    for (section, text) in entry.docs.sections() {
        let _ = writeln!(out, "#### {}\n", section.heading());
        docs(text, 4, out);
        out.push('\n');
    }
}

/// The facts for an audience, one per line. `refer` writes another code.
pub(in crate::render) fn facts(
    catalog: &Catalog,
    audience: Audience,
    group: &Group,
    entry: &Entry,
    refer: fn(&str) -> String,
) -> Vec<String> {
    let reason = status::reason(entry.status).unwrap_or("an error");
    let mut facts = vec![format!("Status: {} {reason}", entry.status)];
    if audience >= Audience::Operator {
        facts.push(format!(
            "Log level: {}, severity {}, incident {}",
            entry.level,
            entry.effective_severity(),
            entry.effective_incident()
        ));
    }
    facts.extend([
        format!("Class: {}, gRPC {}", entry.effective_class(), entry.effective_grpc()),
        format!("Retry: {}", retry(entry.effective_retry(), entry.retry_after)),
    ]);
    let mut say = |name: &str, value: String| facts.push(format!("{name}: {value}"));
    let codes =
        |codes: &[String]| codes.iter().map(|text| code(text)).collect::<Vec<_>>().join(", ");
    // Derived values and the delay come first, the page last.
    let is_told = |key: Key| {
        !key.row().derived_from.is_empty() || matches!(key, Key::RetryAfter | Key::DocUrl)
    };
    let is_shown = |key: Key| key.row().audience <= audience && !is_told(key);
    for (key, value) in entry.further_values().filter(|(key, _)| is_shown(*key)) {
        let label = key.row().label;
        match value {
            Value::Text(text) if key.kind() == Kind::Code => say(label, refer(&text)),
            Value::Text(text) if key == Key::Display => say(label, code(&text)),
            Value::Text(text) if key.kind() == Kind::Url => say(label, url(&text)),
            Value::Text(text) => say(label, escaped(&text)),
            Value::Word(word) => say(label, word.to_owned()),
            Value::Status(status) => say(label, status.to_string()),
            Value::Duration(time) => say(label, seconds(time)),
            Value::Retry(policy) => say(label, retry(policy, None)),
            Value::Number(number) => say(label, number.to_string()),
            Value::Alert(alert) => say(label, alert.to_string()),
            Value::List(list) => say(label, codes(&list)),
            Value::Pairs(pairs) => {
                for (name, text) in pairs.iter() {
                    say(&escaped(name), escaped(text));
                }
            }
            Value::Deprecated(deprecated) if deprecated.replaced_by.is_empty() => {}
            Value::Deprecated(deprecated) => {
                let links: Vec<_> = deprecated.replaced_by.iter().map(|code| refer(code)).collect();
                say("Replaced by", links.join(", "));
            }
        }
    }
    if let Some(page) = catalog.settings.page_url(entry) {
        say(Key::DocUrl.row().label, url(&page));
    }
    if audience >= Audience::Developer {
        let cfg: Vec<_> = group.cfg.iter().chain(&entry.cfg).map(|cfg| code(cfg)).collect();
        if !cfg.is_empty() {
            say("Only where", cfg.join(" and "));
        }
        let module =
            if group.module.is_empty() { String::new() } else { format!("{}::", group.module) };
        say("Declared as", code(&format!("{module}{}::{}", group.type_name, entry.variant)));
    }
    facts
}

fn retry(retry: Retry, after: Option<Duration>) -> String {
    let mut text = retry.as_str().to_owned();
    if let Some(backoff) = retry.backoff() {
        let tries = if backoff.max == 1 { "try" } else { "tries" };
        text = format!("{text}, {} {tries}", backoff.max);
        let waits: Vec<_> =
            (0..backoff.max.min(4)).filter_map(|n| backoff.delay(n)).map(seconds).collect();
        let more = if backoff.max > 4 { ", …" } else { "" };
        if !waits.is_empty() {
            text = format!("{text} after {}{more}", waits.join(", "));
        }
        if backoff.idempotent {
            text.push_str(", idempotent");
        }
    }
    match after {
        Some(wait) => format!("{text}, not before {}", seconds(wait)),
        None => text,
    }
}

fn seconds(wait: Duration) -> String {
    format!("{} s", wait.as_secs_f64())
}

fn messages(entry: &Entry, out: &mut String) {
    match entry.messages.as_slice() {
        [] => {}
        [only] => {
            let locale = if only.locale.is_empty() {
                String::new()
            } else {
                format!(" ({})", escaped(&only.locale))
            };
            let _ = writeln!(out, "Message{locale}: {}\n", escaped(&only.message));
        }
        all => {
            out.push_str("| Locale | Message |\n|---|---|\n");
            for text in all {
                let _ = writeln!(out, "| {} | {} |", escaped(&text.locale), escaped(&text.message));
            }
            out.push('\n');
        }
    }
}

fn details(entry: &Entry, out: &mut String) {
    if entry.details.is_empty() {
        return;
    }
    out.push_str("| Detail | Type | Sent | About |\n|---|---|---|---|\n");
    for detail in &entry.details {
        let sent = match (detail.flatten, JsonType::may_be_absent(detail), detail.display) {
            (true, ..) => "its members, each as a detail",
            (_, true, _) => "where there is one",
            (.., true) => "always, as text",
            _ => "always",
        };
        let _ = writeln!(
            out,
            "| {} | {}{} | {sent} | {} |",
            cell(&detail.name),
            cell(&detail.type_name),
            data_class(detail.data_class.as_deref()),
            escaped(&detail.doc)
        );
    }
    out.push('\n');
}

/// The fields that are not sent, by role.
fn hidden(entry: &Entry, out: &mut String) {
    if entry.hidden.is_empty() {
        return;
    }
    out.push_str("| Not sent | Type | For |\n|---|---|---|\n");
    for field in &entry.hidden {
        let roles: Vec<_> = field.roles.iter().map(|role| purpose(*role)).collect();
        let roles =
            if roles.is_empty() { "the developer text".to_owned() } else { roles.join(", ") };
        let name = field.name.as_deref().unwrap_or(&field.field);
        let class = data_class(field.data_class.as_deref());
        let _ = writeln!(out, "| {} | {}{class} | {roles} |", cell(name), cell(&field.type_name));
    }
    out.push('\n');
}

fn data_class(class: Option<&str>) -> String {
    class.map_or_else(String::new, |class| format!(", data class {}", cell(class)))
}

fn purpose(role: HiddenRole) -> &'static str {
    match role {
        HiddenRole::Context => "the log",
        HiddenRole::Secret => "nobody",
        HiddenRole::Source | HiddenRole::From => "the cause",
        HiddenRole::RetryAfter => "how long to wait",
    }
}
