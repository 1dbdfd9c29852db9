//! Texts as lines of a log: a text from a client or an error cannot begin a new line, change the text direction or hide
//! characters, and its length is limited.

use core::fmt::{self, Write};
use std::borrow::Cow;

use catalog_specs_core::is_invisible;

use crate::mask::{DEFAULT_MASK, Mask};
use crate::panics;

/// The longest text in a log record, in bytes.
const LONGEST: usize = 8 * 1024;

/// The longest path or method.
#[cfg(any(feature = "tracing", feature = "report"))]
pub(crate) const LONGEST_PATH: usize = 1024;

/// A text for a log record, cut at a number of bytes.
pub(crate) fn line(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest && !has_invisible(text) {
        return Cow::Borrowed(text);
    }
    let mut line = Line::with_limit(longest);
    // Fails where the text is cut, which the mark shows.
    let _ = line.write_str(text);
    Cow::Owned(line.into_string())
}

/// A `Display` text for a log record: masked, in one line, cut. A `Display` that fails or panics leaves a mark, and the
/// record is written all the same.
pub(crate) fn displayed(value: &dyn fmt::Display) -> String {
    displayed_within(value, LONGEST)
}

pub(crate) fn displayed_within(value: &dyn fmt::Display, longest: usize) -> String {
    masked_within(value, longest, &DEFAULT_MASK)
}

/// The same with the mask of a layer.
pub(crate) fn masked(value: &dyn fmt::Display, mask: &Mask) -> String {
    masked_within(value, LONGEST, mask)
}

pub(crate) fn masked_within(value: &dyn fmt::Display, longest: usize, mask: &Mask) -> String {
    let (collected, outcome) = collect(value);
    finish(collected, &outcome, longest, mask)
}

/// A collected text as a record has it.
fn finish(collected: Collected, outcome: &DisplayOutcome, longest: usize, mask: &Mask) -> String {
    let mut text = collected.masked_line(longest, mask);
    match outcome {
        DisplayOutcome::Whole => {}
        DisplayOutcome::Failed => text.push_str("(its `Display` failed)"),
        DisplayOutcome::Panicked(panicked) => {
            text.push_str("(its `Display` ");
            text.push_str(&line(&mask.text(panicked), longest));
            text.push(')');
        }
    }
    text
}

/// Buffers for a text, before it is masked and then: with them it costs no allocation.
#[cfg(feature = "report")]
#[derive(Default)]
pub(crate) struct TextBuffers {
    whole: String,
    masked: String,
}

#[cfg(feature = "report")]
impl TextBuffers {
    /// Hands a `Display` text to `write` as [`masked`] gives it.
    pub(crate) fn masked(
        &mut self,
        value: &dyn fmt::Display,
        mask: &Mask,
        write: impl FnOnce(&str),
    ) {
        self.whole.clear();
        let (collected, outcome) = collect_into(core::mem::take(&mut self.whole), value);
        if matches!(outcome, DisplayOutcome::Whole) && !collected.is_cut {
            let masked = mask.text_within(&collected.text, &mut self.masked);
            write(&line(&masked, LONGEST));
            if let Cow::Owned(masked) = masked {
                self.masked = masked;
            }
            self.whole = collected.text;
        } else {
            write(&finish(collected, &outcome, LONGEST, mask));
        }
    }

    /// Hands a text of ours to `write`.
    pub(crate) fn plain(&mut self, text: &dyn fmt::Display, write: impl FnOnce(&str)) {
        self.whole.clear();
        // A text of ours does not fail.
        let _ = write!(self.whole, "{text}");
        write(&self.whole);
    }

    pub(crate) fn capacity(&self) -> usize {
        self.whole.capacity() + self.masked.capacity()
    }
}

/// A `Display` text as it is, and whether that is all of it: for what masks it later.
#[cfg(feature = "actix")]
pub(crate) fn raw(value: &dyn fmt::Display) -> (String, bool) {
    let (mut collected, outcome) = collect(value);
    if let DisplayOutcome::Panicked(panicked) = outcome {
        let _ = write!(collected.text, "(its `Display` {panicked})");
    }
    (collected.text, !collected.is_cut)
}

/// A `Display` text as it is; of a very long one the beginning.
fn collect(value: &dyn fmt::Display) -> (Collected, DisplayOutcome) {
    collect_into(String::new(), value)
}

fn collect_into(empty: String, value: &dyn fmt::Display) -> (Collected, DisplayOutcome) {
    let mut collected = Collected { text: empty, is_cut: false };
    let written = panics::catch(|| write!(collected, "{value}"));
    let outcome = match written {
        Ok(Ok(())) => DisplayOutcome::Whole,
        Ok(Err(_)) if collected.is_cut => DisplayOutcome::Whole,
        Ok(Err(_)) => DisplayOutcome::Failed,
        Err(panicked) => DisplayOutcome::Panicked(panicked),
    };
    (collected, outcome)
}

/// How a `Display` ended.
enum DisplayOutcome {
    Whole,
    Failed,
    Panicked(String),
}

/// The beginning of a text, far longer than what goes into a record: what is masked is seen as a whole.
struct Collected {
    text: String,
    is_cut: bool,
}

/// As much of a text is collected.
const MOST_COLLECTED: usize = 64 * 1024;

/// As much of the end of a text that was cut off is left out, for there may be half of a secret.
const UNSURE: usize = 512;

impl Write for Collected {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        let room = MOST_COLLECTED - self.text.len();
        if piece.len() <= room {
            self.text.push_str(piece);
            return Ok(());
        }
        let end = (0..=room).rev().find(|end| piece.is_char_boundary(*end));
        self.text.push_str(piece.get(..end.unwrap_or_default()).unwrap_or_default());
        self.is_cut = true;
        Err(fmt::Error)
    }
}

impl Collected {
    /// The text without its secrets, as a line.
    fn masked_line(self, longest: usize, mask: &Mask) -> String {
        let masked = mask.text(&self.text);
        if !self.is_cut {
            return line(&masked, longest).into_owned();
        }
        let same = masked.bytes().rev().zip(self.text.bytes().rev()).take(UNSURE);
        let unsure = same.take_while(|(masked, text)| masked == text).count();
        let end = (0..=masked.len() - unsure).rev().find(|end| masked.is_char_boundary(*end));
        let sure = masked.get(..end.unwrap_or_default()).unwrap_or_default();
        let mut text = line(sure, longest).into_owned();
        if !text.ends_with('…') {
            text.push('…');
        }
        text
    }
}

/// Escapes every invisible character of the JSON text that begins at a place.
#[cfg(any(feature = "tracing", feature = "report"))]
pub(crate) fn escape_invisible(json: &mut Vec<u8>, start: usize) {
    let Some(text) = json.get(start..).and_then(|text| core::str::from_utf8(text).ok()) else {
        return;
    };
    if !has_invisible(text) {
        return;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        // A control character that stands raw in JSON is white space between two members.
        if c.is_ascii_control() && c != '\u{7f}' {
            escaped.push(' ');
        } else if is_invisible(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    json.truncate(start);
    json.extend_from_slice(escaped.as_bytes());
}

/// Whether a text has an invisible character. In ASCII only control characters are, which is found without decoding.
fn has_invisible(text: &str) -> bool {
    let (mut is_ascii, mut has_control) = (true, false);
    for byte in text.bytes() {
        is_ascii &= byte < 0x80;
        has_control |= byte < 0x20 || byte == 0x7f;
    }
    has_control || (!is_ascii && text.chars().any(is_invisible))
}

/// Collects a text without invisible characters, up to its limit.
struct Line {
    text: String,
    longest: usize,
    is_cut: bool,
}

impl Line {
    fn with_limit(longest: usize) -> Self {
        Self { text: String::new(), longest, is_cut: false }
    }

    fn into_string(mut self) -> String {
        if self.is_cut {
            self.text.push('…');
        }
        self.text
    }
}

impl Write for Line {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        for c in piece.chars() {
            if self.text.len() + c.len_utf8() > self.longest {
                self.is_cut = true;
                return Err(fmt::Error);
            }
            if is_invisible(c) {
                write!(self.text, "{}", c.escape_unicode())?;
            } else {
                self.text.push(c);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(&'static str, bool);

    impl fmt::Display for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)?;
            assert!(!self.1, "a\nb");
            Err(fmt::Error)
        }
    }

    #[test]
    fn line_breaks_are_escaped() {
        for (text, line) in [
            ("商品 7 — ok", "商品 7 — ok"),
            ("x\n2026-01-01 ERROR forged", "x\\u{a}2026-01-01 ERROR forged"),
            ("\u{1b}[31m\u{9b}\u{7f}\r\0", "\\u{1b}[31m\\u{9b}\\u{7f}\\u{d}\\u{0}"),
            (
                "\u{61c}\u{200f}\u{202e}\u{2066}\u{2028}",
                "\\u{61c}\\u{200f}\\u{202e}\\u{2066}\\u{2028}",
            ),
            ("adm\u{200b}in\u{feff}\u{e0041}", "adm\\u{200b}in\\u{feff}\\u{e0041}"),
            ("می\u{200c}خواهم 👩\u{200d}🚀", "می\u{200c}خواهم 👩\u{200d}🚀"),
        ] {
            assert_eq!(displayed_within(&text, 1024), line);
        }
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(displayed_within(&"商品商品", 7), "商品…");
        assert_eq!(displayed_within(&"商品", 6), "商品");
    }

    #[test]
    fn a_display_that_breaks_leaves_its_mark() {
        assert_eq!(displayed_within(&Broken("half", false), 1024), "half(its `Display` failed)");
        assert_eq!(
            displayed_within(&Broken("half", true), 1024),
            "half(its `Display` panicked: a\\u{a}b)"
        );
    }

    #[cfg(any(feature = "tracing", feature = "report"))]
    #[test]
    fn json_stays_json() {
        let json = |text: &str| {
            let mut json = b"{".to_vec();
            json.extend_from_slice(text.as_bytes());
            escape_invisible(&mut json, 1);
            String::from_utf8(json.split_off(1)).unwrap()
        };
        let text = "{\"a\":\"\u{202e}x\",\n\"b\":1}";
        assert_eq!(json(text), "{\"a\":\"\\u202ex\", \"b\":1}");
        // A character beyond the first plane is two units in JSON.
        let tagged = json("[\"x\u{e0041}\u{200b}\"]");
        assert_eq!(tagged, "[\"x\\udb40\\udc41\\u200b\"]");
        let read: Vec<String> = serde_json::from_str(&tagged).unwrap();
        assert_eq!(read, ["x\u{e0041}\u{200b}"]);
    }

    #[cfg(any(feature = "tracing", feature = "report"))]
    #[test]
    fn clean_text_is_unchanged() {
        assert!(matches!(line("/cart", LONGEST_PATH), Cow::Borrowed("/cart")));
        assert_eq!(line(&"/x".repeat(30_000), LONGEST_PATH).len(), LONGEST_PATH + "…".len());
    }
}
