//! The width of text on a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use catalog_specs::is_invisible;
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// Prose wider than this is hard to read.
const COMFORTABLE: usize = 100;
const NARROWEST: usize = 40;

/// The columns for prose: those of the terminal, within limits.
pub(crate) fn terminal_width() -> usize {
    terminal_columns().unwrap_or(COMFORTABLE).clamp(NARROWEST, COMFORTABLE)
}

/// The columns of the terminal; `None` if stdout is not one.
pub(crate) fn terminal_columns() -> Option<usize> {
    let (columns, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(columns.0))
}

/// The width of a text without its colours.
pub(crate) fn width(text: &str) -> usize {
    anstream::adapter::strip_str(text).map(UnicodeWidthStr::width).sum()
}

/// Escapes line breaks, control and bidirectional characters.
pub(crate) fn visible(text: &str) -> String {
    catalog_specs::visible(text).into_owned()
}

/// Escapes everything in a text that could change the terminal, except the colours that [`Style`](super::Style) sets
/// and line breaks. Each part was escaped when it was put in; this holds for the parts where that was forgotten.
pub(crate) fn terminal_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| is_invisible(c) && c != '\n') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = match colour_length(from) {
            Some(length) => {
                out.push_str(from.get(..length).unwrap_or_default());
                length
            }
            None => {
                let c = from.chars().next().unwrap_or_default();
                out.extend(c.escape_default());
                c.len_utf8()
            }
        };
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The length of an escape sequence that sets a colour: `ESC [ 1;31 m`.
fn colour_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\u{1b}[")?;
    let end = inside.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    inside.get(end..)?.starts_with('m').then_some(2 + end + 1)
}

/// The same for a line of JSON, which stays valid.
pub(crate) fn visible_json(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if is_invisible(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Cuts a text to some columns, and marks the cut with `…`.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    let text = visible(text);
    if text.width() <= columns {
        return text;
    }
    let mut out = String::new();
    let mut taken = 1;
    for c in text.chars() {
        taken += c.width().unwrap_or_default();
        if taken > columns {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + "…"
}

/// Wraps a paragraph: at spaces, and anywhere in wide scripts, which have none.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options = Options::new(columns)
        .break_words(false)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_reach_the_terminal() {
        let text = "a\u{1b}[1;31mb\u{1b}[0m\n\u{1b}]0;title\u{7}\u{1b}[2J\u{202e}\r日本\u{1b}[";
        assert_eq!(
            terminal_text(text),
            "a\u{1b}[1;31mb\u{1b}[0m\n\\u{1b}]0;title\\u{7}\\u{1b}[2J\\u{202e}\\r日本\\u{1b}["
        );
    }

    #[test]
    fn json_stays_json() {
        assert_eq!(visible_json("\"\u{202e}日\u{e0041}\""), "\"\\u202e日\\udb40\\udc41\"");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("日本"), 4);
        assert_eq!(cut("日本語です", 5), "日本…");
        assert_eq!(cut("日本語", 6), "日本語");
        assert_eq!(width("\u{1b}[1mab\u{1b}[0m"), 2);
    }

    #[test]
    fn lines_break_at_blanks_and_within_wide_scripts() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("日本語です。", 6), ["日本語", "です。"]);
        assert_eq!(wrap("ログイン。", 8), ["ログイ", "ン。"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
    }
}
