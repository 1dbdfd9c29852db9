//! Packages of several files.

use std::fs;
use std::path::Path;

use catalog_specs::lints::{LintLevels, LintReport, check};

fn check_files(files: &[(&str, &[u8])]) -> LintReport {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    check_folder(folder.path())
}

fn check_folder(folder: &Path) -> LintReport {
    check(&[folder.to_owned()], &LintLevels::default(), &|_| {})
}

#[test]
fn what_one_file_declares_counts_in_the_others() {
    let report = check_files(&[
        ("lib.rs", b"mod errors; mod store; mod work;"),
        ("errors.rs", b"#[derive(Debug, ErrorCatalog)] #[catalog(domain = \"A\")] pub enum E {} pub type Answer<T> = Result<T, E>;"),
        ("store/mod.rs", b"pub fn save() -> crate::errors::Answer<()> { Ok(()) }"),
        ("work.rs", "fn f() {\n    /* \u{65e5}\u{672c} */ let _ = crate::store::save();\n}".as_bytes()),
    ]);
    assert_eq!(report.problems.len(), 1, "{report:?}");
    let place = report.problems[0].place.as_ref().unwrap();
    assert!(place.file.ends_with("work.rs"), "{place:?}");
    assert_eq!((place.line, place.column, place.length), (2, 14, 3));
    assert_eq!((report.files, report.functions), (4, 2));
}

/// A router calls one of two functions of a name. Which one is not known.
#[test]
fn a_handler_is_known_by_a_name_that_is_there_once() {
    let handler =
        b"pub async fn send(text: String) -> String { text.parse::<u64>().unwrap().to_string() }";
    let routes =
        b"mod send; mod client; fn r() -> Router { Router::new().route(\"/\", get(send::send)) }";
    let report = check_files(&[("lib.rs", routes), ("send.rs", handler), ("client.rs", b"")]);
    assert_eq!(report.problems.len(), 1, "{report:?}");
    let report = check_files(&[("lib.rs", routes), ("send.rs", handler), ("client.rs", handler)]);
    assert_eq!(report.problems, []);
}

/// A type of the same name elsewhere in the package makes it unknown which of them is meant.
#[test]
fn a_name_with_two_meanings_is_not_reported() {
    let report = check_files(&[
        ("lib.rs", b"mod a; mod b;"),
        ("a.rs", b"#[derive(ErrorCatalog)] pub enum E {} pub fn save() -> Result<(), E> { Ok(()) } fn f() { let _ = save(); }"),
        ("b.rs", b"pub enum E {}"),
    ]);
    assert_eq!(report.problems, []);
}

#[test]
fn a_type_and_an_alias_of_one_name_are_not_confused() {
    let alias = b"mod client; type Answer = Result<u64, Failure<Codes>>; use error_catalog::Failure; fn f() -> Answer { Ok(1) }";
    let client = b"pub struct Answer { pub status: u16 } pub fn send(path: &str) -> Answer { Answer { status: path.parse().unwrap() } }";
    let report = check_files(&[("lib.rs", alias), ("client.rs", client)]);
    assert_eq!(report.problems, []);
    let report = check_files(&[
        ("lib.rs", alias),
        ("client.rs", b"fn f(text: &str) -> crate::Answer { Ok(text.parse().unwrap()) }"),
    ]);
    assert_eq!(report.problems.len(), 1, "{report:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_not_looked_at() {
    let deep = format!("fn f() {{ {}{} }}", "(".repeat(2_000), ")".repeat(2_000));
    let report = check_files(&[
        ("lib.rs", b"mod broken; mod latin; mod deep;"),
        ("broken.rs", b"fn f() { let = ; }"),
        ("latin.rs", b"fn f() {} // \xe9"),
        ("deep.rs", deep.as_bytes()),
    ]);
    assert_eq!(report.files, 1);
    let mut reasons: Vec<_> =
        report.unread.iter().map(|problem| problem.message.as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons.len(), 3);
    assert!(
        reasons.iter().all(|reason| reason.starts_with("not looked at, because ")),
        "{reasons:?}"
    );
    assert!(reasons.iter().any(|reason| reason.contains("UTF-8")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("nested more than")), "{reasons:?}");
}

/// Code that was written with care has no finding: the example service and the crates of this repository.
#[test]
fn our_own_code_has_no_findings() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let sources = [
        "catalog-specs",
        "catalog-specs/command",
        "catalog-specs/core",
        "catalog-specs/syntax",
        "error-catalog",
        "error-catalog-derive",
        "error-catalog/examples/reservation",
    ]
    .map(|folder| repository.join(folder).join("src"));
    let mut found = Vec::new();
    for source in &sources {
        let report = check_folder(source);
        assert!(report.files > 0, "{}", source.display());
        found.extend(report.problems.iter().chain(&report.unread).map(ToString::to_string));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Packages of others are read whole. `LINTED=folder:folder` names further ones, whose findings `--nocapture` shows: those of services
/// from crates.io are read by people, before a lint is changed.
#[test]
#[allow(clippy::print_stdout, reason = "people read the findings")]
fn other_packages_are_read() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/crates");
    let ours = ["edge-axum", "edge-actix", "edge-tonic"].map(|name| tests.join(name).join("src"));
    let named = std::env::var_os("LINTED").unwrap_or_default();
    let named: Vec<_> = std::env::split_paths(&named).filter(|path| path.exists()).collect();
    for source in ours.iter().chain(&named) {
        let LintReport { problems, unread, files, functions, lines, .. } = check_folder(source);
        let (name, count) = (source.display(), problems.len());
        println!("{name}: {count} in {functions} functions, {lines} lines");
        for problem in problems.iter().chain(&unread) {
            let place = problem.place.as_ref().unwrap();
            println!(
                "  {}:{} {} {}",
                place.file,
                place.line,
                problem.rule.unwrap_or(""),
                problem.message
            );
        }
        assert!(files > 0 && functions > 0, "{name}");
        assert_eq!(unread, [], "{name}");
    }
}
