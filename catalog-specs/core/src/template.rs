//! Message templates: text with `{field}` or `{field:spec}`, where `{{` and `}}` stand for braces.

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
        if self.rest.is_empty() {
            return None;
        }
        let brace = next_brace(self.rest).unwrap_or(self.rest.len());
        if brace > 0 {
            return Some(Piece::Text(self.take(brace)));
        }
        if self.rest.starts_with("{{") || self.rest.starts_with("}}") {
            let doubled = self.take(2);
            return Some(Piece::Text(doubled.get(..1).unwrap_or(doubled)));
        }
        let inside =
            self.rest.strip_prefix('{').and_then(|rest| next_brace(rest).map(|end| (rest, end)));
        if let Some((rest, end)) = inside {
            if rest.get(end..).is_some_and(|rest| rest.starts_with('}')) {
                let whole = rest.get(..end).unwrap_or_default();
                self.take(end + 2);
                return Some(Piece::Placeholder(Placeholder::read(whole)));
            }
        }
        Some(Piece::Stray(self.take(1)))
    }
}

/// Two searches for one character use compiled code of std; one search for either would be compiled here, without
/// optimisation in debug builds of the derive.
fn next_brace(text: &str) -> Option<usize> {
    match (text.find('{'), text.find('}')) {
        (Some(open), Some(close)) => Some(open.min(close)),
        (open, close) => open.or(close),
    }
}

impl<'t> Pieces<'t> {
    fn take(&mut self, length: usize) -> &'t str {
        let (piece, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        piece
    }
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
    fn pieces_come_in_order() {
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
    fn a_spec_ends_in_a_trait_that_there_is() {
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
    fn lonely_braces_are_stray() {
        for bad in ["{", "}", "a { b", "{a{b}", "} {"] {
            assert!(pieces(bad).any(|piece| matches!(piece, Piece::Stray(_))), "{bad}");
        }
    }
}
