//! Invisible characters, which are escaped wherever a text is displayed.

use std::borrow::Cow;

/// Whether a character is invisible or changes how its neighbours are displayed.
///
/// Spaces count as visible. The joiners U+200C and U+200D belong to the spelling of words and of emoji, and count as
/// visible too.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Escapes line breaks, control and bidirectional characters, as `\u{1b}`: they could change the terminal, forge a line
/// or hide text.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_invisible(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// The same for a text of several lines, whose line breaks and tabs are kept.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let is_hidden = |c| is_invisible(c) && c != '\n' && c != '\t';
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<_> = text.split('\n').map(|line| line.replace('\t', "    ")).collect();
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    Cow::Owned(lines.join("\n"))
}

/// The first control character of a text for users, or character that changes the text direction.
pub fn find_misleading(text: &str) -> Option<char> {
    if !may_mislead(text) {
        return None;
    }
    text.chars().find(|c| match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    })
}

/// Whether a text has a byte with which a control character can start. Checking bytes is faster than decoding characters
/// in a derive that is built without optimization.
fn may_mislead(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xe2) {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_joiners_are_visible() {
        let seen = "日本語 Tiếng Việt é 한국어 می\u{200c}خواهم 👩\u{200d}🚀\u{3000}\u{a0}";
        assert_eq!(seen.chars().find(|c| is_invisible(*c)), None);
        assert!(
            "\0\n\u{7f}\u{85}\u{200b}\u{202e}\u{2028}\u{2066}\u{feff}".chars().all(is_invisible)
        );
    }

    #[test]
    fn nothing_in_a_text_can_change_the_terminal() {
        let text = "a\u{1b}[31mb\u{202e}c\nd日本";
        assert_eq!(visible(text), "a\\u{1b}[31mb\\u{202e}c\\nd日本");
        assert_eq!(visible(&visible(text)), visible(text));
        assert_eq!(visible_lines("a\u{7}\n\tb"), "a\\u{7}\n    b");
    }

    #[test]
    fn control_characters_mislead() {
        for text in ["\0", "a\u{1b}[31m", "\r", "\u{7f}", "\u{9b}", "x\u{202e}y", "\u{2069}"] {
            assert!(find_misleading(text).is_some(), "{text:?}");
        }
        for text in ["", "a\n\tb", "\"\\", "می\u{200c}خواهم 👩\u{200d}🚀", "\u{200f}עברית"]
        {
            assert_eq!(find_misleading(text), None, "{text:?}");
        }
    }
}
