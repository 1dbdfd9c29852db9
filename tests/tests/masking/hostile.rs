//! Texts that mean harm: nothing panics, masking twice is masking once, and what is clean is borrowed.

use std::borrow::Cow;

use error_catalog::mask::Mask;
use proptest::prelude::*;

/// Pieces of secrets, of what stands around them, and of characters.
const PIECES: &[&str] = &[
    "password",
    "token",
    "Authorization",
    "pin",
    "=",
    ":",
    ": ",
    "://",
    "\"",
    "\\\"",
    "\\\\\\\"",
    "'",
    "`",
    "@",
    "%40",
    "%3D",
    "%22",
    "%",
    "%e3%81",
    "***",
    "\"***\"",
    "<",
    ">",
    "</",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ", ",
    ",",
    "&",
    ";",
    "|",
    "\\",
    "\\n",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\0",
    "-",
    "--",
    "-----BEGIN ",
    "PRIVATE KEY-----",
    "-----END ",
    "eyJ",
    "eyJhbGciOi.",
    ".",
    "Bearer ",
    "basic ",
    "dXNlcjpwYXNz",
    "/home/",
    "/Users/",
    "\\Users\\",
    "https://hooks.slack.com/",
    "postgres://",
    "https://",
    "a",
    "Z",
    "0",
    "4111",
    "4111111111111111",
    "-1111",
    " 1111",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_",
    "sk-",
    "sk_live_",
    "xoxb-",
    "日本",
    "é",
    "：",
    "＝",
    "、",
    "。",
    "\u{202e}",
    "👩\u{200d}🚀",
    "\u{feff}",
    "example.com",
    "a@b.co",
    "Some(",
    "null",
    "true",
    "b\"",
    "cookie",
    "user:",
    "=>",
    "::",
    "==",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mask = Mask::default();
    let masked = mask.text(text);
    prop_assert_eq!(&mask.text(&masked), &masked, "{:?}", text);
    prop_assert_eq!(matches!(masked, Cow::Borrowed(_)), masked == text);
    prop_assert_eq!(mask.is_clean(text), masked == text);
    let path = mask.path(text);
    prop_assert_eq!(&mask.path(&path), &path, "{:?}", text);
    let json = serde_json::to_string(
        &serde_json::json!({ "a": text, text: [text, 4_111_111_111_111_111_u64] }),
    );
    let json = json.unwrap();
    let masked = mask.json(&json);
    prop_assert!(serde_json::from_str::<serde_json::Value>(&masked).is_ok(), "{} {}", json, masked);
    prop_assert_eq!(&mask.json(&masked), &masked, "{}", json);
    // What is no JSON is no harm.
    let _ = mask.json(text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_pieces_of_secrets_never_panic(text in soup()) {
        check(&text)?;
    }

    #[test]
    fn no_text_panics_the_mask(text in any::<String>()) {
        check(&text)?;
    }
}

#[test]
fn a_megabyte_is_masked() {
    for piece in [
        "password=\"x\" ",
        "日本 a@b.co ",
        "-----BEGIN PRIVATE KEY-----\n",
        "{\"a\":[",
        "4111 1111 1111 1111 ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let masked = Mask::default().text(&text).into_owned();
        assert_eq!(Mask::default().text(&masked), masked);
        assert!(!masked.contains("\"x\"") && !masked.contains("a@b") && !masked.contains("4111"));
    }
}
