//! Indented and coloured JSON.

use super::super::text::turns_direction;
use super::markup::Html;
use crate::{Json, escape_into};

/// Writes a value, one member per line.
pub(super) fn write(out: &mut Html, value: &Json) {
    at_depth(out, value, 0);
}

fn at_depth(out: &mut Html, value: &Json, depth: usize) {
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
                at_depth(out, value, depth + 1);
            }
            line(out, depth, false);
            out.raw("}");
        }
        Json::List(values) => {
            out.raw("[");
            for (at, value) in values.iter().enumerate() {
                line(out, depth + 1, at > 0);
                at_depth(out, value, depth + 1);
            }
            line(out, depth, false);
            out.raw("]");
        }
        Json::Text(text) => {
            out.raw("<i>\"");
            string(out, text);
            out.raw("\"</i>");
        }
        Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Number(_) => {
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
    fn what_is_shown_is_the_json_itself() {
        let value = Json::object([
            ("a\"b", Json::list(["x<y>", "\u{202e}z", "日本"])),
            ("none", Json::List(Vec::new())),
            ("object", Json::Object(Vec::new())),
            ("n", Json::Integer(-3)),
            ("t", true.into()),
            ("null", Json::Null),
        ]);
        let mut out = Html::default();
        write(&mut out, &value);
        let shown = ["<b>", "</b>", "<i>", "</i>", "<u>", "</u>"]
            .iter()
            .fold(out.finish(), |shown, tag| shown.replace(tag, ""))
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        assert_eq!(shown + "\n", value.pretty().replace('\u{202e}', "\\u202e"));
    }
}
