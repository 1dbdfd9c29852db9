//! Blanks out the bodies of functions, impls and macros before `syn` reads a file.
//!
//! A catalogue stands in enums, structs, `catalog!` and the modules around them. Bodies are most of every file and hold none
//! of that, so they are left empty; lines and columns stay. A catalogue inside a body is recorded as [`Hidden`].
//!
//! It is kept because of what it saves a build script, which cargo builds without optimization. CPU time for 200,000 lines with
//! 40 catalogue enums, unoptimized: 0.8 s instead of 2.8 s with `syn::parse_file` alone for services with tests beside the
//! code, 0.7 s instead of 1.9 s for the sources of published crates. Instructions for 20,500 of these lines: 0.51 instead of
//! 1.64 thousand million. A parser alone would also need a guard for deep nesting and a search for what bodies hide.

use std::borrow::Cow;

use super::hidden::{Hidden, Search};
use super::lexer::{Lexer, Token};

/// A file without what cannot matter.
#[derive(Debug)]
pub(super) struct Outline<'s> {
    /// The text to be parsed; every token of it stands where it stood.
    pub text: Cow<'s, str>,
    /// Whether there is anything in it to be parsed for.
    pub matters: bool,
    /// How deep its brackets are nested.
    pub depth: usize,
    /// What stands where the scan does not read.
    pub hidden: Vec<Hidden>,
}

/// Whether a text can hold anything of a catalogue: `ErrorCatalog`, `catalog!`, `#[catalog(…)]`.
pub(super) fn mentions(text: &str) -> bool {
    text.contains("atalog")
}

/// Looks a file over; nothing where its brackets do not fit together.
pub(super) fn outline(source: &str) -> Option<Outline<'_>> {
    let mut outliner = Outliner {
        source,
        lexer: Lexer::new(source),
        blanks: Vec::new(),
        hidden: Vec::new(),
        matters: mentions(source),
        depth: 0,
    };
    outliner.modules()?;
    let Outliner { blanks, hidden, matters, depth, .. } = outliner;
    let matters = matters || !hidden.is_empty();
    let text = if matters { blanked(source, &blanks) } else { Cow::Borrowed("") };
    Some(Outline { text, matters, depth, hidden })
}

struct Outliner<'s> {
    source: &'s str,
    lexer: Lexer<'s>,
    blanks: Vec<(usize, usize)>,
    hidden: Vec<Hidden>,
    matters: bool,
    depth: usize,
}

/// What stands in brackets.
#[derive(Clone, Copy)]
enum Inside<'s> {
    /// Something that the parser reads.
    Read,
    /// Code, in which an enum would hide.
    Code,
    /// The tokens of a macro.
    Macro(&'s str),
}

/// What is known of the item that is being read.
#[derive(Default)]
struct Head<'s> {
    start: Option<usize>,
    kind: Kind,
    /// The last two tokens, the later one first.
    before: [Before<'s>; 2],
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    /// An enum, a struct or a union.
    Type,
    /// An import, whose braces hold names.
    Use,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Before<'s> {
    #[default]
    Nothing,
    Word(&'s str),
    Sign(u8),
}

impl<'s> Head<'s> {
    fn next(&mut self, token: Before<'s>) {
        self.before = [token, self.before[0]];
    }

    /// The macro that is called here: `name! {` or `macro_rules! name {`.
    fn macro_name(&self, earlier: Before<'s>) -> Option<&'s str> {
        match (earlier, self.before) {
            (Before::Word(name), [Before::Sign(b'!'), _])
            | (_, [Before::Word(name), Before::Sign(b'!')]) => Some(name),
            _ => None,
        }
    }
}

impl<'s> Outliner<'s> {
    /// The items of a file and of the modules in it.
    fn modules(&mut self) -> Option<()> {
        let mut open_modules = 0_usize;
        let mut head = Head::default();
        // The word before a `!`, which tells a macro's name.
        let mut called = Before::Nothing;
        loop {
            let (token, start) = self.lexer.next()?;
            head.start.get_or_insert(start);
            match token {
                Token::Word(word) => {
                    match word {
                        "enum" | "struct" | "union" if head.kind == Kind::Other => {
                            head.kind = Kind::Type;
                        }
                        "use" => head.kind = Kind::Use,
                        "mod" | "include" => self.matters = true,
                        _ => {}
                    }
                    head.next(Before::Word(word));
                }
                Token::Literal => head.next(Before::Sign(b'"')),
                Token::Sign(b';') => head = Head::default(),
                Token::Sign(sign) => {
                    if sign == b'!' {
                        called = head.before[0];
                    }
                    head.next(Before::Sign(sign));
                }
                Token::Open(b'{') => {
                    if let [Before::Word(_), Before::Word("mod")] = head.before {
                        open_modules += 1;
                        self.depth = self.depth.max(open_modules);
                        head = Head::default();
                        continue;
                    }
                    let in_type = matches!(head.before[0], Before::Sign(b'<' | b',' | b'='));
                    self.body(&head, called, start, open_modules)?;
                    if in_type {
                        head.next(Before::Sign(b'}'));
                    } else {
                        head = Head::default();
                    }
                }
                Token::Open(sign) => {
                    let name = head.macro_name(called).filter(|_| sign == b'(' || sign == b'[');
                    let hides = name.filter(|name| !is_read(name));
                    self.group(sign, hides.map_or(Inside::Read, Inside::Macro), open_modules)?;
                    head.next(Before::Sign(sign));
                }
                Token::Close(b'}') => {
                    open_modules = open_modules.checked_sub(1)?;
                    head = Head::default();
                }
                Token::Close(_) => return None,
                Token::End => return (open_modules == 0).then_some(()),
            }
        }
    }

    /// A body in braces: kept where it is read, blanked where not.
    fn body(
        &mut self,
        head: &Head<'s>,
        called: Before<'s>,
        open: usize,
        level: usize,
    ) -> Option<()> {
        let name = head.macro_name(called);
        let item = head.start.unwrap_or(open);
        match (name, head.kind) {
            (Some(name), _) if is_read(name) => self.group(b'{', Inside::Read, level).map(drop),
            (None, Kind::Use) => self.group(b'{', Inside::Read, level).map(drop),
            (None, Kind::Type) => {
                let depth = self.depth;
                let close = self.group(b'{', Inside::Read, level)?;
                if !mentions(self.source.get(item..close).unwrap_or_default()) {
                    self.depth = depth;
                    self.blanks.push((open + 1, close));
                }
                Some(())
            }
            _ => {
                let depth = self.depth;
                let close = self.group(b'{', name.map_or(Inside::Code, Inside::Macro), level)?;
                self.depth = depth;
                self.blanks.push((open + 1, close));
                Some(())
            }
        }
    }

    /// Skips to the closing bracket and says where it stands.
    fn group(&mut self, open: u8, inside: Inside<'_>, level: usize) -> Option<usize> {
        let mut open_groups = vec![open];
        let mut search = match inside {
            Inside::Read => None,
            Inside::Code => Some(Search::new(None)),
            Inside::Macro(name) => Some(Search::new(Some(name.to_owned()))),
        };
        loop {
            let (token, start) = self.lexer.next()?;
            if let Some(search) = &mut search {
                search.token(token, start, open_groups.len());
            }
            match token {
                Token::Open(sign) => {
                    open_groups.push(sign);
                    self.depth = self.depth.max(level + open_groups.len());
                }
                Token::Close(sign) => {
                    if open_groups.pop() != Some(partner(sign)) {
                        return None;
                    }
                    if open_groups.is_empty() {
                        self.hidden.extend(search.into_iter().flat_map(Search::finish));
                        return Some(start);
                    }
                }
                Token::Word(_) | Token::Literal | Token::Sign(_) => {}
                Token::End => return None,
            }
        }
    }
}

/// The macros that the scan reads.
fn is_read(name: &str) -> bool {
    matches!(name, "catalog" | "include")
}

const fn partner(close: u8) -> u8 {
    match close {
        b'}' => b'{',
        b')' => b'(',
        _ => b'[',
    }
}

/// The text with ranges of it left blank: their lines stay, and the column behind them.
fn blanked<'s>(source: &'s str, blanks: &[(usize, usize)]) -> Cow<'s, str> {
    if blanks.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len() / 2);
    let mut kept = 0;
    for (start, end) in blanks {
        text.push_str(source.get(kept..*start).unwrap_or_default());
        let body = source.get(*start..*end).unwrap_or_default();
        let lines = body.bytes().filter(|byte| *byte == b'\n').count();
        text.extend(std::iter::repeat_n('\n', lines));
        let last = body.rsplit('\n').next().unwrap_or_default();
        text.extend(last.chars().map(|_| ' '));
        kept = *end;
    }
    text.push_str(source.get(kept..).unwrap_or_default());
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::super::hidden::What;
    use super::*;

    fn hidden(source: &str) -> Vec<(What, Option<String>)> {
        let hidden = outline(source).unwrap().hidden;
        hidden.into_iter().map(|hidden| (hidden.what, hidden.in_macro)).collect()
    }

    #[test]
    fn what_is_kept_stands_where_it_stood() {
        let source = "use catalog::{A, B};\nfn f() {\n  let x = '}'; /* } */\n 日本 } enum E { A }\n#[derive(ErrorCatalog)] enum F { A, B }";
        let outline = outline(source).unwrap();
        assert_eq!(
            outline.text,
            "use catalog::{A, B};\nfn f() {\n\n    } enum E {   }\n#[derive(ErrorCatalog)] enum F { A, B }"
        );
        assert!(outline.matters);
        let same = |text: &str| {
            let file = syn::parse_file(text).unwrap();
            let last = file.items.last().unwrap();
            let start = syn::spanned::Spanned::span(last).start();
            (start.line, start.column)
        };
        assert_eq!(same(&outline.text), same(source));
    }

    #[test]
    fn a_file_without_modules_and_codes_needs_no_parser() {
        assert!(!outline("fn f() { mod_x(); }\nimpl A { fn g() { \"mod a;\" } }").unwrap().matters);
        assert!(outline("mod a;").unwrap().matters);
        assert!(outline("mod a { mod b; fn f() {} }").unwrap().matters);
        assert!(outline("include!(\"a.rs\");").unwrap().matters);
    }

    #[test]
    fn a_default_in_braces_does_not_end_an_enum() {
        let source = "#[derive(ErrorCatalog)] enum E<const N: usize = { 1 }> { A, B }";
        assert_eq!(outline(source).unwrap().text, source);
    }

    #[test]
    fn what_hides_in_bodies_is_written_down() {
        let body = "{ #[derive(Debug, ErrorCatalog)] #[catalog(domain = \"A\")] enum E { #[catalog(code = \"A_B\")] B } }";
        assert_eq!(hidden(&format!("fn f() {body}")), [(What::Enum, None)]);
        assert_eq!(hidden(&format!("impl A {{ fn f() {body} }}")), [(What::Enum, None)]);
        let own = |name: &str| Some(name.to_owned());
        assert_eq!(
            hidden(&format!("macro_rules! make {{ () => {body} }}")),
            [(What::Enum, own("make"))]
        );
        assert_eq!(
            hidden("make! { #[cat::catalog(domain = \"A\")] enum E {} }"),
            [(What::Enum, own("make"))]
        );
        assert_eq!(
            hidden("cfg_if! { if #[cfg(unix)] { mod unix; } }"),
            [(What::Module, own("cfg_if"))]
        );
        assert_eq!(hidden("fn f() { catalog! { struct Codes {} } }"), [(What::Registry, None)]);
        // Bounds and calls are no declarations.
        assert_eq!(hidden("fn f() { fn g<T: ErrorCatalog>() { catalog(1); } }"), []);
    }

    #[test]
    fn brackets_that_do_not_fit_are_left_to_the_parser() {
        for source in ["fn f() {", "}", "fn f() { ) }", "mod a { enum E { ]", "/* x", "\"x"] {
            assert!(outline(source).is_none(), "{source}");
        }
    }
}
