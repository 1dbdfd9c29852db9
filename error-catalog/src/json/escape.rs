//! Escaping while writing, exactly as `serde_json` does it, so that both kinds of text look the same.

use core::fmt;

use catalog_specs_core::bytes::{repeat, zero_bytes};

/// Appends a text as a JSON string, quotes included.
pub(crate) fn write_string(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    escape(text, out);
    out.push(b'"');
}

/// A text whose length as the inside of a JSON string is known before it is written.
#[derive(Clone, Copy)]
pub(crate) struct Measured<'t> {
    text: &'t str,
    is_plain: bool,
}

impl<'t> Measured<'t> {
    #[inline]
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, is_plain: is_plain(text) }
    }

    #[inline]
    pub(crate) fn length(&self) -> usize {
        if self.is_plain { self.text.len() } else { escaped_length(self.text) }
    }

    #[inline]
    pub(crate) fn escape(&self, out: &mut Vec<u8>) {
        if self.is_plain {
            out.extend_from_slice(self.text.as_bytes());
        } else {
            escape_special(self.text, out);
        }
    }
}

/// What a text will take inside its quotes.
fn escaped_length(text: &str) -> usize {
    text.bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | 0x08 | 0x0c | b'\n' | b'\r' | b'\t' => 2,
            0x00..=0x1f => 6,
            _ => 1,
        })
        .sum()
}

/// Whether no byte needs an escape. Bytes are looked at together, without a branch for each; some of them twice.
#[inline]
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    if let Some(last) = bytes.last_chunk::<16>() {
        // The compiler looks at 32 bytes at once.
        let (long, rest) = bytes.split_at(bytes.len() & !31);
        let has_special = long.iter().fold(false, |found, byte| found | is_special(*byte));
        let first = rest.first_chunk().unwrap_or(last);
        return !(has_special || (!rest.is_empty() && (any_special(first) || any_special(last))));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return special_bytes(first) | special_bytes(last) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return special_bytes(u64::from(first) << 32 | u64::from(last)) == 0;
    }
    !bytes.iter().any(|byte| is_special(*byte))
}

/// Whether one of sixteen bytes needs an escape.
#[inline]
fn any_special(bytes: &[u8; 16]) -> bool {
    bytes.iter().fold(0, |found, byte| found | u8::from(is_special(*byte))) != 0
}

/// Marks what needs an escape among eight bytes; zero if none does.
#[inline]
fn special_bytes(eight: u64) -> u64 {
    let controls = eight.wrapping_sub(repeat(0x20)) & !eight & repeat(0x80);
    controls | zero_bytes(eight ^ repeat(b'"')) | zero_bytes(eight ^ repeat(b'\\'))
}

/// A place for formatted text that becomes the inside of a JSON string on its way.
pub(crate) struct Escaped<'o>(pub(crate) &'o mut Vec<u8>);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(text, self.0);
        Ok(())
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, 0x00..=0x1f | b'"' | b'\\')
}

/// Appends a text as the inside of a JSON string.
#[inline]
pub(crate) fn escape(text: &str, out: &mut Vec<u8>) {
    Measured::new(text).escape(out);
}

#[inline(never)]
fn escape_special(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    // Whole runs are copied.
    while let Some(at) = rest.iter().position(|byte| is_special(*byte)) {
        let (run, from) = rest.split_at(at);
        let Some((byte, after)) = from.split_first() else { break };
        out.extend_from_slice(run);
        escape_byte(*byte, out);
        rest = after;
    }
    out.extend_from_slice(rest);
}

fn escape_byte(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            let low = byte & 0xf;
            let low = if low < 10 { b'0' + low } else { b'a' + (low - 10) };
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', b'0' + (byte >> 4), low]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use core::fmt::Write;

    use super::*;

    #[test]
    fn it_escapes_as_serde_json_does() {
        let all: String = (0..0x250)
            .filter_map(char::from_u32)
            .chain("日本語\u{2028}\u{202e}𝄞".chars())
            .collect();
        let mut ours = Vec::new();
        write_string(&all, &mut ours);
        assert_eq!(ours, serde_json::to_vec(&all).unwrap());
        assert_eq!(ours.len(), Measured::new(&all).length() + 2);
    }

    #[test]
    fn a_byte_to_escape_is_found_at_every_position() {
        for length in 0..80 {
            for at in 0..=length {
                let text = |special: &str| {
                    format!("{}{special}{}", "z".repeat(at), "é".repeat(length - at))
                };
                assert!(is_plain(&text("~\u{7f}! #[]")));
                for special in ["\"", "\\", "\u{0}", "\u{1f}", "\n"] {
                    assert!(!is_plain(&text(special)), "{length} {at} {special:?}");
                }
            }
        }
    }

    #[test]
    fn formatted_text_is_escaped_on_its_way() {
        let mut out = Vec::new();
        let (quote, line) = ("a\"b", "c\n");
        write!(Escaped(&mut out), "{quote}-{line:?}").unwrap();
        assert_eq!(out, br#"a\"b-\"c\\n\""#);
    }
}
