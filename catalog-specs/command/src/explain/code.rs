//! The page of a code, as `rustc --explain` has them.

use catalog_specs::Json;
use catalog_specs::model::{Catalog, Deprecated, Group, Retired, Row};
use catalog_specs::render::Dialect;
use catalog_specs::render::example::Examples;
use catalog_specs::status;

use super::prose::{paragraph, prose};
use super::{answer, section};
use crate::answer::Answer;
use crate::printing::{Style, Table, facts, terminal_columns, visible, visible_json, width};
use crate::rows;

/// The page of a code; `former` is the name it was asked for by, where that is an old one.
pub(super) fn page(catalog: &Catalog, group: &Group, row: &Row, former: Option<&str>) -> Answer {
    let examples = Examples::of(catalog);
    let dialect = Dialect::of(&catalog.settings);
    let example = examples.example(group, row, None);
    let body = example.body(dialect);
    let mut text = former.map(|old| renamed(old, row)).unwrap_or_default();
    text.push_str(&title(group, row));
    if let Some(deprecated) = &row.deprecated {
        text.push_str(&format!("\n{}", on_its_way_out(deprecated)));
    }
    if !row.docs.description.is_empty() {
        text.push('\n');
        text.push_str(&prose(&row.docs.description));
    }
    text.push_str(&section("Message", &messages(row)));
    text.push_str(&section("What follows", &consequences(row)));
    text.push_str(&section("Details", &details(row)));
    text.push_str(&section("Causes", &prose(&row.docs.causes)));
    text.push_str(&section("Solutions", &prose(&row.docs.solutions)));
    text.push_str(&section("Prevention", &prose(&row.docs.prevention)));
    text.push_str(&section("About", &about(catalog, group, row)));
    text.push_str(&section(
        "On the wire",
        &wire(&body, &example.headers(dialect), example.status(dialect)),
    ));
    let mut json = rows::json(group, row);
    json.put("asked_as", former.unwrap_or(&row.code));
    json.put("example", body);
    answer(text, "code", json)
}

/// The page of a code that is never used again.
pub(super) fn tombstone(retired: &Retired) -> Answer {
    let mut text =
        format!("{}  {}\n\n", Style::CODE.paint(&retired.code), Style::WARNING.paint("retired"));
    text.push_str(&paragraph(&retired.reason));
    text.push('\n');
    text.push_str(&paragraph(
        "It is never used again: old clients would take the new error for the old one.",
    ));
    let about = Json::object([
        ("code", Json::from(retired.code.as_str())),
        ("reason", retired.reason.as_str().into()),
    ]);
    answer(text, "retired", about)
}

fn renamed(old: &str, row: &Row) -> String {
    format!("{} is called {} now.\n\n", Style::FAINT.paint(old), Style::CODE.paint(&row.code))
}

fn title(group: &Group, row: &Row) -> String {
    let reason = status::reason(row.status).unwrap_or_default();
    let said = format!("{} {reason}", row.status);
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(&row.code),
        Style::of_status(row.status).paint(said.trim_end())
    );
    if let Some(title) = &row.title {
        text.push_str(&format!("{}\n", Style::HEADING.paint(title)));
    }
    let mut parts = vec![group.module.as_str(), group.type_name.as_str(), row.variant.as_str()];
    parts.retain(|part| !part.is_empty());
    // A struct with one code is its own variant.
    parts.dedup();
    let mut whence = parts.join("::");
    if let Some(place) = row.place("code") {
        whence.push_str(&format!(", {place}"));
    }
    text + &Style::FAINT.paint(&whence) + "\n"
}

fn on_its_way_out(deprecated: &Deprecated) -> String {
    let until = deprecated.until.as_ref().map(|until| format!(", gone in {until}"));
    let instead = match deprecated.replaced_by.as_slice() {
        [] => String::new(),
        codes => format!("; use {}", codes.join(", ")),
    };
    let text =
        format!("deprecated since {}{}{instead}", deprecated.since, until.unwrap_or_default());
    format!("{}\n", Style::WARNING.paint(&text))
}

fn messages(row: &Row) -> String {
    let mut lines: Vec<(&str, String)> =
        row.messages.iter().map(|text| (text.locale.as_str(), visible(&text.message))).collect();
    if let (Some(public), []) = (&row.public_as, lines.as_slice()) {
        lines.push((
            "",
            format!("that of {}, which goes out in its place", Style::CODE.paint(public)),
        ));
    }
    if let Some(display) = &row.display {
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

/// What is said and what follows from it.
fn consequences(row: &Row) -> String {
    let from_status = |is_said: bool| if is_said { String::new() } else { from("the status") };
    let severity = row.effective_severity();
    let level = Style::of_level(row.level).paint(row.level.as_str());
    let retry_after =
        row.retry_after.map(|wait| format!("{}, sent as `Retry-After`", rows::duration(wait)));
    let public =
        row.public_as.as_ref().map(|public| format!("goes out as {}", Style::CODE.paint(public)));
    facts(&[
        ("class", format!("{}{}", row.effective_class(), from_status(row.class.is_some()))),
        (
            "retry",
            format!(
                "{}{}",
                rows::retry(row.effective_retry()),
                if row.retry.is_some() { String::new() } else { from("the class") }
            ),
        ),
        ("wait", retry_after.unwrap_or_default()),
        ("log level", level),
        (
            "severity",
            Style::of_severity(severity).paint(severity.as_str())
                + &if row.severity.is_some() {
                    String::new()
                } else {
                    from("log level and status")
                },
        ),
        (
            "incident",
            format!(
                "{}{}",
                row.effective_incident(),
                if row.incident.is_some() { String::new() } else { from("the severity") }
            ),
        ),
        ("gRPC", format!("{}{}", row.effective_grpc(), from_status(row.grpc.is_some()))),
        ("masked", public.unwrap_or_default()),
    ])
}

fn from(what: &str) -> String {
    Style::FAINT.paint(&format!(" (from {what})"))
}

fn details(row: &Row) -> String {
    if row.details.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["NAME", "TYPE", "", "MEANING"]);
    for detail in &row.details {
        let mut notes = Vec::new();
        notes.extend(detail.optional().then_some("may be absent"));
        notes.extend(detail.flatten.then_some("its members are details"));
        notes.extend(detail.retry_after.then_some("how long to wait"));
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

fn about(catalog: &Catalog, group: &Group, row: &Row) -> String {
    let text = |text: &Option<String>| text.as_deref().map(visible).unwrap_or_default();
    let docs = catalog.settings.page_url(row);
    let conditions: Vec<_> = group.cfg.iter().chain(&row.cfg).map(String::as_str).collect();
    let codes = |codes: &[String]| {
        codes.iter().map(|code| Style::CODE.paint(code)).collect::<Vec<_>>().join(", ")
    };
    let hidden: Vec<_> = row
        .hidden
        .iter()
        .filter(|field| !field.roles.is_empty())
        .map(|field| {
            let roles: Vec<_> = field.roles.iter().map(|role| role.as_str()).collect();
            format!("{} ({})", visible(&field.field), roles.join(", "))
        })
        .collect();
    let ext: Vec<_> = row
        .ext
        .iter()
        .map(|(name, value)| format!("{} = {}", visible(name), visible(value)))
        .collect();
    facts(&[
        ("owner", text(&row.owner)),
        ("origin", text(&row.origin)),
        ("error type", text(&row.error_type)),
        ("since", text(&row.since)),
        ("formerly", codes(&row.formerly)),
        ("never sent", hidden.join(", ")),
        ("allowed", visible(&row.allows.join(", "))),
        ("compiled if", visible(&conditions.join(" and "))),
        ("page", text(&docs)),
        ("also", ext.join(", ")),
    ])
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
