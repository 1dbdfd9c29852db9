//! The page of a kind of change.

use catalog_specs::Json;
use catalog_specs::lock::{ChangeRule, Mirror, Surface};

use super::page::{answer, section};
use super::prose::paragraph;
use super::rule::sentence;
use crate::answer::Answer;
use crate::printing::Style;
use crate::report;

pub(super) fn page(rule: &'static ChangeRule) -> Answer {
    let mut text = format!(
        "{}  {}\n",
        Style::CODE.paint(rule.id),
        Style::FAINT.paint(&format!("a change of the lock, family `{}`", rule.family))
    );
    text.push_str(&section("What changed", &paragraph(rule.what)));
    text.push_str(&section("Effect", &verdicts(rule)));
    text.push_str(&section("Why", &paragraph(&sentence(rule.why))));
    text.push_str(&section("How to undo it", &paragraph(rule.undo)));
    text.push_str(&section("A better way", &paragraph(rule.better)));
    text.push_str(&section("How to accept it", &paragraph(&acceptance(rule))));
    let mirror = match rule.mirror {
        Mirror::Rule(id) if id == rule.id => "The same kind of change.".to_owned(),
        Mirror::Rule(id) => format!("`{id}`."),
        Mirror::Nothing(why) => {
            format!("It has no rule: {}.", why.trim_end_matches('.'))
        }
    };
    text.push_str(&section("The reverse change", &paragraph(&mirror)));
    text.push_str(&section("Reference", &paragraph(rule.reference)));
    let surfaces = Surface::ALL.iter().filter_map(|surface| {
        Some((surface.as_str(), Json::from(rule.verdict_on(*surface)?.as_str())))
    });
    let mirror = match rule.mirror {
        Mirror::Rule(id) => Json::from(id),
        Mirror::Nothing(_) => Json::Null,
    };
    let about = Json::object([
        ("id", rule.id.into()),
        ("family", rule.family.into()),
        ("what", rule.what.into()),
        ("verdict", rule.verdict().as_str().into()),
        ("surfaces", Json::object(surfaces)),
        ("why", rule.why.into()),
        ("undo", report::optional(Some(rule.undo).filter(|text| !text.is_empty()))),
        ("better", report::optional(Some(rule.better).filter(|text| !text.is_empty()))),
        ("acceptable", rule.acceptable.into()),
        ("mirror", mirror),
        ("reference", rule.reference.into()),
    ]);
    answer(text, "change", about)
}

fn verdicts(rule: &ChangeRule) -> String {
    let on = |surface: &Surface| {
        let verdict = rule.verdict_on(*surface)?;
        let whom = match surface {
            Surface::Wire => "clients: bodies, statuses and headers",
            Surface::Rust => "code that uses the enums and constants",
            Surface::Operations => "operators: logs, metrics, alerts",
            Surface::Text => "readers: messages and pages",
        };
        let verdict = Style::of_verdict(verdict).paint(&format!("{:<5}", verdict.as_str()));
        Some(format!("  {verdict}  {:<10}  {}\n", surface.as_str(), Style::FAINT.paint(whom)))
    };
    Surface::ALL.iter().filter_map(on).collect()
}

fn acceptance(rule: &ChangeRule) -> String {
    use catalog_specs::lock::Verdict;
    match (rule.verdict(), rule.acceptable) {
        (Verdict::Break, true) => {
            "`cargo error-catalog lock --accept CODE \"why\"` accepts it, and keeps the reason in the lock."
        }
        (Verdict::Break, false) => "It cannot be accepted.",
        (Verdict::Risk | Verdict::Safe, _) => {
            "`cargo error-catalog lock` accepts it, and so does writing the documents."
        }
    }
    .to_owned()
}
