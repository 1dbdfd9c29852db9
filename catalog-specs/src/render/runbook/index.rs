//! The start of the runbook.

use core::fmt::Write as _;

use super::book::{Book, domain_file};
use super::parts::{SYSTEMS, checklist, head, heading, link};
use crate::operations::{LEVELS, PREVENTION, alert_page};
use crate::render::markdown::{docs, escaped};

pub(super) fn page(book: &Book<'_>) -> String {
    let settings = &book.catalog.settings;
    let mut out = match (&settings.service, book.catalog.name.as_str()) {
        (Some(service), _) => head(&format!("Runbook of {service}")),
        (None, "") => head("Runbook"),
        (None, name) => head(&format!("Runbook of {name}")),
    };
    if !book.catalog.description.is_empty() {
        docs(&book.catalog.description, 2, &mut out);
        out.push('\n');
    }
    out.push_str("Search the code of the failure, or open the page of the alert.\n\n");
    heading("Incident levels", &mut out);
    let counts = book.counts();
    out.push_str(
        "| Level | Impact | Response within | Priority | Codes |\n|---|---|---|---|---|\n",
    );
    for level in &LEVELS {
        let count = counts.get(level.incident.as_str()).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {count} |",
            level.incident, level.impact, level.response, level.priority
        );
    }
    out.push('\n');
    out.push_str(&book.routine);
    if !book.operations.contacts.is_empty() {
        heading("Contacts", &mut out);
        out.push_str("| Who | Address |\n|---|---|\n");
        for (name, address) in &book.operations.contacts {
            let _ = writeln!(out, "| {} | {} |", escaped(name), escaped(address));
        }
        out.push('\n');
    }
    heading("Domains", &mut out);
    for domain in book.domains() {
        let codes = book.codes_of(domain).len();
        let _ = writeln!(out, "- {} ({codes})", link(domain, &domain_file(domain)));
    }
    let _ = writeln!(out, "- [Errors of other systems]({SYSTEMS})\n");
    heading("Alerts", &mut out);
    out.push_str("| Alert | Meaning |\n|---|---|\n");
    for watched in &book.alerts {
        let page = link(watched.name, &book.file(watched.name));
        let _ = writeln!(out, "| {page} | {} |", alert_page(watched.name).meaning);
    }
    out.push('\n');
    heading("Checklist of prevention", &mut out);
    checklist(&PREVENTION, &mut out);
    out
}
