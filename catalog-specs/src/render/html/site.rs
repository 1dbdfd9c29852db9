//! The layout of the site: the codes in order, each with its page and anchor.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::markup::{Html, is_override, is_unfit};
use crate::keys::Audience;
use crate::model::{Catalog, CodeSet, Entry, Group};
use crate::operations::Operations;

/// The most sections on one page. In a longer catalogue the sections are on pages of the domains, so that a
/// browser need not read all of them to show one.
pub(super) const CODES_ON_A_PAGE: usize = 2_500;

/// The page with the list, and the target of all external links.
pub(super) const INDEX: &str = "index.html";

/// The layout of a catalogue.
pub(super) struct Site<'c> {
    pub(super) catalog: &'c Catalog,
    /// The audience.
    pub(super) audience: Audience,
    /// What the runbook needs; `None` for clients.
    pub(super) operations: Option<&'c Operations>,
    /// The domains, sorted.
    pub(super) domains: Vec<Domain<'c>>,
    /// The sets in their order, each with its anchor.
    pub(super) sets: Vec<(String, &'c CodeSet)>,
    /// The retired codes, sorted, each with its anchor.
    pub(super) retired: Vec<(String, &'c str, &'c str)>,
    /// Whether the sections are on pages of the domains.
    pub(super) split: bool,
    /// The names of the pages with sections.
    pub(super) pages: Vec<String>,
    links: HashMap<&'c str, Target>,
}

/// The codes of a domain.
pub(super) struct Domain<'c> {
    pub(super) name: &'c str,
    pub(super) anchor: String,
    /// Its enums that have a description.
    pub(super) groups: Vec<&'c Group>,
    /// Sorted by code.
    pub(super) entries: Vec<PlacedEntry<'c>>,
}

/// A code.
pub(super) struct PlacedEntry<'c> {
    pub(super) group: &'c Group,
    pub(super) entry: &'c Entry,
    /// Its anchor.
    pub(super) anchor: String,
    /// Its former codes, each with its anchor.
    pub(super) former: Vec<(String, &'c str)>,
    /// A unique number.
    pub(super) number: usize,
    /// The index of the page with its section.
    pub(super) page: usize,
}

struct Target {
    anchor: String,
    page: usize,
}

impl<'c> Site<'c> {
    /// Lays a catalogue out.
    pub(super) fn new(
        catalog: &'c Catalog,
        audience: Audience,
        operations: Option<&'c Operations>,
    ) -> Self {
        let mut by_domain: BTreeMap<&str, Vec<(&Group, &Entry)>> = BTreeMap::new();
        for (group, entry) in catalog.entries() {
            by_domain.entry(&group.domain).or_default().push((group, entry));
        }
        let split = catalog.entries().count() > CODES_ON_A_PAGE;
        let mut anchors = Anchors::default();
        let mut domains: Vec<Domain<'_>> = Vec::new();
        let mut pages = if split { Vec::new() } else { vec![INDEX.to_owned()] };
        let mut number = 0;
        for (name, mut own) in by_domain {
            own.sort_by_key(|(group, entry)| {
                (&entry.code, &group.module, &group.type_name, &entry.variant)
            });
            let mut entries = Vec::with_capacity(own.len());
            for (at, (group, entry)) in own.into_iter().enumerate() {
                if split && at % CODES_ON_A_PAGE == 0 {
                    pages.push(page_of(name, at / CODES_ON_A_PAGE, &pages));
                }
                let page = pages.len() - 1;
                let anchor = anchors.claim(&entry.code);
                entries.push(PlacedEntry {
                    group,
                    entry,
                    anchor,
                    former: Vec::new(),
                    number,
                    page,
                });
                number += 1;
            }
            let mut groups: Vec<_> = catalog
                .groups
                .iter()
                .filter(|group| group.domain == name && !group.description.trim().is_empty())
                .collect();
            groups.sort_by_key(|group| (&group.module, &group.type_name));
            domains.push(Domain { name, anchor: String::new(), groups, entries });
        }
        let mut links = HashMap::new();
        for placed in domains.iter().flat_map(|domain| &domain.entries) {
            links
                .entry(placed.entry.code.as_str())
                .or_insert_with(|| placed.target(&placed.anchor));
        }
        // A current code takes precedence over a former or retired one.
        for placed in domains.iter_mut().flat_map(|domain| &mut domain.entries) {
            for old in placed.entry.formerly.iter().map(String::as_str) {
                if !links.contains_key(old) {
                    let anchor = anchors.claim(old);
                    links.insert(old, placed.target(&anchor));
                    placed.former.push((anchor, old));
                }
            }
        }
        let mut retired: Vec<_> = catalog.retired.iter().collect();
        retired.sort_by_key(|retired| (&retired.code, &retired.reason));
        let retired = retired
            .into_iter()
            .map(|retired| (anchors.claim(&retired.code), &*retired.code, &*retired.reason))
            .collect();
        for domain in &mut domains {
            domain.anchor = anchors.claim(&format!("domain:{}", domain.name));
        }
        let sets = catalog.sets.iter();
        let sets = sets.map(|set| (anchors.claim(&format!("set:{}", set.name)), set)).collect();
        Self { catalog, audience, operations, domains, sets, retired, split, pages, links }
    }

    /// Every code, sorted by domain and then by code.
    pub(super) fn entries(&self) -> impl Iterator<Item = &PlacedEntry<'c>> {
        self.domains.iter().flat_map(|domain| &domain.entries)
    }

    /// The name of a page.
    pub(super) fn page(&self, page: usize) -> &str {
        self.pages.get(page).map_or(INDEX, String::as_str)
    }

    /// Writes a code as a link to its section; as plain code if it is unknown.
    pub(super) fn link(&self, out: &mut Html, code: &str, from: Option<usize>) {
        let Some(target) = self.links.get(code) else {
            return out.code(code);
        };
        out.raw("<a class=\"ref\" href=\"");
        if self.split && from != Some(target.page) {
            out.text(self.page(target.page));
        }
        out.raw("#").text(&fragment(&target.anchor)).raw("\">").name(code).raw("</a>");
    }

    /// Writes the name of a set as a link to its section.
    pub(super) fn link_set(&self, out: &mut Html, (anchor, set): &(String, &CodeSet)) {
        out.raw("<a class=\"ref\" href=\"");
        if self.split {
            out.raw(INDEX);
        }
        out.raw("#").text(&fragment(anchor)).raw("\">").name(&set.name).raw("</a>");
    }

    /// Writes a text with links for the codes in it.
    pub(super) fn link_codes(&self, out: &mut Html, text: &str) {
        let in_a_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let mut rest = text;
        while let Some(start) = rest.find(in_a_code) {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let end = from.find(|c| !in_a_code(c)).unwrap_or(from.len());
            let (word, after) = from.split_at_checked(end).unwrap_or((from, ""));
            out.text(before);
            let code = word.trim_end_matches(['.', '-']);
            if self.links.contains_key(code) {
                self.link(out, code, None);
                out.text(word.get(code.len()..).unwrap_or_default());
            } else {
                out.text(word);
            }
            rest = after;
        }
        out.text(rest);
    }
}

impl PlacedEntry<'_> {
    fn target(&self, anchor: &str) -> Target {
        Target { anchor: anchor.to_owned(), page: self.page }
    }
}

/// The name of a page of a domain, portable across file systems.
fn page_of(domain: &str, part: usize, taken: &[String]) -> String {
    let word: String = domain.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    let mut part = part + 1;
    loop {
        let page = if part == 1 {
            format!("codes-{word}.html")
        } else {
            format!("codes-{word}-{part}.html")
        };
        if !taken.iter().any(|known| known.eq_ignore_ascii_case(&page)) {
            return page;
        }
        part += 1;
    }
}

/// An anchor as it is written after `#` in a link.
pub(super) fn fragment(anchor: &str) -> String {
    let mut out = String::with_capacity(anchor.len());
    for byte in anchor.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            _ => {
                let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

/// Unique anchors.
#[derive(Default)]
struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    /// The anchor of a name: the name itself, with a number if it is taken.
    ///
    /// Anchors of the page itself begin with `page:`, which no code can.
    fn claim(&mut self, name: &str) -> String {
        let is_plain = |c: char| !(c.is_whitespace() || is_unfit(c) || is_override(c));
        let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
        let plain = if plain.is_empty() { "-".to_owned() } else { plain.replace("page:", "page-") };
        let mut anchor = plain.clone();
        let mut number = 2;
        while !self.taken.insert(anchor.clone()) {
            anchor = format!("{plain}~{number}");
            number += 1;
        }
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique_and_begin_with_the_code() {
        let mut anchors = Anchors::default();
        let all = ["A_B", "A_B", "A_B~2", "a b", "", "page:search"].map(|name| anchors.claim(name));
        assert_eq!(all, ["A_B", "A_B~2", "A_B~2~2", "a-b", "-", "page-search"]);
    }

    #[test]
    fn fragments_are_urls() {
        assert_eq!(fragment("AUTH_TOKEN_EXPIRED"), "AUTH_TOKEN_EXPIRED");
        assert_eq!(fragment("user.notFound"), "user.notFound");
        assert_eq!(fragment("\"<語"), "%22%3c%e8%aa%9e");
    }
}
