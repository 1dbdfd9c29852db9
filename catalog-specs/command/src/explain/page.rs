//! The parts of the pages of `explain`.

use catalog_specs::Json;

use crate::answer::Answer;
use crate::printing::Style;

/// A heading and its text; empty without text.
pub(super) fn section(heading: &str, body: &str) -> String {
    if body.trim().is_empty() {
        return String::new();
    }
    format!("\n{}\n{}\n", Style::HEADING.paint(heading), body.trim_end_matches('\n'))
}

/// The result for a page of a kind.
pub(super) fn answer(text: String, kind: &str, about: Json) -> Answer {
    Answer::new(
        text,
        Json::object([
            ("kind", Json::from(kind)),
            (if kind == "list" { "names" } else { "about" }, about),
        ]),
    )
}
