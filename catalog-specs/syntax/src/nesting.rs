//! Limits how deep tokens are nested. `syn` recurses without a limit, so that a deep type would overflow the stack and
//! end the process. The tokens are checked in a loop before `syn` reads them.

use proc_macro2::{Delimiter, Group, Spacing, Span, TokenStream, TokenTree};

// Without optimization `syn` needs 50 KiB of stack for each generic type inside another.

/// For a type on a stack of 2 MiB, as a thread has it.
pub const IN_TYPE: usize = 24;

/// For an item on the stack of the compiler, which has 8 MiB.
pub const IN_ITEM: usize = 100;

/// For a file on a stack of 64 MiB.
pub const IN_FILE: usize = 500;

/// The place where tokens are nested deeper than `limit`.
///
/// Brackets, `<`, and signs such as `&` and `!` can each make a parser go one step deeper. A comma, a semicolon or the
/// body of an item ends such a chain.
pub fn find_too_deep(tokens: TokenStream, limit: usize) -> Option<Span> {
    let mut open = vec![Level::new(tokens, 0, true)];
    while let Some(level) = open.last_mut() {
        let Some(token) = level.tokens.next() else {
            open.pop();
            continue;
        };
        let inside = level.count(&token);
        if level.depth() > limit {
            return Some(token.span());
        }
        open.extend(inside);
    }
    None
}

/// The tokens of one pair of brackets.
struct Level {
    tokens: proc_macro2::token_stream::IntoIter,
    /// The depth outside.
    outside: usize,
    /// Whether a parser reads the tokens. Those of most macros it keeps as they are.
    is_parsed: bool,
    /// The signs since the chain began.
    chain: usize,
    /// The length of the chain at each open `<`.
    angles: Vec<usize>,
    before: Before,
    /// The macro that is called here.
    called: Option<String>,
    item: ItemKind,
}

#[derive(Clone, PartialEq)]
enum Before {
    Nothing,
    Word(String),
    Value,
    /// A body in braces. A word after it, except `else` and `as`, begins the next statement, arm or item.
    Body,
    Sign(char, Spacing),
}

/// What the tokens since the last end belong to.
#[derive(Clone, Copy, PartialEq)]
enum ItemKind {
    Unknown,
    /// A body in braces ends it.
    WithBody,
    /// A semicolon ends it: `const`, `static`, `type`, `use`.
    WithValue,
}

impl Level {
    fn new(tokens: TokenStream, outside: usize, is_parsed: bool) -> Self {
        Self {
            tokens: tokens.into_iter(),
            outside,
            is_parsed,
            chain: 0,
            angles: Vec::new(),
            before: Before::Nothing,
            called: None,
            item: ItemKind::Unknown,
        }
    }

    fn depth(&self) -> usize {
        self.outside + if self.is_parsed { self.chain } else { 0 }
    }

    /// Counts a token. Returns the level inside, if it is a group.
    fn count(&mut self, token: &TokenTree) -> Option<Self> {
        let before = match token {
            TokenTree::Group(group) => return Some(self.group(group)),
            TokenTree::Literal(_) => Before::Value,
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if self.before == Before::Body
                    && self.angles.is_empty()
                    && !matches!(word.as_str(), "as" | "else")
                {
                    self.chain = 0;
                }
                // Only keywords follow each other: `return return`.
                self.chain += usize::from(matches!(self.before, Before::Word(_)));
                self.keyword(&word);
                Before::Word(word)
            }
            TokenTree::Punct(sign) => {
                self.sign(sign.as_char());
                match (sign.as_char(), &self.before) {
                    // The second sign of `1 << 2` is no bracket either.
                    ('<', Before::Value | Before::Body) => Before::Value,
                    (sign_char, _) => Before::Sign(sign_char, sign.spacing()),
                }
            }
        };
        self.before = before;
        None
    }

    fn keyword(&mut self, word: &str) {
        match word {
            "const" | "static" | "type" | "use" | "let" if self.item == ItemKind::Unknown => {
                self.item = ItemKind::WithValue;
            }
            "fn" | "struct" | "enum" | "union" | "trait" | "impl" | "mod" | "extern" => {
                self.item = ItemKind::WithBody;
            }
            _ => {}
        }
    }

    fn sign(&mut self, sign: char) {
        match sign {
            ';' => self.end(),
            ',' => self.chain = self.angles.last().copied().unwrap_or_default(),
            // After a value it compares or shifts.
            '<' if !matches!(self.before, Before::Value | Before::Body) => {
                self.chain += 1;
                self.angles.push(self.chain);
            }
            '>' if !matches!(self.before, Before::Sign('-' | '=', Spacing::Joint)) => {
                self.chain = self.angles.pop().unwrap_or(self.chain + 1);
            }
            '!' => {
                if let Before::Word(name) = &self.before {
                    self.called = Some(name.clone());
                }
                self.chain += 1;
            }
            // Paths are read in a loop, except those of `use`.
            '#' | '\'' => {}
            ':' if self.item != ItemKind::WithValue => {}
            _ => self.chain += 1,
        }
    }

    fn group(&mut self, group: &Group) -> Self {
        let is_attribute = group.delimiter() == Delimiter::Bracket
            && matches!(self.before, Before::Sign('#' | '!', _))
            && self.called.is_none();
        let called = self.called.take();
        let is_read = |name: &str| matches!(name, "catalog" | "include");
        let is_parsed = self.is_parsed && called.as_deref().is_none_or(is_read);
        if !is_attribute {
            self.chain += 1;
        }
        let inside = Self::new(group.stream(), self.depth() + 1, is_parsed);
        let ends_item = group.delimiter() == Delimiter::Brace
            && self.angles.is_empty()
            && (self.item == ItemKind::WithBody || called.is_some());
        if ends_item {
            self.end();
        }
        let is_body = group.delimiter() == Delimiter::Brace;
        self.before = if is_body { Before::Body } else { Before::Value };
        inside
    }

    fn end(&mut self) {
        self.chain = 0;
        self.angles.clear();
        self.item = ItemKind::Unknown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_deep(text: &str, limit: usize) -> bool {
        find_too_deep(text.parse().unwrap(), limit).is_some()
    }

    #[test]
    fn every_way_to_nest_is_counted() {
        let many = |open: &str, inside: &str, close: &str| {
            format!("{}{inside}{}", open.repeat(300), close.repeat(300))
        };
        for text in [
            many("Vec<", "u8", ">"),
            many("A<B, ", "u8", ">"),
            many("A<B, C, ", "u8", ", D>"),
            many("(", "u8", ",)"),
            many("[", "u8", "; 1]"),
            many("&", "u8", ""),
            many("&mut ", "u8", ""),
            many("*const ", "u8", ""),
            many("fn() -> ", "u8", ""),
            many("impl Fn() -> ", "u8", ""),
            many("A<X = ", "u8", ">"),
            many("<", "A", " as B>::C"),
            many("Vec<<", "A", " as B>::C>"),
            many("for<'a> ", "A", ""),
            format!("const A: u8 = {};", many("-", "1", "")),
            format!("const A: u8 = {};", many("1 + ", "1", "")),
            format!("const A: u8 = {};", many("return ", "1", "")),
            format!("const A: u8 = {};", many("if a {} else ", "{}", "")),
            format!("const A: u8 = {};", many("|x| ", "1", "")),
            format!("const A: u8 = a{};", many("()", "", "")),
            format!("const A: u8 = a{};", many(".b()", "", "")),
            format!("use {}z;", "a::".repeat(300)),
            format!("#[a({})]", many("b(", "", ")")),
            format!("catalog! {{ {} }}", many("&", "u8", "")),
            format!("fn a() {{}} const A: u8 = {};", many("!", "1", "")),
        ] {
            assert!(is_deep(&text, 200), "{text}");
        }
    }

    #[test]
    fn long_bodies_are_not_deep() {
        for text in [
            format!("fn f() {{ {} }}", "if a { b(); } ".repeat(2_000)),
            format!(
                "fn f() {{ match a {{ {} }} }}",
                "A::B(c) if d => { e(&f, g); } ".repeat(2_000)
            ),
            format!("fn f() {{ {} }}", "match a { B => c, _ => {} } ".repeat(2_000)),
            format!("fn f() {{ {} }}", "let a = &b.c()?.d(|e| { e }).f; ".repeat(2_000)),
            format!("fn f() {{ {} }}", "for a in b.c() { while d() {} } ".repeat(2_000)),
        ] {
            assert!(!is_deep(&text, 40), "{}", &text[..80]);
        }
        assert!(is_deep(&format!("fn f() {{ {} {{}} }}", "if a {} else ".repeat(50)), 40));
        assert!(is_deep(&format!("fn f() {{ {{}} {} }}", "as B".repeat(50)), 40));
    }

    #[test]
    fn long_items_are_not_deep() {
        let field = "/** a */ #[serde(a = \"b\")] pub a: std::collections::HashMap<String, Vec<&'a [u8; 4]>>,";
        let docs = "/// Line.\n".repeat(2_000);
        let shifts = "A = 1 << 2,".repeat(300);
        let functions = "pub const fn a<T: A<B = C>>(x: u8) -> Vec<T> where T: B {}".repeat(2_000);
        let text = format!(
            "#![allow(x)] {functions} {docs} struct A {{ {} }} enum B {{ {shifts} }} \
             thread_local! {{ {} }} m!({}); impl<T> A for B<T> {{}}",
            field.repeat(2_000),
            "static A: u8 = 1; ".repeat(2_000),
            "&< ".repeat(2_000),
        );
        let text = format!(
            "{text} {}",
            "impl A for B {} use a::{b, c::d}; static A: [u8; 2] = [1, 2]; ".repeat(500)
        );
        let around = find_too_deep(text.parse().unwrap(), 24).and_then(|span| {
            let line = text.lines().nth(span.start().line - 1)?;
            let at = span.start().column;
            line.get(at.saturating_sub(60)..at + 1).map(str::to_owned)
        });
        assert_eq!(around, None);
        let deep = find_too_deep("struct A { a: B<C<D<E>>> }".parse().unwrap(), 5).unwrap();
        assert_eq!(deep.start().column, 19);
    }
}
