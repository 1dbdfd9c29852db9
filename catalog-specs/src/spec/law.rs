//! Asks the rules of catalogues about a spec.

use super::read::Parsed;
use crate::Problem;
use crate::declared::Item;
use crate::rules::{self, Form, Problems};
use crate::source::Source;
use crate::source::json::Bytes;

/// Asks the rules about each enum of a spec.
pub(super) fn check(parsed: &mut Parsed, source: &Source<'_>) {
    // A code with a mistake was left out, and what names it is not wrong for that.
    let unsure = if parsed.lacks_codes { UNSURE_WITHOUT_CODES } else { &[] };
    // With other enums beside it, what is named may be among theirs.
    let has_others = !parsed.catalog.name.is_empty() || parsed.groups.len() > 1;
    for group in &mut parsed.groups {
        #[cfg(feature = "syntax")]
        if !super::pieces::are_sound(group, source, &mut parsed.problems) {
            continue;
        }
        let mut problems = Problems::in_form(Form::Json);
        check_group(&mut group.item, has_others, &mut problems);
        let found = problems.sorted_by(|pos| (*pos).into()).into_iter();
        // In a file the first place of a duplicate is found by its name.
        let found = found.filter(|found| found.rule.id != rules::CODE_FIRST_USE.id);
        let sure = found.filter(|found| !unsure.contains(&found.rule.id));
        parsed.problems.extend(sure.map(|found| report(found, source)));
    }
}

/// Rules about one code that look at others.
const UNSURE_WITHOUT_CODES: &[&str] =
    &[rules::PUBLIC_AS_UNKNOWN.id, rules::PUBLIC_AS_CLASS.id, rules::PUBLIC_AS_TEXT.id];

fn check_group(item: &mut Item<Bytes>, has_others: bool, problems: &mut Problems<Bytes>) {
    // One without a name of its own or of its domain has been reported.
    if item.keys.domain.is_none() || item.name.value.is_empty() {
        return;
    }
    if has_others {
        item.keys.given.push(("registry", item.name.pos));
    }
    rules::item::check(item, problems);
}

/// A broken rule with its place in the file.
fn report(found: rules::Problem<Bytes>, source: &Source<'_>) -> Problem {
    let place = source.place(found.pos.into());
    Problem { rule: Some(found.rule.id), ..Problem::error(place, found.message, found.help) }
}

/// Asks the rules about a whole registry: those that the compiler asks of the enums that are made of it.
#[cfg(feature = "scan")]
pub(super) fn check_whole(parsed: &mut Parsed, catalog: &crate::model::Catalog) {
    let places = parsed.groups.iter().map(|group| group.places.clone()).collect();
    let named = core::mem::take(&mut parsed.named);
    let is_complete = !parsed.lacks_codes;
    let catalog = catalog.clone();
    let found = crate::whole::check_whole(catalog, places, named, parsed.is_registry, is_complete);
    parsed.problems.extend(found);
}
