//! Writes Rust literals, names and doc comments.

use std::fmt::Write as _;

use crate::model::with_languages;
use crate::spec::names::is_name;

/// Keywords, which are identifiers only as `r#word`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// A string literal. Invisible characters and those that change the text direction are escaped: rustc refuses some
/// of them, and readers cannot see the others.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_escaped(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The lines of a doc comment.
pub(super) fn doc_lines(text: &str) -> Vec<String> {
    let line = |line: &str| match line {
        "" => "///".to_owned(),
        line if line.contains(is_escaped) => format!("#[doc = {}]", literal(&format!(" {line}"))),
        line => format!("/// {line}"),
    };
    with_languages(text).lines().map(line).collect()
}

/// The width of a text in columns. East Asian characters take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_escaped(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ' && c != '\u{3000}')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..)
}

fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}

/// An identifier, as `r#name` if it is a keyword.
pub(super) fn raw(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// Whether a text can stand without quotes before `=`.
pub(super) fn is_plain_word(text: &str) -> bool {
    is_name(text) && !KEYWORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_escaped() {
        assert_eq!(literal("日本 \"a\\b\"\n"), "\"日本 \\\"a\\\\b\\\"\\n\"");
        assert_eq!(literal("a\u{202e}b\u{0}\u{85}"), "\"a\\u{202e}b\\u{0}\\u{85}\"");
        assert_eq!(doc_lines("```\na\n```"), ["/// ```text", "/// a", "/// ```"]);
        assert_eq!(doc_lines("a\n\nb\u{202e}"), ["/// a", "///", "#[doc = \" b\\u{202e}\"]"]);
        assert_eq!(width("ja: 日本"), 8);
    }
}
