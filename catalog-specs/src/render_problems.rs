//! Renders a list of problems as rustc does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::model::Place;
use crate::source::Source;
use crate::{Problem, ProblemLevel, files, rules};

/// Renders problems with their source lines, errors first, sorted by place, then the counts.
pub fn render_problems(problems: &[Problem], colour: bool) -> String {
    let sorted = sort_by_place(problems);
    let read = |file: &str| files::read(Path::new(file)).ok();
    let read = |file| read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let named: BTreeSet<_> =
        problems.iter().filter_map(|problem| Some(problem.place.as_ref()?.file.as_str())).collect();
    let texts: Vec<_> = named.into_iter().filter_map(|file| Some((file, read(file)?))).collect();
    let sources: BTreeMap<&str, Source<'_>> =
        texts.iter().map(|(file, text)| (*file, Source::new(text, file))).collect();
    let mut rendered = String::new();
    for problem in sorted {
        let excerpt = problem
            .place
            .as_ref()
            .and_then(|place| sources.get(place.file.as_str())?.excerpt(place));
        let excerpt = excerpt.as_ref().map(|(line, range)| (line.as_str(), range.clone()));
        rendered.push_str(&problem.snippet(excerpt, colour));
        rendered.push_str("\n\n");
    }
    rendered.push_str(&count_problems(problems));
    rendered
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
    use std::fmt::Write as _;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::spec;

    /// With time that grows with the square of the line this took a minute.
    #[test]
    fn many_mistakes_on_one_line_take_no_time() {
        let mut text = "{\"domain\": \"A\", \"codes\": {".to_owned();
        for at in 0..5_000 {
            let _ = write!(
                text,
                "\"A_B{at}\": {{\"status\": 99, \"message\": \"日本\", \"log_level\": \"LOUD\"}},"
            );
        }
        text.push_str("\"A_C\": {}}}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        std::fs::write(&file, &text).unwrap();
        let start = Instant::now();
        let problems = spec::read(&text, &file.display().to_string()).unwrap_err();
        assert!(problems.len() > 10_000, "{}", problems.len());
        let rendered = render_problems(&problems, false);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        assert!(rendered.len() < problems.len() * 1_500, "{}", rendered.len() / problems.len());
        let last = "1 | …";
        assert!(rendered.contains(last) && rendered.contains("a.json:1:"), "{}", &rendered[..900]);
    }

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
