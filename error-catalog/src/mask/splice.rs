//! A text with parts of it replaced, which is copied only once there is something to replace.

use core::ops::Range;
use std::borrow::Cow;

/// A text and what was replaced of it so far, from its beginning on.
pub(super) struct Spliced<'t> {
    text: &'t str,
    written: Option<String>,
    /// Up to here the text was taken over or replaced.
    done: usize,
}

impl<'t> Spliced<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, written: None, done: 0 }
    }

    /// Replaces a range that lies behind the last one. One that divides a character is widened to the whole of it.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        let start = (self.done..=range.start).rev().find(|at| self.text.is_char_boundary(*at));
        let end = (range.end..=self.text.len()).find(|at| self.text.is_char_boundary(*at));
        let (start, end) = (start.unwrap_or(self.done), end.unwrap_or(self.text.len()));
        let written = self.written.get_or_insert_with(|| String::with_capacity(self.text.len()));
        written.push_str(self.text.get(self.done..start).unwrap_or_default());
        written.push_str(with);
        self.done = end;
    }

    pub(super) fn finish(self) -> Cow<'t, str> {
        let Some(mut written) = self.written else { return Cow::Borrowed(self.text) };
        written.push_str(self.text.get(self.done..).unwrap_or_default());
        Cow::Owned(written)
    }
}
