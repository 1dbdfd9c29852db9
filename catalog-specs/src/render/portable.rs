//! JSON that readers of YAML take as well.

use core::fmt::Write as _;

use crate::{Json, is_invisible};

/// The text of a JSON document with the escapes that JSON and YAML share. YAML refuses control characters, and has no pairs
/// of surrogates: characters beyond U+FFFF are written as they are.
pub(super) fn portable_json(json: &Json) -> String {
    let text = json.pretty();
    let must_escape = |c: char| {
        c != '\n'
            && u32::from(c) <= 0xffff
            && (is_invisible(c) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    if !text.contains(must_escape) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if must_escape(c) {
            // Writing to a `String` does not fail.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
