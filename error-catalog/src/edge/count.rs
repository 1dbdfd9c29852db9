//! The count of failed requests, by labels whose values the catalogue knows.

use core::ptr;
use std::cell::RefCell;
use std::collections::BTreeMap;

use metrics::{Key, Label, Level, Metadata};

use super::Occurrence;
use crate::Entry;

const NAME: &str = "error_catalog_errors_total";

const METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

thread_local! {
    /// The keys of the entries that this thread has counted: at most as many as there are entries.
    static KEYS: RefCell<BTreeMap<*const Entry, Key>> = const { RefCell::new(BTreeMap::new()) };
}

/// `error_catalog_errors_total{error_code, domain, severity, source}`.
#[inline]
pub(super) fn count(occurrence: &Occurrence<'_>) {
    let entry = occurrence.entry();
    let known = KEYS.try_with(|keys| {
        keys.try_borrow().is_ok_and(|keys| keys.get(&ptr::from_ref(entry)).map(increment).is_some())
    });
    if !known.unwrap_or_default() {
        count_first(entry);
    }
}

/// Counts an entry that this thread has not counted yet. The keys are not available to a recorder that counts a failure
/// while they are borrowed, nor while a thread ends: both count without the cache.
#[cold]
fn count_first(entry: &'static Entry) {
    let labels = vec![
        Label::from_static_parts("error_code", entry.code()),
        Label::from_static_parts("domain", entry.domain()),
        Label::from_static_parts("severity", entry.severity().as_str()),
        Label::from_static_parts("source", entry.origin().unwrap_or("internal")),
    ];
    let key = Key::from_parts(NAME, labels);
    increment(&key);
    let _ =
        KEYS.try_with(|keys| keys.try_borrow_mut().map(|mut keys| keys.insert(entry, key)).ok());
}

fn increment(key: &Key) {
    metrics::with_recorder(|recorder| recorder.register_counter(key, &METADATA).increment(1));
}
