//! Random catalogues of hostile names and texts, which no language may refuse or take for something else.
//!
//! `SEED=7 tests/documents/run` draws others.

use std::time::Duration;

use catalog_specs::model::{
    Catalog, CodeSet, Deprecated, Detail, Docs, Entry, Group, Retired, Text,
};
use catalog_specs::{Backoff, Class, Level, Retry};

/// As many as a compiler reads in a second or two.
const CATALOGUES: u64 = 4;

const CODES: u64 = 9;

/// Each with its name.
pub fn catalogues() -> Vec<(String, Catalog)> {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
    let draw =
        |at| (format!("random_{at}"), Dice(seed.wrapping_mul(1000).wrapping_add(at)).catalog());
    (0..CATALOGUES).map(draw).collect()
}

const TEXTS: &[&str] = &[
    "*/",
    "/*",
    "//",
    "/",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "`",
    "${x}",
    "%s",
    "{x}",
    "{{",
    "\\",
    "\\\\",
    "\\u002a/",
    "\\u000a",
    "\\N{DIGIT ONE}",
    "\\x",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{e0041}",
    "\u{10ffff}",
    "日本語の誤り",
    "系統錯誤，請稍後",
    "Lỗi hệ thống",
    "é",
    "🦀",
    "<script>alert(1)</script>",
    "</pre>",
    "&amp;",
    "{@link X}",
    "@deprecated",
    "@param x",
    "# type: ignore",
    "\n+build ignore\n",
    "\ngo:build ignore\n",
    "\n- item\n  - item\n",
    "\n```\nnever closed",
    "\n\n",
    " ",
    "a",
    "word",
];

const NAMES: &[&str] = &[
    "class",
    "type",
    "def",
    "func",
    "public",
    "record",
    "None",
    "nil",
    "null",
    "self",
    "this",
    "wait",
    "hashCode",
    "toString",
    "details",
    "sent",
    "code",
    "message",
    "status",
    "str",
    "int",
    "object",
    "String",
    "Object",
    "Optional",
    "Error",
    "error",
    "_",
    "__",
    "__proto__",
    "1st",
    "",
    "a-b",
    "a_b",
    "aB",
    "a b",
    "日本",
    "tên",
    "*/",
    "\"",
    "\\",
    "\n",
    "$x",
    "len",
    "ok",
    "items",
    "members",
    "value",
    "slot_start",
    "slotStart",
    "fields",
    "match",
    "case",
    "yield",
    "enum",
    "var",
];

const TYPES: &[&str] = &[
    "String",
    "u8",
    "i64",
    "u64",
    "u128",
    "f64",
    "bool",
    "Vec<String>",
    "Vec<Option<u8>>",
    "[bool; 3]",
    "(u8, String)",
    "(u8, u16)",
    "((bool, u8), Vec<(u8, f32)>)",
    "BTreeMap<String, Vec<u8>>",
    "HashMap<String, Option<bool>>",
    "Range<u32>",
    "Duration",
    "Option<Duration>",
    "Option<String>",
    "Option<u64>",
    "Option<(u8, bool)>",
    "serde_json::Value",
    "UserId",
    "Option<BTreeMap<String, Range<f64>>>",
    "Uuid",
    "()",
    "*/ \" \\u0022",
];

/// Numbers of a linear congruential generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    fn often(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn text(&mut self) -> String {
        let pieces = 1 + self.below(5);
        (0..pieces).map(|_| self.one(TEXTS)).collect()
    }

    fn code(&mut self, at: u64) -> String {
        match self.below(4) {
            0 => format!("{}{at}", self.one(NAMES)),
            1 => format!("{}_{at}", self.text()),
            2 => self.one(NAMES).to_owned(),
            _ => format!("CART_{}_{at}", self.one(NAMES).to_uppercase()),
        }
    }

    fn catalog(&mut self) -> Catalog {
        let entries: Vec<_> = (0..CODES).map(|at| self.entry(at)).collect();
        let sets = (0..3).map(|at| self.set(at, &entries)).collect();
        let group = Group {
            domain: "CART".to_owned(),
            entries,
            description: self.text(),
            ..Group::default()
        };
        let retired = vec![Retired { code: self.text(), reason: self.text() }];
        let description = self.text();
        Catalog {
            name: "Codes".to_owned(),
            description,
            groups: vec![group],
            sets,
            codeless: Vec::new(),
            retired,
            ..Catalog::default()
        }
    }

    fn set(&mut self, at: u64, entries: &[Entry]) -> CodeSet {
        let codes = entries.iter().filter(|_| self.often(40)).map(|entry| entry.code.clone());
        let mut set = CodeSet::new(String::new(), codes.collect());
        set.name = format!("{}{at}", self.one(NAMES));
        set.description = if self.often(70) { self.text() } else { String::new() };
        set
    }

    fn entry(&mut self, at: u64) -> Entry {
        let status = self.one(&[400, 401, 404, 409, 422, 429, 503]);
        let locales =
            if self.often(50) { vec![String::new()] } else { vec!["en".to_owned(), self.text()] };
        let messages =
            locales.into_iter().map(|locale| Text { locale, message: self.text() }).collect();
        let count = self.below(6);
        let details = if status == 503 { 0 } else { count };
        let deprecated = Deprecated {
            since: self.text(),
            replaced_by: vec![self.text()],
            until: Some(self.text()),
        };
        let backoff = Backoff::new(u32::MAX, Duration::from_millis(u64::MAX / 2), u32::MAX);
        Entry {
            messages,
            details: (0..details).map(|_| self.detail()).collect(),
            docs: Docs { description: self.text(), ..Docs::default() },
            title: self.often(30).then(|| self.text()),
            since: self.often(30).then(|| self.text()),
            deprecated: self.often(30).then_some(deprecated),
            retry: self.often(30).then_some(Retry::Custom(backoff)),
            retry_after: self.often(30).then_some(Duration::MAX),
            class: self.often(20).then_some(Class::Validation),
            doc_url: self.often(20).then(|| self.text()),
            ..Entry::new(self.code(at), "Variant", status, Level::Info)
        }
    }

    fn detail(&mut self) -> Detail {
        let name = self.one(NAMES).to_owned();
        Detail {
            field: name.clone(),
            name,
            type_name: self.one(TYPES).to_owned(),
            doc: if self.often(50) { self.text() } else { String::new() },
            flatten: self.often(15),
            display: self.often(10),
            retry_after: false,
            data_class: None,
        }
    }
}
