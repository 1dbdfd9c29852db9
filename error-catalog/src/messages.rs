//! The message files of a registry: the messages of codes that declare none in a locale, mostly codes of other crates.

use crate::entry::same;

/// The texts of a registry's message files in one locale. Written by [`catalog!`](crate::catalog).
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    /// The locale's tag.
    #[doc(hidden)]
    pub locale: &'static str,
    /// The texts, sorted by the hash of their codes.
    #[doc(hidden)]
    pub texts: &'static [Message],
}

/// The text of a code.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Message(
    /// The hash of the code.
    pub u64,
    /// The code.
    pub &'static str,
    /// The message template.
    pub &'static str,
    /// The whole body in the standard dialect; empty where the message has placeholders.
    pub &'static str,
);

impl Messages {
    /// The text of a code, by its hash: const evaluation asks for each code of a service.
    #[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
    pub(crate) const fn find(&self, hash: u64, code: &str) -> Option<&'static Message> {
        let (mut low, mut high) = (0, self.texts.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.texts[middle].0 < hash {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while low < self.texts.len() && self.texts[low].0 == hash {
            if same(self.texts[low].1, code) {
                return Some(&self.texts[low]);
            }
            low += 1;
        }
        None
    }
}
