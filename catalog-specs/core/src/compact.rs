//! The compact encoding of an entry for generated code.
//!
//! A literal costs the compiler twenty thousand instructions, and a list twenty times as many. So two
//! numbers are packed into one, and the texts that only documents need are one literal.

use core::iter;

use crate::Level;
use crate::bytes;
use crate::keys::{Key, Kind, Value};
use crate::model::{DocSection, Entry, encode};

/// Separates the texts of one literal: a control character that texts do not contain.
const SEPARATOR: char = '\u{1f}';

/// Packs a status and a level into one number: `4042` is 404 at the third level.
pub const fn pack_status_level(status: u16, level: Level) -> u16 {
    let level = match level {
        Level::Error => 0,
        Level::Warn => 1,
        Level::Info => 2,
        Level::Debug => 3,
    };
    status * 10 + level
}

/// The status of a [packed](pack_status_level) number.
pub const fn status(rank: u16) -> u16 {
    rank / 10
}

/// The level of a [packed](pack_status_level) number.
pub const fn level(rank: u16) -> Level {
    match rank % 10 {
        0 => Level::Error,
        1 => Level::Warn,
        2 => Level::Info,
        _ => Level::Debug,
    }
}

/// The index of the name of the variant.
pub const VARIANT: usize = 0;

/// The index of the [encoded](encode) fields.
pub const FIELDS: usize = 1;

/// The index of the message in the second locale. The body follows, then the next message.
pub const FIRST_TRANSLATION: usize = first_of(None);

/// The index of the value of a key for which [`is_text`] holds.
pub const fn text(key: Key) -> usize {
    first_of(Some(key))
}

/// Whether the value of a key is a text part. Keys that requests need come first.
pub const fn is_text(key: Key) -> bool {
    matches!(key.kind(), Kind::Text | Kind::Url)
}

/// The index after the texts of the keys before one, or after all keys.
const fn first_of(key: Option<Key>) -> usize {
    let mut part = FIELDS + 1;
    let mut keys = Key::FURTHER;
    while let [first, rest @ ..] = keys {
        if let Some(key) = key {
            if *first as u8 == key as u8 {
                break;
            }
        }
        if is_text(*first) {
            part += 1;
        }
        keys = rest;
    }
    part
}

/// The index of the doc comment's first part, after the further locales: the description, then each section.
pub const fn first_of_docs(further_locales: usize) -> usize {
    FIRST_TRANSLATION + 2 * further_locales
}

/// The index of a section of the doc comment, from [`first_of_docs`].
pub const fn section(section: DocSection) -> usize {
    section as usize + 1
}

/// Joins all texts of an entry except its code, message and body: the variant, the fields, the texts of the keys,
/// message and body in each further locale, and the doc comment. [`part`] splits them.
pub fn encode_texts<'t>(
    entry: &Entry,
    translations: impl IntoIterator<Item = [&'t str; 2]>,
) -> String {
    let mut about = entry.variant.clone();
    let mut separators = 0;
    // Empty parts at the end are not written.
    let mut push = |part: &str| {
        separators += 1;
        if !part.is_empty() {
            about.extend(iter::repeat_n(SEPARATOR, separators));
            about.push_str(&part.replace(SEPARATOR, " "));
            separators = 0;
        }
    };
    push(&encode(&entry.details, &entry.hidden));
    for key in Key::FURTHER.iter().filter(|key| is_text(**key)) {
        match entry.value(*key) {
            Some(Value::Text(text)) => push(&text),
            _ => push(""),
        }
    }
    translations.into_iter().flatten().for_each(&mut push);
    push(&entry.docs.description);
    for section in DocSection::ALL {
        push(entry.docs.section(*section));
    }
    about
}

/// A part of [`encode_texts`]; empty if the text ends before it.
pub const fn part(text: &str, at: usize) -> &str {
    let (start, end) = range_of_part(text, at);
    let (_, from) = text.as_bytes().split_at(start);
    let (part, _) = from.split_at(end - start);
    // A cut at an ASCII character is a character boundary.
    match core::str::from_utf8(part) {
        Ok(part) => part,
        Err(_) => "",
    }
}

/// The same at run time, without a look at the text of the part.
#[inline]
pub fn cut_part(text: &str, at: usize) -> &str {
    let (start, end) = range_of_part(text, at);
    text.get(start..end).unwrap_or_default()
}

/// Where a part begins and ends.
#[inline]
const fn range_of_part(text: &str, at: usize) -> (usize, usize) {
    let (mut rest, mut before) = (text.as_bytes(), at);
    loop {
        let end = bytes::find(rest, SEPARATOR as u8);
        let start = text.len() - rest.len();
        if before == 0 {
            return (start, start + end);
        }
        let (_, from) = rest.split_at(end);
        let [_, after @ ..] = from else { return (text.len(), text.len()) };
        (rest, before) = (after, before - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Docs;

    fn entry(texts: [&str; 2], docs: [&str; 4]) -> Entry {
        let [display, doc_url] = texts.map(|text| Some(text.to_owned()));
        let [description, symptoms, solutions, prevention] = docs.map(ToOwned::to_owned);
        let docs = Docs { description, symptoms, solutions, prevention, ..Docs::default() };
        Entry { display, doc_url, docs, ..Entry::new("A_B", "SlotTaken", 409, Level::Info) }
    }

    fn parts<const N: usize>(text: &str, first: usize) -> [&str; N] {
        let parts = core::array::from_fn(|at| part(text, first + at));
        assert_eq!(parts, core::array::from_fn(|at| cut_part(text, first + at)));
        parts
    }

    #[test]
    fn a_status_and_a_level_are_unpacked_unchanged() {
        for level in [Level::Error, Level::Warn, Level::Info, Level::Debug] {
            for number in 100..1000 {
                let rank = pack_status_level(number, level);
                assert_eq!((status(rank), self::level(rank)), (number, level));
            }
        }
    }

    #[test]
    fn packed_parts_are_unpacked_unchanged() {
        let docs = ["時間枠は\n既に予約", "Nguyên nhân", "", "看一看"];
        let entry = entry(["slot {slot}", "https://example.com"], docs);
        let text = encode_texts(&entry, [["taken", "{}"], ["", ""], ["已被占用", ""]]);
        assert_eq!(parts(&text, 0), ["SlotTaken", "", "slot {slot}", "", "", "", "", ""]);
        assert_eq!(part(&text, super::text(Key::Display)), "slot {slot}");
        assert_eq!(part(&text, super::text(Key::DocUrl)), "https://example.com");
        assert_eq!(parts(&text, FIRST_TRANSLATION), ["taken", "{}", "", "", "已被占用", ""]);
        let [description, symptoms, solutions, prevention] = docs;
        let all = [description, symptoms, "", "", solutions, prevention, ""];
        assert_eq!(parts(&text, first_of_docs(3)), all);
    }

    #[test]
    fn a_field_with_defaults_is_packed_as_its_name() {
        let entry = Entry::new("A_B", "SlotTaken", 409, Level::Info);
        for translations in [vec![], vec![["", ""]; 3]] {
            let text = encode_texts(&entry, translations);
            assert_eq!(text, "SlotTaken");
            assert_eq!(parts(&text, 0), ["SlotTaken", "", "", "", ""]);
        }
    }

    #[test]
    fn a_separator_in_a_text_is_not_a_separator() {
        let entry = entry(["a\u{1f}b", "c"], ["one\u{1f}two", "\u{1f}", "", "\u{1f}x"]);
        let text = encode_texts(&entry, []);
        assert_eq!(part(&text, super::text(Key::Display)), "a b");
        assert_eq!(parts(&text, first_of_docs(0)), ["one two", " ", "", "", "", " x"]);
    }
}
