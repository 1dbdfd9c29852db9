//! Characters that a reader does not see: wherever a text is shown, they are.

/// Whether a character shows nothing or changes how its neighbours show.
///
/// Blanks are seen by what they part. The joiners U+200C and U+200D belong to the spelling of words
/// and of emoji, and stay as they are.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The first character of a text for users that shows nothing and steers how the rest is shown: it
/// controls a terminal, or turns the direction of what follows.
pub fn misleading(text: &str) -> Option<char> {
    if !may_mislead(text) {
        return None;
    }
    text.chars().find(|c| match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    })
}

/// Whether a text has a control character, or a byte that such a character begins with. Bytes are looked at
/// one by one, for a derive that is built for debugging is slow to put characters together.
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
    fn what_is_spelled_is_seen() {
        let seen = "日本語 Tiếng Việt é 한국어 می\u{200c}خواهم 👩\u{200d}🚀\u{3000}\u{a0}";
        assert_eq!(seen.chars().find(|c| is_unseen(*c)), None);
        assert!("\0\n\u{7f}\u{85}\u{200b}\u{202e}\u{2028}\u{2066}\u{feff}".chars().all(is_unseen));
    }

    #[test]
    fn what_steers_the_text_misleads() {
        for text in ["\0", "a\u{1b}[31m", "\r", "\u{7f}", "\u{9b}", "x\u{202e}y", "\u{2069}"] {
            assert!(misleading(text).is_some(), "{text:?}");
        }
        for text in ["", "a\n\tb", "\"\\", "می\u{200c}خواهم 👩\u{200d}🚀", "\u{200f}עברית"]
        {
            assert_eq!(misleading(text), None, "{text:?}");
        }
    }
}
