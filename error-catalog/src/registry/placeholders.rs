//! The placeholders of templates, in const evaluation.

use crate::entry::same_bytes;

/// Whether a template has more than text: a brace that is not doubled.
pub(super) const fn has_placeholder(template: &str) -> bool {
    let mut rest = template.as_bytes();
    loop {
        rest = match rest {
            [b'{', b'{', after @ ..] | [b'}', b'}', after @ ..] => after,
            [b'{', ..] => return true,
            [_, after @ ..] => after,
            [] => return false,
        };
    }
}

/// Whether a template has every placeholder of another. Placeholders are compared with their format, because values are
/// found by the whole text between the braces.
pub(super) const fn has_placeholders_of(template: &str, other: &str) -> bool {
    let mut rest = other.as_bytes();
    while let Some((placeholder, after)) = next_placeholder(rest) {
        if !has_placeholder_in(template.as_bytes(), placeholder) {
            return false;
        }
        rest = after;
    }
    true
}

const fn has_placeholder_in(template: &[u8], wanted: &[u8]) -> bool {
    let mut rest = template;
    while let Some((placeholder, after)) = next_placeholder(rest) {
        if same_bytes(placeholder, wanted) {
            return true;
        }
        rest = after;
    }
    false
}

/// The next placeholder of a template without its braces, and the rest behind it.
const fn next_placeholder(template: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = template;
    loop {
        rest = match rest {
            [b'{', b'{', after @ ..] | [b'}', b'}', after @ ..] => after,
            [b'{', after @ ..] => {
                let mut length = 0;
                let mut behind = after;
                while let [byte, next @ ..] = behind {
                    behind = next;
                    if *byte == b'}' {
                        return Some((after.split_at(length).0, behind));
                    }
                    length += 1;
                }
                return None;
            }
            [_, after @ ..] => after,
            [] => return None,
        };
    }
}
