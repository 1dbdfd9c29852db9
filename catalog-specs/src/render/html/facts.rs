//! The facts about a code, as a list of names and values.

use core::time::Duration;

use super::super::text::safe_url;
use super::markup::{Html, linked};
use super::runbook;
use super::site::{PlacedEntry, Site};
use crate::Retry;
use crate::keys::{Audience, Key, Kind, Value};
use crate::model::{Entry, HiddenField, HiddenRole, Settings};

/// Writes the list.
pub(super) fn write(out: &mut Html, site: &Site<'_>, placed: &PlacedEntry<'_>) {
    out.raw("<dl class=\"facts\">");
    Facts { out: &mut *out, with_names: true }.all(site, placed);
    runbook::facts(out, site, placed);
    out.raw("</dl>");
}

/// Writes the values only, for the search.
pub(super) fn write_values(out: &mut Html, site: &Site<'_>, placed: &PlacedEntry<'_>) {
    Facts { out, with_names: false }.all(site, placed);
}

/// The facts about a code as they are written.
struct Facts<'o> {
    out: &'o mut Html,
    /// Whether they are items of a list; otherwise their values are lines.
    with_names: bool,
}

impl Facts<'_> {
    fn all(&mut self, site: &Site<'_>, placed: &PlacedEntry<'_>) {
        let entry = placed.entry;
        let is_shown = |key: &Key| key.row().audience <= site.audience;
        if is_shown(&Key::LogLevel) {
            self.word(Key::LogLevel.row().label, entry.level.as_str());
        }
        for key in Key::FURTHER.iter().copied().filter(is_shown) {
            match (key, entry.effective(key)) {
                // Shown with the retry advice and the page.
                (Key::RetryAfter | Key::DocUrl, _) | (_, None) => {}
                (Key::Retry, _) => self.fact(key.row().label, |out| retry(out, entry)),
                (Key::Display, Some(Value::Text(text))) => {
                    self.fact(key.row().label, |out| out.code(&text));
                }
                (_, Some(given)) => self.value(site, placed, key, &given),
            }
        }
        let sets: Vec<_> = site.sets.iter().filter(|(_, set)| set.has(&entry.code)).collect();
        if !sets.is_empty() {
            self.fact("Sets", |out| separated(out, &sets, |out, set| site.link_set(out, set)));
        }
        if site.audience >= Audience::Developer {
            self.hidden(&entry.hidden);
            self.declaration(placed);
        }
        self.page_about(&site.catalog.settings, entry);
    }

    /// Where the code is declared.
    fn declaration(&mut self, placed: &PlacedEntry<'_>) {
        self.fact("Variant", |out| {
            out.raw("<code>").name(&placed.group.type_name);
            if placed.entry.variant != placed.group.type_name {
                out.raw("::<wbr>").name(&placed.entry.variant);
            }
            out.raw("</code>");
        });
        if !matches!(placed.group.module.as_str(), "" | "crate") {
            self.fact("Module", |out| out.code(&placed.group.module));
        }
    }

    /// Writes the value of a key, by its kind.
    fn value(&mut self, site: &Site<'_>, placed: &PlacedEntry<'_>, key: Key, value: &Value<'_>) {
        let (label, page) = (key.row().label, Some(placed.page));
        match value {
            Value::Text(code) if key.kind() == Kind::Code => {
                self.fact(label, |out| site.link(out, code, page));
            }
            Value::Text(url) if key.kind() == Kind::Url => self.link(label, url),
            Value::Text(text) => self.text(label, text),
            Value::Word(word) => self.word(label, word),
            Value::Status(status) => self.text(label, &status.to_string()),
            Value::Duration(time) => self.text(label, &seconds(*time)),
            Value::Retry(_) => self.fact(label, |out| retry(out, placed.entry)),
            Value::Number(number) => self.text(label, &number.to_string()),
            Value::Alert(alert) => self.text(label, &alert.to_string()),
            Value::List(list) => self.fact(label, |out| {
                separated(out, list, |out, name| out.code(name));
            }),
            Value::Pairs(pairs) => pairs.iter().for_each(|(name, value)| self.pair(name, value)),
            Value::Deprecated(deprecated) => {
                self.fact(label, |out| {
                    out.raw("since <bdi>").text(&deprecated.since).raw("</bdi>");
                    if let Some(until) = &deprecated.until {
                        out.raw(", gone in <bdi>").text(until).raw("</bdi>");
                    }
                });
                if !deprecated.replaced_by.is_empty() {
                    self.fact("Use instead", |out| {
                        separated(out, &deprecated.replaced_by, |out, code| {
                            site.link(out, code, page);
                        });
                    });
                }
            }
        }
    }

    /// The page about the code. One derived from the address of the registry adds no word, so the search leaves it out.
    fn page_about(&mut self, settings: &Settings, entry: &Entry) {
        let label = Key::DocUrl.row().label;
        match (&entry.doc_url, settings.page_url(entry)) {
            (Some(_), Some(url)) => self.link(label, &url),
            (None, Some(url)) if self.with_names => match safe_url(&url) {
                Some(url) => self.item(" class=\"derived\"", label, |out| linked(out, url)),
                None => self.text(label, &url),
            },
            _ => {}
        }
    }

    /// A link; only its text if the URL is unsafe.
    fn link(&mut self, label: &'static str, url: &str) {
        match safe_url(url) {
            Some(url) => self.fact(label, |out| linked(out, url)),
            None => self.text(label, url),
        }
    }

    /// The fields that clients do not receive, by role.
    fn hidden(&mut self, fields: &[HiddenField]) {
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
                self.fact(name, |out| {
                    separated(out, &fields, |out, field| {
                        out.raw("<code>").name(field.name.as_ref().unwrap_or(&field.field));
                        out.raw(": ").name(&field.type_name).raw("</code>");
                        if let Some(class) = &field.data_class {
                            out.raw(" (data class <code>").name(class).raw("</code>)");
                        }
                    });
                });
            }
        }
    }

    fn fact(&mut self, name: &'static str, value: impl FnOnce(&mut Html)) {
        self.item("", name, value);
    }

    fn word(&mut self, name: &'static str, word: &'static str) {
        self.fact(name, |out| {
            out.raw(word);
        });
    }

    fn text(&mut self, name: &'static str, text: &str) {
        self.fact(name, |out| {
            out.raw("<bdi>").text(text).raw("</bdi>");
        });
    }

    fn item(
        &mut self,
        attributes: &'static str,
        name: &'static str,
        value: impl FnOnce(&mut Html),
    ) {
        if self.with_names {
            self.out.raw("<div").raw(attributes).raw("><dt>").raw(name).raw("</dt><dd>");
            value(self.out);
            self.out.raw("</dd></div>");
        } else {
            value(self.out);
            self.out.raw("\n");
        }
    }

    /// A value of the team, whose name is of the team as well and can be searched for.
    fn pair(&mut self, name: &str, value: &str) {
        if self.with_names {
            self.out.raw("<div class=\"find\"><dt>").name(name).raw("</dt> <dd dir=\"auto\">");
            self.out.text(value).raw("</dd></div>");
        } else {
            self.out.name(name).raw(" <bdi>").text(value).raw("</bdi>\n");
        }
    }
}

fn is_cause(field: &HiddenField) -> bool {
    field.roles.iter().any(|role| matches!(role, HiddenRole::Source | HiddenRole::From))
}

fn retry(out: &mut Html, entry: &Entry) {
    let advice = entry.effective_retry();
    match advice.backoff() {
        None => {
            out.text(advice.as_str());
        }
        Some(backoff) => {
            out.raw(match advice {
                Retry::Network => "network: ",
                Retry::Transient => "transient: ",
                _ => "",
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
            if backoff.idempotent {
                out.raw("; idempotent");
            }
        }
    }
    if let Some(wait) = entry.retry_after {
        out.raw("; <code>Retry-After: ").text(&wait.as_secs().to_string()).raw("</code>");
    } else if entry.hidden.iter().any(|field| field.roles.contains(&HiddenRole::RetryAfter))
        || entry.details.iter().any(|detail| detail.retry_after)
    {
        out.raw("; <code>Retry-After</code> as the error says");
    }
}

/// A duration, such as `4 s`.
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
    fn waits_are_written_in_the_largest_whole_unit() {
        let told = [0, 500, 1_000, 1_500, 60_000, 90_000, 7_200_000]
            .map(|millis| seconds(Duration::from_millis(millis)));
        assert_eq!(told, ["no time", "500 ms", "1 s", "1.5 s", "1 min", "90 s", "2 h"]);
    }
}
