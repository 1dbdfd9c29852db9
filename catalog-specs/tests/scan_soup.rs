//! Whatever stands in a file is read or told, and never breaks the scan.

#![cfg(feature = "scan")]

use std::fs;

use catalog_specs::scan;
use proptest::prelude::*;

/// Pieces of source that matter to the scan, whole and cut off.
const PIECES: &[&str] = &[
    "mod a;",
    "mod b {",
    "mod",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    ";",
    "#",
    "!",
    ",",
    "::",
    "=",
    "<",
    ">",
    "#[cfg(unix)]",
    "#[cfg(test)]",
    "#[cfg(",
    "#[cfg_attr(a, path = \"b.rs\")]",
    "#[path = \"a.rs\"]",
    "#[cfg_attr(x, derive(ErrorCatalog))]",
    "#[derive(Debug, error_catalog::ErrorCatalog)]",
    "#[catalog(domain = \"A\")]",
    "#[catalog(domain = \"A\", registry = Codes)]",
    "#[catalog(",
    "#[catalog(code = \"A_B\", status = 404, log_level = INFO, message = \"日本 {x}\")]",
    "#[cfg_attr(not(x), catalog(code = \"A_C\", status = 500))]",
    "#[detail]",
    "#[doc = \"x\"]",
    "enum E",
    "pub enum E { A, B }",
    "struct S;",
    "union U { a: u8 }",
    "A { x: u8 },",
    "B,",
    "x: String",
    "catalog! {",
    "pub struct Codes { E, ..other::Codes }",
    "retired { \"A_C\" => \"gone\" }",
    "error_catalog::catalog! { pub struct Codes { self::E, super::E, crate::a::E, E<u8> } }",
    "use super::*;",
    "use crate::a::{self, E as F, *};",
    "use E;",
    "include!(\"a.rs\");",
    "include!(x);",
    "macro_rules! m { () => {",
    "cfg_if! { mod c; }",
    "fn f() {",
    "impl A {",
    "const X: u8 = ",
    "\"",
    "\"text\"",
    "r#\"",
    "\"#",
    "r#mod",
    "'",
    "'a'",
    "'\\''",
    "b'{'",
    "/*",
    "*/",
    "//",
    "\n",
    "日本",
    "\u{feff}",
    "#!/bin/sh\n",
    "#![cfg(x)]",
    "\\",
    "\0",
    "\r\n",
    "ErrorCatalog",
    "catalog",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(ToOwned::to_owned);
    let piece = prop_oneof![20 => piece, 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_source_breaks_the_scan(lib in soup(), a in soup()) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("lib.rs"), &lib).unwrap();
        fs::write(folder.path().join("a.rs"), &a).unwrap();
        let found = scan::read(folder.path(), None);
        // Every place can be shown, and all of it is the same the second time.
        let told = catalog_specs::render_problems(&found.problems, false);
        prop_assert_eq!(told.is_empty(), found.problems.is_empty());
        prop_assert_eq!(scan::read(folder.path(), None), found);
    }
}
