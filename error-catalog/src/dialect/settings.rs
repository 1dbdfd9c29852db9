//! The texts of a registry's settings.

use catalog_specs_core::hash::hash;

use super::contract::Settings;
use crate::Entry;
use crate::entry::Translation;
use crate::messages::{Message, Messages};
use crate::violations::MessageSource;

impl core::fmt::Debug for Settings {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Settings")
            .field("locales", &self.locales)
            .field("service", &self.service)
            .field("docs", &self.docs)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// The text that the message files have of a code.
    #[cfg(feature = "openapi")]
    pub(crate) fn file_text(&self, locale: &str, code: &str) -> Option<String> {
        let messages = self.messages.iter().find(|messages| messages.locale == locale)?;
        messages.find(hash(code), code).map(|Message(_, _, message, _)| (*message).to_owned())
    }

    /// The text of an entry for a wanted locale: the entry's own, or else that of the message files, for the
    /// locale itself before the nearest wider one.
    #[inline]
    pub(crate) fn text_of(&self, entry: &Entry, wanted: Option<&str>) -> Translation {
        if self.messages.is_empty() || entry.message().is_empty() {
            return entry.text_in(wanted);
        }
        self.text_beside(entry, wanted)
    }

    /// The same where there are message files.
    #[inline(never)]
    fn text_beside(&self, entry: &Entry, wanted: Option<&str>) -> Translation {
        let own = entry.text_in(wanted);
        let default = self.locales.first().copied();
        // A text of no declared locale is in the registry's first.
        let own = match default {
            Some(locale) if own.locale.is_empty() => Translation { locale, ..own },
            _ => own,
        };
        let Some(mut wanted) = wanted.or(default) else { return own };
        let hash = hash(entry.code());
        loop {
            if wanted.eq_ignore_ascii_case(own.locale) {
                return own;
            }
            let in_locale = |known: &&Messages| wanted.eq_ignore_ascii_case(known.locale);
            let messages = self.messages.iter().find(in_locale);
            let found =
                messages.and_then(|messages| Some((messages, messages.find(hash, entry.code())?)));
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

impl MessageSource for Settings {
    fn get(&self, code: &str) -> Option<&'static Entry> {
        (self.get)(code)
    }

    fn message(&self, entry: &Entry, locale: Option<&str>) -> &'static str {
        self.text_of(entry, locale).message
    }
}
