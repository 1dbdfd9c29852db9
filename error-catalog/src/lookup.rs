//! Looks codes up in tables of keys: the sorted ones of an enum, the hash table of a registry.
//!
//! A key is the hash of a code above the number of its entry.

use catalog_specs_core::hash::{ROW_MASK, hash};

use crate::Entry;

/// The bits of a key that say where it is looked for first.
pub(crate) const HOME_SHIFT: u32 = 40;

/// Looks a code up among the entries of one enum, whose keys are sorted.
pub fn find(keys: &[u64], entries: &'static [Entry], code: &str) -> Option<&'static Entry> {
    let wanted = hash(code);
    let first = keys.partition_point(|key| *key & !ROW_MASK < wanted & !ROW_MASK);
    let candidates =
        keys.get(first..).unwrap_or_default().iter().take_while(|key| same_hash(**key, wanted));
    candidates
        .map(|key| position(*key))
        .find_map(|at| entries.get(at).filter(|entry| entry.answers_to(code)))
}

/// Looks a code up among the entries of a registry.
pub fn find_entry(slots: &[u64], entries: &[&'static Entry], code: &str) -> Option<&'static Entry> {
    let mut probe = Probe::new(slots, code);
    while let Some(at) = probe.next() {
        if let Some(entry) = entries.get(at).filter(|entry| entry.answers_to(code)) {
            return Some(entry);
        }
    }
    None
}

/// The entries whose code has the hash of one: nearly always one or none.
pub(crate) struct Probe<'s> {
    slots: &'s [u64],
    hash: u64,
    slot: usize,
}

impl<'s> Probe<'s> {
    pub(crate) const fn new(slots: &'s [u64], code: &str) -> Self {
        let hash = hash(code);
        Self { slots, hash, slot: home(hash, slots.len()) }
    }

    /// The next entry, in the order of the lists.
    #[expect(
        clippy::indexing_slicing,
        reason = "the mask keeps the slot in the table, which is empty or a power of two"
    )]
    pub(crate) const fn next(&mut self) -> Option<usize> {
        while !self.slots.is_empty() && self.slots[self.slot] != 0 {
            let key = self.slots[self.slot];
            self.slot = (self.slot + 1) & (self.slots.len() - 1);
            if same_hash(key, self.hash) {
                return Some(position(key));
            }
        }
        None
    }
}

/// Where a key is looked for first: the high bits of its hash.
const fn home(key: u64, slots: usize) -> usize {
    if slots == 0 { 0 } else { (key >> HOME_SHIFT) as usize & (slots - 1) }
}

const fn same_hash(a: u64, b: u64) -> bool {
    a & !ROW_MASK == b & !ROW_MASK
}

const fn position(key: u64) -> usize {
    (key & ROW_MASK).saturating_sub(1) as usize
}
