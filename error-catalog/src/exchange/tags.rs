//! Language tags as texts, and how near they are to each other.

/// How near a locale is to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The range is `*`.
    Any,
    /// Of another region.
    #[cfg(feature = "locales")]
    Region,
    /// Wider or narrower.
    Related,
    /// Another tag of the same meaning.
    #[cfg(feature = "locales")]
    Meaning,
    /// The same tag but for the extensions of the range.
    Spoken,
    /// The same tag.
    Same,
}

/// Whether one tag begins the other, whole words of it.
pub(super) fn begins(wider: &str, narrower: &str) -> bool {
    let parts = narrower.split_at_checked(wider.len());
    parts.is_some_and(|(start, rest)| start.eq_ignore_ascii_case(wider) && rest.starts_with('-'))
}

/// A tag without its extensions and private parts, which say nothing of the language: they begin with the first
/// subtag of one character.
pub(super) fn spoken(tag: &str) -> &str {
    let mut end = 0;
    for subtag in tag.split('-') {
        if subtag.len() == 1 {
            return tag.get(..end).unwrap_or_default().trim_end_matches('-');
        }
        end += subtag.len() + 1;
    }
    tag
}
