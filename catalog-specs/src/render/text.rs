//! Makes invisible and bidirectional characters visible.

use core::fmt::Write as _;
use std::borrow::Cow;

use crate::is_invisible;

/// Replaces invisible characters by their names, such as `U+202E`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    named(text, |c, out| {
        // Writing to a `String` does not fail.
        let _ = write!(out, "U+{:04X}", u32::from(c));
    })
}

/// Escapes invisible characters in JSON, or in a literal with the same escapes.
pub(super) fn visible_json(json: &str) -> Cow<'_, str> {
    named(json, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn named(text: &str, mut name: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    if !may_hide(text) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) { name(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Whether a text has a byte with which an invisible character starts. Bytes are compared faster than characters, and
/// most texts have none of them.
fn may_hide(text: &str) -> bool {
    text.bytes().any(|byte| {
        let is_control = byte < b' ' && byte != b'\n' && byte != b'\t';
        is_control || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3)
    })
}

/// Whether a character is invisible; newlines and tabs are not.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && c != '\n' && c != '\t'
}

/// Whether a character changes the text direction.
pub(super) const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A URL that a document may link to: `http`, `https` or `mailto`. White space around it is removed.
pub(super) fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let odd = |c: char| c.is_whitespace() || c.is_control() || turns_direction(c);
    let (scheme, rest) = url.split_once(':')?;
    let known = ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (known && !rest.is_empty() && !url.contains(odd)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_named() {
        assert_eq!(visible("日本\u{202e}語\r\n"), "日本U+202E語U+000D\n");
        assert_eq!(visible_json("\"\u{2066}\u{7f}\""), "\"\\u2066\\u007f\"");
        assert_eq!(visible_json("\"\u{e0041}\""), "\"\\udb40\\udc41\"");
        assert!(matches!(visible("Tiếng Việt, 日本語 é"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_invisible_character_starts_with_another_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
            assert!(may_hide(&c.to_string()), "{c:?}");
        }
    }

    #[test]
    fn only_web_and_mail_urls_are_linked() {
        for safe in ["https://a.example/b?c#d", "HTTP://a", "mailto:a@b.example", " https://a "] {
            assert!(safe_url(safe).is_some(), "{safe}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//a.example",
            "a/b",
            "https:",
            "https://a b",
            "\u{1}https://a",
            "https://\u{202e}a",
        ] {
            assert_eq!(safe_url(bad), None, "{bad:?}");
        }
    }
}
