//! A document of parts that are written already, so that a part can be written by another thread, and twice without
//! being made twice.

use super::super::text::visible_json;
use crate::{Json, escape_into};

/// A part of the document.
pub(super) enum Part<'p> {
    /// A value in the form for files, indented as if it were the whole document.
    Written(&'p str),
    /// A value that is written with the document.
    Json(Json),
    Object(Vec<(&'p str, Part<'p>)>),
    List(Vec<Part<'p>>),
}

/// A value in the form for files, without the line break at its end.
pub(super) fn written(value: &Json) -> String {
    let mut text = visible_json(&value.pretty()).into_owned();
    text.pop();
    text
}

impl Part<'_> {
    /// The form for files, with a final line break.
    pub(super) fn pretty(&self, capacity: usize) -> String {
        let mut out = String::with_capacity(capacity);
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Written(text) => indent(text, out, depth),
            Self::Json(value) => indent(&written(value), out, depth),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Object(members) => {
                out.push('{');
                for (at, (name, part)) in members.iter().enumerate() {
                    start(out, depth + 1, at > 0);
                    let mut key = String::with_capacity(name.len() + 2);
                    key.push('"');
                    escape_into(name, &mut key);
                    key.push('"');
                    out.push_str(&visible_json(&key));
                    out.push_str(": ");
                    part.write(out, depth + 1);
                }
                start(out, depth, false);
                out.push('}');
            }
            Self::List(parts) if parts.is_empty() => out.push_str("[]"),
            Self::List(parts) => {
                out.push('[');
                for (at, part) in parts.iter().enumerate() {
                    start(out, depth + 1, at > 0);
                    part.write(out, depth + 1);
                }
                start(out, depth, false);
                out.push(']');
            }
        }
    }
}

/// Starts the line of a value.
fn start(out: &mut String, depth: usize, follows: bool) {
    out.push_str(if follows { ",\n" } else { "\n" });
    spaces(out, depth);
}

/// Appends a text of several lines, which are deeper than they were written. A line break within a value is escaped.
fn indent(text: &str, out: &mut String, depth: usize) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
            spaces(out, depth);
        }
        out.push_str(line);
    }
}

fn spaces(out: &mut String, depth: usize) {
    const SPACES: &str = "                                ";
    match SPACES.get(..depth * 2) {
        Some(spaces) => out.push_str(spaces),
        None => out.extend(std::iter::repeat_n("  ", depth)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_the_whole_is() {
        let inner = Json::object([
            ("a\u{202e}", Json::list(["x\ny", "\u{7f}"])),
            ("none", Json::List(Vec::new())),
        ]);
        let whole = Json::object([
            ("first", inner.clone()),
            ("list", Json::List(vec![inner.clone(), "text".into()])),
            ("empty", Json::Object(Vec::new())),
            ("e\u{202e}", Json::List(Vec::new())),
        ]);
        let text = written(&inner);
        let parts = Part::Object(vec![
            ("first", Part::Written(&text)),
            ("list", Part::List(vec![Part::Json(inner), Part::Json("text".into())])),
            ("empty", Part::Object(Vec::new())),
            ("e\u{202e}", Part::List(Vec::new())),
        ]);
        assert_eq!(parts.pretty(0), written(&whole) + "\n");
        let mut deep = String::new();
        spaces(&mut deep, 40);
        assert_eq!(deep, " ".repeat(80));
    }
}
