//! The chart of a catalogue: the number of codes by domain and status.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Html;
use super::site::{Site, fragment};
use crate::status;

const CELL: usize = 38;
const ROW: usize = 31;
const HEAD: usize = 58;

/// Writes the chart: a row per domain, a column per status. Each cell links to its codes.
pub(super) fn write(out: &mut Html, site: &Site<'_>) {
    let mut counts: BTreeMap<(usize, u16), usize> = BTreeMap::new();
    let mut statuses = BTreeSet::new();
    for (at, domain) in site.domains.iter().enumerate() {
        for placed in &domain.entries {
            *counts.entry((at, placed.entry.status)).or_default() += 1;
            statuses.insert(placed.entry.status);
        }
    }
    let statuses: Vec<u16> = statuses.into_iter().collect();
    let most = counts.values().copied().max().unwrap_or(1);
    // A letter of the label is about nine pixels wide, a wide character twice that.
    let widest = site.domains.iter().map(|domain| columns(domain.name)).max().unwrap_or(0);
    let label = 24 + 9 * widest.min(24);
    // Wide enough for the heading of the last column.
    let width = label + (CELL * statuses.len()).max(2 * CELL) + GAP + 48;
    let height = HEAD + ROW * site.domains.len() + 8;
    out.raw("<figure class=\"overview\"><figcaption id=\"page:overview\">Codes by domain and status</figcaption>");
    out.raw(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"page:overview\">",
    );
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").number(width);
    out.raw("\" height=\"").number(height).raw("\" viewBox=\"0 0 ").number(width);
    out.raw(" ").number(height).raw("\">");
    for (kind, name) in [(4, "caller"), (5, "server")] {
        if let Some(first) = statuses.iter().position(|status| status / 100 == kind) {
            out.raw("<text class=\"kind\" x=\"").number(column(label, &statuses, first) + 4);
            out.raw("\" y=\"18\">").number(kind.into()).raw("xx \u{b7} ").raw(name).raw("</text>");
        }
    }
    for (at, status) in statuses.iter().enumerate() {
        out.raw("<text class=\"head\" text-anchor=\"middle\" x=\"");
        out.number(column(label, &statuses, at) + CELL / 2).raw("\" y=\"44\">");
        out.number((*status).into());
        out.raw("<title>").raw(status::reason(*status).unwrap_or("")).raw("</title></text>");
    }
    for (at, domain) in site.domains.iter().enumerate() {
        let top = HEAD + ROW * at;
        out.raw("<a href=\"?domain=").text(&fragment(domain.name)).raw("#");
        out.text(&fragment(&domain.anchor)).raw("\"><text class=\"label\" x=\"4\" y=\"");
        out.number(top + 20).raw("\">");
        let cut = domain.name.char_indices().nth(24).map_or(domain.name.len(), |(at, _)| at);
        out.name(domain.name.get(..cut).unwrap_or_default()).raw("</text></a>");
        for (place, status) in statuses.iter().enumerate() {
            let x = column(label, &statuses, place);
            match counts.get(&(at, *status)) {
                Some(count) => {
                    out.raw("<a href=\"?domain=").text(&fragment(domain.name));
                    out.raw("&amp;status=").number((*status).into()).raw("#");
                    out.text(&fragment(&domain.anchor)).raw("\" aria-label=\"");
                    out.name(domain.name).raw(", ").number((*status).into()).raw(": ");
                    out.number(*count).raw(if *count == 1 { " code" } else { " codes" });
                    out.raw("\"><rect class=\"").raw(shade(*status, *count, most)).raw("\" x=\"");
                    out.number(x + 2)
                        .raw("\" y=\"")
                        .number(top + 2)
                        .raw("\" width=\"34\" height=\"27\" rx=\"6\"/>");
                    out.raw("<text class=\"count\" text-anchor=\"middle\" x=\"")
                        .number(x + CELL / 2);
                    out.raw("\" y=\"")
                        .number(top + 20)
                        .raw("\">")
                        .number(*count)
                        .raw("</text></a>");
                }
                None => {
                    out.raw("<circle class=\"none\" cx=\"").number(x + CELL / 2).raw("\" cy=\"");
                    out.number(top + ROW / 2).raw("\" r=\"1.5\"/>");
                }
            }
        }
    }
    out.raw("</svg></div></figure>");
}

/// The gap between 4xx and 5xx.
const GAP: usize = 18;

fn column(label: usize, statuses: &[u16], at: usize) -> usize {
    let server = statuses.get(at).copied().is_some_and(status::is_server);
    let both = server && statuses.first().is_some_and(|first| !status::is_server(*first));
    label + CELL * at + if both { GAP } else { 0 }
}

fn shade(status: u16, count: usize, most: usize) -> &'static str {
    let strong = (count * 3).div_ceil(most.max(1));
    match (status::is_server(status), strong) {
        (false, 0 | 1) => "s4 h1",
        (false, 2) => "s4 h2",
        (false, _) => "s4 h3",
        (true, 0 | 1) => "s5 h1",
        (true, 2) => "s5 h2",
        (true, _) => "s5 h3",
    }
}

/// The approximate width of a text in columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}
