//! The page of a code.

use core::fmt::Write as _;

use super::book::{Book, domain_file, fill_query, link_target};
use super::parts::{INDEX, SYSTEMS, fenced, head, heading, link, person};
use crate::Class;
use crate::model::{DocSection, Entry, Group};
use crate::operations::{equals, level, select};
use crate::render::markdown::{code, docs, escaped, facts, url};
use crate::render::public::deprecation;
use crate::{keys, status};

pub(super) fn page<'c>(book: &Book<'c>, group: &'c Group, entry: &'c Entry) -> String {
    let mut out = head(&entry.code);
    let domain = link(&group.domain, &domain_file(&group.domain));
    let _ = writeln!(out, "[Runbook]({INDEX}) · {domain}\n");
    if let Some(text) = deprecation(entry) {
        let _ = writeln!(out, "**{}**\n", escaped(&text));
    }
    docs(&entry.docs.description, 2, &mut out);
    out.push('\n');
    urgency(book, group, entry, &mut out);
    for section in DocSection::ALL {
        // Recovery comes before what helps the next time.
        if *section == DocSection::Prevention {
            recovery(book, group, entry, &mut out);
        }
        heading(section.heading(), &mut out);
        match section {
            DocSection::Symptoms => symptoms(book, group, entry, &mut out),
            DocSection::Diagnosis => diagnosis(book, group, entry, &mut out),
            _ => {}
        }
        let text = entry.docs.section(*section);
        if !text.trim().is_empty() {
            docs(text, 2, &mut out);
            out.push('\n');
        } else if !matches!(section, DocSection::Symptoms | DocSection::Diagnosis) {
            unwritten(*section, group, entry, &mut out);
        }
    }
    out.push_str(&book.routine);
    heading("About the code", &mut out);
    for fact in facts(book.catalog, keys::Audience::Developer, group, entry, code) {
        let _ = writeln!(out, "- {fact}");
    }
    out
}

/// How urgent it is, and who is responsible.
fn urgency(book: &Book<'_>, group: &Group, entry: &Entry, out: &mut String) {
    let level = level(entry.effective_incident());
    let _ = writeln!(
        out,
        "- Incident level: **{}**, response within **{}**, priority {}: {}",
        level.incident, level.response, level.priority, level.impact
    );
    if let Some(owner) = &entry.owner {
        let _ = writeln!(out, "- Owner: {}", person(book.operations, owner));
    }
    if let Some(on_call) = book.operations.escalation.first() {
        let _ = writeln!(out, "- On call: {}", person(book.operations, on_call));
    }
    let dashboard = book.operations.dashboard.as_deref();
    if let Some(page) = dashboard.and_then(|page| link_target(page, &group.domain, &entry.code)) {
        let _ = writeln!(out, "- Dashboard: {}", url(&page));
    }
    if let Some(own) = &entry.runbook {
        let _ = writeln!(out, "- Its own runbook: {}", url(own));
    }
    out.push('\n');
}

/// What shows that it has happened, as far as it follows from the catalogue.
fn symptoms<'c>(book: &Book<'c>, group: &'c Group, entry: &'c Entry, out: &mut String) {
    let sent = book.sent(group, entry);
    let reason = status::reason(sent.status).unwrap_or("an error");
    let _ = writeln!(
        out,
        "- Clients receive {} {reason} with the code {}",
        sent.status,
        code(&sent.code)
    );
    let message = book.message(group, entry);
    if !message.is_empty() {
        let _ = writeln!(out, "- Users read: {}", escaped(message));
    }
    let _ = writeln!(
        out,
        "- The log has records with {} at {}",
        code(&format!("\"error_code\":\"{}\"", entry.code)),
        entry.level
    );
    let alerts = book.alerts_of(&entry.code);
    if !alerts.is_empty() {
        let alerts: Vec<_> = alerts.iter().map(|name| link(name, &book.file(name))).collect();
        let _ = writeln!(out, "- Alerts: {}", alerts.join(", "));
    }
    out.push('\n');
}

/// How to find it in metrics and logs.
fn diagnosis(book: &Book<'_>, group: &Group, entry: &Entry, out: &mut String) {
    let names = &book.operations.metrics;
    let selector = select(book.operations, &names.errors, &[equals("error_code", &entry.code)]);
    out.push_str("Failures in 5 minutes, by the part of the system they come from:\n\n");
    fenced("promql", &format!("sum by (source) (increase({selector}[5m]))"), out);
    for (tool, query) in &book.operations.logs {
        let _ = writeln!(out, "Records in {}:\n", escaped(tool));
        match link_target(query, &group.domain, &entry.code) {
            Some(page) => {
                let _ = writeln!(out, "{}\n", url(&page));
            }
            None => fenced("text", &fill_query(query, &group.domain, &entry.code), out),
        }
    }
    // A code with other characters would need the quotes of the shell.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if book.operations.logs.is_empty() && entry.code.chars().all(is_plain) {
        out.push_str("Records in a log of JSON lines:\n\n");
        fenced(
            "sh",
            &format!("jq -c 'select(.error_code == \"{}\")' service.log", entry.code),
            out,
        );
    }
    let _ = writeln!(
        out,
        "Errors of databases, HTTP, gRPC and the operating system behind it are in [{SYSTEMS}]({SYSTEMS}).\n"
    );
}

/// What restores the service soon, by the class of the code.
pub(in crate::render) fn quick_recovery(entry: &Entry) -> String {
    let text = match entry.effective_class() {
        Class::Network | Class::Transient => {
            let origin = entry.origin.as_deref().unwrap_or("what the service depends on");
            return format!(
                "Restore {origin}. Until then fail fast or degrade: waiting requests take the service down."
            );
        }
        Class::RateLimit => "If the traffic is wanted, raise the limit or add instances.",
        Class::Technical => {
            "If it began with a change, roll the change back; else start the service again."
        }
        _ => {
            "Usually none is needed: the request is refused. Many at once come from one client or from a release."
        }
    };
    text.to_owned()
}

/// Appends what restores the service soon.
fn recovery(book: &Book<'_>, group: &Group, entry: &Entry, out: &mut String) {
    heading("Quick recovery", out);
    let _ = writeln!(out, "{}\n", escaped(&quick_recovery(entry)));
    for (action, command) in &book.operations.recovery {
        let _ = writeln!(out, "{}:\n", escaped(action));
        fenced("sh", &fill_query(command, &group.domain, &entry.code), out);
    }
}

/// Where to write a section that is missing. The doc comments of error-catalog are not the team's.
fn unwritten(section: DocSection, group: &Group, entry: &Entry, out: &mut String) {
    if group.is_builtin() {
        out.push_str("*Nothing is written.*\n\n");
        return;
    }
    let heading = section.heading();
    let module =
        if group.module.is_empty() { String::new() } else { format!("{}::", group.module) };
    let variant = format!("{module}{}::{}", group.type_name, entry.variant);
    let _ = writeln!(
        out,
        "*Nothing is written: add `# {heading}` to the doc comment of* {}\n",
        code(&variant)
    );
}
