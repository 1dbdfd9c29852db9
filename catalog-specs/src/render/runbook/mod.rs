//! The runbook: a page for each code, domain and alert, with what an engineer on call needs at night.
//!
//! Pages are Markdown in one folder, so that a forge, an editor and a site generator show them. `README.md` is the start.

mod alert;
mod book;
mod code;
mod domain;
mod index;
mod parts;
mod systems;
#[cfg(test)]
mod tests;

use super::parallel::{CODES_OF_A_THREAD, in_chunks};
use crate::model::Catalog;
use crate::operations::Operations;
use book::{Book, domain_file};
pub(super) use book::{fill_query, link_target};
pub(super) use code::quick_recovery;
use parts::{INDEX, SYSTEMS};

/// The pages of a catalogue: paths and contents. `rules_file` is the path of the rules of Prometheus from the folder.
pub fn runbook(
    catalog: &Catalog,
    operations: &Operations,
    rules_file: Option<&str>,
) -> Vec<(String, String)> {
    let book = Book::new(catalog, operations, rules_file);
    let mut pages =
        vec![(INDEX.to_owned(), index::page(&book)), (SYSTEMS.to_owned(), systems::page())];
    for domain in book.domains() {
        pages.push((domain_file(domain), domain::page(&book, domain)));
    }
    for watched in &book.alerts {
        pages.push((book.file(watched.name), alert::page(&book, watched)));
    }
    let codes = in_chunks(&book.codes, CODES_OF_A_THREAD, |codes| {
        let pages = codes
            .iter()
            .map(|(group, entry)| (book.file(&entry.code), code::page(&book, group, entry)));
        pages.collect::<Vec<_>>()
    });
    pages.extend(codes.into_iter().flatten());
    pages
}
