//! What a language tag means to whoever knows nothing of languages: itself, and what it is wider than.

use super::tags::{Nearness, begins, spoken};

/// A tag, by itself.
pub(super) struct Meant<'t>(&'t str);

impl<'t> Meant<'t> {
    pub(super) fn of(tag: &'t str) -> Option<Self> {
        (!tag.is_empty()).then_some(Self(tag))
    }

    /// Whether a locale is the wider one of this range.
    pub(super) fn nearness(&self, locale: &Self) -> Option<Nearness> {
        begins(locale.0, spoken(self.0)).then_some(Nearness::Related)
    }
}
