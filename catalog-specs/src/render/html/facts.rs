//! What a developer looks up about a code, as a list of names and values.

use core::time::Duration;

use super::markup::{Html, safe_url};
use super::site::{Entry, Site};
use crate::Retry;
use crate::model::{HiddenField, HiddenRole, Row, Settings};

/// Writes the list.
pub(super) fn write(out: &mut Html, site: &Site<'_>, entry: &Entry<'_>) {
    let (row, page) = (entry.row, Some(entry.page));
    out.raw("<dl class=\"facts\">");
    text(out, "Title", row.title.as_deref());
    word(out, "Class", row.effective_class().as_str());
    word(out, "Log level", row.level.as_str());
    word(out, "Severity", row.effective_severity().as_str());
    word(out, "Incident", row.effective_incident().as_str());
    word(out, "gRPC", row.effective_grpc().as_str());
    fact(out, "Retry", |out| retry(out, row));
    if let Some(public) = &row.public_as {
        fact(out, "Sent as", |out| site.link(out, public, page));
    }
    if !row.formerly.is_empty() {
        fact(out, "Formerly", |out| {
            separated(out, &row.formerly, |out, old| out.code(old));
        });
    }
    text(out, "Since", row.since.as_deref());
    if let Some(deprecated) = &row.deprecated {
        fact(out, "Deprecated", |out| {
            out.raw("since <bdi>").text(&deprecated.since).raw("</bdi>");
            if let Some(until) = &deprecated.until {
                out.raw(", gone in <bdi>").text(until).raw("</bdi>");
            }
        });
        if !deprecated.replaced_by.is_empty() {
            fact(out, "Use instead", |out| {
                separated(out, &deprecated.replaced_by, |out, code| site.link(out, code, page));
            });
        }
    }
    text(out, "Owner", row.owner.as_deref());
    text(out, "Origin", row.origin.as_deref());
    text(out, "Error type", row.error_type.as_deref());
    for (name, value) in &row.ext {
        out.raw("<div><dt>")
            .name(name)
            .raw("</dt><dd dir=\"auto\">")
            .text(value)
            .raw("</dd></div>");
    }
    if let Some(display) = &row.display {
        fact(out, "Developer text", |out| out.code(display));
    }
    hidden(out, &row.hidden);
    if !row.allows.is_empty() {
        fact(out, "Allows", |out| {
            separated(out, &row.allows, |out, rule| out.code(rule));
        });
    }
    fact(out, "Variant", |out| {
        out.raw("<code>").name(&entry.group.type_name);
        if row.variant != entry.group.type_name {
            out.raw("::<wbr>").name(&row.variant);
        }
        out.raw("</code>");
    });
    if !matches!(entry.group.module.as_str(), "" | "crate") {
        fact(out, "Module", |out| out.code(&entry.group.module));
    }
    page_about(out, &site.catalog.settings, row);
    out.raw("</dl>");
}

fn page_about(out: &mut Html, settings: &Settings, row: &Row) {
    let Some(url) = settings.page_url(row) else { return };
    let Some(url) = safe_url(&url) else { return text(out, "Page", Some(&url)) };
    fact(out, "Page", |out| {
        let shown = url.split_once("//").map_or(url, |(_, shown)| shown);
        out.raw("<a href=\"").text(url).raw("\" rel=\"noreferrer\">");
        for (at, part) in shown.split('/').enumerate() {
            out.raw(if at > 0 { "/<wbr>" } else { "" }).text(part);
        }
        out.raw("</a>");
    });
}

/// The fields that clients do not receive, by what becomes of them.
fn hidden(out: &mut Html, fields: &[HiddenField]) {
    let with = |role: HiddenRole| -> Vec<&HiddenField> {
        fields.iter().filter(|field| field.roles.contains(&role)).collect()
    };
    let kinds = [
        ("Logged", with(HiddenRole::Context)),
        ("Secret", with(HiddenRole::Secret)),
        ("Cause", fields.iter().filter(|field| is_cause(field)).collect()),
    ];
    for (name, fields) in kinds {
        if !fields.is_empty() {
            fact(out, name, |out| {
                separated(out, &fields, |out, field| {
                    out.raw("<code>").name(field.name.as_ref().unwrap_or(&field.field));
                    out.raw(": ").name(&field.type_name).raw("</code>");
                });
            });
        }
    }
}

fn is_cause(field: &HiddenField) -> bool {
    field.roles.iter().any(|role| matches!(role, HiddenRole::Source | HiddenRole::From))
}

fn retry(out: &mut Html, row: &Row) {
    let advice = row.effective_retry();
    match advice.backoff() {
        None => {
            out.raw("never");
        }
        Some(backoff) => {
            out.raw(match advice {
                Retry::Network => "network: ",
                Retry::Transient => "transient: ",
                Retry::Never | Retry::Custom(_) => "",
            });
            out.number(backoff.max as usize).raw(if backoff.max == 1 { " try" } else { " tries" });
            let shown = 5;
            let waits: Vec<_> =
                (0..backoff.max.min(shown)).map_while(|n| backoff.delay(n)).collect();
            if !waits.is_empty() {
                out.raw(", after ");
                separated(out, &waits, |out, wait| {
                    out.text(&seconds(*wait));
                });
            }
            if backoff.max > shown {
                out.raw(", …");
            }
        }
    }
    if let Some(wait) = row.retry_after {
        out.raw("; <code>Retry-After: ").text(&wait.as_secs().to_string()).raw("</code>");
    } else if row.hidden.iter().any(|field| field.roles.contains(&HiddenRole::RetryAfter))
        || row.details.iter().any(|detail| detail.retry_after)
    {
        out.raw("; <code>Retry-After</code> as the error says");
    }
}

/// A length of time as people say it.
fn seconds(wait: Duration) -> String {
    match (wait.as_secs(), wait.subsec_millis()) {
        (0, 0) => "no time".to_owned(),
        (0, millis) => format!("{millis} ms"),
        (seconds, 0) if seconds % 3600 == 0 => format!("{} h", seconds / 3600),
        (seconds, 0) if seconds % 60 == 0 => format!("{} min", seconds / 60),
        (seconds, 0) => format!("{seconds} s"),
        _ => format!("{} s", wait.as_secs_f64()),
    }
}

fn fact(out: &mut Html, name: &'static str, value: impl FnOnce(&mut Html)) {
    out.raw("<div><dt>").raw(name).raw("</dt><dd>");
    value(out);
    out.raw("</dd></div>");
}

fn word(out: &mut Html, name: &'static str, word: &'static str) {
    out.raw("<div><dt>").raw(name).raw("</dt><dd>").raw(word).raw("</dd></div>");
}

fn text(out: &mut Html, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        out.raw("<div><dt>").raw(name).raw("</dt><dd dir=\"auto\">").text(text).raw("</dd></div>");
    }
}

fn separated<T>(out: &mut Html, values: &[T], mut write: impl FnMut(&mut Html, &T)) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.raw(", ");
        }
        write(out, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_told_as_people_tell_them() {
        let told = [0, 500, 1_000, 1_500, 60_000, 90_000, 7_200_000]
            .map(|millis| seconds(Duration::from_millis(millis)));
        assert_eq!(told, ["no time", "500 ms", "1 s", "1.5 s", "1 min", "90 s", "2 h"]);
    }
}
