//! What the pages of `explain` are made of.

use catalog_specs::Json;

use crate::answer::Answer;
use crate::printing::Style;

/// A heading with what belongs to it.
pub(super) fn section(heading: &str, body: &str) -> String {
    if body.trim().is_empty() {
        return String::new();
    }
    format!("\n{}\n{}\n", Style::HEADING.paint(heading), body.trim_end_matches('\n'))
}

/// An answer about a thing of a kind.
pub(super) fn answer(text: String, kind: &str, about: Json) -> Answer {
    Answer::of(
        text,
        Json::object([
            ("kind", Json::from(kind)),
            (if kind == "list" { "names" } else { "about" }, about),
        ]),
    )
}
