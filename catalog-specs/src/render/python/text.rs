//! Escapes text for Python literals and docstrings.

use core::fmt::Write as _;

use super::super::clients::quoted;
use super::super::text::visible;

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    quoted(text, |c, out| {
        // Writing to a `String` does not fail.
        let _ = write!(out, "\\U{:08x}", u32::from(c));
    })
}

/// Appends a docstring.
pub(super) fn docstring(text: &str, indent: &str, out: &mut String) {
    let mut text = text.trim().replace("\r\n", "\n").replace('\\', "\\\\");
    // Three end the text, and one at its end makes four.
    if text.contains("\"\"\"") || text.ends_with('"') {
        text = text.replace('"', "\\\"");
    }
    let text = visible(&text);
    let _ = write!(out, "{indent}\"\"\"");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        out.push_str(line);
    }
    if text.contains('\n') {
        let _ = write!(out, "\n{indent}");
    }
    out.push_str("\"\"\"\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            literal("a\"\\\n\u{202e}日\u{e0041}"),
            "\"a\\\"\\\\\\n\\U0000202e日\\U000e0041\""
        );
        let mut out = String::new();
        docstring("end \"\"\" of \\N{x}\n\nit \"", "  ", &mut out);
        docstring("a \"quoted\" word", "", &mut out);
        docstring("\"\"\"", "", &mut out);
        assert_eq!(
            out,
            concat!(
                "  \"\"\"end \\\"\\\"\\\" of \\\\N{x}\n\n  it \\\"\n  \"\"\"\n",
                "\"\"\"a \"quoted\" word\"\"\"\n",
                "\"\"\"\\\"\\\"\\\"\"\"\"\n",
            )
        );
    }
}
