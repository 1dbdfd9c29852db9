//! The site: every code on static pages. Only the search needs a script.

mod assets;
mod coloured;
mod facts;
mod markdown;
mod markup;
mod overview;
mod page;
mod runbook;
mod section;
mod site;

use super::edition::public_edition;
use super::example::Examples;
use super::parallel::in_chunks;
use crate::keys::Audience;
use crate::model::Catalog;
use crate::operations::Operations;
use site::{Domain, INDEX, PlacedEntry, Site};

/// The pages of a catalogue: paths and contents.
///
/// `index.html#CODE` is a permanent link to a code; former codes lead to their successors, and retired
/// ones to their reasons. A long catalogue lists its codes there, with the sections on pages of the domains.
pub fn html(catalog: &Catalog) -> Vec<(String, String)> {
    html_for_operators(catalog, &Operations::default())
}

/// The same, with contacts, links and commands from the settings of operations.
pub fn html_for_operators(catalog: &Catalog, operations: &Operations) -> Vec<(String, String)> {
    pages(catalog, Audience::Developer, Some(operations))
}

/// The public edition, for clients.
pub fn public_html(catalog: &Catalog) -> Vec<(String, String)> {
    pages(&public_edition(catalog), Audience::Client, None)
}

fn pages(
    catalog: &Catalog,
    audience: Audience,
    operations: Option<&Operations>,
) -> Vec<(String, String)> {
    let site = Site::new(catalog, audience, operations);
    let examples = Examples::new(catalog);
    let mut jobs = vec![Job::Index];
    if site.split {
        for (at, name) in site.pages.iter().enumerate() {
            let on_it = |entry: &&PlacedEntry<'_>| entry.page == at;
            for domain in &site.domains {
                let entries: Vec<_> = domain.entries.iter().filter(on_it).collect();
                if !entries.is_empty() {
                    jobs.push(Job::Codes(name, domain, entries));
                }
            }
        }
    }
    let render = |job: &Job<'_, '_>| match job {
        Job::Index => (INDEX.to_owned(), page::index(&site, &examples)),
        Job::Codes(name, domain, entries) => {
            ((*name).clone(), page::codes(&site, domain, entries, &examples))
        }
    };
    let pages = in_chunks(&jobs, 2, |jobs| jobs.iter().map(render).collect::<Vec<_>>());
    pages.into_iter().flatten().collect()
}

/// A page to be rendered.
enum Job<'s, 'c> {
    Index,
    Codes(&'s String, &'s Domain<'c>, Vec<&'s PlacedEntry<'c>>),
}
