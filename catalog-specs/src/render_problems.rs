//! Renders a list of problems as rustc does.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::Place;
use crate::rules;
use crate::{Problem, ProblemLevel};

/// Renders problems with their source lines, errors first, sorted by place, then the counts.
pub fn render_problems(problems: &[Problem], colour: bool) -> String {
    let sorted = sort_by_place(problems);
    let mut sources: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut text = String::new();
    for problem in sorted {
        let source = problem.place.as_ref().and_then(|place| {
            let read = || std::fs::read(Path::new(&place.file)).ok();
            let read = || read().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            sources.entry(&place.file).or_insert_with(read).as_deref()
        });
        text.push_str(&problem.snippet(source, colour));
        text.push_str("\n\n");
    }
    text.push_str(&count_problems(problems));
    text
}

/// Sorts errors first, then by place. The first use of a duplicate code stays behind its duplicate.
fn sort_by_place(problems: &[Problem]) -> Vec<&Problem> {
    let mut sorted: Vec<(Option<&Place>, &Problem)> = Vec::with_capacity(problems.len());
    for problem in problems {
        let follows = problem.rule == Some(rules::CODE_FIRST_USE.id);
        let before = sorted.last().map(|(place, _)| *place).filter(|_| follows);
        sorted.push((before.unwrap_or(problem.place.as_ref()), problem));
    }
    sorted.sort_by_key(|(place, problem)| (problem.level, *place));
    sorted.into_iter().map(|(_, problem)| problem).collect()
}

/// `2 errors and 1 warning`.
fn count_problems(problems: &[Problem]) -> String {
    let count = |level: ProblemLevel| match problems
        .iter()
        .filter(|problem| problem.level == level)
        .count()
    {
        0 => None,
        1 => Some(format!("1 {}", level.as_str())),
        count => Some(format!("{count} {}s", level.as_str())),
    };
    let counts: Vec<_> =
        [ProblemLevel::Error, ProblemLevel::Warning].into_iter().filter_map(count).collect();
    if counts.is_empty() { String::new() } else { counts.join(" and ") + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_come_first_and_all_are_counted() {
        let place = |line| Place { file: "no/such.rs".into(), line, column: 1, length: 1 };
        let problems = [
            Problem::warning(place(1), "late", ""),
            Problem::error(place(9), "second", "do it"),
            Problem::error(place(2), "first", ""),
        ];
        let text = render_problems(&problems, false);
        let at = |part: &str| text.find(part).unwrap();
        assert!(at("first") < at("second") && at("second") < at("late"));
        assert!(text.ends_with("2 errors and 1 warning\n"), "{text}");
        assert_eq!(render_problems(&[], false), "");
    }
}
