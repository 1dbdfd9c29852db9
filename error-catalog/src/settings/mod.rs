//! What a registry says about all its codes.

mod messages;

use catalog_specs::hash::hash;

pub use messages::{Message, Messages};

use crate::dialect::Dialect;
use crate::violations::MessageSource;
use crate::{Entry, Translation};

/// The settings of a registry: what `#[registry(…)]` says, or the defaults.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The shape of the bodies.
    pub dialect: &'static (dyn Dialect + Sync),
    /// The locales of the service, the default first.
    pub locales: &'static [&'static str],
    /// The texts of its message files, for codes whose own declaration lacks them.
    pub messages: &'static [Messages],
    /// The name of the service, the same in every body it sends.
    pub service: Option<&'static str>,
    /// The page about a code, with `{code}` or `{slug}` in the place of the code.
    pub docs: Option<&'static str>,
    /// The `type` of a problem document, with `{code}` or `{slug}`; `docs` where it is absent.
    pub problem_type: Option<&'static str>,
    /// The code of an unexpected failure.
    pub internal: Option<&'static str>,
    /// The code of a route that is not there.
    pub not_found: Option<&'static str>,
    /// Looks a code up.
    pub get: fn(&str) -> Option<&'static Entry>,
}

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
    #[cfg(feature = "specs")]
    pub(crate) fn file_text(&self, locale: &str, code: &str) -> Option<String> {
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

impl MessageSource for Settings {
    fn get(&self, code: &str) -> Option<&'static Entry> {
        (self.get)(code)
    }

    fn message(&self, row: &Entry, locale: Option<&str>) -> &'static str {
        self.text_of(row, locale).message
    }
}
