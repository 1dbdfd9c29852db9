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
    let candidates = keys
        .get(first_of(keys, wanted)..)
        .unwrap_or_default()
        .iter()
        .take_while(|key| same_hash(**key, wanted));
    candidates
        .map(|key| position(*key))
        .find_map(|at| entries.get(at).filter(|entry| entry.had_code(code)))
}

/// The place of the first key with a hash, or where it would be, in keys that are sorted.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; `partition_point` is not const")]
pub(crate) const fn first_of(keys: &[u64], hash: u64) -> usize {
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if keys[middle] & !ROW_MASK < hash & !ROW_MASK {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Looks a code up among the entries of a registry.
pub(crate) fn find_entry(
    slots: &[u64],
    entries: &[&'static Entry],
    code: &str,
) -> Option<&'static Entry> {
    let mut probe = Probe::new(slots, hash(code));
    while let Some(at) = probe.next() {
        if let Some(entry) = entries.get(at).filter(|entry| entry.had_code(code)) {
            return Some(entry);
        }
    }
    None
}

/// The numbers under one hash in a table of keys: nearly always one or none.
pub(crate) struct Probe<'s> {
    slots: &'s [u64],
    hash: u64,
    slot: usize,
}

impl<'s> Probe<'s> {
    pub(crate) const fn new(slots: &'s [u64], hash: u64) -> Self {
        Self { slots, hash, slot: home(hash, slots.len()) }
    }

    /// The next number, in the order in which the keys were put in.
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

    /// Where the search ended: the empty slot for a further key.
    pub(crate) const fn slot(&self) -> usize {
        self.slot
    }
}

/// Where a key is looked for first: the high bits of its hash.
const fn home(key: u64, slots: usize) -> usize {
    if slots == 0 { 0 } else { (key >> HOME_SHIFT) as usize & (slots - 1) }
}

pub(crate) const fn same_hash(a: u64, b: u64) -> bool {
    a & !ROW_MASK == b & !ROW_MASK
}

pub(crate) const fn position(key: u64) -> usize {
    (key & ROW_MASK).saturating_sub(1) as usize
}
