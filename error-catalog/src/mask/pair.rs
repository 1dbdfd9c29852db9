//! Names in front of values: looks back from a separator for the name of a secret, and forward for its value.

use core::ops::Range;

use super::bytes::{Class, at, before, is_foreign, part, run, run_back};
use super::names::{self, Name};
use super::value::{Pair, quoted, says_nothing, value};

/// A name is looked for no further back than this.
const LONGEST_NAME: usize = 64;

/// As many quotes, brackets and backslashes may stand between a name and its separator.
const MOST_CLOSING: usize = 16;

/// Names that a service has added to those that are known.
pub(super) type Added<'m> = &'m [Box<[u8]>];

/// What a name holds, of all that are known.
pub(super) fn classify(name: &[u8], added: Added<'_>) -> Option<Name> {
    names::classify(name)
        .or_else(|| added.iter().any(|own| names::ends_with(name, own)).then_some(Name::Secret))
}

/// The same of a name without a value beside it, such as that of a header; `user[password]` is one, too.
pub(super) fn classify_alone(name: &str, added: Added<'_>) -> Option<Name> {
    let belongs = |byte: u8| belongs_to_name(byte) || matches!(byte, b' ' | b'[' | b']' | b'$');
    let name = name.as_bytes();
    let last = name.rsplit(|byte| matches!(byte, b'[' | b' ')).next()?;
    let last = last.strip_suffix(b"]").unwrap_or(last);
    name.iter().all(|byte| belongs(*byte)).then(|| classify(last, added)).flatten()
}

fn belongs_to_name(byte: u8) -> bool {
    static NAME: Class = Class::new(true, b"_-.");
    NAME.has(byte)
}

/// Whether a byte may stand between a name and its separator.
fn closes_name(byte: u8) -> bool {
    static CLOSING: Class = Class::new(false, b" \"'`)]\\");
    CLOSING.has(byte)
}

/// The value whose name stands before a separator at a position. `after` is where the value may begin.
pub(super) fn pair(
    text: &[u8],
    floor: usize,
    position: usize,
    after: usize,
    added: Added<'_>,
) -> Option<Range<usize>> {
    let separator = at(text, position);
    let end = name_end(text, floor, position);
    let start = name_start(text, floor, end);
    let name = part(text, start..end);
    let kind = classify_at(text, start..end, added)?;
    let is_bare = end == position;
    // `…CvC= could` is the end of a base64 text, and no name.
    if is_bare && separator == b'=' && before(text, after) == b'=' && at(text, after) == b' ' {
        return None;
    }
    let is_spoken = is_bare && separator == b':' && at(text, after) == b' ';
    // `/etc/passwd: permission denied`: the name of a file, about which anything may be said.
    let is_file =
        is_spoken && matches!(before(text, start), b'/' | b'\\') && !is_escape(text, start);
    let kind = if is_file { Name::Token } else { kind };
    let is_prose = is_file || (is_spoken && in_sentence(text, start));
    value(text, after, &Pair { name, kind, separator, is_prose })
}

/// The value in an element of XML whose name ends at a position: `<password>…</password>`.
pub(super) fn element(
    text: &[u8],
    floor: usize,
    position: usize,
    added: Added<'_>,
) -> Option<Range<usize>> {
    let start = name_start(text, floor, position);
    // `Option<Token>` is a type.
    if before(text, start) != b'<' || before(text, start.saturating_sub(1)).is_ascii_alphanumeric()
    {
        return None;
    }
    classify_at(text, start..position, added)?;
    let end = run(text, position + 1, |byte| byte != b'<');
    let value = part(text, position + 1..end);
    (!value.is_empty() && !says_nothing(value)).then_some(position + 1..end)
}

/// The second of two texts whose first names a secret, of which the quote behind the first stands at a position:
/// `("authorization", "…")`.
pub(super) fn tuple(
    text: &[u8],
    floor: usize,
    position: usize,
    added: Added<'_>,
) -> Option<Range<usize>> {
    let quote = at(text, position);
    let end = run_back(text, floor, position, |byte| byte == b'\\');
    let start = name_start(text, floor, end);
    if before(text, start) != quote {
        return None;
    }
    let opening = run_back(text, floor, start - 1, |byte| byte == b'\\');
    if !matches!(before(text, opening), b'(' | b'[') {
        return None;
    }
    classify_at(text, start..end, added)?;
    let second = run(text, position + 1, |byte| matches!(byte, b',' | b' '));
    let range = quoted(text, second)?;
    (!says_nothing(part(text, range.clone()))).then_some(range)
}

/// The value of an option of a command, whose dashes stand at a position: `--password …`.
pub(super) fn option(text: &[u8], position: usize, added: Added<'_>) -> Option<Range<usize>> {
    let start = position + 2;
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let end = run(text.get(..start + LONGEST_NAME).unwrap_or(text), start, belongs);
    if at(text, end) != b' ' || !at(text, start).is_ascii_alphabetic() {
        return None;
    }
    let name = part(text, start..end);
    let kind = classify(name, added)?;
    let range = value(text, end + 1, &Pair { name, kind, separator: b'=', is_prose: false })?;
    let is_sentence =
        [&b"is"[..], b"and", b"or", b"was", b"must", b"flag", b"option", b"to", b"in", b"for"]
            .contains(&part(text, range.clone()));
    (!is_sentence).then_some(range)
}

/// Where the name ends whose separator stands at a position: in front of spaces, quotes and brackets.
fn name_end(text: &[u8], floor: usize, position: usize) -> usize {
    let nearest = floor.max(position.saturating_sub(MOST_CLOSING));
    let mut end = run_back(text, nearest, position, closes_name);
    // `%22password%22%3A`, `user%5Bpassword%5D=`.
    while matches!(before(text, end), b'2' | b'7' | b'D' | b'd') && end >= nearest + 3 {
        let closing = part(text, end - 3..end);
        if ![b"%22", b"%27", b"%5D", b"%5d"].iter().any(|encoded| *encoded == closing) {
            break;
        }
        end -= 3;
    }
    end
}

/// Where the name begins that ends at a position.
fn name_start(text: &[u8], floor: usize, end: usize) -> usize {
    run_back(text, floor.max(end.saturating_sub(LONGEST_NAME)), end, belongs_to_name)
}

/// What a name holds that stands in a text, where the letter of `\n`, the digits of `%3F` or a word of a script without
/// spaces may stand in front of it.
#[inline]
fn classify_at(text: &[u8], name: Range<usize>, added: Added<'_>) -> Option<Name> {
    let may_be_secret = names::may_be_secret(part(text, name.clone())) || !added.is_empty();
    if may_be_secret { classify_in_text(text, name, added) } else { None }
}

fn classify_in_text(text: &[u8], name: Range<usize>, added: Added<'_>) -> Option<Name> {
    classify(part(text, name.clone()), added).or_else(|| {
        let is_encoded = || {
            before(text, name.start) == b'%'
                && part(text, name.start..name.start + 2).iter().all(u8::is_ascii_hexdigit)
        };
        let start = if is_escape(text, name.start) {
            name.start + 1
        } else if is_encoded() {
            name.start + 2
        } else {
            run_back(text, name.start, name.end, |byte| !is_foreign(byte))
        };
        (start > name.start).then(|| classify(part(text, start..name.end), added)).flatten()
    })
}

/// Whether a byte is the letter of an escape, such as the `n` of `\n`.
pub(super) fn is_escape(text: &[u8], position: usize) -> bool {
    before(text, position) == b'\\' && matches!(at(text, position), b'n' | b'r' | b't')
}

/// Whether a name is a word of a sentence: the text begins with it, or a word or another colon stands in front of it.
fn in_sentence(text: &[u8], start: usize) -> bool {
    start == 0
        || (before(text, start) == b' '
            && (before(text, start - 1).is_ascii_lowercase() || before(text, start - 1) == b':'))
}
