//! How a row of a catalogue is written down for the compiler.
//!
//! A row has few words, because there are as many of each as rows: a literal costs the compiler
//! twenty thousand instructions, a list in a row twenty times as many. So two numbers are one, and
//! the texts that only readers of documents ask for are one literal.

use crate::Level;
use crate::model::Docs;

/// Parts the texts of one literal: a character that no text has a use for.
const SEPARATOR: char = '\u{1f}';

/// A status and a level as one number: `4042` is 404 at the third level.
pub const fn rank(status: u16, level: Level) -> u16 {
    let level = match level {
        Level::Error => 0,
        Level::Warn => 1,
        Level::Info => 2,
        Level::Debug => 3,
    };
    status * 10 + level
}

/// The status of a [`rank`].
pub const fn status(rank: u16) -> u16 {
    rank / 10
}

/// The level of a [`rank`].
pub const fn level(rank: u16) -> Level {
    match rank % 10 {
        0 => Level::Error,
        1 => Level::Warn,
        2 => Level::Info,
        _ => Level::Debug,
    }
}

/// The name of a variant and its doc comment as one text, of which [`About`] tells the parts.
pub fn about(variant: &str, docs: &Docs) -> String {
    let Docs { description, causes, solutions, prevention } = docs;
    let mut text = String::from(variant);
    for part in [description, causes, solutions, prevention] {
        text.push(SEPARATOR);
        text.push_str(&part.replace(SEPARATOR, " "));
    }
    // Most rows have no doc comment, and then the name is all there is.
    text.truncate(text.trim_end_matches(SEPARATOR).len());
    text
}

/// A part of what [`about`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The name of the variant.
    Variant,
    /// The doc comment up to its first section.
    Description,
    /// Its section `# Causes`.
    Causes,
    /// Its section `# Solutions`.
    Solutions,
    /// Its section `# Prevention`.
    Prevention,
}

impl About {
    /// The part of a text; empty where the text does not go so far.
    pub const fn of(self, text: &str) -> &str {
        let mut rest = text.as_bytes();
        let mut before = self as usize;
        while before > 0 {
            (_, rest) = cut(rest);
            before -= 1;
        }
        let (part, _) = cut(rest);
        // A cut beside an ASCII character is one between characters.
        match core::str::from_utf8(part) {
            Ok(part) => part,
            Err(_) => "",
        }
    }
}

/// What stands before the first separator, and what stands after it.
const fn cut(text: &[u8]) -> (&[u8], &[u8]) {
    let mut length = 0;
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        if *byte == SEPARATOR as u8 {
            let (before, _) = text.split_at(length);
            return (before, after);
        }
        length += 1;
        rest = after;
    }
    (text, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs(texts: [&str; 4]) -> Docs {
        let [description, causes, solutions, prevention] = texts.map(ToOwned::to_owned);
        Docs { description, causes, solutions, prevention }
    }

    fn parts(text: &str) -> [&str; 5] {
        [
            About::Variant.of(text),
            About::Description.of(text),
            About::Causes.of(text),
            About::Solutions.of(text),
            About::Prevention.of(text),
        ]
    }

    #[test]
    fn a_status_and_a_level_come_back() {
        for level in [Level::Error, Level::Warn, Level::Info, Level::Debug] {
            for number in 100..1000 {
                let rank = rank(number, level);
                assert_eq!((status(rank), self::level(rank)), (number, level));
            }
        }
    }

    #[test]
    fn the_parts_come_back() {
        let all = docs(["時間枠は\n既に予約", "Nguyên nhân", "", "看一看"]);
        let text = about("SlotTaken", &all);
        assert_eq!(parts(&text), ["SlotTaken", "時間枠は\n既に予約", "Nguyên nhân", "", "看一看"]);
    }

    #[test]
    fn without_a_doc_comment_the_name_is_all() {
        let text = about("SlotTaken", &Docs::default());
        assert_eq!(text, "SlotTaken");
        assert_eq!(parts(&text), ["SlotTaken", "", "", "", ""]);
    }

    #[test]
    fn a_separator_in_a_text_parts_nothing() {
        let text = about("A", &docs(["one\u{1f}two", "\u{1f}", "", "\u{1f}x"]));
        assert_eq!(parts(&text), ["A", "one two", " ", "", " x"]);
    }
}
