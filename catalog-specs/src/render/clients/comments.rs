//! The comments of codes, as Markdown.

use core::fmt::Write as _;

use super::super::example::Examples;
use super::super::internals::{Masked, internals, masked_codes};
use super::super::markdown::{code, facts};
use super::super::public::{Public, deprecation};
use crate::Class;
use crate::keys::Audience;
use crate::model::{Catalog, Entry};

/// The audience of the comments.
pub(in crate::render) struct Edition<'c> {
    catalog: &'c Catalog,
    /// The codes that clients never receive, in the internal edition.
    masked: Option<Masked<'c>>,
}

impl<'c> Edition<'c> {
    pub(super) fn new(catalog: &'c Catalog, examples: &Examples<'c>, is_internal: bool) -> Self {
        Self { catalog, masked: is_internal.then(|| masked_codes(catalog, examples)) }
    }

    /// The comment of the type of a code. `deprecated` starts the paragraph about its deprecation.
    pub(in crate::render) fn comment(&self, public: &Public<'_>, deprecated: &str) -> String {
        if let Some(masked) = &self.masked {
            return with_facts(public.entry, internals(self.catalog, masked, public), deprecated);
        }
        let facts = facts(self.catalog, Audience::Client, public.group, public.entry, code);
        let facts: Vec<_> = facts.iter().map(|fact| format!("- {fact}")).collect();
        with_facts(public.entry, facts.join("\n"), deprecated)
    }
}

/// The comment of a code in the table.
pub(in crate::render) fn about(entry: &Entry, deprecated: &str) -> String {
    let mut facts = format!("Status {}, {}.", entry.status, sentence(entry.effective_class()));
    if let Some(since) = &entry.since {
        let _ = write!(facts, "\n\nSince {since}.");
    }
    with_facts(entry, facts, deprecated)
}

/// The description of the catalogue; a general one if it has none.
pub(in crate::render) fn description(catalog: &Catalog) -> String {
    match catalog.description.as_str() {
        "" => "The errors of the service.".to_owned(),
        text => text.to_owned(),
    }
}

/// The list of the retired codes.
pub(in crate::render) fn retired(catalog: &Catalog) -> String {
    let mut lines: Vec<_> =
        catalog.retired.iter().map(|gone| format!("- {}: {}", gone.code, gone.reason)).collect();
    lines.sort();
    if lines.is_empty() { String::new() } else { format!("\n\nRetired:\n\n{}", lines.join("\n")) }
}

fn with_facts(entry: &Entry, facts: String, deprecated: &str) -> String {
    let text = if entry.docs.description.is_empty() {
        entry.title.as_deref().unwrap_or(entry.message())
    } else {
        &entry.docs.description
    };
    let mut parts = vec![text.to_owned(), facts];
    if let Some(text) = deprecation(entry) {
        parts.push(format!("{deprecated}{text}"));
    }
    parts.join("\n\n")
}

fn sentence(class: Class) -> String {
    class.as_str().replace('_', " ")
}
