//! The page of a domain.

use core::fmt::Write as _;

use super::book::Book;
use super::parts::{INDEX, head, heading, link, person};
use crate::operations::level;
use crate::render::markdown::{docs, escaped};

pub(super) fn page(book: &Book<'_>, domain: &str) -> String {
    let mut out = head(domain);
    let _ = writeln!(out, "[Runbook](../{INDEX})\n");
    let mut codes = book.codes_of(domain);
    for group in book.catalog.groups.iter().filter(|group| group.domain == domain) {
        if !group.description.is_empty() {
            docs(&group.description, 2, &mut out);
            out.push('\n');
        }
    }
    // The most urgent first.
    codes.sort_by_key(|(_, entry)| entry.effective_incident());
    heading("Codes", &mut out);
    out.push_str(
        "| Code | Incident | Response | Status | Owner | Message |\n|---|---|---|---|---|---|\n",
    );
    for (group, entry) in codes {
        let level = level(entry.effective_incident());
        let owner =
            entry.owner.as_deref().map(|owner| person(book.operations, owner)).unwrap_or_default();
        let page = link(&entry.code, &format!("../{}", book.file(&entry.code)));
        let message = escaped(book.message(group, entry));
        let _ = writeln!(
            out,
            "| {page} | {} | {} | {} | {owner} | {message} |",
            level.incident, level.response, entry.status
        );
    }
    out
}
