//! Input that is nested without end is reported at its place; it never overflows the stack.
#![cfg(feature = "scan")]
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;

use catalog_specs::{Problem, scan, spec};

/// Every way to nest source, as text around a type or an expression.
const TYPES: &[(&str, &str)] = &[
    ("Vec<", ">"),
    ("A<B, ", ">"),
    ("(", ",)"),
    ("[", "; 1]"),
    ("&", ""),
    ("*const ", ""),
    ("fn() -> ", ""),
    ("Box<dyn Fn(", ")>"),
    ("A<X = ", ">"),
    ("<", " as B>::C"),
    ("Vec<<", " as B>::C>"),
    ("A<{", "}>"),
];

const EXPRESSIONS: &[(&str, &str)] = &[
    ("-", ""),
    ("!", ""),
    ("&", ""),
    ("1 + ", ""),
    ("1 << ", ""),
    ("return ", ""),
    ("|x| ", ""),
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("if a {} else ", "{}"),
    ("a = ", ""),
    ("a.b(", ")"),
    ("a::<", ">()"),
    ("match a { a => ", " }"),
    ("m!(", ")"),
];

fn nested(depth: usize, (open, close): (&str, &str), inside: &str) -> String {
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

fn scan_text(text: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lib.rs"), text).unwrap();
    scan::read(folder.path(), None).problems
}

const DEPTHS: [usize; 3] = [60, 200, 10_000];

fn in_enum(ty: &str) -> String {
    format!(
        "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"A\")]\nenum E {{\n    \
         #[catalog(code = \"A_B\", status = 400, log_level = \"INFO\", message = \"x\")]\n    B {{ #[detail] x: {ty} }}\n}}\n"
    )
}

#[test]
fn deep_types_of_source_are_reported() {
    for depth in DEPTHS {
        for parts in TYPES {
            let ty = nested(depth, *parts, "u8");
            let problems = scan_text(&in_enum(&ty));
            if depth > 200 {
                assert!(!problems.is_empty(), "{parts:?}");
                assert!(problems.iter().all(|problem| problem.place.is_some()), "{problems:?}");
            }
        }
    }
}

#[test]
fn deep_expressions_of_source_are_reported() {
    for depth in DEPTHS {
        for parts in EXPRESSIONS {
            let value = nested(depth, *parts, "a");
            for text in [
                format!("// ErrorCatalog\nconst A: u8 = {value};"),
                format!("// ErrorCatalog\nstatic A: [u8; {value}] = [];"),
                format!("// ErrorCatalog\nenum A {{ B = {value} }}"),
                format!("// ErrorCatalog\n#[a = {value}] enum A {{ B }}"),
                format!("// ErrorCatalog\n#[cfg({value})] enum A {{ B }}"),
                format!("// ErrorCatalog\n#[catalog(code = {value})] enum A {{ B }}"),
                format!("// ErrorCatalog\nfn a(x: [u8; {value}]) {{ {value} }}"),
                format!("catalog! {{ pub struct Codes {{ {value} }} }}"),
                format!("catalog! {{ #[registry(internal = {value})] pub struct Codes {{}} }}"),
            ] {
                scan_text(&text);
            }
        }
    }
}

#[test]
fn other_deep_source_is_reported() {
    for depth in DEPTHS {
        for text in [
            format!("// ErrorCatalog\nuse {}z;", "a::".repeat(depth)),
            format!("// ErrorCatalog\n{}", nested(depth, ("mod a { ", "}"), "")),
            format!(
                "// ErrorCatalog\n{} enum A {{ B }}",
                nested(depth, ("#[cfg_attr(a, b(", "))]"), "")
            ),
            format!(
                "// ErrorCatalog\n#[cfg({})] enum A {{ B }}",
                nested(depth, ("all(", ")"), "unix")
            ),
            format!(
                "// ErrorCatalog\n#[cfg_attr(a, {})] enum A {{ B }}",
                nested(depth, ("cfg_attr(b, ", ")"), "c")
            ),
            format!("// ErrorCatalog\nuse {};", nested(depth, ("a::{", "}"), "b")),
            format!("// ErrorCatalog\nfn a({}: u8) {{}}", nested(depth, ("&", ""), "x")),
            format!("// ErrorCatalog\nfn a({}: u8) {{}}", nested(depth, ("(", ")"), "x")),
            format!("// ErrorCatalog\nfn a<{}>() {{}}", nested(depth, ("T: A<", ">"), "B")),
            format!("/* ErrorCatalog */ {}", nested(depth, ("/*", "*/"), "")),
            format!("// ErrorCatalog\nimpl {} for A {{}}", nested(depth, ("A<", ">"), "B")),
        ] {
            scan_text(&text);
        }
    }
}

#[test]
fn a_chain_of_files_is_limited() {
    let folder = tempfile::tempdir().unwrap();
    // Each file names the next one twice: without a limit that is 2^60 modules.
    for at in 0..60 {
        let next = at + 1;
        let text = format!(
            "#[path = \"f{next}.rs\"] mod a; #[path = \"f{next}.rs\"] mod b; include!(\"f{next}.rs\");"
        );
        fs::write(folder.path().join(format!("f{at}.rs")), text).unwrap();
    }
    fs::write(folder.path().join("f60.rs"), "").unwrap();
    let problems = scan::read(&folder.path().join("f0.rs"), None).problems;
    assert!(problems.iter().any(|problem| problem.message.contains("times")), "{problems:?}");
    // And a chain of files, each once.
    for at in 0..300 {
        fs::write(
            folder.path().join(format!("f{at}.rs")),
            format!("include!(\"f{}.rs\");", at + 1),
        )
        .unwrap();
    }
    fs::write(folder.path().join("f300.rs"), "").unwrap();
    scan::read(&folder.path().join("f0.rs"), None);
    for at in 0..300 {
        fs::write(
            folder.path().join(format!("f{at}.rs")),
            format!("#[path = \"f{}.rs\"] mod a;", at + 1),
        )
        .unwrap();
    }
    let problems = scan::read(&folder.path().join("f0.rs"), None).problems;
    assert!(problems.iter().any(|problem| problem.message.contains("deep")), "{problems:?}");
}

/// On the small stack of a test, which has 2 MiB.
#[test]
fn deep_types_and_conditions_of_a_spec_are_reported() {
    for depth in [20, 30, 10_000] {
        for (parts, inside) in TYPES
            .iter()
            .map(|parts| (*parts, "u8"))
            .chain(EXPRESSIONS.iter().map(|parts| (*parts, "a")))
        {
            let ty = serde_json::to_string(&nested(depth, parts, inside)).unwrap();
            for member in [
                format!("\"details\": [{{\"name\": \"x\", \"type\": {ty}}}]"),
                format!(
                    "\"hidden\": [{{\"field\": \"x\", \"type\": {ty}, \"roles\": [\"context\"]}}]"
                ),
                format!("\"cfg\": [{ty}]"),
            ] {
                let text = format!(
                    "{{\"domain\": \"A\", \"codes\": {{\"A_B\": {{\"status\": 400, \"message\": \"x\", \"log_level\": \"INFO\", {member}}}}}}}"
                );
                let read = spec::read(&text, "a.json");
                if depth > 24 && !matches!(parts.0, "1 << " | "a = ") {
                    let problems = read.unwrap_err();
                    assert!(problems.iter().all(|problem| problem.place.is_some()), "{problems:?}");
                } else if let Ok(catalog) = read {
                    // What was read can also be written.
                    spec::import(&catalog);
                    spec::write(&catalog);
                    catalog_specs::Format::OpenApi.render(&catalog);
                }
            }
        }
    }
}

#[test]
fn deep_json_is_reported() {
    for text in [
        nested(100_000, ("[", "]"), ""),
        nested(100_000, ("{\"a\":", "}"), "1"),
        format!("{{\"domain\": {}}}", nested(100_000, ("[", "]"), "")),
    ] {
        let problems = spec::read(&text, "a.json").unwrap_err();
        assert!(problems[0].message.contains("deep"), "{problems:?}");
    }
}
