//! Problems as text and as JSON.

use catalog_specs::findings::NOT_COMPARED;
use catalog_specs::model::Place;
use catalog_specs::{Json, Problem, ProblemLevel};

use crate::printing::{Style, visible};

/// What was not compared, as findings of a rule.
pub(crate) fn uncompared(problems: &[Problem]) -> impl Iterator<Item = Problem> {
    problems.iter().cloned().map(|problem| problem.with_rule(NOT_COMPARED.id))
}

/// The problem with a message of one line; what other programs printed after it becomes notes.
fn with_notes(problem: &Problem) -> Problem {
    let mut lines = problem.message.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or_default().to_owned();
    let notes = lines.map(|line| format!("note: {line}"));
    let help = problem.help.lines().map(ToOwned::to_owned).chain(notes).collect::<Vec<_>>();
    let mut problem = problem.clone();
    problem.message = message;
    problem.help = help.join("\n");
    problem
}

/// Problems with their source lines and a count. A single problem without a place is one line.
pub(crate) fn render_problems(problems: &[Problem]) -> String {
    let problems: Vec<_> = problems.iter().map(with_notes).collect();
    match problems.as_slice() {
        [problem] if problem.place.is_none() => render_line(problem),
        problems => catalog_specs::render_problems(problems, true),
    }
}

fn render_line(problem: &Problem) -> String {
    let style = match problem.level {
        ProblemLevel::Error => Style::ERROR,
        ProblemLevel::Warning => Style::WARNING,
    };
    let word = style.paint(&format!("{}:", problem.level.as_str()));
    let mut text = format!("{word} {}\n", visible(&problem.message));
    for line in problem.help.lines() {
        let word = if line.starts_with("note: ") {
            String::new()
        } else {
            Style::HEADING.paint("help:") + " "
        };
        text.push_str(&format!("  {word}{}\n", visible(line)));
    }
    text
}

pub(crate) fn json(problems: &[Problem]) -> Json {
    Json::List(problems.iter().map(problem).collect())
}

fn problem(problem: &Problem) -> Json {
    Json::object([
        ("level", problem.level.as_str().into()),
        ("rule", optional(problem.rule)),
        ("message", problem.message.as_str().into()),
        ("help", problem.help.as_str().into()),
        ("place", problem.place.as_ref().map_or(Json::Null, place)),
    ])
}

pub(crate) fn place(place: &Place) -> Json {
    let number = |number: usize| Json::Integer(i128::try_from(number).unwrap_or_default());
    Json::object([
        ("file", place.file.as_str().into()),
        ("line", number(place.line)),
        ("column", number(place.column)),
        ("length", number(place.length)),
    ])
}

/// A text, or `null`.
pub(crate) fn optional(text: Option<&str>) -> Json {
    text.map_or(Json::Null, Json::from)
}

/// A count.
pub(crate) fn count(number: usize) -> Json {
    Json::Integer(i128::try_from(number).unwrap_or_default())
}
