//! The chart of a catalogue: the number of codes by domain and status.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Html;
use super::site::{Domain, Site, fragment};
use crate::status;

/// Writes the chart: a row per domain, a column per status. Each cell links to its codes.
///
/// It is a table, so that a printer can break it between rows.
pub(super) fn write(out: &mut Html, site: &Site<'_>) {
    let chart = Chart::new(site);
    out.raw("<figure class=\"overview\"><figcaption id=\"page:overview\">Codes by domain and status</figcaption>");
    out.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"page:overview\">\
         <table class=\"chart\" aria-labelledby=\"page:overview\"><thead>",
    );
    chart.kinds(out);
    chart.statuses(out);
    out.raw("</thead><tbody>");
    for (at, domain) in site.domains.iter().enumerate() {
        chart.row(out, at, domain);
    }
    out.raw("</tbody></table></div></figure>\n");
}

/// The counts by domain and status.
struct Chart {
    counts: BTreeMap<(usize, u16), usize>,
    statuses: BTreeSet<u16>,
    most: usize,
}

impl Chart {
    fn new(site: &Site<'_>) -> Self {
        let mut counts: BTreeMap<(usize, u16), usize> = BTreeMap::new();
        for (at, domain) in site.domains.iter().enumerate() {
            for placed in &domain.entries {
                *counts.entry((at, placed.entry.status)).or_default() += 1;
            }
        }
        let statuses = counts.keys().map(|(_, status)| *status).collect();
        let most = counts.values().copied().max().unwrap_or(1);
        Self { counts, statuses, most }
    }

    /// The row with `4xx` and `5xx`.
    fn kinds(&self, out: &mut Html) {
        out.raw("<tr><td></td>");
        for (is_server, name) in [(false, "4xx \u{b7} caller"), (true, "5xx \u{b7} server")] {
            let columns =
                self.statuses.iter().filter(|known| status::is_server(**known) == is_server);
            let columns = columns.count();
            if columns > 0 {
                out.raw("<th class=\"kind\" scope=\"colgroup\" colspan=\"").number(columns);
                out.raw("\">").raw(name).raw("</th>");
            }
        }
        out.raw("</tr>");
    }

    fn statuses(&self, out: &mut Html) {
        out.raw("<tr><td></td>");
        for status in &self.statuses {
            out.raw("<th").raw(self.gap(*status)).raw(" scope=\"col\" title=\"");
            out.raw(status::reason(*status).unwrap_or("")).raw("\">").number((*status).into());
            out.raw("</th>");
        }
        out.raw("</tr>");
    }

    fn row(&self, out: &mut Html, at: usize, domain: &Domain<'_>) {
        out.raw("<tr><th scope=\"row\"><a href=\"?domain=").text(&fragment(domain.name)).raw("#");
        out.text(&fragment(&domain.anchor)).raw("\">").name(domain.name).raw("</a></th>");
        for status in &self.statuses {
            out.raw("<td").raw(self.gap(*status)).raw(">");
            if let Some(count) = self.counts.get(&(at, *status)) {
                out.raw("<a class=\"").raw(self.shade(*status, *count));
                out.raw("\" href=\"?domain=").text(&fragment(domain.name));
                out.raw("&amp;status=").number((*status).into()).raw("#");
                out.text(&fragment(&domain.anchor)).raw("\" aria-label=\"");
                out.name(domain.name).raw(", ").number((*status).into()).raw(": ");
                out.number(*count).raw(if *count == 1 { " code" } else { " codes" });
                out.raw("\">").number(*count).raw("</a>");
            }
            out.raw("</td>");
        }
        out.raw("</tr>");
    }

    /// The class of the first column of the server errors, if others precede it.
    fn gap(&self, status: u16) -> &'static str {
        let mut before = self.statuses.range(..status);
        let last = before.next_back().copied();
        let is_first =
            status::is_server(status) && last.is_some_and(|last| !status::is_server(last));
        if is_first { " class=\"gap\"" } else { "" }
    }

    fn shade(&self, status: u16, count: usize) -> &'static str {
        let strong = (count * 3).div_ceil(self.most.max(1));
        match (status::is_server(status), strong) {
            (false, 0 | 1) => "s4 h1",
            (false, 2) => "s4 h2",
            (false, _) => "s4 h3",
            (true, 0 | 1) => "s5 h1",
            (true, 2) => "s5 h2",
            (true, _) => "s5 h3",
        }
    }
}
