//! Escapes text for TypeScript literals, keys and comments.

use core::fmt::Write as _;

use super::super::text::{visible, visible_json};
use crate::escape_into;

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    escape_into(text, &mut json);
    json.push('"');
    visible_json(&json).into_owned()
}

/// A name in an object or an interface.
pub(super) fn key(name: &str) -> String {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$');
    let is_name = starts && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$');
    match name {
        // `__proto__` as a plain key would set the prototype.
        "__proto__" => "[\"__proto__\"]".to_owned(),
        _ if is_name => name.to_owned(),
        _ => literal(name),
    }
}

/// Appends a comment for tools to show.
pub(super) fn tsdoc(text: &str, indent: &str, out: &mut String) {
    let text = harmless(text);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let mut rest = lines.peekable();
    if rest.peek().is_none() {
        let _ = writeln!(out, "{indent}/** {first} */");
        return;
    }
    let _ = write!(out, "{indent}/**\n{indent} * {first}\n");
    for line in rest {
        let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(out, "{indent} */");
}

fn harmless(text: &str) -> String {
    visible(&text.replace("*/", "*\\/").replace("\r\n", "\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(literal("a\"\n\u{202e}日\u{2028}"), "\"a\\\"\\n\\u202e日\\u2028\"");
        assert_eq!(key("zh-TW"), "\"zh-TW\"");
        assert_eq!(key("ja"), "ja");
        assert_eq!(key("__proto__"), "[\"__proto__\"]");
        let mut out = String::new();
        tsdoc("end */ of\n\u{202e}it", "", &mut out);
        assert_eq!(out, "/**\n * end *\\/ of\n * U+202Eit\n */\n");
    }
}
