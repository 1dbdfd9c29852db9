//! The page of a lint.

use catalog_specs::Json;
use catalog_specs::lints::Lint;

use super::examples::{self, Example};
use super::page::{answer, section};
use super::prose::{paragraph, prose};
use super::rule::{sentence, source};
use crate::answer::Answer;
use crate::printing::Style;
use crate::report;

pub(super) fn page(lint: &'static Lint) -> Answer {
    let example = examples::find(lint.id);
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(lint.id),
        Style::FAINT.paint("a lint of `cargo error-catalog check`")
    );
    let lines = [format!("warning: {}", lint.message), format!("help: {}", lint.help)];
    let lines: String = lines.iter().map(|line| paragraph(line)).collect();
    text.push_str(&section("Message", &lines));
    text.push_str(&section("Why", &paragraph(&sentence(lint.why))));
    let off = format!(
        "Off for one statement or item: `// error-catalog: allow({}) why` before it. Off for the package: `{} = \"allow\"` \
         in `[lints]` of `error-catalog.toml`; `\"deny\"` makes it an error.",
        lint.id, lint.id
    );
    let exceptions = format!("Not reported: {}.", lint.exceptions);
    text.push_str(&section("Exceptions", &(paragraph(&exceptions) + &paragraph(&off))));
    if let Some(Example { words, wrong, right, .. }) = &example {
        text.push_str(&section("Notes", &prose(words)));
        text.push_str(&section("Wrong", &source(wrong, right, Style::WRONG)));
        text.push_str(&section("Right", &source(right, wrong, Style::RIGHT)));
    }
    let member = |part: fn(&Example) -> &str| {
        report::optional(example.as_ref().map(part).filter(|text| !text.is_empty()))
    };
    let about = Json::object([
        ("id", lint.id.into()),
        ("message", lint.message.into()),
        ("help", lint.help.into()),
        ("why", lint.why.into()),
        ("exceptions", lint.exceptions.into()),
        ("words", member(|example| &example.words)),
        ("wrong", member(|example| &example.wrong)),
        ("right", member(|example| &example.right)),
    ]);
    answer(text, "lint", about)
}
