//! The locale that suits a client, by its `Accept-Language`.
//!
//! No library passes the table of `tests/tests/locales.rs`. accept-language 3.1 finds nothing for `ja-JP`
//! where there is `ja`; fluent-langneg 0.13 and 0.14 read no quality at all; these two and locale-match 0.2
//! take `q=0` for a wish; fluent-langneg, locale-match and language-matcher 0.2 give a reader of `zh-TW`
//! the characters of `zh-CN`. What is hard about it is known to unic-langid, by the likely subtags of the
//! CLDR: that `zh-HK` is written as `zh-TW` is, and `zh` by itself as `zh-CN`. It comes with feature
//! `locales`, which every framework's feature turns on. The qualities are read here.

use core::cmp::Reverse;
use std::sync::Arc;

use crate::Registry;

/// The ranges that are looked at: more than a browser sends, and few enough for a hostile header.
const MOST_RANGES: usize = 32;

/// RFC 5646, 4.4.1: room for every tag that people use.
const LONGEST_RANGE: usize = 35;

/// The locale among those there are that suits an `Accept-Language` best; nothing where none does.
///
/// The greatest quality wins, then the range that stands first, then the nearest locale: the very one, one
/// that means the same (`zh-Hant` and `zh-TW`), a wider or narrower one (`ja-JP` and `ja`), and at last that
/// of another region (`pt-PT` and `pt-BR`). A locale in another script never suits. `*` is any locale that
/// no other range speaks of, and `q=0` refuses. What cannot be read is passed over.
///
/// Without feature `locales` a locale suits that is the range or begins it, as
/// [`Envelope::locale`](crate::Envelope::locale) has it.
///
/// ```
/// use error_catalog::edge::negotiate;
///
/// let available = ["ja", "en", "zh-TW"];
/// assert_eq!(negotiate("en-GB;q=0.8, ja-JP", &available), Some("ja"));
/// assert_eq!(negotiate("fr, *;q=0.1", &available), Some("ja"));
/// assert_eq!(negotiate("ja;q=0, en", &available), Some("en"));
/// assert_eq!(negotiate("fr", &available), None);
/// ```
pub fn negotiate<'t>(accepted: &str, available: &[&'t str]) -> Option<&'t str> {
    let ranges: Vec<Range<'_>> =
        accepted.split(',').take(MOST_RANGES).filter_map(Range::read).collect();
    let suits = |tag: &'t str| Some((suitability(&ranges, tag)?, tag));
    let best = available.iter().copied().filter_map(suits).enumerate();
    best.max_by_key(|(at, (suitability, _))| (*suitability, Reverse(*at))).map(|(_, (_, tag))| tag)
}

/// The locales that a registry's codes can answer in: those it declares, the default first, or else those that
/// its enums declare.
pub(super) fn of_registry<C: Registry>() -> Arc<[&'static str]> {
    let declared = C::settings().locales;
    if !declared.is_empty() {
        return Arc::from(declared);
    }
    let mut locales: Vec<&'static str> = Vec::new();
    for locale in C::ALL.iter().flat_map(|row| row.locales()) {
        if !locales.contains(locale) {
            locales.push(locale);
        }
    }
    Arc::from(locales)
}

/// How well a locale suits: the quality, then where the range stands, then how near it is.
type Suitability = (u16, Reverse<usize>, Nearness);

/// By what a client asks for; nothing where it refuses the locale or does not speak of it.
fn suitability(ranges: &[Range<'_>], tag: &str) -> Option<Suitability> {
    let spoken_of = ranges.iter().enumerate().filter_map(|(at, range)| {
        let nearness = range.nearness(tag)?;
        Some((at, range.quality, nearness))
    });
    let found: Vec<(usize, u16, Nearness)> = spoken_of.collect();
    let nearest = found.iter().map(|(_, _, nearness)| *nearness).max()?;
    // The nearest range may refuse what a wider one would take.
    let said = |(_, quality, nearness): &(usize, u16, Nearness)| (*nearness, *quality);
    if found.iter().map(said).max() == Some((nearest, 0)) {
        return None;
    }
    let counts = |nearness: Nearness| (nearness > Nearness::Any) == (nearest > Nearness::Any);
    let counting = found.iter().filter(|(_, _, nearness)| counts(*nearness));
    counting.map(|(at, quality, nearness)| (*quality, Reverse(*at), *nearness)).max()
}

/// One range of the header with its quality, in thousandths.
struct Range<'h> {
    tag: &'h str,
    quality: u16,
}

/// How near a locale is to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
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
    /// The same tag.
    Same,
}

impl<'h> Range<'h> {
    /// RFC 9110, 12.5.4.
    fn read(text: &'h str) -> Option<Self> {
        let mut parts = text.split(';').map(trimmed);
        let tag = parts.next()?;
        let is_tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_sound = (1..=LONGEST_RANGE).contains(&tag.len()) && tag.bytes().all(is_tag);
        if !is_sound && tag != "*" {
            return None;
        }
        let mut quality = 1000;
        for part in parts {
            let (name, value) = part.split_once('=')?;
            if trimmed(name).eq_ignore_ascii_case("q") {
                quality = thousandths(trimmed(value))?;
            }
        }
        Some(Self { tag, quality })
    }

    fn nearness(&self, tag: &str) -> Option<Nearness> {
        if self.tag == "*" {
            return Some(Nearness::Any);
        }
        if self.tag.eq_ignore_ascii_case(tag) {
            return Some(Nearness::Same);
        }
        meaning::nearness(self.tag, tag)
    }
}

/// The white space of a header.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// `0.8` is 800: a digit, at most three behind the point, and never more than 1.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1") || behind.len() > 3 {
        return None;
    }
    let mut quality = u16::from(whole == "1");
    for place in 0..3 {
        let digit = behind.as_bytes().get(place).copied().unwrap_or(b'0');
        quality = quality * 10 + u16::from(digit.checked_sub(b'0').filter(|digit| *digit <= 9)?);
    }
    (quality <= 1000).then_some(quality)
}

/// Whether one tag begins the other, whole words of it.
fn begins(wider: &str, narrower: &str) -> bool {
    let parts = narrower.split_at_checked(wider.len());
    parts.is_some_and(|(start, rest)| start.eq_ignore_ascii_case(wider) && rest.starts_with('-'))
}

#[cfg(feature = "locales")]
mod meaning {
    use unic_langid::LanguageIdentifier;

    use super::{Nearness, begins};

    /// Which language, script and region two tags mean.
    pub(super) fn nearness(range: &str, tag: &str) -> Option<Nearness> {
        let (range_means, tag_means) = (meant(range)?, meant(tag)?);
        let same_script =
            range_means.language == tag_means.language && range_means.script == tag_means.script;
        if !same_script {
            return None;
        }
        Some(if range_means == tag_means {
            Nearness::Meaning
        } else if begins(range, tag) || begins(tag, range) {
            Nearness::Related
        } else {
            Nearness::Region
        })
    }

    fn meant(tag: &str) -> Option<LanguageIdentifier> {
        let mut meant: LanguageIdentifier = tag.parse().ok()?;
        // `und` is no language, and would be taken for English.
        if meant.language.is_empty() {
            return None;
        }
        meant.maximize();
        Some(meant)
    }
}

#[cfg(not(feature = "locales"))]
mod meaning {
    use super::{Nearness, begins};

    /// Whether a tag is the wider one of a range.
    pub(super) fn nearness(range: &str, tag: &str) -> Option<Nearness> {
        begins(tag, range).then_some(Nearness::Related)
    }
}
