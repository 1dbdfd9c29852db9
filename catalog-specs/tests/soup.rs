//! Whatever stands in an attribute is read or refused, and never breaks the reader.
//!
//! Random tokens out of what people write: the real keys and words, values of every kind, lists in
//! lists, and the shapes of whole items around them. The generator is seeded, so a failure repeats;
//! the source of the failing case is printed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "all of this is a test"
)]

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use catalog_specs::diag::{self, Diag};
use catalog_specs::rules;
use catalog_specs::syntax::item;
use catalog_specs::syntax::registry::RegistryItem;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Keys and words of the grammar, those of others, and those of Rust.
const WORDS: &[&str] = &[
    "domain",
    "registry",
    "categories",
    "spec",
    "crate",
    "locales",
    "manual",
    "into_response",
    "rest",
    "status",
    "log_level",
    "retry",
    "severity",
    "owner",
    "allow",
    "code",
    "message",
    "display",
    "class",
    "retry_after",
    "incident",
    "origin",
    "error_type",
    "grpc",
    "public_as",
    "same_as",
    "formerly",
    "title",
    "since",
    "deprecated",
    "doc_url",
    "runbook",
    "ext",
    "transparent",
    "mask_5xx",
    "replaced_by",
    "until",
    "max",
    "base",
    "factor",
    "level",
    "passthrough",
    "control",
    "placeholder",
    "server_details",
    "Display",
    "Error",
    "From",
    "WARN",
    "INFO",
    "NOT_FOUND",
    "First",
    "Second",
    "conflict",
    "transient",
    "never",
    "P0",
    "self",
    "Self",
    "super",
    "r#type",
    "r#fn",
    "struct",
    "enum",
    "dialect",
    "problem",
    "service",
    "docs",
    "internal",
    "not_found",
    "require",
    "retired",
    "flatten",
    "日本",
    "status_code",
    "true",
    "_",
];

const LITERALS: &[&str] = &[
    "\"AUTH\"",
    "\"AUTH_TOKEN_EXPIRED\"",
    "\"auth.bad\"",
    "\"\"",
    "\"　\"",
    "\"{name} が見つかりません\"",
    "\"{0}\"",
    "\"{\"",
    "\"}}{\"",
    "\"{a{b}\"",
    "\"{{{}}}\"",
    "\"{:?}\"",
    "\"{name:>9$}\"",
    "\"{é:}\"",
    "\"🦀{🦀}\"",
    "\"ja\"",
    "\"zh-TW\"",
    "\"_\"",
    "\"A_\"",
    "\"É_É\"",
    "\"\\u{0}\\n\"",
    "r\"raw\"",
    "r#\"a \"b\" c\"#",
    "b\"bytes\"",
    "br\"raw\"",
    "c\"c text\"",
    "b'x'",
    "'c'",
    "0",
    "1",
    "404",
    "0x194",
    "0b1",
    "404u16",
    "99",
    "503",
    "4_04",
    "99999999999999999999999999999999999999999999",
    "4.04",
    "1e400",
    "1f32",
    "18446744073709551615",
    "\"1s\"",
    "\"9999999999999999999h\"",
    "\"-1s\"",
    "\"1e999s\"",
    "\"s\"",
    "\"1.5m\"",
    "\"ms\"",
    "\"ERROR\"",
    "\"404\"",
    "\"AUTH\"suffix",
    "\"https://docs.example.com/{code}\"",
];

const SIGNS: &[char] =
    &['=', ',', ':', ';', '.', '-', '!', '?', '#', '<', '>', '&', '|', '*', '$', '@', '\''];

/// Xorshift: enough to stir a soup with.
struct Soup(u64);

impl Soup {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn one_of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Tokens that mostly look like keys with values, so that the later stages are reached too.
    fn args(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(4) {
            let key = if self.chance(85) { self.one_of(WORDS) } else { self.one_of(LITERALS) };
            text.push_str(key);
            match self.below(10) {
                0..=4 => write!(text, " = {}", self.value(depth)).unwrap(),
                5 | 6 if depth > 0 => write!(text, "({})", self.args(depth - 1)).unwrap(),
                7 => write!(text, " {}", self.anything(depth)).unwrap(),
                _ => {}
            }
            text.push_str(if self.chance(90) { ", " } else { " " });
        }
        text
    }

    fn value(&mut self, depth: usize) -> String {
        match self.below(10) {
            0..=5 => self.one_of(LITERALS).to_owned(),
            6 => format!("-{}", self.one_of(LITERALS)),
            7 => self.one_of(WORDS).to_owned(),
            8 => format!("{}::{}", self.one_of(WORDS), self.one_of(WORDS)),
            _ => self.anything(depth),
        }
    }

    fn anything(&mut self, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            match self.below(8) {
                0 | 1 => text.push_str(self.one_of(WORDS)),
                2 | 3 => text.push_str(self.one_of(LITERALS)),
                4 | 5 => text.push(self.one_of(SIGNS)),
                _ if depth > 0 => {
                    let (open, close) = self.one_of(&[('(', ')'), ('[', ']'), ('{', '}')]);
                    write!(text, "{open}{}{close}", self.anything(depth - 1)).unwrap();
                }
                _ => {}
            }
            text.push(' ');
        }
        text
    }

    fn attribute(&mut self) -> String {
        match self.below(20) {
            0 => "#[catalog]".to_owned(),
            1 => format!("#[catalog = {}]", self.one_of(LITERALS)),
            2 => format!("#[catalog[{}]]", self.args(1)),
            3 => format!("#[error({})]", self.args(1)),
            4 => format!("/// {}\n", self.one_of(LITERALS)),
            5 => String::new(),
            _ => format!("#[catalog({})]", self.args(2)),
        }
    }

    fn field_attribute(&mut self) -> String {
        let name = self.one_of(&[
            "detail",
            "context",
            "secret",
            "source",
            "from",
            "retry_after",
            "doc",
            "error",
        ]);
        match self.below(6) {
            0 => format!("#[{name}({})]", self.args(1)),
            1 => format!("#[{name}({})]", self.one_of(LITERALS)),
            2 => format!("#[{name} = {}]", self.one_of(LITERALS)),
            3 => {
                format!("#[{name}({})]", self.one_of(&["flatten", "display", "display, \"n\"", ""]))
            }
            _ => format!("#[{name}]"),
        }
    }

    fn field(&mut self, name: Option<&str>) -> String {
        let mut text = String::new();
        for _ in 0..self.below(3) {
            text.push_str(&self.field_attribute());
        }
        if let Some(name) = name {
            write!(text, "{name}: ").unwrap();
        }
        text + self.one_of(&[
            "String",
            "&'static str",
            "std::io::Error",
            "[u8; 4]",
            "Option<T>",
            "fn(u8) -> T",
            "()",
        ])
    }

    fn fields(&mut self) -> String {
        let count = self.below(4);
        match self.below(3) {
            0 => String::new(),
            1 => format!("({})", (0..count).map(|_| self.field(None) + ", ").collect::<String>()),
            _ => {
                let names = ["name", "source", "r#type", "status"];
                let fields: String =
                    names[..count].iter().map(|name| self.field(Some(name)) + ", ").collect();
                format!("{{ {fields} }}")
            }
        }
    }

    fn item(&mut self) -> String {
        let mut text = self.attribute();
        if self.chance(70) {
            text.push_str("#[catalog(domain = \"AUTH\")]");
        }
        match self.below(10) {
            0 => write!(text, "struct First<T> {}", self.fields()).unwrap(),
            1 => text.push_str("union First { a: u8 }"),
            _ => {
                text.push_str("enum r#First<'a, T: Copy, const N: usize> {");
                for name in ["First", "Second", "r#Self_", "Überfall"].iter().take(self.below(4)) {
                    let attribute = self.attribute();
                    write!(text, "{attribute} {name} {},", self.fields()).unwrap();
                }
                text.push('}');
            }
        }
        // A struct of unnamed or no fields ends in a semicolon; the braces of others bear none.
        if text.contains("struct First") && !text.ends_with('}') { text + ";" } else { text }
    }

    fn registry(&mut self) -> String {
        let mut text = String::new();
        if self.chance(60) {
            write!(text, "#[registry({})]", self.args(2)).unwrap();
        }
        text.push_str(self.one_of(&[
            "pub struct Codes",
            "pub struct Codes",
            "struct Codes",
            "pub(crate) struct Codes",
            "pub enum Codes",
            "pub enum Codes",
            "Codes",
        ]));
        text.push_str(" { ");
        for _ in 0..self.below(5) {
            text.push_str(self.one_of(&[
                "AuthError",
                "user::UserError<'static, 4>",
                "..other::Codes",
                "#[cfg(x)] A",
                "::a::B",
                "AuthError",
                "..other::Codes",
                "..",
            ]));
            text.push_str(self.one_of(&[", ", ", ", ", ", " ", "; "]));
        }
        if self.chance(10) {
            text.push_str(&self.anything(2));
        }
        text.push('}');
        if self.chance(50) {
            text.push_str(self.one_of(&[" retired { ", " retired { ", " retierd { ", " { "]));
            for _ in 0..self.below(4) {
                let code =
                    self.one_of(&["\"USER_LOCKED\"", "\"USER_GONE\"", "\"\"", "r\"A_B\"", "404"]);
                let reason =
                    self.one_of(&["=> \"2.0\"", "=> r#\"gone\"#", "=> \"\"", "", "=> 2.0"]);
                write!(text, "{code} {reason}").unwrap();
                text.push_str(self.one_of(&[", ", ", ", " "]));
            }
            text.push('}');
        }
        if self.chance(10) { text + &self.anything(2) } else { text }
    }
}

/// Invisible groups around some tokens, as `macro_rules!` leaves them around what it passes on.
fn with_invisible_groups(tokens: TokenStream, soup: &mut Soup) -> TokenStream {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let inner = with_invisible_groups(group.stream(), soup);
            TokenTree::Group(Group::new(group.delimiter(), inner))
        }
        token @ TokenTree::Literal(_) if soup.chance(20) => {
            TokenTree::Group(Group::new(Delimiter::None, token.into()))
        }
        token => token,
    });
    tokens.collect()
}

/// What stands in a report can be shown: every placeholder of its rule is filled.
fn check_reports(diag: Diag, source: &str) {
    for report in diag.found() {
        assert!(!report.message.is_empty(), "{source}");
        assert!(rules::by_id(report.rule.id).is_some(), "{source}");
        // `{name}` and `{code}` are left out: they stand in texts that are quoted, and in examples.
        for placeholder in [
            "{cure}",
            "{found}",
            "{key}",
            "{variant}",
            "{type}",
            "{wanted}",
            "{suggestion}",
            "{inner}",
        ] {
            assert!(
                !report.text().contains(placeholder),
                "{placeholder} is not filled: {}\n{source}",
                report.text()
            );
        }
    }
    drop(diag::finish(diag));
}

fn read(source: &str, soup: &mut Soup, is_registry: bool) -> bool {
    let Ok(tokens) = source.parse::<TokenStream>() else { return false };
    let tokens = with_invisible_groups(tokens, soup);
    let mut diag = Diag::new();
    if is_registry {
        let Ok(mut registry) = syn::parse2::<RegistryItem>(tokens) else { return false };
        registry.check(&mut diag);
    } else {
        let Ok(input) = syn::parse2(tokens) else { return false };
        if let Some(item) = item::read(&input, &mut diag) {
            assert_eq!(item.row_positions().len(), item.variants.len());
            let count = item.entries().count();
            assert!(item.row_positions().into_iter().flatten().all(|position| position < count));
        }
    }
    check_reports(diag, source);
    true
}

fn stir(seed: u64, cases: usize, source_of: fn(&mut Soup) -> String, is_registry: bool) {
    let mut soup = Soup(seed);
    let mut count = 0;
    for case in 0..cases {
        let source = source_of(&mut soup);
        let was_read = catch_unwind(AssertUnwindSafe(|| read(&source, &mut soup, is_registry)));
        let Ok(was_read) = was_read else { panic!("case {case} breaks the reader:\n{source}") };
        count += usize::from(was_read);
    }
    // A soup that nothing gets through would prove nothing.
    assert!(count > cases / 3, "only {count} of {cases} cases were read");
}

#[test]
fn random_tokens_never_panic_the_reader_of_items() {
    stir(0x5EED_CAFE_F00D_D00D, 60_000, Soup::item, false);
}

#[test]
fn random_tokens_never_panic_the_reader_of_registries() {
    stir(0x0B0E_50FA_BEEF_1234, 60_000, Soup::registry, true);
}
