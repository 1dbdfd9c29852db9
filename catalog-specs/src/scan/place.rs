//! Converts spans of tokens to places in files.

use proc_macro2::{LineColumn, Span};

use crate::model::Place;

/// A file with its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceFile<'s> {
    /// The path to show.
    pub file: &'s str,
    pub text: &'s str,
}

impl SourceFile<'_> {
    /// The place of a span; its first line if it has several.
    pub(crate) fn place(&self, span: Span) -> Place {
        let (start, end) = (span.start(), span.end());
        let length = if start.line == end.line {
            end.column.saturating_sub(start.column)
        } else {
            let line = self.text.lines().nth(start.line.saturating_sub(1)).unwrap_or_default();
            line.trim_end().chars().count().saturating_sub(start.column)
        };
        self.at(start, length)
    }

    /// The place of a range of bytes.
    pub(crate) fn place_of(&self, start: usize, length: usize) -> Place {
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let shown = self.text.get(start..start + length).unwrap_or_default();
        self.at(LineColumn { line, column }, shown.chars().count())
    }

    /// The text from one position to another.
    #[cfg(feature = "lints")]
    pub(crate) fn text_between(&self, start: LineColumn, end: LineColumn) -> Option<&str> {
        self.text.get(self.offset(start)?..self.offset(end)?)
    }

    #[cfg(feature = "lints")]
    fn offset(&self, at: LineColumn) -> Option<usize> {
        let lines = self.text.split_inclusive('\n');
        let before: usize = lines.take(at.line.checked_sub(1)?).map(str::len).sum();
        let line = self.text.get(before..)?;
        let column = line.char_indices().nth(at.column).map_or(line.len(), |(at, _)| at);
        Some(before + column)
    }

    /// The first line, for problems of the whole file.
    pub(crate) fn top(&self) -> Place {
        self.at(LineColumn { line: 1, column: 0 }, 1)
    }

    fn at(&self, start: LineColumn, length: usize) -> Place {
        Place {
            file: self.file.to_owned(),
            line: start.line,
            column: start.column + 1,
            length: length.max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "/* 日本 */ mod a;\nmod b\n{ }";
        let source = SourceFile { file: "src/lib.rs", text };
        let file = syn::parse_file(text).unwrap();
        let syn::Item::Mod(module) = &file.items[0] else { panic!() };
        let place = source.place(module.ident.span());
        assert_eq!((place.line, place.column, place.length), (1, 14, 1));
        assert_eq!(source.place_of(text.find("a;").unwrap(), 1), place);
        let whole = source.place(syn::spanned::Spanned::span(&file.items[1]));
        assert_eq!((whole.line, whole.column, whole.length), (2, 1, 5));
    }
}
