//! What the internal editions add to documents whose types are the same for every audience.

use std::collections::BTreeMap;

use super::example::Examples;
use super::markdown::{about, code};
use super::public::Public;
use crate::keys::Audience;
use crate::model::{Catalog, Entry, Group};

/// The codes that are sent as others, by the code that is sent.
pub(super) type Masked<'c> = BTreeMap<&'c str, Vec<(&'c Group, &'c Entry)>>;

/// The codes that clients never receive, sorted.
pub(super) fn masked_codes<'c>(catalog: &'c Catalog, examples: &Examples<'c>) -> Masked<'c> {
    let mut masked = Masked::new();
    for (group, entry) in catalog.sorted() {
        let (_, sent) = examples.public(group, entry);
        if sent.code != entry.code {
            masked.entry(sent.code.as_str()).or_default().push((group, entry));
        }
    }
    masked
}

/// What developers and operators know about a code, and about those that are sent as it. As Markdown, for the comments
/// and descriptions of documents whose types are the same for every audience.
pub(super) fn internals(catalog: &Catalog, masked: &Masked<'_>, public: &Public<'_>) -> String {
    let mut out = String::new();
    about(catalog, Audience::Developer, public.group, public.entry, code, &mut out);
    for (group, entry) in masked.get(public.entry.code.as_str()).into_iter().flatten() {
        out.push_str("**Also sent for ");
        out.push_str(&code(&entry.code));
        out.push_str("**\n\n");
        about(catalog, Audience::Developer, group, entry, code, &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}
