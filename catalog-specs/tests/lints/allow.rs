//! Comments that exempt a statement or an item.

use catalog_specs::ProblemLevel;
use catalog_specs::lints::{LintLevel, LintLevels, by_id, check_text};

use crate::{found, read};

const DECLARED: &str =
    "use error_catalog::SystemError; fn save() -> Result<u64, SystemError> { Ok(1) }\n";

fn found_below(source: &str) -> Vec<String> {
    found(&format!("{DECLARED}{source}"))
}

#[test]
fn a_comment_exempts_its_statement() {
    for source in [
        "fn f() {\n    // error-catalog: allow(swallowed-result) the next run repeats it\n    let _ = save();\n}\n",
        "fn f() {\n    let _ = save(); // error-catalog: allow(swallowed-result) the next run repeats it\n}\n",
        "fn f() {\n    // error-catalog: allow( swallowed-result )  次回に再試行します\n    // More about it.\n\n    save()\n        .ok();\n}\n",
        "// error-catalog: allow(swallowed-result) all of this is a best effort\n/// Documented.\n#[inline]\nfn f() {\n    let _ = save();\n    save().ok();\n}\n",
        "// error-catalog: allow(swallowed-result) all of this is a best effort\nimpl A {\n    fn f() { let _ = save(); }\n}\n",
        "fn f() {\n    match x {\n        // error-catalog: allow(swallowed-result) none is needed\n        1 => drop_it(save().ok()),\n        _ => {}\n    }\n}\n",
        "async fn f() {\n    select! {\n        _ = a => {\n            // error-catalog: allow(swallowed-result) it ends\n            let _ = save();\n        }\n    }\n}\n",
    ] {
        assert_eq!(found_below(source), [""; 0], "{source}");
        assert!(read(&format!("{DECLARED}{source}")).allowed > 0, "{source}");
    }
}

#[test]
fn a_comment_exempts_nothing_else() {
    let source = "fn f() {\n    // error-catalog: allow(swallowed-result) once\n    let _ = save();\n    let _ = save();\n}\n";
    assert_eq!(found_below(source), ["swallowed-result 5:5"]);
    let source = "// error-catalog: allow(swallowed-result) this function\nfn f() { let _ = save(); }\nfn g() { let _ = save(); }\n";
    assert_eq!(found_below(source), ["swallowed-result 4:10"]);
}

#[test]
fn an_exemption_without_effect_or_reason_is_reported() {
    assert_eq!(
        found_below("// error-catalog: allow(swallowed-result) not any more\nfn f() {}\n"),
        ["unused-allow 2:1"]
    );
    assert_eq!(
        found_below(
            "fn f() {\n    // error-catalog: allow(swallowed-result)\n    let _ = save();\n}\n"
        ),
        ["allow-without-reason 3:5"]
    );
    assert_eq!(
        found_below(
            "fn f() {\n    // error-catalog: allow(swallowed-result): --\n    let _ = save();\n}\n"
        ),
        ["allow-without-reason 3:5"]
    );
}

#[test]
fn an_unknown_lint_is_refused_with_a_suggestion() {
    let source = format!("{DECLARED}// error-catalog: allow(swalowed-result) why\nfn f() {{}}\n");
    let problems = read(&source).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].rule, Some("unknown-allow"));
    assert!(problems[0].help.contains("did you mean `swallowed-result`?"), "{problems:?}");
    for comment in [
        "alow(swallowed-result) x",
        "allow swallowed-result",
        "allow(swallowed-result",
        "allow() x",
        "",
    ] {
        let found = found_below(&format!("// error-catalog: {comment}\nfn f() {{}}\n"));
        assert_eq!(found, ["unknown-allow 2:1"], "{comment}");
    }
}

/// A doc comment and a block comment look like exemptions.
#[test]
fn only_line_comments_exempt() {
    for comment in [
        "/// error-catalog: allow(swallowed-result) why",
        "//! error-catalog: allow(swallowed-result) why",
        "/* error-catalog: allow(swallowed-result) why */",
        "/** error-catalog: allow(swallowed-result) why */",
    ] {
        let source = format!("mod m {{\n{comment}\nfn f() {{ let _ = crate::save(); }}\n}}\n");
        let found = found_below(&source);
        assert_eq!(found, ["unknown-allow 3:1", "swallowed-result 4:10"], "{comment}");
    }
    let prose = "/// error-catalog: the crate\n/// // error-catalog: allow(x)\nfn f() {}\n";
    assert_eq!(found_below(prose), [""; 0]);
}

#[test]
fn texts_are_no_comments() {
    let source = "fn f() {\n    let text = \"\n// error-catalog: allow(nothing)\n\";\n    let raw = r#\" // error-catalog: allow(x) \"#;\n}\n";
    assert_eq!(found_below(source), [""; 0]);
}

#[test]
fn levels_turn_lints_off_and_into_errors() {
    let source = format!("{DECLARED}fn f() {{ let _ = save(); }}\n");
    let lint = by_id("swallowed-result").unwrap();
    let report = |level| {
        let mut levels = LintLevels::default();
        levels.set(lint, level);
        check_text(&source, &levels).problems
    };
    assert_eq!(report(LintLevel::Allow), []);
    assert_eq!(report(LintLevel::Warn)[0].level, ProblemLevel::Warning);
    assert_eq!(report(LintLevel::Deny)[0].level, ProblemLevel::Error);
    // An exemption for a lint that is off is kept for the day when it is on.
    let mut levels = LintLevels::default();
    levels.set(lint, LintLevel::Allow);
    let source = format!("{DECLARED}// error-catalog: allow(swallowed-result) why\nfn f() {{}}\n");
    assert_eq!(check_text(&source, &levels).problems, []);
}
