//! Where a value ends that stands behind a name: `password=…`, `"password": "…"`, `password: Some("…")`.

use core::ops::Range;

use super::bytes::{END, at, before, is_foreign, part, run, run_back, starts};
use super::names::Name;

/// What a masked value reads as.
pub(super) const MASKED: &str = "***";

/// As many spaces may stand in front of a value.
const MOST_SPACES: usize = 64;

/// As many bytes of the value of a header decide what it is: longer than the name of a cookie, and so few that a text of many
/// headers is not read as often.
const JUDGED: usize = 256;

/// A name, and what joins it to its value.
pub(super) struct Pair<'t> {
    pub(super) name: &'t [u8],
    pub(super) kind: Name,
    /// The byte that separates them: `:`, `=`, or `%` where it is written as `%3A` or `%3D`.
    pub(super) separator: u8,
    /// Whether the pair stands in a sentence: the name is bare, a colon and a space follow it.
    pub(super) is_prose: bool,
}

/// The value that begins at a position; nothing where none does, where it says nothing, or where it is masked already.
pub(super) fn value(text: &[u8], position: usize, pair: &Pair<'_>) -> Option<Range<usize>> {
    let start =
        run(text, position, |byte| matches!(byte, b' ' | b'\t')).min(position + MOST_SPACES);
    if is_masked(text, start) {
        return None;
    }
    let range = quoted(text, start)
        .or_else(|| bracketed(text, start))
        .or_else(|| header(text, start, pair))
        .unwrap_or_else(|| plain(text, start, pair));
    let value = part(text, range.clone());
    let is_kept =
        value.is_empty() || says_nothing(value) || (pair.is_prose && is_prose(value, pair.kind));
    (!is_kept).then_some(range)
}

/// Whether `***` stands at a position, and is the whole value there.
fn is_masked(text: &[u8], start: usize) -> bool {
    let start = run(text, start, |byte| matches!(byte, b'"' | b'\'' | b'`' | b'\\'));
    let end = start + MASKED.len();
    starts(text, start, MASKED.as_bytes())
        && !(at(text, end).is_ascii_alphanumeric() || is_foreign(at(text, end)))
}

/// A text in quotes, without them. In a text within a text the quotes have backslashes: `\"`, `\\\"`.
pub(super) fn quoted(text: &[u8], start: usize) -> Option<Range<usize>> {
    // `b"…"`, `r"…"` and the like.
    let prefix = run(text, start, |byte| matches!(byte, b'b' | b'r' | b'u' | b'f')).min(start + 2);
    let slashes = run(text, prefix, |byte| byte == b'\\') - prefix;
    let quote = at(text, prefix + slashes);
    if !matches!(quote, b'"' | b'\'' | b'`') {
        return None;
    }
    let from = prefix + slashes + 1;
    Some(from..quote_end(text, from, quote, slashes))
}

/// Where a text in quotes ends: at the quote with as many backslashes as the first one, or one that stands at no escape.
/// Without one it goes on to the end; a quote of one character, which may be an apostrophe, to the end of the line.
fn quote_end(text: &[u8], from: usize, quote: u8, slashes: usize) -> usize {
    let period = 2 * (slashes + 1);
    let mut position = from;
    loop {
        let stop = run(text, position, |byte| byte != quote && byte != b'\\' && byte != b'\n');
        let after = run(text, stop, |byte| byte == b'\\');
        let found = after - stop;
        match at(text, after) {
            byte if byte == quote && found % period == slashes % period => {
                return after - slashes.min(found);
            }
            b'\n' if quote != b'"' => return after,
            END if after >= text.len() => return text.len(),
            _ => {}
        }
        // Behind the byte that a backslash escapes, or that ended the run.
        position = after + 1;
    }
}

/// A list, a map or a tuple, with its brackets.
fn bracketed(text: &[u8], start: usize) -> Option<Range<usize>> {
    matches!(at(text, start), b'{' | b'[' | b'(').then(|| start..bracket_end(text, start))
}

/// Behind the bracket that closes the one at a position; the end where none does.
fn bracket_end(text: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut position = start;
    while position < text.len() {
        position = run(text, position, |byte| {
            !matches!(byte, b'{' | b'[' | b'(' | b'}' | b']' | b')' | b'"')
        });
        match at(text, position) {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return position + 1;
                }
            }
            b'"' => {
                let slashes = position - run_back(text, start, position, |byte| byte == b'\\');
                position = quote_end(text, position + 1, b'"', slashes) + slashes;
            }
            _ => {}
        }
        position += 1;
    }
    text.len()
}

/// The value of a header that has spaces in it, to the end of its line.
fn header(text: &[u8], start: usize, pair: &Pair<'_>) -> Option<Range<usize>> {
    if pair.separator != b':' {
        return None;
    }
    // `Some("…")`.
    if at(text, run(text, start, |byte| byte.is_ascii_alphanumeric())) == b'(' {
        return None;
    }
    let beginning = text.get(..start + JUDGED).unwrap_or(text);
    let first_end = run(beginning, start, |byte| !matches!(byte, b' ' | b'\n' | b'\r' | END));
    let first = part(text, start..first_end);
    let has_spaces = if ends_with(pair.name, b"authorization") {
        !pair.is_prose || is_scheme(first)
    } else {
        ends_with(pair.name, b"cookie") && first.contains(&b'=')
    };
    has_spaces.then(|| start..line_end(text, start))
}

/// Where a header ends: with its line, or with the text in quotes that it stands in. Quotes behind `=` are its own:
/// `Digest username="m", response="…"`.
fn line_end(text: &[u8], start: usize) -> usize {
    let mut position = start;
    loop {
        position = run(text, position, |byte| !matches!(byte, b'\n' | b'\r' | b'"' | b'\\'));
        let slashes = run(text, position, |byte| byte == b'\\') - position;
        let from = position + slashes + 1;
        let is_own = before(text, position) == b'='
            && at(text, from - 1) == b'"'
            // `"Cookie: a=="`: that of the text around.
            && !matches!(at(text, from), b',' | b';' | b':' | b'.' | b'}' | b']' | b')' | b'\'' | END)
            && !at(text, from).is_ascii_whitespace();
        let end = if is_own { quote_end_in_line(text, from, slashes) } else { None };
        match end {
            Some(end) => position = end,
            None => return position,
        }
    }
}

/// Behind the quote with as many backslashes that ends a text in quotes, if its line has one.
fn quote_end_in_line(text: &[u8], from: usize, slashes: usize) -> Option<usize> {
    let end = run(text, from, |byte| !matches!(byte, b'\n' | b'\r' | b'"' | b'\\'));
    let quote = run(text, end, |byte| byte == b'\\');
    (quote - end == slashes && at(text, quote) == b'"').then_some(quote + 1)
}

/// A value without quotes; of `Bearer abc` the part behind the scheme, too.
fn plain(text: &[u8], start: usize, pair: &Pair<'_>) -> Range<usize> {
    let end = plain_end(text, start, pair);
    if is_scheme(part(text, start..end)) && at(text, end) == b' ' {
        return start..plain_end(text, end + 1, pair).max(end);
    }
    start..end
}

fn plain_end(text: &[u8], start: usize, pair: &Pair<'_>) -> usize {
    let mut position = start;
    loop {
        position = run(text, position, |byte| !ends_plain(byte));
        match at(text, position) {
            b'(' | b'{' | b'[' => position = bracket_end(text, position),
            // The next member of a query within a query.
            b'%' if !(pair.separator == b'%' && starts(text, position, b"%26")) => position += 1,
            0xe3 | 0xef if !is_punctuation(part(text, position..position + 3)) => position += 1,
            _ => return position,
        }
    }
}

/// Whether a value without quotes may end at a byte.
fn ends_plain(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(
            byte,
            b',' | b';'
                | b'&'
                | b'"'
                | b'\''
                | b'<'
                | b'>'
                | b'`'
                | b')'
                | b']'
                | b'}'
                | b'|'
                | b'\\'
        )
        || matches!(byte, b'(' | b'{' | b'[' | b'%' | 0xe3 | 0xef)
}

/// Commas, stops and closing brackets of Chinese and Japanese, which no space follows.
fn is_punctuation(bytes: &[u8]) -> bool {
    ["\u{3000}", "、", "。", "」", "』", "，", "；", "）"]
        .iter()
        .any(|mark| mark.as_bytes() == bytes)
}

fn is_scheme(word: &[u8]) -> bool {
    [
        &b"bearer"[..],
        b"basic",
        b"digest",
        b"token",
        b"negotiate",
        b"ntlm",
        b"apikey",
        b"dpop",
        b"hawk",
        b"oauth",
        b"aws4-hmac-sha256",
    ]
    .iter()
    .any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// Words in the place of a secret that are none.
pub(super) fn says_nothing(value: &[u8]) -> bool {
    [
        &b"***"[..],
        b"null",
        b"none",
        b"nil",
        b"undefined",
        b"true",
        b"false",
        b"yes",
        b"no",
        b"{}",
        b"[]",
        b"()",
        b"[redacted]",
        b"<redacted>",
        b"redacted",
    ]
    .iter()
    .any(|word| value.eq_ignore_ascii_case(word))
}

/// Whether what follows a name in a sentence is the rest of the sentence. What a machine makes is no plain word; what a
/// person chooses may be one, so that a password is never taken for prose.
fn is_prose(value: &[u8], kind: Name) -> bool {
    let value = value.strip_suffix(b":").or_else(|| value.strip_suffix(b".")).unwrap_or(value);
    let is_number = value.len() <= 3 && value.iter().all(u8::is_ascii_digit);
    kind == Name::Token && value.len() <= 24 && (is_number || is_word(value))
}

/// `expired`, `Unauthorized`, `ExpiredSignature`: letters, of which capitals begin words.
fn is_word(value: &[u8]) -> bool {
    let mut lower_before = usize::MAX;
    for byte in value {
        match byte {
            b'a'..=b'z' => lower_before = lower_before.saturating_add(1),
            b'A'..=b'Z' if lower_before >= 2 => lower_before = 0,
            _ => return false,
        }
    }
    lower_before >= 2
}

pub(super) fn ends_with(name: &[u8], end: &[u8]) -> bool {
    let tail = name.len().checked_sub(end.len()).and_then(|start| name.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
