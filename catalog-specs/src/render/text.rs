//! Text that shows what it is: characters that hide, or turn others around, are named.

use core::fmt::Write as _;
use std::borrow::Cow;

/// A text with its hidden characters named: `U+202E`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    named(text, |c, out| {
        // Writing to a `String` does not fail.
        let _ = write!(out, "U+{:04X}", u32::from(c));
    })
}

/// JSON, or a literal of a language that escapes as it does, with its hidden characters escaped.
pub(super) fn visible_json(json: &str) -> Cow<'_, str> {
    named(json, |c, out| {
        let _ = write!(out, "\\u{:04x}", u32::from(c));
    })
}

fn named(text: &str, mut name: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    // All of them are controls of ASCII or start with one of these bytes.
    let suspect = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().any(suspect) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) { name(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Characters that show nothing themselves and change how the rest of a text looks or reads.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_named() {
        assert_eq!(visible("日本\u{202e}語\r\n"), "日本U+202E語U+000D\n");
        assert_eq!(visible_json("\"\u{2066}\u{7f}\""), "\"\\u2066\\u007f\"");
        assert!(matches!(visible("Tiếng Việt, 日本語 é"), Cow::Borrowed(_)));
    }
}
