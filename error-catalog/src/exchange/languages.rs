//! The locale that suits a client, by its `Accept-Language`.
//!
//! No library passes the table of `tests/tests/locales.rs`. accept-language 3.1 finds nothing for `ja-JP` where `ja` is
//! available; fluent-langneg 0.13 and 0.14 ignore qualities; these two and locale-match 0.2 take `q=0` for a language;
//! fluent-langneg, locale-match and language-matcher 0.2 give a reader of `zh-TW` the characters of `zh-CN`. unic-langid
//! knows the hard part, the likely subtags of the CLDR: `zh-HK` is written as `zh-TW`, and `zh` as `zh-CN`. It comes with
//! feature `locales`, which every framework feature turns on. Qualities are read here.

use core::cmp::Reverse;

#[cfg(not(feature = "locales"))]
use super::literal_tag::ResolvedTag;
#[cfg(feature = "locales")]
use super::resolved_tag::ResolvedTag;
use super::tags::{Nearness, spoken};

/// The ranges that are looked at: more than a browser sends, and few enough for a hostile header.
const MOST_RANGES: usize = 32;

/// RFC 5646, 4.4.1: room for every tag that people use, without its extensions.
const LONGEST_RANGE: usize = 35;

/// The best of the available locales for an `Accept-Language` header; `None` if none suits.
///
/// The greatest quality wins, then the first range, then the nearest locale: the same one, one of the same meaning
/// (`zh-Hant` and `zh-TW`), a wider or narrower one (`ja-JP` and `ja`), and at last one of another region (`pt-PT` and
/// `pt-BR`). A locale in another script never matches. `*` matches any locale that no other range matches, and `q=0`
/// refuses. Malformed ranges are skipped.
///
/// Without feature `locales` a locale suits only if it equals the range or is its beginning (`ja` for `ja-JP`), as in
/// [`Envelope::locale`](crate::Envelope::locale).
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
        accepted.split(',').filter_map(Range::read).take(MOST_RANGES).collect();
    let suits = |tag: &'t str| Some((suitability(&ranges, tag)?, tag));
    let best = available.iter().copied().filter_map(suits).enumerate();
    best.max_by_key(|(at, (suitability, _))| (*suitability, Reverse(*at))).map(|(_, (_, tag))| tag)
}

/// How well a locale suits: the quality, then where the range stands, then how near it is.
type Suitability = (u16, Reverse<usize>, Nearness);

/// By what a client asks for; nothing where it refuses the locale or does not speak of it.
fn suitability(ranges: &[Range<'_>], tag: &str) -> Option<Suitability> {
    let locale = Locale { tag, meant: ResolvedTag::parse(tag) };
    let spoken_of = ranges.iter().enumerate().filter_map(|(at, range)| {
        let nearness = range.nearness(&locale)?;
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
    meant: Option<ResolvedTag<'h>>,
    quality: u16,
}

/// One locale that there is.
struct Locale<'t> {
    tag: &'t str,
    meant: Option<ResolvedTag<'t>>,
}

impl<'h> Range<'h> {
    /// RFC 9110, 12.5.4.
    fn read(text: &'h str) -> Option<Self> {
        let mut parts = text.split(';').map(trimmed);
        let tag = parts.next()?;
        let is_tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_sound = (1..=LONGEST_RANGE).contains(&spoken(tag).len()) && tag.bytes().all(is_tag);
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
        Some(Self { tag, meant: ResolvedTag::parse(tag), quality })
    }

    fn nearness(&self, locale: &Locale<'_>) -> Option<Nearness> {
        if self.tag == "*" {
            return Some(Nearness::Any);
        }
        if self.tag.eq_ignore_ascii_case(locale.tag) {
            return Some(Nearness::Same);
        }
        if spoken(self.tag).eq_ignore_ascii_case(locale.tag) {
            return Some(Nearness::Spoken);
        }
        self.meant.as_ref()?.nearness(locale.meant.as_ref()?)
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
