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

/// Where the lines of a text begin, for many places in one file.
#[cfg(feature = "lints")]
#[derive(Debug)]
pub(crate) struct LineIndex<'s> {
    source: SourceFile<'s>,
    starts: Vec<usize>,
}

#[cfg(feature = "lints")]
impl<'s> LineIndex<'s> {
    pub(crate) fn new(source: SourceFile<'s>) -> Self {
        let ends = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The place of a span; its first line if it has several.
    pub(crate) fn place(&self, span: Span) -> Place {
        let (start, end) = (span.start(), span.end());
        let end_column = if start.line == end.line {
            end.column
        } else {
            self.line(start.line).trim_end().chars().count()
        };
        self.source.at(start, end_column.saturating_sub(start.column))
    }

    /// The place of a range of bytes within one line.
    pub(crate) fn place_of(&self, start: usize, length: usize) -> Place {
        let line = self.starts.partition_point(|begin| *begin <= start);
        let begin = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let count = |text: Option<&str>| text.unwrap_or_default().chars().count();
        let column = count(self.source.text.get(begin..start));
        let shown = count(self.source.text.get(start..start + length));
        self.source.at(LineColumn { line, column }, shown)
    }

    /// The text of a span.
    pub(crate) fn text(&self, span: Span) -> Option<&'s str> {
        self.source.text.get(self.offset(span.start())?..self.offset(span.end())?)
    }

    fn line(&self, line: usize) -> &'s str {
        let begin = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let end = self.starts.get(line).copied().unwrap_or(self.source.text.len());
        self.source.text.get(begin..end).unwrap_or_default()
    }

    fn offset(&self, at: LineColumn) -> Option<usize> {
        let begin = *self.starts.get(at.line.checked_sub(1)?)?;
        let line = self.line(at.line);
        let column = line.char_indices().nth(at.column).map_or(line.len(), |(at, _)| at);
        Some(begin + column)
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

    #[cfg(feature = "lints")]
    #[test]
    fn the_index_of_lines_gives_the_same_places() {
        let text = "/* 日本 */ mod a;\r\nmod b\n{ }\n\nmod c {}";
        let source = SourceFile { file: "src/lib.rs", text };
        let index = LineIndex::new(source);
        for item in syn::parse_file(text).unwrap().items {
            let span = syn::spanned::Spanned::span(&item);
            assert_eq!(index.place(span), source.place(span));
        }
        for (at, _) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            assert_eq!(index.place_of(at, 1), source.place_of(at, 1), "{at}");
        }
    }
}
