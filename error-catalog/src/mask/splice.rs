//! A text with parts of it replaced, which is copied only once there is something to replace.

use core::ops::Range;
use std::borrow::Cow;

/// A text and what was replaced of it so far, from its beginning on.
pub(super) struct Spliced<'t, 's> {
    text: &'t str,
    written: Option<String>,
    /// A buffer that is used if something is replaced.
    spare: Option<&'s mut String>,
    /// Up to here the text was taken over or replaced.
    done: usize,
}

impl<'t, 's> Spliced<'t, 's> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, written: None, spare: None, done: 0 }
    }

    pub(super) fn within(text: &'t str, spare: &'s mut String) -> Self {
        Self { spare: Some(spare), ..Self::new(text) }
    }

    /// Replaces a range that lies behind the last one. One that divides a character is widened to the whole of it.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        let start = (self.done..=range.start).rev().find(|at| self.text.is_char_boundary(*at));
        let end = (range.end..=self.text.len()).find(|at| self.text.is_char_boundary(*at));
        let (start, end) = (start.unwrap_or(self.done), end.unwrap_or(self.text.len()));
        let (text, spare) = (self.text, &mut self.spare);
        let written = self.written.get_or_insert_with(|| {
            let mut written = spare.take().map(core::mem::take).unwrap_or_default();
            written.clear();
            written.reserve(text.len());
            written
        });
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
