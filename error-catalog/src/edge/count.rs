//! The count of failed requests, by labels whose values the catalogue knows.

use std::cell::RefCell;
use std::collections::HashMap;

use metrics::{Key, Label, Level, Metadata};

use super::Occurrence;
use crate::Entry;

const NAME: &str = "error_catalog_errors_total";

const METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// `error_catalog_errors_total{error_code, domain, severity, source}`.
pub(super) fn count(occurrence: &Occurrence<'_>) {
    let key = key(occurrence.entry());
    metrics::with_recorder(|recorder| recorder.register_counter(&key, &METADATA).increment(1));
}

/// The key of a row: its labels are made once a thread, for as many rows as the catalogue has.
fn key(entry: &'static Entry) -> Key {
    thread_local! {
        static KEYS: RefCell<HashMap<*const Entry, Key>> = RefCell::default();
    }
    KEYS.with_borrow_mut(|keys| {
        keys.entry(entry).or_insert_with(|| Key::from_static_parts(NAME, labels(entry))).clone()
    })
}

/// The labels, which a key of static parts shares with all its clones. They stay as long as the program, and are as
/// few as the rows.
fn labels(entry: &'static Entry) -> &'static [Label] {
    Box::leak(Box::new([
        Label::from_static_parts("error_code", entry.code()),
        Label::from_static_parts("domain", entry.domain()),
        Label::from_static_parts("severity", entry.severity().as_str()),
        Label::from_static_parts("source", entry.origin().unwrap_or("internal")),
    ]))
}
