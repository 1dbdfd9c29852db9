//! Indented and coloured JSON.

use super::super::text::turns_direction;
use super::markup::Html;
use crate::{Json, escape_into};

/// The member with the locale of a message, in the dialects that have one.
const LOCALE: &str = "locale";

/// The user message in a body. The script replaces it, and its locale, when another language is chosen.
#[derive(Clone, Copy)]
pub(super) struct Message<'m> {
    /// The text.
    pub(super) text: &'m str,
    /// Its locale; empty if none is declared.
    pub(super) locale: &'m str,
}

/// Writes a value, one member per line.
pub(super) fn write(out: &mut Html, value: &Json, message: Message<'_>) {
    at_depth(out, value, message, 0);
}

fn at_depth(out: &mut Html, value: &Json, message: Message<'_>, depth: usize) {
    match value {
        Json::Object(members) if members.is_empty() => {
            out.raw("{}");
        }
        Json::List(values) if values.is_empty() => {
            out.raw("[]");
        }
        Json::Object(members) => {
            out.raw("{");
            for (at, (name, value)) in members.iter().enumerate() {
                line(out, depth + 1, at > 0);
                out.raw("<b>\"");
                string(out, name);
                out.raw("\"</b>: ");
                match value {
                    Json::Text(text) if name == LOCALE && text == message.locale => {
                        out.raw("<i class=\"locale\">\"");
                        string(out, text);
                        out.raw("\"</i>");
                    }
                    value => at_depth(out, value, message, depth + 1),
                }
            }
            line(out, depth, false);
            out.raw("}");
        }
        Json::List(values) => {
            out.raw("[");
            for (at, value) in values.iter().enumerate() {
                line(out, depth + 1, at > 0);
                at_depth(out, value, message, depth + 1);
            }
            line(out, depth, false);
            out.raw("]");
        }
        Json::Text(text) => {
            out.raw("<i");
            if text == message.text && !message.locale.is_empty() {
                out.raw(" lang=\"").text(message.locale).raw("\"");
            }
            out.raw(">\"");
            string(out, text);
            out.raw("\"</i>");
        }
        Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Number(_) | Json::Digits(_) => {
            out.raw("<u>").text(&value.compact()).raw("</u>");
        }
    }
}

fn line(out: &mut Html, depth: usize, follows: bool) {
    out.raw(if follows { ",\n" } else { "\n" });
    for _ in 0..depth {
        out.raw("  ");
    }
}

/// The inside of a string. Bidirectional marks are escaped, which is equal JSON.
fn string(out: &mut Html, text: &str) {
    let mut escaped = String::with_capacity(text.len() + 8);
    escape_into(text, &mut escaped);
    if escaped.contains(turns_direction) {
        let shown: String = escaped
            .chars()
            .flat_map(|c| {
                let plain = (!turns_direction(c)).then_some(c);
                let mark = turns_direction(c).then(|| format!("\\u{:04x}", u32::from(c)));
                plain.into_iter().chain(mark.unwrap_or_default().chars().collect::<Vec<_>>())
            })
            .collect();
        out.text(&shown);
    } else {
        out.text(&escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coloured_text_is_the_same_json() {
        let value = Json::object([
            ("a\"b", Json::list(["x<y>", "\u{202e}z", "日本"])),
            ("none", Json::List(Vec::new())),
            ("object", Json::Object(Vec::new())),
            ("n", Json::Integer(-3)),
            ("t", true.into()),
            ("null", Json::Null),
        ]);
        let mut out = Html::default();
        write(&mut out, &value, Message { text: "", locale: "" });
        let shown = ["<b>", "</b>", "<i>", "</i>", "<u>", "</u>"]
            .iter()
            .fold(out.finish(), |shown, tag| shown.replace(tag, ""))
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        assert_eq!(shown + "\n", value.pretty().replace('\u{202e}', "\\u202e"));
    }
}
