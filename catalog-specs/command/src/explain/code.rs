//! The page of a code.

use catalog_specs::Json;
use catalog_specs::keys::{Key, Kind, Value};
use catalog_specs::model::{Catalog, Deprecated, Entry, Group, Retired};
use catalog_specs::render::Dialect;
use catalog_specs::render::example::Examples;
use catalog_specs::status;

use super::page::{answer, section};
use super::prose::{paragraph, prose};
use crate::answer::Answer;
use crate::entries;
use crate::printing::{Style, Table, facts, terminal_columns, visible, visible_json, width};

/// The page of a code; `former` is the old name by which the user asked for it.
pub(super) fn page(
    catalog: &Catalog,
    group: &Group,
    entry: &Entry,
    former: Option<&str>,
) -> Answer {
    let examples = Examples::new(catalog);
    let dialect = Dialect::for_documents(&catalog.settings);
    let example = examples.example(group, entry, None);
    let body = example.body(dialect);
    let mut text = former.map(|old| renamed(old, entry)).unwrap_or_default();
    text.push_str(&title(group, entry));
    if let Some(deprecated) = &entry.deprecated {
        text.push_str(&format!("\n{}", deprecation(deprecated)));
    }
    if !entry.docs.description.is_empty() {
        text.push('\n');
        text.push_str(&prose(&entry.docs.description));
    }
    text.push_str(&section("Message", &messages(entry)));
    text.push_str(&section("Handling", &consequences(entry)));
    text.push_str(&section("Details", &details(entry)));
    for (part, found) in entry.docs.sections() {
        text.push_str(&section(part.heading(), &prose(found)));
    }
    text.push_str(&section("About", &about(catalog, group, entry)));
    text.push_str(&section(
        "On the wire",
        &wire(&body, &example.headers(dialect), example.status(dialect)),
    ));
    let mut json = entries::json(catalog, group, entry);
    json.put("asked_as", former.unwrap_or(&entry.code));
    json.put("example", body);
    answer(text, "code", json)
}

/// The page of a retired code.
pub(super) fn explain_retired(retired: &Retired) -> Answer {
    let mut text =
        format!("{}  {}\n\n", Style::CODE.paint(&retired.code), Style::WARNING.paint("retired"));
    text.push_str(&paragraph(&retired.reason));
    text.push('\n');
    text.push_str(&paragraph(
        "It must not be used again: old clients would take the new error for the old one.",
    ));
    let about = Json::object([
        ("code", Json::from(retired.code.as_str())),
        ("reason", retired.reason.as_str().into()),
    ]);
    answer(text, "retired", about)
}

fn renamed(old: &str, entry: &Entry) -> String {
    format!("{} is now called {}.\n\n", Style::FAINT.paint(old), Style::CODE.paint(&entry.code))
}

fn title(group: &Group, entry: &Entry) -> String {
    let reason = status::reason(entry.status).unwrap_or_default();
    let status = format!("{} {reason}", entry.status);
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(&entry.code),
        Style::of_status(entry.status).paint(status.trim_end())
    );
    if let Some(title) = &entry.title {
        text.push_str(&format!("{}\n", Style::HEADING.paint(title)));
    }
    let mut parts = vec![group.module.as_str(), group.type_name.as_str(), entry.variant.as_str()];
    parts.retain(|part| !part.is_empty());
    // A struct with one code has the name of its variant.
    parts.dedup();
    let mut origin = parts.join("::");
    if let Some(place) = entry.place("code") {
        origin.push_str(&format!(", {place}"));
    }
    text + &Style::FAINT.paint(&origin) + "\n"
}

fn deprecation(deprecated: &Deprecated) -> String {
    let until = deprecated.until.as_ref().map(|until| format!(", gone in {until}"));
    let instead = match deprecated.replaced_by.as_slice() {
        [] => String::new(),
        codes => format!("; use {}", codes.join(", ")),
    };
    let text =
        format!("deprecated since {}{}{instead}", deprecated.since, until.unwrap_or_default());
    format!("{}\n", Style::WARNING.paint(&text))
}

fn messages(entry: &Entry) -> String {
    let mut lines: Vec<(&str, String)> =
        entry.messages.iter().map(|text| (text.locale.as_str(), visible(&text.message))).collect();
    if let (Some(public), []) = (&entry.public_as, lines.as_slice()) {
        lines.push(("", format!("that of {}, which is sent instead", Style::CODE.paint(public))));
    }
    if let Some(display) = &entry.display {
        lines.push(("developers", visible(display)));
    }
    let widest = lines.iter().map(|(locale, _)| width(locale)).max().unwrap_or_default();
    lines
        .iter()
        .map(|(locale, message)| {
            let gap = " ".repeat(if widest == 0 { 0 } else { widest - width(locale) + 2 });
            format!("  {}{gap}{message}\n", Style::FAINT.paint(locale))
        })
        .collect()
}

/// Whether a key decides how a code is handled; the other keys describe it.
fn is_consequence(key: Key) -> bool {
    let entry = key.row();
    !entry.derived_from.is_empty() || matches!(key, Key::LogLevel | Key::RetryAfter | Key::PublicAs)
}

/// How the code is handled, declared or derived.
fn consequences(entry: &Entry) -> String {
    let keys = Key::of_codes().filter(|key| is_consequence(*key));
    let lines: Vec<_> = keys
        .filter_map(|key| {
            let text = match (key, entry.effective(key)?) {
                (Key::LogLevel, _) => Style::of_level(entry.level).paint(entry.level.as_str()),
                (Key::Severity, Value::Word(word)) => {
                    Style::of_severity(entry.effective_severity()).paint(word)
                }
                (Key::RetryAfter, Value::Duration(wait)) => {
                    format!("{}, sent as `Retry-After`", entries::duration(wait))
                }
                (_, value) => value_text(key, &value),
            };
            let derived = if entry.value(key).is_none() {
                from(key.row().derived_from)
            } else {
                String::new()
            };
            Some((key.row().label, text + &derived))
        })
        .collect();
    facts(&lines)
}

/// The value of a key as text.
fn value_text(key: Key, value: &Value<'_>) -> String {
    let painted = |codes: &[String]| {
        codes.iter().map(|code| Style::CODE.paint(code)).collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Text(code) if key.kind() == Kind::Code => Style::CODE.paint(code),
        Value::Text(text) => visible(text),
        Value::Word(word) => (*word).to_owned(),
        Value::Status(status) => status.to_string(),
        Value::Duration(time) => entries::duration(*time),
        Value::Retry(retry) => entries::retry(*retry),
        Value::Number(number) => number.to_string(),
        Value::Alert(alert) => alert.to_string(),
        Value::List(codes) if key.kind() == Kind::Codes => painted(codes),
        Value::List(rules) => visible(&rules.join(", ")),
        Value::Deprecated(deprecated) => deprecated.since.clone(),
        Value::Pairs(pairs) => {
            let pairs = pairs.iter();
            let pairs = pairs.map(|(name, text)| format!("{} = {}", visible(name), visible(text)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

fn from(what: &str) -> String {
    Style::FAINT.paint(&format!(" (from {what})"))
}

fn details(entry: &Entry) -> String {
    if entry.details.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["NAME", "TYPE", "", "MEANING"]);
    for detail in &entry.details {
        let mut notes = Vec::new();
        notes.extend(detail.optional().then_some("may be absent"));
        notes.extend(detail.flatten.then_some("flattened"));
        notes.extend(detail.retry_after.then_some("the delay before a retry"));
        table.row(vec![
            (detail.name.clone(), Style::CODE),
            (detail.some_type().to_owned(), Style::PLAIN),
            (notes.join(", "), Style::FAINT),
            (detail.doc.lines().next().unwrap_or_default().to_owned(), Style::PLAIN),
        ]);
    }
    let columns = terminal_columns().map(|columns| columns.saturating_sub(2));
    table.text(columns).lines().map(|line| format!("  {line}\n")).collect()
}

fn about(catalog: &Catalog, group: &Group, entry: &Entry) -> String {
    // The title, the texts, the deprecation and the page have places of their own.
    let is_about = |key: Key| {
        !is_consequence(key)
            && !matches!(key, Key::Title | Key::Display | Key::Deprecated | Key::DocUrl)
    };
    let values = entry.further_values().filter(|(key, _)| is_about(*key));
    let mut lines: Vec<_> =
        values.map(|(key, value)| (key.row().label, value_text(key, &value))).collect();
    let conditions: Vec<_> = group.cfg.iter().chain(&entry.cfg).map(String::as_str).collect();
    let hidden: Vec<_> = entry
        .hidden
        .iter()
        .filter(|field| !field.roles.is_empty())
        .map(|field| {
            let roles: Vec<_> = field.roles.iter().map(|role| role.as_str()).collect();
            format!("{} ({})", visible(&field.field), roles.join(", "))
        })
        .collect();
    let page = catalog.settings.page_url(entry);
    let sets: Vec<_> = catalog.sets_with(&entry.code).map(|set| visible(&set.name)).collect();
    lines.extend([
        ("Sets", sets.join(", ")),
        ("Never sent", hidden.join(", ")),
        ("Compiled if", visible(&conditions.join(" and "))),
        (Key::DocUrl.row().label, page.as_deref().map(visible).unwrap_or_default()),
    ]);
    facts(&lines)
}

fn wire(body: &Json, headers: &[(&'static str, String)], status: u16) -> String {
    let reason = status::reason(status).unwrap_or_default();
    let mut text =
        format!("  {}\n", Style::of_status(status).paint(format!("{status} {reason}").trim_end()));
    for (name, value) in headers {
        text.push_str(&format!(
            "  {} {}\n",
            Style::FAINT.paint(&format!("{name}:")),
            visible(value)
        ));
    }
    text.push('\n');
    for line in body.pretty().lines() {
        text.push_str(&format!("  {}\n", visible_json(line)));
    }
    text
}
