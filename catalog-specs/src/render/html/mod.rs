//! The site: every code on a page that needs no server, no network and, but for the search, no script.

mod assets;
mod coloured;
mod facts;
mod markdown;
mod markup;
mod overview;
mod page;
mod section;
mod site;

use super::edition::public_edition;
use super::example::Examples;
use crate::keys::Audience;
use crate::model::Catalog;
use site::{Entry, INDEX, Site};

/// The pages of a catalogue: where each belongs, and what is in it.
///
/// `index.html#CODE` leads to a code for ever, to the ones that took the place of former codes, and
/// to what became of retired ones. A catalogue too long for one page lists its codes there and tells
/// each on a page of its domain.
pub fn html(catalog: &Catalog) -> Vec<(String, String)> {
    pages(catalog, Audience::Developer)
}

/// The same for clients: without codes that they never receive, and with what they may know.
pub fn public_html(catalog: &Catalog) -> Vec<(String, String)> {
    pages(&public_edition(catalog), Audience::Client)
}

fn pages(catalog: &Catalog, audience: Audience) -> Vec<(String, String)> {
    let site = Site::of(catalog, audience);
    let examples = Examples::of(catalog);
    let mut pages = vec![(INDEX.to_owned(), page::index(&site, &examples))];
    if site.split {
        for (at, name) in site.pages.iter().enumerate() {
            let on_it = |entry: &&Entry<'_>| entry.page == at;
            for domain in &site.domains {
                let entries: Vec<_> = domain.entries.iter().filter(on_it).collect();
                if !entries.is_empty() {
                    let page = page::codes(&site, domain, &entries, &examples);
                    pages.push((name.clone(), page));
                }
            }
        }
    }
    pages
}
