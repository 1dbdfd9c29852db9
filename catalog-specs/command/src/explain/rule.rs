//! The page of a rule of the derive.

use catalog_specs::Json;
use catalog_specs::rules::Rule;
use catalog_specs::template::{Piece, pieces};

use super::examples::{self, Example};
use super::page::{answer, section};
use super::prose::{paragraph, prose};
use crate::answer::Answer;
use crate::printing::Style;
use crate::report;

pub(super) fn page(rule: &'static Rule) -> Answer {
    let example = examples::find(rule.id);
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(rule.id),
        Style::FAINT.paint(&format!("a rule of the derive, family `{}`", rule.family))
    );
    let [message, help] = rule.templates();
    let lines = [("error: ", template(&message)), ("help: ", template(&help))];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let lines: String = lines
        .flat_map(|(word, text)| {
            let line = format!("{word}{text}");
            line.lines().map(paragraph).collect::<Vec<_>>()
        })
        .collect();
    text.push_str(&section("Message", &lines));
    text.push_str(&section("Why", &paragraph(&sentence(rule.why))));
    text.push_str(&section("Exceptions", &paragraph(&exceptions(rule))));
    if let Some(Example { words, spec, file, wrong, right }) = &example {
        text.push_str(&section("Notes", &prose(words)));
        text.push_str(&section(&format!("With the {file}"), &source(spec, spec, Style::PLAIN)));
        text.push_str(&section("Wrong", &source(wrong, right, Style::WRONG)));
        text.push_str(&section("Right", &source(right, wrong, Style::RIGHT)));
    }
    let member = |part: fn(&Example) -> &str| {
        report::optional(example.as_ref().map(part).filter(|text| !text.is_empty()))
    };
    let about = Json::object([
        ("id", rule.id.into()),
        ("family", rule.family.into()),
        ("message", message.as_str().into()),
        ("help", help.as_str().into()),
        ("why", rule.why.into()),
        ("allow", report::optional(rule.allow)),
        ("words", member(|example| &example.words)),
        ("spec", member(|example| &example.spec)),
        ("wrong", member(|example| &example.wrong)),
        ("right", member(|example| &example.right)),
    ]);
    answer(text, "rule", about)
}

fn exceptions(rule: &Rule) -> String {
    match rule.allow {
        Some(word) => format!(
            "`#[catalog(allow({word}))]` on a variant or an enum lifts it; the exemption is shown in \
             the documents and counted by `cargo error-catalog check`."
        ),
        None => "None.".to_owned(),
    }
}

/// Rust source; lines that the other source does not have are highlighted.
pub(super) fn source(text: &str, other: &str, marked: Style) -> String {
    let mut others: Vec<_> = other.lines().collect();
    let mut out = String::new();
    for line in text.lines() {
        let style = match others.iter().position(|other| *other == line) {
            Some(at) => {
                others.remove(at);
                Style::PLAIN
            }
            None => marked,
        };
        out.push_str(&format!("    {}\n", style.paint(line)));
    }
    out
}

/// A template with its placeholders, and with `{{` unescaped.
pub(super) fn template(text: &str) -> String {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
            // The placeholder of a user's text has braces already.
            Piece::Placeholder(placeholder) if out.ends_with('{') => {
                out.push_str(placeholder.whole);
            }
            Piece::Placeholder(placeholder) => out.push_str(&format!("{{{}}}", placeholder.whole)),
        }
    }
    out
}

/// A reason as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    first + characters.as_str() + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_written_once() {
        assert_eq!(
            template("`{{{whole}}}` in `{{field}}`, {name}"),
            "`{whole}` in `{field}`, {name}"
        );
        assert_eq!(template("`{{{{` for a brace"), "`{{` for a brace");
    }
}
