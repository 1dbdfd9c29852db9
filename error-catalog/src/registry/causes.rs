//! Reads the fields of errors that are the causes of others.

use core::error::Error;

use super::Registry;
use crate::dialect::ShowCause;
use crate::fields::Fields;

/// How the fields of a cause are read: nothing where no enum of the registry has data classes.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn shows_causes<C: Registry>() -> Option<ShowCause> {
    let (lists, mut at) = (C::LISTS, 0);
    while at < lists.len() {
        if lists[at].classed.is_some() {
            return Some(show_cause::<C>);
        }
        at += 1;
    }
    None
}

fn show_cause<C: Registry>(cause: &(dyn Error + 'static), fields: &mut dyn Fields) {
    let mut casts = C::LISTS.iter().filter_map(|list| list.classed);
    if let Some(error) = casts.find_map(|cast| cast(cause)) {
        error.catalog_fields(fields);
    }
}
