//! The page of a kind of finding.

use catalog_specs::Json;
use catalog_specs::findings::Finding;

use super::page::{answer, section};
use super::prose::paragraph;
use super::rule::sentence;
use crate::answer::Answer;
use crate::printing::Style;

pub(super) fn page(finding: &'static Finding) -> Answer {
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(finding.id),
        Style::FAINT.paint("a finding of `cargo error-catalog`")
    );
    for (heading, part) in [
        ("What is wrong", finding.what),
        ("Why", finding.why),
        ("How to fix it", finding.help),
        ("Exceptions", finding.exceptions),
    ] {
        text.push_str(&section(heading, &paragraph(&sentence(part))));
    }
    // An address is not wrapped.
    text.push_str(&section("Reference", &format!("  {}", reference(finding))));
    let about = Json::object([
        ("id", finding.id.into()),
        ("what", finding.what.into()),
        ("why", finding.why.into()),
        ("help", finding.help.into()),
        ("exceptions", finding.exceptions.into()),
        ("reference", reference(finding).as_str().into()),
    ]);
    answer(text, "finding", about)
}

/// The address of the section in the manual.
fn reference(finding: &Finding) -> String {
    format!("https://github.com/error-catalog/error-catalog/blob/main/docs/{}", finding.page)
}
