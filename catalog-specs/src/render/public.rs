//! The codes that clients can receive; `public_as` hides the others.

use std::collections::{BTreeMap, BTreeSet};

use super::example::{Examples, waits_by_field};
#[cfg(feature = "documents")]
use crate::json_type::JsonType;
use crate::model::{Catalog, Entry, Group};

/// A code that is sent as itself.
#[derive(Clone, Copy)]
pub(super) struct Public<'c> {
    pub(super) group: &'c Group,
    pub(super) entry: &'c Entry,
    /// Whether it is sent for other codes (`public_as`, `mask_5xx`), without its details.
    pub(super) stands_in: bool,
    /// Whether it can have a delay before a retry.
    pub(super) waits: bool,
}

/// The public codes, sorted, without repeats: a code may be declared under two `cfg` conditions.
pub(super) fn public_codes<'c>(catalog: &'c Catalog, examples: &Examples<'c>) -> Vec<Public<'c>> {
    let mut stand_ins: BTreeSet<_> = catalog.masks().collect();
    let mut waiting = BTreeSet::new();
    let mut public = BTreeMap::new();
    for (group, entry) in catalog.entries() {
        let (_, sent) = examples.public(group, entry);
        let own = sent.code == entry.code;
        if entry.retry_after.is_some() || waits_by_field(entry) {
            waiting.insert(sent.code.as_str());
        }
        if own {
            public.entry(entry.code.as_str()).or_insert((group, entry));
        } else {
            stand_ins.insert(sent.code.as_str());
        }
    }
    let all = public.into_iter().map(|(code, (group, entry))| Public {
        group,
        entry,
        stands_in: stand_ins.contains(code),
        waits: waiting.contains(code),
    });
    all.collect()
}

/// The details that are always present.
#[cfg(feature = "documents")]
pub(super) fn promised<'c>(public: &Public<'c>) -> impl Iterator<Item = &'c str> {
    let details = if public.stands_in { &[] } else { public.entry.details.as_slice() };
    details
        .iter()
        .filter(|detail| !detail.flatten && !JsonType::may_be_absent(detail))
        .map(|detail| detail.name.as_str())
}

/// The sentence about the deprecation; `None` if it is not deprecated.
pub(super) fn deprecation(entry: &Entry) -> Option<String> {
    let deprecated = entry.deprecated.as_ref()?;
    let mut text = "Deprecated".to_owned();
    if !deprecated.since.is_empty() {
        text = format!("{text} since {}", deprecated.since);
    }
    if !deprecated.replaced_by.is_empty() {
        text = format!("{text}, use {}", deprecated.replaced_by.join(" or "));
    }
    if let Some(until) = &deprecated.until {
        text = format!("{text}; gone with {until}");
    }
    Some(text + ".")
}
