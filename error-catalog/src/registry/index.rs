//! The index of a registry: an open hash table of integers, filled in const evaluation and searched
//! as it is.
//!
//! A key is the hash of a code above the number of its entry. The hashes are computed at expansion, so
//! const evaluation moves one integer a code and compares no text unless two hashes are equal.

use catalog_specs_core::hash::ROW_MASK;

use super::list::List;
use crate::Entry;
use crate::lookup::{HOME_SHIFT, Probe};

/// A filled table.
#[derive(Debug, Clone, Copy)]
pub struct Index<const S: usize> {
    /// The keys, each near the place its hash says; 0 where there is none.
    pub slots: [u64; S],
    /// Whether two keys have the same hash: only then is there anything to compare.
    pub clashes: bool,
}

/// How many slots `keys` keys need: a power of two that leaves a fifth of them empty.
pub const fn count_slots(keys: usize) -> usize {
    (keys + keys / 4 + 2).next_power_of_two()
}

/// Fills a table with the keys of all lists, their entries counted over all of them.
///
/// The inner loops call nothing: in const evaluation a call costs more than all that is done here
/// for a key.
#[expect(
    clippy::indexing_slicing,
    reason = "bounded by the loops and the mask; iterators are not const"
)]
pub const fn index<const S: usize>(lists: &[List]) -> Index<S> {
    let mut slots = [0; S];
    let mut clashes = false;
    let mask = S - 1;
    let (mut list, mut offset) = (0, 0);
    while list < lists.len() {
        let mut keys = lists[list].keys;
        while let [key, rest @ ..] = keys {
            keys = rest;
            // The table of an included registry has empty slots.
            if *key != 0 {
                let key = *key + offset;
                let mut slot = (key >> HOME_SHIFT) as usize & mask;
                let mut taken = slots[slot];
                while taken != 0 {
                    clashes |= (taken ^ key) <= ROW_MASK;
                    slot = (slot + 1) & mask;
                    taken = slots[slot];
                }
                slots[slot] = key;
            }
        }
        offset += lists[list].len() as u64;
        list += 1;
    }
    Index { slots, clashes }
}

/// How many entries are left when those that two lists share are counted once; 0 where none is shared.
pub const fn count_distinct<const S: usize>(index: &Index<S>, entries: &[&'static Entry]) -> usize {
    let (mut shared, mut at) = (0, 0);
    while index.clashes && at < entries.len() {
        if is_shared(&index.slots, entries, at) {
            shared += 1;
        }
        at += 1;
    }
    if shared == 0 { 0 } else { entries.len() - shared }
}

/// The entries without those that an earlier list has already.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn distinct<const N: usize>(
    slots: &[u64],
    entries: &[&'static Entry],
) -> [&'static Entry; N] {
    let mut kept = [const { &Entry::NONE }; N];
    let (mut at, mut next) = (0, 0);
    while N > 0 && at < entries.len() {
        if !is_shared(slots, entries, at) {
            kept[next] = entries[at];
            next += 1;
        }
        at += 1;
    }
    kept
}

/// Whether an earlier list has the very same entry: two registries that include a third.
#[expect(clippy::indexing_slicing, reason = "positions are those of the entries")]
const fn is_shared(slots: &[u64], entries: &[&'static Entry], position: usize) -> bool {
    let mut probe = Probe::new(slots, entries[position].code());
    while let Some(other) = probe.next() {
        if other < position && entries[other].is_same_declaration(entries[position]) {
            return true;
        }
    }
    false
}
