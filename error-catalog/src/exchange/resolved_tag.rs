//! What a language tag means: its language, its script and its region, by the likely subtags of the CLDR where the
//! tag does not say them.

use unic_langid::LanguageIdentifier;
use unic_langid::subtags::{Language, Region, Script};

use super::tags::{Nearness, begins, spoken};

/// A tag with its resolved subtags.
pub(super) struct ResolvedTag<'t> {
    tag: &'t str,
    means: LanguageIdentifier,
    /// Subtags that are neither language nor script nor region.
    variants: Vec<&'t str>,
}

/// Languages that a tag may also write as `zh` (RFC 5646, 4.1.2). The script follows from the language: `yue` is written as
/// in Hong Kong.
const WRITTEN_AS_CHINESE: [&str; 6] = ["yue", "gan", "hak", "hsn", "nan", "wuu"];

impl<'t> ResolvedTag<'t> {
    /// `None` where the tag names no language. Each subtag is recognized by its form, at any position: `zh-unknown-TW` is
    /// Chinese of Taiwan, and not `zh`, which has other characters.
    pub(super) fn parse(tag: &'t str) -> Option<Self> {
        let mut subtags = spoken(tag).split('-').peekable();
        let mut language = known(subtags.next()?)?;
        while let Some(within) = subtags.next_if(|subtag| is_language_within(subtag)) {
            if language == "zh" {
                language = known(within)?;
            }
        }
        let mut means = LanguageIdentifier::from_parts(language, None, None, &[]);
        let mut variants = Vec::new();
        for subtag in subtags {
            let bytes = subtag.as_bytes();
            if subtag.is_empty() {
                return None;
            } else if let (None, Ok(script)) = (means.script, Script::from_bytes(bytes)) {
                means.script = Some(script);
            } else if let (None, Ok(region)) = (means.region, Region::from_bytes(bytes)) {
                means.region = Some(region);
            } else {
                variants.push(subtag);
            }
        }
        means.maximize();
        if WRITTEN_AS_CHINESE.iter().any(|written| means.language == *written) {
            means.language = known("zh")?;
        }
        Some(Self { tag, means, variants })
    }

    /// How near a locale is to this range; `None` where readers of one may not read the other.
    pub(super) fn nearness(&self, locale: &Self) -> Option<Nearness> {
        let same_script = self.means.language == locale.means.language
            && self.means.script == locale.means.script;
        if !same_script {
            return None;
        }
        let same_variants = self
            .variants
            .iter()
            .map(|variant| variant.to_ascii_lowercase())
            .eq(locale.variants.iter().map(|variant| variant.to_ascii_lowercase()));
        let (range, is_whole) = (spoken(self.tag), spoken(locale.tag) == locale.tag);
        Some(if self.means == locale.means && same_variants && is_whole {
            Nearness::Meaning
        } else if begins(range, locale.tag) || begins(locale.tag, range) {
            Nearness::Related
        } else {
            Nearness::Region
        })
    }
}

/// `cmn` means the same as `zh`.
fn known(language: &str) -> Option<Language> {
    let name = if language.eq_ignore_ascii_case("cmn") { "zh" } else { language };
    // `und` is no language, and would be taken for English.
    name.parse().ok().filter(|language: &Language| !language.is_empty())
}

/// Whether a subtag names a language within the one before it, as in `zh-yue`.
fn is_language_within(subtag: &str) -> bool {
    subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}
