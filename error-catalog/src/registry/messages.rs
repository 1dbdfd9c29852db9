//! The message files of a registry: texts of codes whose own declaration lacks them, those of other
//! crates above all.

use catalog_specs::hash::hash;

use super::Settings;
use crate::entry::same;
use crate::{Entry, Translation};

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
#[derive(Debug, Clone, Copy)]
pub struct Message(
    /// The hash of the code.
    pub u64,
    /// The code.
    pub &'static str,
    /// The message template.
    pub &'static str,
    /// The whole body in the seed dialect; empty where the message has placeholders.
    pub &'static str,
);

impl Messages {
    /// The text of a code, by its hash: const evaluation asks for each code of a service.
    #[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
    pub(super) const fn find(&self, hash: u64, code: &str) -> Option<&'static Message> {
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

impl Settings {
    /// The text that the message files have of a code.
    #[cfg(feature = "specs")]
    pub(super) fn file_text(&self, locale: &str, code: &str) -> Option<String> {
        let messages = self.messages.iter().find(|messages| messages.locale == locale)?;
        messages.find(hash(code), code).map(|Message(_, _, message, _)| (*message).to_owned())
    }

    /// The text of a row for a wanted locale: the row's own, or else that of the message files, for the
    /// locale itself before the nearest wider one.
    #[inline]
    pub(crate) fn text_of(&self, row: &Entry, wanted: Option<&str>) -> Translation {
        let own = row.text_in(wanted);
        if self.messages.is_empty() || row.message().is_empty() {
            return own;
        }
        self.text_beside(own, row, wanted)
    }

    /// The same where there are message files.
    #[inline(never)]
    fn text_beside(&self, own: Translation, row: &Entry, wanted: Option<&str>) -> Translation {
        let default = self.locales.first().copied();
        // A text of no declared locale is in the registry's first.
        let own = match default {
            Some(locale) if own.locale.is_empty() => Translation { locale, ..own },
            _ => own,
        };
        let Some(mut wanted) = wanted.or(default) else { return own };
        let hash = hash(row.code());
        loop {
            if wanted.eq_ignore_ascii_case(own.locale) {
                return own;
            }
            let in_locale = |known: &&Messages| wanted.eq_ignore_ascii_case(known.locale);
            let messages = self.messages.iter().find(in_locale);
            let found =
                messages.and_then(|messages| Some((messages, messages.find(hash, row.code())?)));
            if let Some((messages, Message(_, _, message, json))) = found {
                return Translation { locale: messages.locale, message, json };
            }
            match wanted.rsplit_once('-') {
                Some((wider, _)) => wanted = wider,
                None => return own,
            }
        }
    }
}
