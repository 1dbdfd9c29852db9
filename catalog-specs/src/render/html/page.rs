//! A page: its head, the bar, the filters, the list and what is gone.

use std::collections::BTreeMap;

use super::assets::{SCRIPT, SCRIPT_DIGEST, STYLE, STYLE_DIGEST};
use super::markdown::{self, Heading};
use super::markup::Html;
use super::site::{Domain, Entry, INDEX, Site, fragment};
use super::{overview, section};
use crate::render::example::Examples;
use crate::{Class, Level, Severity};

/// The page that lists every code.
pub(super) fn index<'c>(site: &Site<'c>, examples: &Examples<'c>) -> String {
    let codes = site.entries().count();
    let mut out = Html::with_capacity(codes * if site.split { 1_500 } else { 12_000 } + 40_000);
    head(&mut out, title(site), "");
    bar(&mut out, title(site), None);
    out.raw("<div class=\"page\"><aside>");
    domains(&mut out, site);
    filters(&mut out, site);
    out.raw("</aside><main id=\"page:codes\" tabindex=\"-1\">");
    introduction(&mut out, site, codes);
    if codes > 0 {
        overview::write(&mut out, site);
    }
    found(&mut out);
    for domain in &site.domains {
        let entries: Vec<_> = domain.entries.iter().collect();
        let write = if site.split { section::listed } else { section::whole };
        section_of(&mut out, domain, &entries, |out, entry| write(out, site, entry, examples));
    }
    retired(&mut out, site);
    foot(&mut out);
    out.finish()
}

/// A page that tells some codes of a domain.
pub(super) fn codes<'c>(
    site: &Site<'c>,
    domain: &Domain<'c>,
    entries: &[&Entry<'c>],
    examples: &Examples<'c>,
) -> String {
    let mut out = Html::with_capacity(entries.len() * 12_000 + 40_000);
    head(&mut out, title(site), domain.name);
    bar(&mut out, title(site), Some(domain.name));
    out.raw("<div class=\"page alone\"><main id=\"page:codes\" tabindex=\"-1\">");
    found(&mut out);
    section_of(&mut out, domain, entries, |out, entry| section::whole(out, site, entry, examples));
    foot(&mut out);
    out.finish()
}

fn title<'c>(site: &Site<'c>) -> &'c str {
    match (&site.catalog.settings.service, site.catalog.name.as_str()) {
        (Some(service), _) => service,
        (None, "") => "Error codes",
        (None, name) => name,
    }
}

fn head(out: &mut Html, title: &str, domain: &str) {
    out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '",
    );
    out.raw(STYLE_DIGEST).raw("'; script-src '").raw(SCRIPT_DIGEST);
    out.raw("'; base-uri 'none'; form-action 'none'\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    if !domain.is_empty() {
        out.name(domain).raw(" \u{b7} ");
    }
    out.name(title).raw(" \u{b7} error codes</title>\n<style>").raw(STYLE).raw("</style>\n");
    out.raw("<script>").raw(SCRIPT).raw("</script>\n</head>\n<body>\n");
    out.raw("<a class=\"skip\" href=\"#page:codes\">Skip to the codes</a>\n");
}

fn bar(out: &mut Html, title: &str, domain: Option<&str>) {
    out.raw("<header class=\"bar\"><h1 class=\"brand\">");
    match domain {
        Some(domain) => {
            out.raw("<a href=\"").raw(INDEX).raw("\">").name(title).raw("</a> <span>").name(domain);
            out.raw("</span>");
        }
        None => {
            out.name(title).raw(" <span>error codes</span>");
        }
    }
    out.raw(
        "</h1><search><form id=\"page:search\" hidden><label for=\"page:query\" class=\"quiet\">Search the codes</label>\
         <input id=\"page:query\" type=\"search\" name=\"q\" placeholder=\"Search code, message, cause\" \
         autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" aria-keyshortcuts=\"/\"><kbd aria-hidden=\"true\">/</kbd></form></search>\
         <button id=\"page:theme\" class=\"theme\" type=\"button\" hidden>Theme</button></header>\n",
    );
}

fn domains(out: &mut Html, site: &Site<'_>) {
    if site.domains.is_empty() {
        return;
    }
    out.raw("<nav aria-labelledby=\"page:domains\"><h2 id=\"page:domains\">Domains</h2><ul class=\"domains\">");
    for domain in &site.domains {
        out.raw("<li><a href=\"?domain=").text(&fragment(domain.name)).raw("#");
        out.text(&fragment(&domain.anchor)).raw("\" data-domain=\"").text(domain.name);
        out.raw("\"><span>").name(domain.name).raw("</span> <span class=\"count\">");
        out.number(domain.entries.len()).raw("</span></a></li>");
    }
    out.raw("</ul></nav>");
}

/// The filters: only what occurs, with how often.
fn filters(out: &mut Html, site: &Site<'_>) {
    let mut counts: BTreeMap<(usize, usize, String), usize> = BTreeMap::new();
    for row in site.entries().map(|entry| entry.row) {
        let (class, severity) = (row.effective_class(), row.effective_severity());
        let place = |found: Option<usize>| found.unwrap_or_default();
        let keys = [
            (0, row.status.into(), row.status.to_string()),
            (1, place(Class::ALL.iter().position(|known| *known == class)), class.to_string()),
            (
                2,
                place(Severity::ALL.iter().position(|known| *known == severity)),
                severity.to_string(),
            ),
            (
                3,
                place(Level::ALL.iter().position(|known| *known == row.level)),
                row.level.to_string(),
            ),
        ];
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    out.raw(
        "<details class=\"filters\" id=\"page:filters\" open hidden><summary>Filters</summary>",
    );
    for (facet, (name, legend)) in
        [("status", "Status"), ("class", "Class"), ("severity", "Severity"), ("level", "Log level")]
            .into_iter()
            .enumerate()
    {
        out.raw("<fieldset><legend>").raw(legend).raw("</legend>");
        for ((_, _, value), count) in counts.iter().filter(|((known, _, _), _)| *known == facet) {
            out.raw("<label class=\"chip\"><input type=\"checkbox\" name=\"").raw(name);
            out.raw("\" value=\"").text(value).raw("\">").text(value);
            out.raw(" <span class=\"count\">").number(*count).raw("</span></label>");
        }
        out.raw("</fieldset>");
    }
    out.raw(
        "<button type=\"button\" id=\"page:clear\" class=\"plain\">Clear all</button></details>",
    );
}

fn introduction(out: &mut Html, site: &Site<'_>, codes: usize) {
    out.raw("<div class=\"introduction\"><p class=\"sum\">");
    plural(out, codes, " error code", " error codes");
    out.raw(" in ");
    plural(out, site.domains.len(), " domain", " domains");
    out.raw("</p>");
    let locales = site.catalog.locales();
    if !locales.is_empty() {
        out.raw("<p>Texts in ").name(&locales.join(", ")).raw("</p>");
    }
    out.raw("<div class=\"prose\">");
    markdown::write(out, &site.catalog.description, Heading::Third);
    out.raw("</div></div>");
}

fn plural(out: &mut Html, count: usize, one: &'static str, many: &'static str) {
    out.number(count).raw(if count == 1 { one } else { many });
}

/// How many were found, and what to do where nothing was.
fn found(out: &mut Html) {
    out.raw(
        "<p id=\"page:status\" class=\"found\" role=\"status\"></p>\
         <div id=\"page:empty\" class=\"empty\" hidden><p class=\"large\">No code matches.</p>\
         <p id=\"page:near\"></p><p><button type=\"button\" id=\"page:reset\">Show all codes</button></p></div>\n",
    );
}

/// So many codes a browser lays out together, or leaves alone together while they are out of sight:
/// a search then costs what is seen, not what is there.
const ROWS: usize = 25;

fn section_of<'c>(
    out: &mut Html,
    domain: &Domain<'c>,
    entries: &[&Entry<'c>],
    mut write: impl FnMut(&mut Html, &Entry<'c>),
) {
    out.raw("<section class=\"domain\" data-domain=\"").text(domain.name).raw("\"><h2 id=\"");
    out.text(&domain.anchor).raw("\">").name(domain.name).raw(" <span class=\"count\">");
    plural(out, domain.entries.len(), " code", " codes");
    out.raw("</span></h2>");
    for group in &domain.groups {
        out.raw("<div class=\"prose\">");
        markdown::write(out, &group.description, Heading::Third);
        out.raw("</div>");
    }
    out.raw("<div class=\"list\">\n");
    for rows in entries.chunks(ROWS) {
        out.raw("<div class=\"rows\">\n");
        for entry in rows {
            write(out, entry);
        }
        out.raw("</div>\n");
    }
    out.raw("</div></section>\n");
}

fn retired(out: &mut Html, site: &Site<'_>) {
    if site.retired.is_empty() {
        return;
    }
    out.raw("<section class=\"retired\"><h2>Retired <span class=\"count\">");
    plural(out, site.retired.len(), " code", " codes");
    out.raw("</span></h2><p>These are never used again.</p><dl>");
    for (anchor, code, reason) in &site.retired {
        out.raw("<div id=\"").text(anchor).raw("\"><dt><code>").name(code);
        out.raw("</code></dt><dd dir=\"auto\">");
        site.link_codes(out, reason);
        out.raw("</dd></div>");
    }
    out.raw("</dl></section>\n");
}

fn foot(out: &mut Html) {
    out.raw(
        "<p id=\"page:keys\" class=\"keys\" hidden><kbd>/</kbd> search <kbd>Esc</kbd> clear \
         <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open</p></main></div>\n\
         <p id=\"page:said\" class=\"quiet\" role=\"status\"></p>\n</body>\n</html>\n",
    );
}
