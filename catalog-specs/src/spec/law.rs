//! The rules of catalogues, asked about a spec.
//!
//! There is one law, and it is written for `#[catalog(…)]`: each enum of a spec is written as the Rust
//! that [`import`](super::import()) makes of it and read with the derive's own reader. What that
//! reader blames in the text is told at the member of the spec that stands there.

use proc_macro2::{Span, TokenStream};

use super::cures::in_json;
use super::import::{Mark, Page, write_group};
use super::read::{GroupPlaces, Parsed};
use crate::diag::Diag;
use crate::model::{Group, Place};
use crate::rules::Problem as Report;
use crate::syntax::item;
use crate::{Problem, rules};

/// What the rules say against a spec.
pub(super) fn check(parsed: &Parsed) -> Vec<Problem> {
    // A code with a mistake was left out, and what names it is not wrong for that.
    let unsure = if parsed.lacks_codes { UNSURE_WITHOUT_CODES } else { &[] };
    let named = !parsed.catalog.name.is_empty() || parsed.catalog.groups.len() > 1;
    let mut problems = Vec::new();
    for (group, places) in parsed.catalog.groups.iter().zip(&parsed.places) {
        let found = check_group(group, places, named);
        problems.extend(
            found
                .into_iter()
                .filter(|problem| !unsure.iter().any(|rule| problem.rule == Some(*rule))),
        );
    }
    problems
}

/// What the rules about a whole registry say against a spec: those that the compiler asks of the
/// enums that are made of it.
#[cfg(feature = "scan")]
pub(super) fn check_whole(parsed: &mut Parsed) -> Vec<Problem> {
    let places = parsed.places.iter().map(GroupPlaces::for_scan).collect();
    let catalog = core::mem::take(&mut parsed.catalog);
    let named = core::mem::take(&mut parsed.named);
    let is_complete = !parsed.lacks_codes;
    let (catalog, problems) =
        crate::whole::check_whole(catalog, places, named, parsed.is_registry, is_complete);
    parsed.catalog = catalog;
    let in_json = |problem: Problem| Problem {
        message: in_json(&problem.message),
        help: match problem.rule {
            // A spec has its texts beside the code and nowhere else.
            Some(id) if id == rules::REGISTRY_LOCALE.id => {
                "add the locale to the enum's `locales`, and a text to each of its codes".to_owned()
            }
            _ => in_json(&problem.help),
        },
        ..problem
    };
    problems.into_iter().map(in_json).collect()
}

#[cfg(feature = "scan")]
impl GroupPlaces {
    /// As the scan has them: what has no place of its own is told at the enum.
    fn for_scan(&self) -> Vec<(String, Place)> {
        let of_type = self.members.get("type").or_else(|| self.members.get("domain"));
        let of_type = ("type".to_owned(), of_type.unwrap_or(&self.whole).clone());
        let others = self.members.iter().filter(|(key, _)| **key != "type");
        others.map(|(key, place)| ((*key).to_owned(), place.clone())).chain([of_type]).collect()
    }
}

/// Rules about one code that look at others.
const UNSURE_WITHOUT_CODES: &[&str] =
    &[rules::PUBLIC_AS_UNKNOWN.id, rules::PUBLIC_AS_CLASS.id, rules::PUBLIC_AS_TEXT.id];

fn check_group(group: &Group, places: &GroupPlaces, named: bool) -> Vec<Problem> {
    // One without a name of its own or of its domain has been told, and no rule is broken by that.
    if group.domain.is_empty() || group.type_name.is_empty() {
        return Vec::new();
    }
    let unfit = check_pieces(group, places);
    if !unfit.is_empty() {
        return unfit;
    }
    let mut page = Page::default();
    // With other enums beside it, what is named may be among theirs.
    write_group(&mut page, group, named.then_some("Codes"));
    let input = match syn::parse_str(&page.text) {
        Ok(input) => input,
        Err(error) => return vec![unreadable(&error, &page, group, places)],
    };
    let mut diag = Diag::new();
    item::read(&input, &mut diag);
    let reports = diag.found().iter();
    reports
        // The first place of a duplicate; in an object two members of a name have been told.
        .filter(|report| report.rule.id != rules::CODE_FIRST_USE.id)
        .map(|report| problem(report, &page, group, places))
        .collect()
}

fn problem(report: &Report<Span>, page: &Page, group: &Group, places: &GroupPlaces) -> Problem {
    let (message, help) = (report.message.as_str(), report.help.as_str());
    let place = place(report.pos, page, group, places);
    Problem { rule: Some(report.rule.id), ..Problem::error(place, in_json(message), in_json(help)) }
}

/// Types and conditions are put into Rust as they are, and must be no more than that: a spec from
/// elsewhere shall not bring code along.
fn check_pieces(group: &Group, places: &GroupPlaces) -> Vec<Problem> {
    let mut problems = Vec::new();
    let at = |place: Option<&Place>| place.unwrap_or(&places.whole).clone();
    let conditions = group.rows.iter().map(|row| (&row.cfg, row.place("cfg")));
    for (conditions, place) in conditions.chain([(&group.cfg, places.members.get("cfg"))]) {
        for condition in conditions.iter().filter(|condition| !is_condition(condition)) {
            let message = format!("`{condition}` is no condition of `#[cfg(...)]`");
            let help = "write it as there, for example `\"feature = \\\"x\\\"\"`";
            problems.push(Problem::error(at(place), message, help));
        }
    }
    for row in &group.rows {
        let details = row.details.iter().map(|detail| (&detail.field, &detail.type_name));
        let hidden = row.hidden.iter().map(|hidden| (&hidden.field, &hidden.type_name));
        for (field, ty) in details.chain(hidden).filter(|(_, ty)| !is_type(ty)) {
            let place = at(row.place(&format!("field.{field}")));
            let message = format!("`{ty}` is no type in Rust");
            let help = "write it as there, for example `\"type\": \"Vec<String>\"`";
            problems.push(Problem::error(place, message, help));
        }
    }
    problems
}

fn is_type(text: &str) -> bool {
    is_one_line(text) && syn::parse_str::<syn::Type>(text).is_ok()
}

/// Tokens whose brackets match cannot leave those of the attribute.
fn is_condition(text: &str) -> bool {
    is_one_line(text) && text.parse::<TokenStream>().is_ok_and(|tokens| !tokens.is_empty())
}

fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r']) && !text.contains("//") && !text.contains("/*")
}

/// What is left for Rust to refuse is not ours to name better.
fn unreadable(error: &syn::Error, page: &Page, group: &Group, places: &GroupPlaces) -> Problem {
    let place = place(error.span(), page, group, places);
    let message = format!("this cannot be written in Rust: {error}");
    Problem::error(place, message, "write what stands here as Rust has it")
}

/// The member that stands where the derive's reader points.
fn place(span: Span, page: &Page, group: &Group, places: &GroupPlaces) -> Place {
    let start = span.start();
    let at = (start.line, start.column);
    let mark = page.marks.iter().filter(|mark| mark.at <= at).max_by_key(|mark| mark.at);
    let Some(Mark { row, key, .. }) = mark else { return places.whole.clone() };
    let of_group = || places.members.get(key.as_str()).or_else(|| places.members.get("type"));
    let row = row.filter(|_| !places.members.contains_key(key.as_str()));
    match row.and_then(|row| group.rows.get(row)) {
        Some(row) => row.place(key).cloned(),
        None => of_group().or_else(|| places.members.get("domain")).cloned(),
    }
    .unwrap_or_else(|| places.whole.clone())
}
