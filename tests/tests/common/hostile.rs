//! Values that break what was not thought of, and a reader that takes no JSON on trust.

use std::collections::HashSet;
use std::fmt;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The same cases on every machine, and no files left behind.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..ProptestConfig::default()
    }
}

/// Pieces that something could take for more than text.
const PIECES: &[&str] = &[
    "",
    "\"",
    "\\",
    "\\\"",
    "'",
    "`",
    "/",
    "</script>",
    "\0",
    "\u{1}",
    "\u{8}",
    "\t",
    "\n",
    "\r\n",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{10ffff}",
    // Bidi marks and isolates, combining characters, surrogate pairs in UTF-16.
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200f}",
    "e\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦",
    "𝄞",
    // Escapes, written out: none of them is one any more.
    "\\ud800",
    "\\udfff\\ud800",
    "\\u0000",
    "\\n",
    "\\x41",
    "&quot;",
    "%22",
    "%00",
    // Braces, and the fields of the errors under test.
    "{",
    "}",
    "{}",
    "{{",
    "}}",
    "{{}}",
    "{other}",
    "{text}",
    "{number}",
    "{number:.3}",
    "{0}",
    "{1}",
    "{:?}",
    "{hidden}",
    "{{other}}",
    "{other",
    "other}",
    // JSON text.
    "null",
    "true",
    "1e999",
    "[]",
    "{\"error\":{\"code\":\"X\"}}",
    "\",\"code\":\"X",
    "\"}}",
    ",",
    ":",
    "__proto__",
    // The languages of the seeds.
    "日本語",
    "繁體",
    "Tiếng Việt",
    "ß",
    "İ",
];

/// Any text, and rather the bad ones.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// JSON whose objects name each member once, as deep as it goes.
#[derive(Debug)]
pub struct Strict;

impl Strict {
    /// Reads a body.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }
}

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut names = HashSet::new();
        while let Some((name, Self)) = map.next_entry::<String, Self>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("the member {name:?} stands twice")));
            }
        }
        Ok(self)
    }
}
