//! What the crates drag into a service may be used in a closed product without a further duty than to name it.

use std::collections::BTreeMap;
use std::process::Command;

use spdx::{Expression, LicenseItem, ParseMode};

const PUBLISHED: [&str; 4] =
    ["catalog-specs", "error-catalog-derive", "error-catalog", "cargo-error-catalog"];

const ALLOWED: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    // Of data: the certificates of `webpki-roots`.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

#[test]
fn every_dependency_of_a_published_crate_has_an_allowed_licence() {
    for package in PUBLISHED {
        let licences = licences_of(package);
        assert!(licences.len() > 5, "{package}: read {licences:?} only");
        for (dependency, licence) in licences {
            assert!(is_allowed(&licence), "{package} depends on {dependency}: `{licence}`");
        }
    }
}

#[test]
fn a_licence_with_further_duties_is_refused() {
    for refused in ["GPL-3.0-only", "MIT AND MPL-2.0", "AGPL-3.0-or-later OR GPL-2.0-only", "", "-"]
    {
        assert!(!is_allowed(refused), "{refused}");
    }
    for allowed in
        ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_allowed(allowed), "{allowed}");
    }
}

/// What a package is built from, with all of its features, and the licence that each manifest names.
fn licences_of(package: &str) -> BTreeMap<String, String> {
    let arguments = ["tree", "--package", package, "--all-features", "--edges", "normal,build"];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--prefix", "none", "--format", "{p}|{l}"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {errors}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let pair = |line: &str| {
        let (dependency, licence) = line.trim_end_matches(" (*)").split_once('|')?;
        Some((dependency.to_owned(), licence.to_owned()))
    };
    lines.lines().filter_map(pair).collect()
}

fn is_allowed(licence: &str) -> bool {
    let named = |item: &LicenseItem| match item {
        LicenseItem::Spdx { id, .. } => ALLOWED.contains(&id.name),
        LicenseItem::Other(_) => false,
    };
    Expression::parse_mode(licence, ParseMode::LAX)
        .is_ok_and(|expression| expression.evaluate(|requirement| named(&requirement.license)))
}
