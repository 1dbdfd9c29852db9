//! The count of failed requests, by labels whose values the catalogue knows.

use std::cell::RefCell;
use std::collections::BTreeMap;

use metrics::{Key, Label, Level, Metadata};

use super::Occurrence;
use crate::Entry;

const NAME: &str = "error_catalog_errors_total";

const METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// `error_catalog_errors_total{error_code, domain, severity, source}`.
pub(super) fn count(occurrence: &Occurrence<'_>) {
    let key = key(occurrence.entry());
    metrics::with_recorder(|recorder| recorder.register_counter(key, &METADATA).increment(1));
}

/// The key of a row. It is made once a thread and stays as long as the program: as many as rows.
fn key(entry: &'static Entry) -> &'static Key {
    thread_local! {
        static KEYS: RefCell<BTreeMap<*const Entry, &'static Key>> = const { RefCell::new(BTreeMap::new()) };
    }
    let known = KEYS.with_borrow(|keys| keys.get(&core::ptr::from_ref(entry)).copied());
    known.unwrap_or_else(|| {
        let key = new_key(entry);
        KEYS.with_borrow_mut(|keys| keys.insert(entry, key));
        key
    })
}

#[cold]
fn new_key(entry: &'static Entry) -> &'static Key {
    Box::leak(Box::new(Key::from_parts(
        NAME,
        vec![
            Label::from_static_parts("error_code", entry.code()),
            Label::from_static_parts("domain", entry.domain()),
            Label::from_static_parts("severity", entry.severity().as_str()),
            Label::from_static_parts("source", entry.origin().unwrap_or("internal")),
        ],
    )))
}
