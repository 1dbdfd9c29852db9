//! JSON: members by their names, numbers by their look, and what stands within strings. What was valid stays valid.

use core::ops::Range;
use std::borrow::Cow;

use super::bytes::{at, part, run};
use super::card::card;
use super::pair::{Added, classify_alone};
use super::splice::Spliced;
use super::value::{MASKED, says_nothing};
use crate::json::{unescape, write_string};

/// How the parts of a JSON text are masked.
pub(super) struct Masks<'m> {
    /// What stands within a string.
    pub(super) text: &'m dyn Fn(&str) -> Cow<'_, str>,
    /// The names that a service has added; nothing where members are not masked by their names.
    pub(super) names: Option<Added<'m>>,
}

/// Masks a JSON text.
pub(super) fn mask<'t>(masks: &Masks<'_>, json: &'t str) -> Cow<'t, str> {
    let text = json.as_bytes();
    let mut masked = Spliced::new(json);
    let mut position = 0;
    while position < text.len() {
        position = run(text, position, |byte| !(byte == b'"' || byte.is_ascii_digit()));
        position = match at(text, position) {
            b'"' => {
                let string = position..string_end(text, position);
                let colon = skip_space(text, string.end);
                let value = skip_space(text, colon + 1);
                let is_member = at(text, colon) == b':';
                if is_member && names_secret(masks, json, string.clone()) {
                    let end = value_end(text, value);
                    if !(says_nothing(part(text, value..end))
                        || part(text, value..end) == b"\"***\"")
                    {
                        masked.replace(value..end, "\"***\"");
                    }
                    end
                } else {
                    mask_string(masks, json, string.clone(), &mut masked);
                    if is_member { value } else { string.end }
                }
            }
            b'0'..=b'9' => {
                let end = run(text, position, |byte| byte.is_ascii_digit());
                match card(text, position..end) {
                    Some(number) => {
                        let number = whole_number(text, number);
                        masked.replace(number.clone(), "\"***\"");
                        number.end
                    }
                    None => run(text, end, |byte| {
                        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-')
                    }),
                }
            }
            _ => position,
        };
    }
    masked.finish()
}

/// The digits of a number with its sign, its fraction and its exponent: the text in its place is no number.
fn whole_number(text: &[u8], digits: Range<usize>) -> Range<usize> {
    let is_of_word =
        |position: usize| position > 0 && at(text, position - 1).is_ascii_alphanumeric();
    let sign = digits.start.checked_sub(1).filter(|sign| at(text, *sign) == b'-');
    let start = sign.filter(|sign| !is_of_word(*sign)).unwrap_or(digits.start);
    let goes_on = matches!(at(text, digits.end), b'.' | b'e' | b'E')
        && matches!(at(text, digits.end + 1), b'0'..=b'9' | b'+' | b'-');
    let is_of_number =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-');
    let end = if goes_on { run(text, digits.end, is_of_number) } else { digits.end };
    start..end
}

/// Masks what stands within a string, of which the range has the quotes.
fn mask_string(masks: &Masks<'_>, json: &str, string: Range<usize>, masked: &mut Spliced<'_, '_>) {
    let Some(quoted) = json.get(string.clone()) else { return };
    let text = unescape(quoted);
    if let Cow::Owned(text) = (masks.text)(&text) {
        let mut written = Vec::with_capacity(text.len() + 2);
        write_string(&text, &mut written);
        masked.replace(
            string,
            &String::from_utf8(written).unwrap_or_else(|_| format!("\"{MASKED}\"")),
        );
    }
}

fn names_secret(masks: &Masks<'_>, json: &str, string: Range<usize>) -> bool {
    let Some(names) = masks.names else { return false };
    let name = json.get(string).map(unescape).unwrap_or_default();
    classify_alone(&name, names).is_some()
}

fn skip_space(text: &[u8], position: usize) -> usize {
    run(text, position, |byte| byte.is_ascii_whitespace())
}

/// Behind the quote that ends the string that begins at a position.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut position = start + 1;
    loop {
        position = run(text, position, |byte| byte != b'"' && byte != b'\\');
        match at(text, position) {
            b'"' => return position + 1,
            b'\\' => position += 2,
            _ => return text.len(),
        }
    }
}

/// Behind the value that begins at a position.
fn value_end(text: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut position = start;
    while position < text.len() {
        match at(text, position) {
            b'"' => {
                position = string_end(text, position);
                if depth == 0 {
                    return position;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return position + depth,
            b'}' | b']' => depth -= 1,
            byte if depth == 0 && (byte == b',' || byte.is_ascii_whitespace()) => return position,
            _ => {}
        }
        position += 1;
    }
    text.len()
}
