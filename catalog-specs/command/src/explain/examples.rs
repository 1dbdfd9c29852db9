//! What breaks a rule, and the same as it is right: read from the pages in `examples/`.

/// What breaks a rule, and the same as it is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example {
    /// What the two do not show.
    pub(super) words: String,
    /// The file that both name; mostly empty.
    pub(super) spec: String,
    /// What that file is.
    pub(super) file: &'static str,
    /// Breaks the rule.
    pub(super) wrong: String,
    /// Breaks none.
    pub(super) right: String,
}

const PAGES: &[&str] = &[
    include_str!("examples/attr.md"),
    include_str!("examples/shape.md"),
    include_str!("examples/code.md"),
    include_str!("examples/status.md"),
    include_str!("examples/level.md"),
    include_str!("examples/message.md"),
    include_str!("examples/field.md"),
    include_str!("examples/retry.md"),
    include_str!("examples/registry.md"),
    include_str!("examples/spec.md"),
    include_str!("examples/locales.md"),
];

/// The examples of the lints.
const LINT_PAGE: &str = include_str!("examples/lints.md");

/// The example of a rule or of a lint.
pub(super) fn find(id: &str) -> Option<Example> {
    let mut examples = all().into_iter().chain(of_page(LINT_PAGE));
    examples.find(|(known, _)| *known == id).map(|(_, example)| example)
}

/// The examples by their rules.
fn all() -> Vec<(&'static str, Example)> {
    PAGES.iter().flat_map(|page| of_page(page)).collect()
}

/// The examples of a page by their rules or lints.
fn of_page(page: &'static str) -> Vec<(&'static str, Example)> {
    page.split("\n## ").skip(1).filter_map(read).collect()
}

/// Reads what stands below a heading: words, a spec if there is one, and two pieces of source.
fn read(part: &'static str) -> Option<(&'static str, Example)> {
    let (id, body) = part.split_once('\n')?;
    let words = body.split("```").next()?.trim().to_owned();
    let blocks = |language: &str| {
        let blocks = body.split("```").skip(1).step_by(2);
        let of_language = blocks
            .filter_map(move |block| block.split_once('\n').filter(|(word, _)| *word == language));
        of_language.map(|(_, text)| text.trim_end().to_owned()).collect::<Vec<_>>().into_iter()
    };
    let spec = blocks("json").next().unwrap_or_default();
    let mut rust = blocks("rust");
    let (wrong, right) = (rust.next()?, rust.next()?);
    let file = if right.contains("messages = ") {
        "messages `locales/en.json`"
    } else {
        "spec `auth.json`"
    };
    Some((id.trim(), Example { words, spec, file, wrong, right }))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use catalog_specs::lints::{self, LintLevels};
    use catalog_specs::{Problem, ProblemLevel, rules, scan};

    use super::*;

    /// The rules that need several crates to break.
    const OF_SEVERAL_CRATES: &[&str] = &["registry-foreign"];

    /// The rules that a piece of source breaks, as the readers of the derive and of a catalogue see it.
    fn broken(source: &str, spec: &str) -> Vec<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("lib.rs"), source).unwrap();
        fs::write(folder.path().join("Cargo.toml"), "").unwrap();
        fs::create_dir(folder.path().join("locales")).unwrap();
        let file = if source.contains("messages = ") { "locales/en.json" } else { "auth.json" };
        fs::write(folder.path().join(file), spec).unwrap();
        let problems = scan::read(folder.path(), None).problems;
        let errors = problems.iter().filter(|problem| problem.level == ProblemLevel::Error);
        let of_rule =
            |problem: &Problem| problem.rule.unwrap_or_else(|| panic!("{problem}\n{source}"));
        let mut broken: Vec<_> = errors.map(of_rule).collect();
        broken.sort_unstable();
        broken.dedup();
        broken
    }

    #[test]
    fn every_rule_has_its_example_and_every_example_its_rule() {
        for rule in rules::ALL {
            let example = find(rule.id).unwrap_or_else(|| panic!("{} has no example", rule.id));
            assert_ne!(example.wrong, example.right, "{}", rule.id);
        }
        for (id, _) in all() {
            assert!(rules::by_id(id).is_some(), "{id} is no rule");
        }
        assert_eq!(all().len(), rules::ALL.len());
    }

    #[test]
    fn every_lint_has_its_example_and_reports_the_wrong_half_only() {
        for lint in lints::ALL {
            let example = find(lint.id).unwrap_or_else(|| panic!("{} has no example", lint.id));
            let found = |source: &str| {
                let report = lints::check_text(source, &LintLevels::default());
                assert!(report.unread.is_empty(), "{report:?}\n{source}");
                report.problems.iter().filter_map(|known| known.rule).collect::<Vec<_>>()
            };
            assert_eq!(found(&example.wrong), [lint.id], "{}", example.wrong);
            assert_eq!(found(&example.right), [""; 0], "{}", example.right);
        }
        assert_eq!(of_page(LINT_PAGE).len(), lints::ALL.len());
    }

    #[test]
    fn wrong_examples_break_only_their_rule() {
        let mut told = String::new();
        for (id, example) in all() {
            if OF_SEVERAL_CRATES.contains(&id) {
                assert!(!example.words.is_empty(), "{id}");
                continue;
            }
            let mut broken = broken(&example.wrong, &example.spec);
            // A duplicate is reported at both places.
            let is_duplicate = |id: &str| id.ends_with("-duplicate");
            let told_beside = broken.iter().any(|id| is_duplicate(id));
            let other = if id == "code-first-use" { "code-duplicate" } else { "code-first-use" };
            broken.retain(|broken| !told_beside || *broken != other);
            if broken != [id] {
                told.push_str(&format!("{id}: breaks {broken:?}\n{}\n", example.wrong));
            }
        }
        assert!(told.is_empty(), "{told}");
    }

    #[test]
    fn right_examples_break_no_rule() {
        let mut told = String::new();
        for (id, example) in all() {
            let broken = broken(&example.right, &example.spec);
            if !OF_SEVERAL_CRATES.contains(&id) && !broken.is_empty() {
                told.push_str(&format!("{id}: breaks {broken:?}\n{}\n", example.right));
            }
        }
        assert!(told.is_empty(), "{told}");
    }

    #[test]
    fn lines_fit_into_a_terminal() {
        for (id, example) in all().into_iter().chain(of_page(LINT_PAGE)) {
            for line in example.wrong.lines().chain(example.right.lines()) {
                assert!(crate::printing::width(line) <= 96, "{id}: {line}");
            }
        }
    }
}
