//! Converts the problems of the parser to problems with places in files.

use super::place::SourceFile;
use proc_macro2::Span;

use super::advice::COMPILED;
use crate::model::Place;
use crate::{Problem, rules};

/// A broken rule that the derive reports too.
pub(super) fn from_rule_problem(
    found: rules::BrokenRule<Span>,
    source: &SourceFile<'_>,
) -> Problem {
    let rule = Some(found.rule.id);
    Problem { rule, ..Problem::error(source.place(found.pos), found.message, found.help) }
}

/// An error of a macro: the message, then optionally `help: ` and the help.
pub(super) fn from_macro_error(text: &str, place: Place) -> Problem {
    let (message, help) = text.split_once("\nhelp: ").unwrap_or((text, ""));
    Problem::error(place, message, help)
}

/// Names in backticks, joined for a sentence.
pub(super) fn quoted_list(names: &[String]) -> String {
    crate::nearest::quoted_list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The warning that one of several declarations of a code or an enum under different conditions is read.
pub(super) fn other_declaration(name: &str, place: Option<&Place>) -> Problem {
    let message =
        format!("`{name}` is declared differently under another `cfg`, which is not read");
    Problem { place: place.cloned(), ..Problem::without_place(message, COMPILED).into_warning() }
}

/// The warning that the conditions of an enum are too complex to find a build for each variant.
pub(super) fn missed_parts(name: &str, place: Place) -> Problem {
    let message = format!("the `cfg` conditions of `{name}` are too complex to read all of it");
    Problem::warning(place, message, COMPILED)
}
