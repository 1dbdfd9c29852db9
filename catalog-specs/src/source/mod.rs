//! The text of a file with places, and a JSON parser that keeps them.

pub(crate) mod json;

use core::ops::Range;

use crate::model::Place;

/// The text of a file.
pub(crate) struct Source<'t> {
    file: &'t str,
    /// The text.
    pub(crate) text: &'t str,
    /// The offset of each line.
    lines: Vec<usize>,
    /// The characters before each block of [`BLOCK`] bytes. A file may be one line: counting from its start for each
    /// place would take time that grows with the square of its length.
    characters: Vec<usize>,
}

const BLOCK: usize = 512;

/// Of a longer line only a part is shown.
#[cfg(feature = "documents")]
const LONGEST_LINE: usize = 400;

impl<'t> Source<'t> {
    /// A text with the name of its file.
    pub(crate) fn new(text: &'t str, file: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let first = before;
            before += count_characters(block);
            first
        });
        let characters = blocks.collect();
        Self { file, text, lines, characters }
    }

    /// The place of a range; its first line if it has several.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let line = self.lines.partition_point(|start| *start <= range.start).max(1);
        let line_start = self.lines.get(line - 1).copied().unwrap_or_default();
        let end = match self.lines.get(line) {
            // Without the line break.
            Some(next) => range.end.min(next - 1),
            None => range.end,
        };
        let start = self.characters_before(range.start);
        let length = self.characters_before(end.max(range.start)) - start;
        let is_return = end > range.start && self.text.as_bytes().get(end - 1) == Some(&b'\r');
        Place {
            file: self.file.to_owned(),
            line,
            column: start - self.characters_before(line_start) + 1,
            length: length.saturating_sub(usize::from(is_return)).max(1),
        }
    }

    /// The line of a place and the range of the place in it; of a long line the part around the place. `None` if the
    /// file has no such line.
    #[cfg(feature = "documents")]
    pub(crate) fn excerpt(&self, place: &Place) -> Option<(String, Range<usize>)> {
        let start = *self.lines.get(place.line.checked_sub(1)?)?;
        let end = self.lines.get(place.line).map_or(self.text.len(), |next| next - 1);
        let end = start + self.text.get(start..end)?.trim_end_matches('\r').len();
        let first = self.characters_before(start);
        let at = |column: usize| self.offset_of(first + column).min(end);
        let column = place.column.saturating_sub(1);
        let (from, to) =
            (at(column), at(column.saturating_add(place.length.clamp(1, LONGEST_LINE))));
        let (mut cut_start, mut cut_end) = (start, end);
        if end - start > LONGEST_LINE {
            cut_start = at(column.saturating_sub(LONGEST_LINE / 4));
            cut_end = at(column + place.length.clamp(1, LONGEST_LINE) + LONGEST_LINE / 4);
        }
        let mark = if cut_start > start { "…" } else { "" };
        let mut text = mark.to_owned() + self.text.get(cut_start..cut_end)?;
        if cut_end < end {
            text.push('…');
        }
        let offset = |at: usize| at - cut_start + mark.len();
        Some((text, offset(from)..offset(to)))
    }

    fn characters_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..at).unwrap_or_default();
        let before = self.characters.get(block).copied();
        before.map_or_else(
            || count_characters(self.text.as_bytes()),
            |before| before + count_characters(rest),
        )
    }

    /// The offset of a character of the text.
    #[cfg(feature = "documents")]
    fn offset_of(&self, character: usize) -> usize {
        let block =
            self.characters.partition_point(|before| *before <= character).saturating_sub(1);
        let mut left = character - self.characters.get(block).copied().unwrap_or_default();
        let start = block * BLOCK;
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| starts_character(**byte)) {
            if left == 0 {
                return start + at;
            }
            left -= 1;
        }
        self.text.len()
    }
}

fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| starts_character(**byte)).count()
}

const fn starts_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let source = Source::new("{\n  \"日本\": {\n}", "a.json");
        let place = source.place(4..12);
        assert_eq!((place.line, place.column, place.length), (2, 3, 4));
        assert_eq!(source.place(14..17).length, 1);
        assert_eq!(source.place(17..17).to_string(), "a.json:3:2");
        assert_eq!(source.place(99..100).length, 1);
        let windows = Source::new("ab\r\ncd", "a.json");
        assert_eq!((windows.place(1..6).length, windows.place(4..6).line), (1, 2));
    }

    #[test]
    fn places_in_long_lines_are_those_of_counting() {
        let text = "日本 ab\n".to_owned() + &"é日x".repeat(1_000) + "\nend";
        let source = Source::new(&text, "a.json");
        for (at, _) in text.char_indices() {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let place = source.place(at..at);
            assert_eq!(place.line, before.matches('\n').count() + 1);
            assert_eq!(place.column, text[line_start..at].chars().count() + 1);
            #[cfg(feature = "documents")]
            if !text[at..].starts_with('\n') {
                let (excerpt, range) = source.excerpt(&place).unwrap();
                assert!(excerpt.chars().count() <= LONGEST_LINE, "{excerpt}");
                assert!(text[at..].starts_with(&excerpt[range]));
            }
        }
    }

    #[cfg(feature = "documents")]
    #[test]
    fn a_place_that_no_longer_exists_has_no_excerpt() {
        let place = Place { file: String::new(), line: 3, column: 90, length: 9 };
        let source = Source::new("a\nb", "a.json");
        assert_eq!(source.excerpt(&place), None);
        assert_eq!(source.excerpt(&Place { line: 2, ..place }), Some(("b".to_owned(), 1..1)));
    }
}
