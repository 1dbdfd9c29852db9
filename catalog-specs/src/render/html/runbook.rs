//! The runbook in the site: how an incident is handled, and for each code whom to call and what to paste. It is for the
//! people who run the service.

use super::markup::{Html, linked};
use super::site::{INDEX, PlacedEntry, Site};
use crate::operations::{ESCALATION, LEVELS, Operations, STEPS, level, page_url};
use crate::render::runbook::{fill_query, link_target, quick_recovery};
use crate::render::text::safe_url;

/// The target of links to [`incidents`].
const ANCHOR: &str = "page:incidents";

/// Writes how an incident is handled, once for all codes.
pub(super) fn incidents(out: &mut Html, site: &Site<'_>) {
    let Some(operations) = site.operations else { return };
    out.raw("<figure class=\"incidents\"><figcaption id=\"")
        .raw(ANCHOR)
        .raw("\">Incidents</figcaption>");
    out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"");
    out.raw(ANCHOR).raw("\">");
    table(out, ["Level", "Impact", "Response within", "Priority"], |out| {
        for level in &LEVELS {
            row(out, level.incident.as_str(), [level.impact, level.response, level.priority]);
        }
    });
    table(out, ["Step", "Time", "What to do", ""], |out| {
        for step in &STEPS {
            out.raw("<tr><th scope=\"row\">").raw(step.name).raw("</th><td>").raw(step.time);
            out.raw("</td><td colspan=\"2\">");
            for (at, action) in step.actions.iter().copied().enumerate() {
                out.raw(if at > 0 { ", " } else { "" }).raw(action);
            }
            out.raw("</td></tr>");
        }
    });
    table(out, ["Escalation", "Responds within", "Who", ""], |out| {
        let mut names = operations.escalation.iter();
        for line in &ESCALATION {
            out.raw("<tr><th scope=\"row\">").raw(line.name).raw("</th><td>").raw(line.within);
            out.raw("</td><td colspan=\"2\">");
            match names.next() {
                Some(name) => person(out, operations, name),
                None => _ = out.raw(line.role),
            }
            out.raw("</td></tr>");
        }
    });
    out.raw("</div></figure>\n");
}

fn table(out: &mut Html, heads: [&'static str; 4], rows: impl FnOnce(&mut Html)) {
    out.raw("<table><thead><tr>");
    for head in heads {
        out.raw(if head.is_empty() { "<td>" } else { "<th scope=\"col\">" }).raw(head);
        out.raw(if head.is_empty() { "</td>" } else { "</th>" });
    }
    out.raw("</tr></thead><tbody>");
    rows(out);
    out.raw("</tbody></table>");
}

fn row(out: &mut Html, head: &'static str, cells: [&'static str; 3]) {
    out.raw("<tr><th scope=\"row\">").raw(head).raw("</th>");
    for cell in cells {
        out.raw("<td>").raw(cell).raw("</td>");
    }
    out.raw("</tr>");
}

/// Writes whom to call and where to look, as items of the list of facts.
pub(super) fn facts(out: &mut Html, site: &Site<'_>, placed: &PlacedEntry<'_>) {
    About { out, as_lines: false }.facts(site, placed);
}

/// Writes the queries of logs and the quick recovery of a code.
pub(super) fn sections(out: &mut Html, site: &Site<'_>, placed: &PlacedEntry<'_>) {
    About { out, as_lines: false }.sections(site, placed);
}

/// Writes all that without names and headings, for the search.
pub(super) fn write_values(out: &mut Html, site: &Site<'_>, placed: &PlacedEntry<'_>) {
    let mut about = About { out, as_lines: true };
    about.facts(site, placed);
    about.sections(site, placed);
}

/// What operators need to know about a code, as it is written.
struct About<'o> {
    out: &'o mut Html,
    /// Whether the values are lines; otherwise they are items and paragraphs.
    as_lines: bool,
}

impl About<'_> {
    fn facts(&mut self, site: &Site<'_>, placed: &PlacedEntry<'_>) {
        let Some(operations) = site.operations else { return };
        let (entry, domain) = (placed.entry, placed.group.domain.as_str());
        let level = level(entry.effective_incident());
        self.item("Response", |out| {
            out.raw("<a href=\"");
            if site.split {
                out.raw(INDEX);
            }
            out.raw("#").raw(ANCHOR).raw("\">within ").raw(level.response).raw("</a>");
        });
        let contact = entry.owner.as_ref().and_then(|owner| address(operations, owner));
        if let Some(address) = contact {
            self.item("Contact", |out| _ = out.raw("<bdi>").text(address).raw("</bdi>"));
        }
        if let Some(on_call) = operations.escalation.first() {
            self.item("On call", |out| person(out, operations, on_call));
        }
        let dashboard = operations.dashboard.as_deref();
        let dashboard = dashboard.and_then(|page| link_target(page, domain, &entry.code));
        self.link("Dashboard", dashboard.as_deref());
        let page = page_url(operations, &entry.code).filter(|_| entry.runbook.is_none());
        self.link("Runbook", page.as_deref());
    }

    fn sections(&mut self, site: &Site<'_>, placed: &PlacedEntry<'_>) {
        let Some(operations) = site.operations else { return };
        let (entry, domain) = (placed.entry, placed.group.domain.as_str());
        if !operations.logs.is_empty() {
            self.heading("<h4>Logs</h4>");
        }
        for (tool, query) in &operations.logs {
            self.paragraph(|out| _ = out.raw("<bdi>").text(tool).raw("</bdi>"));
            match link_target(query, domain, &entry.code) {
                Some(page) => self.paragraph(|out| link_or_text(out, &page)),
                None => self.block(&fill_query(query, domain, &entry.code)),
            }
        }
        if !operations.recovery.is_empty() {
            self.heading("<h4>Quick recovery</h4>");
            self.paragraph(|out| _ = out.text(&quick_recovery(entry)));
        }
        for (action, command) in &operations.recovery {
            self.paragraph(|out| _ = out.raw("<bdi>").text(action).raw("</bdi>"));
            self.block(&fill_query(command, domain, &entry.code));
        }
    }

    fn heading(&mut self, heading: &'static str) {
        if !self.as_lines {
            self.out.raw(heading);
        }
    }

    fn item(&mut self, name: &'static str, value: impl FnOnce(&mut Html)) {
        if self.as_lines {
            return self.line(value);
        }
        self.out.raw("<div><dt>").raw(name).raw("</dt><dd>");
        value(self.out);
        self.out.raw("</dd></div>");
    }

    fn link(&mut self, name: &'static str, url: Option<&str>) {
        if let Some(url) = url {
            self.item(name, |out| link_or_text(out, url));
        }
    }

    fn paragraph(&mut self, text: impl FnOnce(&mut Html)) {
        if self.as_lines {
            return self.line(text);
        }
        self.out.raw("<p class=\"find\">");
        text(self.out);
        self.out.raw("</p>");
    }

    fn block(&mut self, text: &str) {
        if self.as_lines {
            return self.line(|out| _ = out.name(text));
        }
        self.out
            .raw("<pre class=\"block find\" dir=\"ltr\"><code>")
            .name(text)
            .raw("</code></pre>");
    }

    fn line(&mut self, text: impl FnOnce(&mut Html)) {
        text(self.out);
        self.out.raw("\n");
    }
}

/// A link; only its text if the URL is unsafe.
fn link_or_text(out: &mut Html, url: &str) {
    match safe_url(url) {
        Some(url) => linked(out, url),
        None => _ = out.raw("<bdi>").text(url).raw("</bdi>"),
    }
}

fn person(out: &mut Html, operations: &Operations, name: &str) {
    out.raw("<bdi>").text(name).raw("</bdi>");
    if let Some(address) = address(operations, name) {
        out.raw(" (<bdi>").text(address).raw("</bdi>)");
    }
}

fn address<'o>(operations: &'o Operations, name: &str) -> Option<&'o str> {
    let known = operations.contacts.iter().find(|(known, _)| known == name);
    known.map(|(_, address)| address.as_str())
}
