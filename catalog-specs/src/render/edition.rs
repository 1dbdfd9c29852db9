//! The public edition of a catalogue, for clients.

use crate::model::{Catalog, HiddenRole, Row};

/// The catalogue without codes that clients never receive, and without texts for operators
/// and developers. Renderers filter keys by their audience.
pub(super) fn public_edition(catalog: &Catalog) -> Catalog {
    let mut public = catalog.clone();
    for group in &mut public.groups {
        group.rows.retain(|row| row.public_as.is_none());
        group.cfg.clear();
        group.rows.iter_mut().for_each(leave_out_internals);
    }
    public.groups.retain(|group| !group.rows.is_empty());
    public
}

fn leave_out_internals(row: &mut Row) {
    row.cfg.clear();
    // The runbook.
    row.docs.causes.clear();
    row.docs.solutions.clear();
    row.docs.prevention.clear();
    // A `retry_after` field is public: it is sent as a header.
    row.hidden.retain(|field| field.roles.contains(&HiddenRole::RetryAfter));
}
