//! Escapes text for Java literals and comments.

use core::fmt::Write as _;

use super::super::clients::quoted;
use super::super::text::visible;

/// A string literal. Java reads `\u000a` as a line break before it reads the literal: control characters are octal.
pub(super) fn literal(text: &str) -> String {
    quoted(text, |c, out| {
        // Writing to a `String` does not fail.
        if u32::from(c) < 0x100 {
            let _ = write!(out, "\\{:03o}", u32::from(c));
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    })
}

/// Appends a comment for tools to show, which is HTML. Java reads `\u002a/` as the end of a comment.
pub(super) fn javadoc(text: &str, indent: &str, out: &mut String) {
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.replace("\r\n", "\n").trim().chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '@' => html.push_str("&#64;"),
            '\\' => html.push_str("&#92;"),
            '/' if html.ends_with('*') => html.push_str("&#47;"),
            c => html.push(c),
        }
    }
    let html = visible(&html);
    let mut lines = html.split('\n').map(str::trim_end).peekable();
    let first = lines.next().unwrap_or_default();
    if lines.peek().is_none() {
        let _ = writeln!(out, "{indent}/** {first} */");
        return;
    }
    let _ = write!(out, "{indent}/**\n{indent} * {first}\n");
    for line in lines {
        let _ = match line {
            "" => writeln!(out, "{indent} *\n{indent} * <p>"),
            line => writeln!(out, "{indent} * {line}"),
        };
    }
    let _ = writeln!(out, "{indent} */");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            literal("a\"\\u0041\n\u{0}\u{202e}日\u{e0041}"),
            "\"a\\\"\\\\u0041\\n\\000\\u202e日\\udb40\\udc41\""
        );
        let mut out = String::new();
        javadoc("end */ \\u002a/ <b> @see {@link X}\n/ it", "  ", &mut out);
        assert_eq!(
            out,
            "  /**\n   * end *&#47; &#92;u002a/ &lt;b&gt; &#64;see {&#64;link X}\n   * / it\n   */\n"
        );
    }
}
