//! Problems: what the shared lints report, told of places in files.

use super::place::Source;
use proc_macro2::Span;

use crate::Problem;
use crate::model::Place;
use crate::rules;

/// What the derive would say, as a problem.
pub(super) fn of_report(found: rules::Problem<Span>, source: &Source<'_>) -> Problem {
    let rule = Some(found.rule.id);
    Problem { rule, ..Problem::error(source.place(found.pos), found.message, found.help) }
}

/// What a macro says as one text: the message, then the cure.
pub(super) fn of_text(text: &str, place: Place) -> Problem {
    let (message, help) = text.split_once("\nhelp: ").unwrap_or((text, ""));
    Problem::error(place, message, help)
}

/// Names in backticks, as a sentence lists them.
pub(super) fn list(names: &[String]) -> String {
    crate::nearest::list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}
