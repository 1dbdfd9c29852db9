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

/// What the row of a variant says beside its code, its message and its body, as one text of which
/// [`part`] tells the parts: the name of the variant, its message and body in each further locale of
/// its enum, and the doc comment.
pub fn about<'t>(
    variant: &str,
    translations: impl IntoIterator<Item = [&'t str; 2]>,
    docs: &'t Docs,
) -> String {
    let Docs { description, causes, solutions, prevention } = docs;
    let mut text = String::from(variant);
    let docs = [description, causes, solutions, prevention].map(String::as_str);
    for part in translations.into_iter().flatten().chain(docs) {
        text.push(SEPARATOR);
        text.push_str(&part.replace(SEPARATOR, " "));
    }
    // Most rows say no more than the name.
    text.truncate(text.trim_end_matches(SEPARATOR).len());
    text
}

/// The part of an [`about`] that is the name of the variant.
pub const VARIANT: usize = 0;

/// The part that is the message in the first of the further locales. The body follows, then the next message.
pub const FIRST_TRANSLATION: usize = 1;

/// The part that the doc comment begins with, where there are so many further locales: the description, the causes,
/// the solutions and the prevention.
pub const fn first_of_docs(further_locales: usize) -> usize {
    FIRST_TRANSLATION + 2 * further_locales
}

/// A part of what [`about`] writes; empty where the text does not go so far.
pub const fn part(text: &str, at: usize) -> &str {
    let mut rest = text.as_bytes();
    let mut before = at;
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

    fn parts<const N: usize>(text: &str) -> [&str; N] {
        core::array::from_fn(|at| part(text, at))
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
        let text = about("SlotTaken", [["taken", "{}"], ["", ""], ["已被占用", ""]], &all);
        assert_eq!(
            parts(&text),
            ["SlotTaken", "taken", "{}", "", "", "已被占用", "", all.description.as_str()]
        );
        assert_eq!(part(&text, FIRST_TRANSLATION + 4), "已被占用");
        let first = first_of_docs(3);
        let docs: [_; 5] = core::array::from_fn(|at| part(&text, first + at));
        assert_eq!(docs, ["時間枠は\n既に予約", "Nguyên nhân", "", "看一看", ""]);
    }

    #[test]
    fn where_nothing_else_is_said_the_name_is_all() {
        for translations in [vec![], vec![["", ""]; 3]] {
            let text = about("SlotTaken", translations, &Docs::default());
            assert_eq!(text, "SlotTaken");
            assert_eq!(parts(&text), ["SlotTaken", "", "", "", ""]);
        }
    }

    #[test]
    fn a_separator_in_a_text_parts_nothing() {
        let text = about("A", [], &docs(["one\u{1f}two", "\u{1f}", "", "\u{1f}x"]));
        assert_eq!(parts(&text), ["A", "one two", " ", "", " x"]);
    }
}
