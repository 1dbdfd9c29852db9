//! Message templates: text with `{field}` or `{field:spec}`, where `{{` and `}}` stand for braces.

use crate::bytes::{repeat, zero_bytes};

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text to copy.
    Text(&'t str),
    /// A placeholder, to be replaced by a value.
    Placeholder(Placeholder<'t>),
    /// An unmatched brace: text at run time, an error at compile time.
    Stray(&'t str),
}

/// A placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// The text between the braces.
    pub whole: &'t str,
    /// The field it names.
    pub name: &'t str,
    /// The format spec after the colon; empty without one.
    pub spec: &'t str,
}

/// Splits a template into pieces.
pub fn pieces(template: &str) -> Pieces<'_> {
    Pieces { rest: template }
}

/// The placeholders of a template, in order and with repetitions.
pub fn placeholders(template: &str) -> impl Iterator<Item = Placeholder<'_>> {
    pieces(template).filter_map(|piece| match piece {
        Piece::Placeholder(placeholder) => Some(placeholder),
        Piece::Text(_) | Piece::Stray(_) => None,
    })
}

/// Unescapes the braces of a template without placeholders.
pub fn unescape(template: &str) -> String {
    pieces(template)
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Stray(text) => text,
            Piece::Placeholder(placeholder) => placeholder.whole,
        })
        .collect()
}

/// Iterator over the pieces of a template.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        Some(match self.next_unread()? {
            Unread::Text(text) => Piece::Text(text),
            Unread::Placeholder(whole) => Piece::Placeholder(Placeholder::read(whole)),
            Unread::Stray(brace) => Piece::Stray(brace),
        })
    }
}

/// A piece whose placeholder is not taken apart.
#[derive(Debug, Clone, Copy)]
pub enum Unread<'t> {
    /// Text to copy.
    Text(&'t str),
    /// The text between the braces of a placeholder.
    Placeholder(&'t str),
    /// An unmatched brace.
    Stray(&'t str),
}

impl<'t> Pieces<'t> {
    /// The next piece, for a caller that needs no more of a placeholder than its text.
    #[inline]
    pub fn next_unread(&mut self) -> Option<Unread<'t>> {
        let start = self.rest.as_bytes().first()?;
        if !is_brace(*start) {
            return Some(Unread::Text(self.take(next_brace(self.rest))));
        }
        let after = self.rest.get(1..).unwrap_or_default();
        if after.as_bytes().first() == Some(start) {
            self.take(1);
            return Some(Unread::Text(self.take(1)));
        }
        let inside = next_brace(after);
        if *start == b'{' && after.as_bytes().get(inside) == Some(&b'}') {
            let whole = after.get(..inside).unwrap_or_default();
            self.rest = after.get(inside + 1..).unwrap_or_default();
            return Some(Unread::Placeholder(whole));
        }
        Some(Unread::Stray(self.take(1)))
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (piece, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        piece
    }
}

#[inline]
fn is_brace(byte: u8) -> bool {
    byte == b'{' || byte == b'}'
}

/// The place of the next brace, or the end. Eight bytes are looked at at once: templates are read for each error.
#[inline]
pub fn next_brace(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        if let Some(found) = brace_in(*eight) {
            return bytes.len() - rest.len() + found;
        }
        rest = after;
    }
    match bytes.last_chunk() {
        Some(_) if rest.is_empty() => bytes.len(),
        // Some of them for the second time.
        Some(last) => bytes.len() - last.len() + brace_in(*last).unwrap_or(last.len()),
        None => bytes.iter().position(|byte| is_brace(*byte)).unwrap_or(bytes.len()),
    }
}

/// The first brace among eight bytes.
#[inline]
fn brace_in(eight: [u8; 8]) -> Option<usize> {
    let eight = u64::from_le_bytes(eight);
    let found = zero_bytes(eight ^ repeat(b'{')) | zero_bytes(eight ^ repeat(b'}'));
    (found != 0).then_some((found.trailing_zeros() / 8) as usize)
}

impl<'t> Placeholder<'t> {
    fn read(whole: &'t str) -> Self {
        let (name, spec) = whole.split_once(':').unwrap_or((whole, ""));
        Self { whole, name: name.trim(), spec }
    }

    /// Whether the spec asks for `Debug`.
    pub fn is_debug(&self) -> bool {
        self.spec.trim_end().ends_with('?')
    }

    /// The trait of the spec if it is unknown: `zz` in `{n:>4zz}`.
    pub fn unknown_trait(&self) -> Option<&'t str> {
        // The common cases.
        if matches!(self.spec, "" | "?") {
            return None;
        }
        let last = after_flags(self.spec.trim_end());
        let is_known =
            matches!(last, "" | "?" | "x?" | "X?" | "x" | "X" | "o" | "b" | "p" | "e" | "E");
        Some(last).filter(|_| !is_known)
    }

    /// Whether the spec takes a width or a precision from another value.
    pub fn takes_arguments(&self) -> bool {
        self.spec.contains('$') || self.spec.contains(".*")
    }
}

/// The rest of a spec after `[[fill]align][sign]['#']['0'][width]['.' precision]`.
fn after_flags(spec: &str) -> &str {
    let is_align = |c: char| matches!(c, '<' | '^' | '>');
    let mut rest = spec;
    let mut start = rest.chars();
    if let (Some(fill), Some(align)) = (start.next(), start.next()) {
        if is_align(align) {
            rest = rest.get(fill.len_utf8()..).unwrap_or_default();
        }
    }
    rest = rest.strip_prefix(is_align).unwrap_or(rest);
    rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    rest = rest.strip_prefix('#').unwrap_or(rest);
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix('.') {
        Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => {
            digits.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_in_order() {
        let found: Vec<_> = pieces("ユーザー {user} は {{n}} {n:>4}回").collect();
        assert_eq!(found[0], Piece::Text("ユーザー "));
        assert_eq!(
            found[1],
            Piece::Placeholder(Placeholder { whole: "user", name: "user", spec: "" })
        );
        assert_eq!(
            placeholders("{{n}} {n:>4}").collect::<Vec<_>>(),
            [Placeholder { whole: "n:>4", name: "n", spec: ">4" }]
        );
        assert_eq!(unescape("a {{b}} c"), "a {b} c");
    }

    #[test]
    fn a_format_spec_ends_in_a_known_trait() {
        let unknown = |spec| Placeholder { whole: "", name: "", spec }.unknown_trait();
        for spec in
            ["", "?", "#?", ">8", " >8", "é^+#08.3", "<<5x", "#x", ".2", "08.1e", "x?", "5 ", "+"]
        {
            assert_eq!(unknown(spec), None, "{spec}");
        }
        for (spec, what) in
            [("zz", "zz"), (">4zz", "zz"), (".2f", "f"), ("d", "d"), (".", "."), ("??", "??")]
        {
            assert_eq!(unknown(spec), Some(what), "{spec}");
        }
    }

    #[test]
    fn the_next_brace_is_found_at_every_position() {
        let text = "日本語 text | ~ z\u{7f}".repeat(2);
        for (at, _) in text.char_indices() {
            for brace in ["{", "}", "{}", "}|{", "{\u{1}"] {
                let (before, after) = text.split_at(at);
                assert_eq!(next_brace(&format!("{before}{brace}{after}")), at);
            }
        }
        assert_eq!(next_brace(&text), text.len());
        assert_eq!(next_brace(""), 0);
    }

    #[test]
    fn single_braces_are_stray() {
        for bad in ["{", "}", "a { b", "{a{b}", "} {"] {
            assert!(pieces(bad).any(|piece| matches!(piece, Piece::Stray(_))), "{bad}");
        }
    }
}
