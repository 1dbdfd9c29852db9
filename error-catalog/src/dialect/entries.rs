//! The entries of an error, looked up once for everything that needs them.

use super::contract::{ResponseEntries, Settings};
use crate::Entry;

impl ResponseEntries {
    /// The entries of an entry without an error.
    pub(crate) fn of_entry(entry: &'static Entry, settings: &'static Settings) -> Self {
        let public = public_of(entry, || settings);
        let text = text_of(entry, || public);
        Self { own: entry, public, text, settings }
    }

    /// The same error where it leaves by another registry, and speaks as that one does.
    pub(crate) fn leaving_by(self, settings: &'static Settings) -> Self {
        Self { settings, ..self }
    }

    /// Whether the error is sent as another code, so that nothing else of it may be sent.
    pub(crate) fn is_masked(&self) -> bool {
        !is_same(self.public, self.own)
    }

    /// Whether the text belongs to the error's own code.
    pub(crate) fn says_own_text(&self) -> bool {
        self.text.code() == self.own.code()
    }

    /// Whether the message is that of the entry that is sent.
    pub(crate) fn says_public_text(&self) -> bool {
        is_same(self.text, self.public)
    }
}

fn is_same(one: &'static Entry, other: &'static Entry) -> bool {
    core::ptr::eq(one, other) || one.code() == other.code()
}

/// The entry that is sent in place of another: itself, unless `public_as` names one.
#[inline]
pub(crate) fn public_of(
    own: &'static Entry,
    settings: impl FnOnce() -> &'static Settings,
) -> &'static Entry {
    own.public_as().and_then(|code| (settings().get)(code)).unwrap_or(own)
}

/// The entry whose message the user reads: its own, unless it has none.
#[inline]
pub(crate) fn text_of(
    own: &'static Entry,
    public: impl FnOnce() -> &'static Entry,
) -> &'static Entry {
    if own.message().is_empty() { public() } else { own }
}
