//! The public edition of a catalogue, for clients.

use crate::model::{Catalog, DocSection, Entry, HiddenRole};

/// The catalogue without codes that clients never receive, and without texts for operators
/// and developers. Renderers filter keys by their audience.
pub(super) fn public_edition(catalog: &Catalog) -> Catalog {
    let mut public = catalog.clone();
    for group in &mut public.groups {
        group.entries.retain(|entry| entry.public_as.is_none());
        group.cfg.clear();
        group.entries.iter_mut().for_each(leave_out_internals);
    }
    public.groups.retain(|group| !group.entries.is_empty());
    for set in &mut public.sets {
        set.codes = catalog.sent_entries_of(set).map(|(_, entry)| entry.code.clone()).collect();
        set.masked.clear();
    }
    public.codeless.clear();
    public
}

fn leave_out_internals(entry: &mut Entry) {
    entry.cfg.clear();
    // The sections are the runbook.
    for section in DocSection::ALL {
        entry.docs.section_mut(*section).clear();
    }
    // A `retry_after` field is public: it is sent as a header.
    entry.hidden.retain(|field| field.roles.contains(&HiddenRole::RetryAfter));
    // How the log treats a value is no matter of clients.
    entry.details.iter_mut().for_each(|detail| detail.data_class = None);
    entry.hidden.iter_mut().for_each(|field| field.data_class = None);
}
