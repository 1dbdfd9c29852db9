//! Checks a spec against the rules.

use super::read::Parsed;
use crate::Problem;
use crate::declared::Item;
use crate::rules::{self, Form, Problems};
use crate::source::Source;
use crate::source::json::Bytes;

/// Checks each enum of a spec.
pub(super) fn check_spec(parsed: &mut Parsed, source: &Source<'_>) {
    // If a code could not be read, references to it are not errors.
    let skipped = if parsed.lacks_codes { RULES_ABOUT_OTHER_CODES } else { &[] };
    // With other enums, a referenced code may be in one of them.
    let has_others = !parsed.catalog.name.is_empty() || parsed.groups.len() > 1;
    #[cfg(feature = "syntax")]
    super::check_rust_text::check_registry_name(&parsed.catalog.name, source, &mut parsed.problems);
    for group in &mut parsed.groups {
        #[cfg(feature = "syntax")]
        if !super::check_rust_text::check_rust_text(group, source, &mut parsed.problems) {
            continue;
        }
        let mut problems = Problems::in_form(Form::Json);
        check_enum(&mut group.item, has_others, &mut problems);
        let found = problems.sorted_by(|pos| (*pos).into()).into_iter();
        // In a file the first use of a duplicate can be found by its name.
        let found = found.filter(|found| found.rule.id != rules::CODE_FIRST_USE.id);
        let reported = found.filter(|found| !skipped.contains(&found.rule.id));
        parsed.problems.extend(reported.map(|found| rule_problem(found, source)));
    }
}

/// Rules about a reference to another code.
const RULES_ABOUT_OTHER_CODES: &[&str] =
    &[rules::PUBLIC_AS_UNKNOWN.id, rules::PUBLIC_AS_CLASS.id, rules::PUBLIC_AS_TEXT.id];

fn check_enum(item: &mut Item<Bytes>, has_others: bool, problems: &mut Problems<Bytes>) {
    // A missing name or domain has been reported.
    if item.keys.domain.is_none() || item.name.value.is_empty() {
        return;
    }
    if has_others {
        item.keys.given.push(("registry", item.name.pos));
    }
    rules::item::check(item, problems);
}

/// The problem of a broken rule.
fn rule_problem(found: rules::BrokenRule<Bytes>, source: &Source<'_>) -> Problem {
    let place = source.place(found.pos.into());
    Problem { rule: Some(found.rule.id), ..Problem::error(place, found.message, found.help) }
}

/// Checks the rules about the whole registry, which the compiler checks for enums.
#[cfg(feature = "scan")]
pub(super) fn check_spec_catalog(parsed: &mut Parsed, catalog: &crate::model::Catalog) {
    let places = parsed.groups.iter().map(|group| group.places.clone()).collect();
    let named = core::mem::take(&mut parsed.named);
    let is_complete = !parsed.lacks_codes;
    let catalog = catalog.clone();
    let found = crate::check_catalog::check_spec_catalog(
        catalog,
        places,
        named,
        parsed.is_registry,
        is_complete,
    );
    parsed.problems.extend(found);
}
