//! Secrets that are known by their look: tokens, keys of well-known services, credentials behind a scheme, private keys.

use core::ops::Range;

use super::bytes::{at, before, find, is_foreign, part, run, starts};
use super::pair::is_escape;

/// A key format: what keys begin with, how many characters follow at least, and which.
pub(super) struct KeyFormat {
    pub(super) prefix: &'static str,
    pub(super) least: usize,
    belongs: fn(u8) -> bool,
}

const fn format(prefix: &'static str, least: usize, belongs: fn(u8) -> bool) -> KeyFormat {
    KeyFormat { prefix, least, belongs }
}

/// The formats of well-known services. A prefix has at least three characters.
pub(super) const FORMATS: &[KeyFormat] = &[
    // Amazon
    format("AKIA", 16, is_alphanumeric),
    format("ASIA", 16, is_alphanumeric),
    format("ABIA", 16, is_alphanumeric),
    format("ACCA", 16, is_alphanumeric),
    // Google
    format("AIza", 35, is_url_safe),
    format("GOCSPX-", 20, is_url_safe),
    format("ya29.", 20, is_token),
    // GitHub, GitLab
    format("ghp_", 30, is_alphanumeric),
    format("gho_", 30, is_alphanumeric),
    format("ghu_", 30, is_alphanumeric),
    format("ghs_", 30, is_alphanumeric),
    format("ghr_", 30, is_alphanumeric),
    format("github_pat_", 22, is_url_safe),
    format("glpat-", 20, is_url_safe),
    // Slack
    format("xoxb-", 10, is_url_safe),
    format("xoxp-", 10, is_url_safe),
    format("xoxa-", 10, is_url_safe),
    format("xoxe", 10, is_token),
    format("xoxo-", 10, is_url_safe),
    format("xoxr-", 10, is_url_safe),
    format("xoxs-", 10, is_url_safe),
    format("xoxd-", 10, is_token),
    format("xapp-", 10, is_url_safe),
    // Stripe
    format("sk_live_", 10, is_alphanumeric),
    format("sk_test_", 10, is_alphanumeric),
    format("rk_live_", 10, is_alphanumeric),
    format("rk_test_", 10, is_alphanumeric),
    format("pk_live_", 10, is_alphanumeric),
    format("pk_test_", 10, is_alphanumeric),
    format("whsec_", 20, is_token),
    // OpenAI, Anthropic, Groq, Hugging Face
    format("sk-", 20, is_url_safe),
    format("gsk_", 30, is_alphanumeric),
    format("hf_", 30, is_alphanumeric),
    // Registries of packages and images
    format("npm_", 30, is_alphanumeric),
    format("pypi-", 50, is_url_safe),
    format("dckr_pat_", 20, is_url_safe),
    format("rubygems_", 40, is_alphanumeric),
    // Others
    format("SG.", 40, is_token),
    format("shpat_", 30, is_alphanumeric),
    format("dop_v1_", 60, is_alphanumeric),
    format("hvs.", 20, is_url_safe),
    format("sntrys_", 20, is_token),
    format("lin_api_", 30, is_alphanumeric),
    format("glsa_", 30, is_url_safe),
    format("NRAK-", 20, is_alphanumeric),
    format("xkeysib-", 40, is_url_safe),
    format("ATATT3", 40, is_token),
    format("AGE-SECRET-KEY-1", 40, is_alphanumeric),
    // The beginning of a PEM block in base64.
    format("LS0tLS1CRUdJTi", 20, is_token),
];

/// For each first letter, the formats that begin with it, a bit each.
static BY_LETTER: [u64; 128] = by_letter();

#[expect(clippy::indexing_slicing, reason = "it runs at compile time; iterators are not const")]
const fn by_letter() -> [u64; 128] {
    let mut formats = [0; 128];
    let mut at = 0;
    while at < FORMATS.len() {
        formats[FORMATS[at].prefix.as_bytes()[0] as usize] |= 1 << at;
        at += 1;
    }
    formats
}

/// The formats that begin with a letter.
fn formats_of(letter: u8) -> impl Iterator<Item = &'static KeyFormat> {
    let mut left = BY_LETTER.get(usize::from(letter)).copied().unwrap_or_default();
    core::iter::from_fn(move || {
        let format = FORMATS.get(left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(format)
    })
}

/// As many characters of a key decide whether it is one; more than any format has at least.
const JUDGED: usize = 64;

/// Formats that a service has added: what keys begin with, and how many characters follow at least.
pub(super) type Added<'m> = &'m [(Box<str>, usize)];

/// What a JSON web token begins with: `{"` in base64.
pub(super) const JWT: &str = "eyJ";

/// The schemes whose credentials are known by what stands behind them.
pub(super) const SCHEMES: [&str; 2] = ["bearer", "basic"];

/// What private keys and certificates begin with.
pub(super) const PEM: &str = "-----BEGIN";

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The characters of RFC 9110's `token68`.
fn is_token(byte: u8) -> bool {
    is_url_safe(byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'=')
}

/// Whether a word begins at a position, and not within another one. Escapes, such as `\n` and `%3D`, end words.
pub(super) fn begins_word(text: &[u8], position: usize) -> bool {
    let previous = before(text, position);
    if !(previous.is_ascii_alphanumeric() || previous == b'_' || is_foreign(previous)) {
        return true;
    }
    let Some(last) = position.checked_sub(1) else { return true };
    // A character of three bytes is a word of a script without spaces.
    is_escape(text, last) || ends_encoded(text, position) || is_foreign(previous)
}

/// Whether `%3D`, or another character that is written so, ends at a position.
pub(super) fn ends_encoded(text: &[u8], position: usize) -> bool {
    position.checked_sub(3).is_some_and(|start| at(text, start) == b'%')
        && part(text, position - 2..position).iter().all(u8::is_ascii_hexdigit)
}

/// A secret that begins at a position by its look, one of `added` formats among them.
pub(super) fn token(text: &[u8], position: usize, added: Added<'_>) -> Option<Range<usize>> {
    if !begins_word(text, position) {
        return None;
    }
    let end = key(text, position).or_else(|| added_key(text, position, added));
    end.map(|end| position..end).or_else(|| credentials(text, position))
}

/// A JSON web token, `eyJ….….…`, that begins at a position; or up to where none begins.
pub(super) fn jwt(text: &[u8], position: usize) -> Result<Range<usize>, usize> {
    let point = run(text, position, is_url_safe);
    if point - position < 8 || at(text, point) != b'.' {
        return Err(point);
    }
    let end = run(text, point, |byte| is_url_safe(byte) || matches!(byte, b'.' | b'='));
    if end - point > 4 { Ok(position..end) } else { Err(point) }
}

/// The length of the shortest key.
#[cfg(test)]
pub(super) fn shortest_key() -> usize {
    FORMATS.iter().map(|format| format.prefix.len() + format.least).min().unwrap_or_default()
}

fn key(text: &[u8], position: usize) -> Option<usize> {
    formats_of(at(text, position)).find_map(|format| {
        if !starts(text, position, format.prefix.as_bytes()) {
            return None;
        }
        let start = position + format.prefix.len();
        // What it looks like is judged by its beginning, so that a text of many beginnings is not read as often.
        let beginning = text.get(..start + JUDGED).unwrap_or(text);
        let judged = part(text, start..run(beginning, start, format.belongs));
        // `sk-learn-compatible-estimators` is no key.
        let is_random =
            judged.iter().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        (judged.len() >= format.least && is_random).then(|| run(text, start, format.belongs))
    })
}

fn added_key(text: &[u8], position: usize, added: Added<'_>) -> Option<usize> {
    added.iter().find_map(|(prefix, least)| {
        let start = position + prefix.len();
        if !starts(text, position, prefix.as_bytes()) {
            return None;
        }
        let beginning = text.get(..start + least.max(&JUDGED)).unwrap_or(text);
        let judged = run(beginning, start, is_token);
        (judged - start >= *least).then(|| run(text, start, is_token))
    })
}

/// What stands behind `Bearer` or `Basic`. A plain word there is prose.
fn credentials(text: &[u8], position: usize) -> Option<Range<usize>> {
    let scheme = SCHEMES.iter().find(|scheme| {
        part(text, position..position + scheme.len()).eq_ignore_ascii_case(scheme.as_bytes())
    })?;
    let after = position + scheme.len();
    let mut start = run(text, after, |byte| matches!(byte, b' ' | b'+')).min(after + 8);
    while starts(text, start, b"%20") && start < after + 8 {
        start += 3;
    }
    if start == after {
        return None;
    }
    let is_unpadded = |byte: u8| is_token(byte) && byte != b'=';
    // Judged by its beginning, as keys are.
    let beginning = text.get(..start + JUDGED).unwrap_or(text);
    let judged = part(text, start..run(beginning, start, is_unpadded));
    let is_credential = if judged.len() < JUDGED {
        let padding = start + judged.len();
        let end = run(text, padding, |byte| byte == b'=');
        // `bearer realm1=…`: a parameter, whose name is short.
        if end > padding && (is_alphanumeric(at(text, end)) || matches!(at(text, end), b'"' | b'/'))
        {
            return None;
        }
        let end = if before(text, end) == b'.' { end - 1 } else { end };
        let found = part(text, start..end.max(start));
        if *scheme == "basic" { is_basic(found) } else { is_bearer(found) }
    } else {
        *scheme != "basic" || is_mixed(judged)
    };
    if !is_credential {
        return None;
    }
    let padding = run(text, start, is_unpadded);
    let end = run(text, padding, |byte| byte == b'=');
    Some(start..if before(text, end) == b'.' { end - 1 } else { end })
}

/// No word: long, or with a digit or a capital in it.
fn is_bearer(found: &[u8]) -> bool {
    let rest = found.get(1..).unwrap_or_default();
    let is_odd = |byte: &u8| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'+' | b'~')
    };
    found.len() >= 6 && (found.len() >= 32 || rest.iter().any(is_odd))
}

/// Base64 in full, or long and of all kinds of characters.
fn is_basic(found: &[u8]) -> bool {
    is_bearer(found) && (found.len() % 4 == 0 || (found.len() >= 12 && is_mixed(found)))
}

fn is_mixed(found: &[u8]) -> bool {
    let has = |kind: fn(&u8) -> bool| found.iter().any(kind);
    has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
}

/// A private key whose `-----BEGIN` stands at a position. One without an end goes on to the end of the text.
pub(super) fn private_key(text: &[u8], position: usize) -> Option<Range<usize>> {
    let label = position + PEM.len();
    let belongs = |byte: u8| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b' ' | b'%' | b'+')
    };
    let label_end = run(text, label, belongs);
    let is_private = find(part(text, 0..label_end), label, b"PRIVATE").is_some();
    if !is_private {
        return None;
    }
    let end = find(text, label_end, b"-----END").and_then(|end| find(text, end + 8, b"-----"));
    Some(position..end.map_or(text.len(), |end| end + 5))
}
