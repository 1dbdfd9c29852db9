//! Language tags compared as text, without feature `locales`.

use super::tags::{Nearness, begins, spoken};

/// A tag as text.
pub(super) struct ResolvedTag<'t>(&'t str);

impl<'t> ResolvedTag<'t> {
    pub(super) fn parse(tag: &'t str) -> Option<Self> {
        (!tag.is_empty()).then_some(Self(tag))
    }

    /// Whether a locale is the wider one of this range.
    pub(super) fn nearness(&self, locale: &Self) -> Option<Nearness> {
        begins(locale.0, spoken(self.0)).then_some(Nearness::Related)
    }
}
