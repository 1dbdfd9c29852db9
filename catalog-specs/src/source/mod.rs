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
}

impl<'t> Source<'t> {
    /// A text with the name of its file.
    pub(crate) fn new(text: &'t str, file: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { file, text, lines }
    }

    /// The place of a range; its first line if it has several.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let line = self.lines.partition_point(|start| *start <= range.start).max(1);
        let line_start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(line_start..range.start).unwrap_or_default();
        let piece = self.text.get(range).unwrap_or_default();
        let piece = piece.lines().next().unwrap_or_default();
        Place {
            file: self.file.to_owned(),
            line,
            column: before.chars().count() + 1,
            length: piece.chars().count().max(1),
        }
    }
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
    }
}
