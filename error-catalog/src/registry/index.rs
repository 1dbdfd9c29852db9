//! The index of a registry: an open hash table of integers, filled in const evaluation and searched as it is.
//!
//! A key is the hash of a code above the number of its entry. The hashes are computed at expansion, so that const evaluation moves
//! one integer a code and compares no text unless two hashes are equal. The whole table is made where code is generated;
//! `cargo check` fills one with the lists that can share a code, to see whether two do.

use catalog_specs_core::hash::ROW_MASK;

use super::list::{List, Position};
use super::sealed::Sealed;
use super::words::Holders;
use crate::Entry;
use crate::lookup::{HOME_SHIFT, find_entry};

/// The entries of a registry and its whole index.
///
/// For `cargo check` rustc evaluates each constant that the body of a function or of another constant names, unless the function is
/// generic. So only the generic functions below name these, and they are evaluated where code is generated.
pub trait Table: Sealed {
    /// The entries of all lists.
    const LISTED: &'static [&'static Entry];

    /// The same without those that an earlier list has already; empty if there are none.
    const DISTINCT: &'static [&'static Entry];

    /// The keys of all codes, current and former, with the numbers of the entries of all lists.
    const INDEX: &'static [u64];
}

/// Each entry of a registry once.
pub const fn distinct_entries<T: Table>() -> &'static [&'static Entry] {
    if T::DISTINCT.is_empty() { T::LISTED } else { T::DISTINCT }
}

/// Looks a code up among the entries of a registry.
pub fn find_in<T: Table>(code: &str) -> Option<&'static Entry> {
    find_entry(T::INDEX, T::LISTED, code)
}

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

/// How many keys the chosen lists have together.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_keys(lists: &[List], chosen: &[bool]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        if chosen[at] {
            count += lists[at].keys.len();
        }
        at += 1;
    }
    count
}

/// Fills a table with the keys of the chosen lists. The entries of all lists are counted.
///
/// The inner loops call nothing: in const evaluation a call costs more than all that is done here
/// for a key.
#[expect(
    clippy::indexing_slicing,
    reason = "bounded by the loops and the mask; iterators are not const"
)]
pub const fn index<const S: usize>(lists: &[List], chosen: &[bool]) -> Index<S> {
    let mut slots = [0; S];
    let mut clashes = false;
    let mask = S - 1;
    let (mut list, mut offset) = (0, 0);
    while list < lists.len() {
        let mut keys = if chosen[list] { lists[list].keys } else { &[] };
        while let [key, rest @ ..] = keys {
            keys = rest;
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
        offset += lists[list].entries.len() as u64;
        list += 1;
    }
    Index { slots, clashes }
}

/// How many entries are left when those that two lists share are counted once; 0 where none is shared.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
pub const fn count_distinct(lists: &[List], words: &[u64], clashes: bool) -> usize {
    let (mut shared, mut count, mut list) = (0, 0, 0);
    while clashes && list < lists.len() {
        let mut row = 0;
        while row < lists[list].entries.len() {
            if is_shared(lists, words, Position { list, row }) {
                shared += 1;
            }
            count += 1;
            row += 1;
        }
        list += 1;
    }
    if shared == 0 { 0 } else { count - shared }
}

/// The entries without those that an earlier list has already.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
pub const fn distinct<const N: usize>(lists: &[List], words: &[u64]) -> [&'static Entry; N] {
    let mut kept = [const { &Entry::NONE }; N];
    let (mut next, mut list) = (0, 0);
    while N > 0 && list < lists.len() {
        let mut row = 0;
        while row < lists[list].entries.len() {
            if !is_shared(lists, words, Position { list, row }) {
                kept[next] = &lists[list].entries[row];
                next += 1;
            }
            row += 1;
        }
        list += 1;
    }
    kept
}

/// Whether an earlier list has the very same entry: two registries that include a third.
#[expect(clippy::indexing_slicing, reason = "an entry of the lists")]
const fn is_shared(lists: &[List], words: &[u64], position: Position) -> bool {
    let entry = &lists[position.list].entries[position.row];
    let mut holders = Holders::new(lists, words, entry.code());
    while let Some((other, held)) = holders.next() {
        if other.is_before(position) && held.is_same_declaration(entry) {
            return true;
        }
    }
    false
}
