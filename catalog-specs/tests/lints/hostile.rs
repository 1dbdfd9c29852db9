//! Source that is made to break the reader.

use catalog_specs::lints::{LintLevels, check_text};
use proptest::prelude::*;

/// On a stack as the reader has it.
fn check_on_large_stack(text: String) {
    let work = move || drop(check_text(&text, &LintLevels::default()));
    std::thread::Builder::new().stack_size(64 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn nesting_of_every_kind_neither_overflows_nor_panics() {
    for (open, inside, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{", "", "}"),
        ("f(", "1", ")"),
        ("vec![", "1", "]"),
        ("m!{", "let _ = f();", "}"),
        ("m!(a => ", "1", ")"),
        ("|x| ", "1", ""),
        ("if a {", "", "}"),
        ("if a {} else ", "{}", ""),
        ("match a { _ => ", "1", "}"),
        ("-", "1", ""),
        ("&", "a", ""),
        ("a + ", "1", ""),
        ("return ", "1", ""),
        ("async { ", "1", "}.await"),
        ("unsafe { ", "1", "}"),
        ("a.b(", "1", ").ok()"),
        ("", "a", ".ok()"),
        ("", "a", "?"),
        ("", "a", ".await"),
        ("", "a", "[0]"),
        ("S { a: ", "1", "}"),
        ("let x = ", "1", ";"),
        ("fn g() { ", "1", "}"),
        ("mod a { ", "", "}"),
        ("let Ok(", "a", ") = b;"),
        ("select! { _ = a => { ", "let _ = b;", "} }"),
    ] {
        for count in [50, 120, 400, 20_000] {
            let body = format!("{}{inside}{}", open.repeat(count), close.repeat(count));
            check_on_large_stack(format!("fn f() {{ {body} }}"));
        }
    }
}

/// Macros in macros, each with as much nesting as is allowed.
#[test]
fn nesting_within_macros_is_limited_too() {
    let inner = format!("{}1", "-".repeat(90));
    let mut text = inner.clone();
    for _ in 0..200 {
        text = format!("m!({}{text})", "-".repeat(90));
    }
    check_on_large_stack(format!("fn f() {{ {text} }}"));
}

/// What is too deep to be read is said, at the outermost macro that is not read.
#[test]
fn code_in_many_macros_is_said_to_be_unread() {
    let declared =
        "use error_catalog::SystemError;\nfn save() -> Result<u64, SystemError> { Ok(1) }\n";
    let nested = |depth: usize| {
        let body = format!("{}let _ = save();{}", "m! { ".repeat(depth), " }".repeat(depth));
        check_text(&format!("{declared}fn f() {{\n{body}\n}}\n"), &LintLevels::default())
    };
    let read = nested(8);
    assert_eq!((read.problems.len(), read.unread_macros.len()), (1, 0), "{read:?}");
    let unread = nested(9);
    assert_eq!((unread.problems.len(), unread.unread_macros.len()), (0, 1), "{unread:?}");
    let problem = &unread.unread_macros[0];
    assert_eq!(problem.message, "not looked at, because it is in more than 8 macros");
    assert_eq!(problem.rule, Some("not-looked-at"));
    let place = problem.place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (4, 41));
    // An exemption there may be needed.
    let body = format!(
        "{}\n// error-catalog: allow(swallowed-result) why\nlet _ = save();{}",
        "m! { ".repeat(9),
        " }".repeat(9)
    );
    let text = format!("{declared}fn f() {{\n{body}\n}}\n");
    assert_eq!(check_text(&text, &LintLevels::default()).problems, []);
    // A macro without arguments hides nothing.
    let empty = "m!(".repeat(9) + &")".repeat(9);
    let report = check_text(&format!("fn f() {{ {empty}; }}"), &LintLevels::default());
    assert_eq!(report.unread_macros, []);

    let deep = format!("fn f() {{ m!({}1{}); }}", "(".repeat(150), ")".repeat(150));
    let report = check_text(&deep, &LintLevels::default());
    assert_eq!(report.unread_macros.len(), 1, "{report:?}");
    let expected = "not looked at, because its tokens are nested more than 100 deep";
    assert_eq!(report.unread_macros[0].message, expected);
}

/// Pieces of bodies, complete and incomplete ones.
const PIECES: &[&str] = &[
    "fn f() ",
    "async fn g(e: Error) -> bool ",
    "-> Result<u64, UserError> ",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "let _ = ",
    "let Err(e) = ",
    "if let Ok(x) = ",
    "match x ",
    "Err(e) => ",
    "Ok(_) => ",
    "save(1)",
    ".ok()",
    ".unwrap()",
    ".await",
    "?",
    ";",
    ",",
    "|e| ",
    "return ",
    "None",
    "false",
    "error!(\"{e}\")",
    "println!(\"{e}\")",
    "(StatusCode::INTERNAL_SERVER_ERROR, e.to_string())",
    "format!(\"{e}\")",
    "else ",
    "// error-catalog: allow(swallowed-result) 理由\n",
    "// error-catalog: allow(",
    "\n",
    "\"日本\"",
    "'a",
    "r#\"",
    "\"#",
    "/*",
    "*/",
    "impl A ",
    "mod m ",
    "#[test] ",
    "use a::save; ",
    "select! ",
    "self.x",
    "::",
    "<",
    ">",
    "&",
    "= ",
    "\u{202e}",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// Whatever is read, nothing panics, and each place is in the text.
    #[test]
    fn soups_of_source_are_survived(picks in prop::collection::vec(0..PIECES.len(), 0..60), is_function in any::<bool>()) {
        let soup: String = picks.iter().map(|at| PIECES[*at]).collect();
        let text = if is_function { format!("fn f(e: Error) -> Option<u64> {{ {soup} }}") } else { soup };
        let report = check_text(&text, &LintLevels::default());
        let lines: Vec<_> = text.split('\n').collect();
        for problem in report.problems.iter().chain(&report.unread) {
            let place = problem.place.as_ref().unwrap();
            prop_assert!(place.line >= 1 && place.line <= lines.len(), "{}: {}", place, text);
            prop_assert!(place.column >= 1 && place.column <= lines[place.line - 1].chars().count() + 1, "{}: {}", place, text);
        }
        prop_assert_eq!(report.files + report.unread.len(), 1);
    }
}

#[test]
fn parts_of_source_do_not_panic() {
    let source = include_str!("forms.rs");
    let ends: Vec<_> = source.char_indices().map(|(at, _)| at).step_by(97).collect();
    for pair in ends.chunks(2) {
        let (from, to) = (pair[0], *pair.last().unwrap_or(&source.len()));
        drop(check_text(&source[..to], &LintLevels::default()));
        drop(check_text(&source[from..], &LintLevels::default()));
    }
}
