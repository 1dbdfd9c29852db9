//! The index of a registry: one sorted array of integers, made by merging the sorted keys of its
//! lists and searched as it is.
//!
//! A key is a hash above a position, so that order and position are one integer and const
//! evaluation moves integers only.

use catalog_specs::hash::{ROW_MASK, key};

use super::list::List;
use crate::Entry;
use crate::entry::same;

/// Merges the keys of `L` lists into `K` keys, their rows counted over all lists.
///
/// # Panics
/// Never: `L` and `K` are the counts of `lists`.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
pub const fn index<const L: usize, const K: usize>(lists: &[List]) -> [u64; K] {
    let mut keys = [0; K];
    // Where each sorted run starts; the last entry is the end of them all.
    let mut starts = [0; L];
    let (mut list, mut next, mut offset) = (0, 0, 0);
    while list < L {
        starts[list] = next;
        let run = lists[list].keys;
        let mut at = 0;
        while at < run.len() {
            keys[next] = (run[at] & !ROW_MASK) | ((run[at] & ROW_MASK) + offset);
            next += 1;
            at += 1;
        }
        offset += lists[list].len() as u64;
        list += 1;
    }
    let mut runs = L;
    while runs > 1 {
        let mut merged = [0; K];
        let mut run = 0;
        while run < runs {
            let start = starts[run];
            let middle = if run + 1 < runs { starts[run + 1] } else { K };
            let end = if run + 2 < runs { starts[run + 2] } else { K };
            merge(&keys, start, middle, end, &mut merged);
            starts[run / 2] = start;
            run += 2;
        }
        keys = merged;
        runs = runs.div_ceil(2);
    }
    keys
}

#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
const fn merge<const K: usize>(keys: &[u64; K], start: usize, middle: usize, end: usize, merged: &mut [u64; K]) {
    let (mut left, mut right, mut next) = (start, middle, start);
    while next < end {
        let take_left = right >= end || (left < middle && keys[left] <= keys[right]);
        if take_left {
            merged[next] = keys[left];
            left += 1;
        } else {
            merged[next] = keys[right];
            right += 1;
        }
        next += 1;
    }
}

/// How many rows are left when those that two lists share are counted once; 0 where none is shared.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_distinct(index: &[u64], rows: &[&'static Entry]) -> usize {
    let (mut shared, mut at) = (0, 1);
    while at < index.len() {
        if same_hash(index[at - 1], index[at]) {
            let row = position(index[at]);
            // A former code has a key of its own, and the row is counted once.
            let is_current = same_hash(index[at], key(rows[row].code(), 0));
            if is_current && is_shared(index, rows, row) {
                shared += 1;
            }
        }
        at += 1;
    }
    if shared == 0 { 0 } else { rows.len() - shared }
}

/// The rows without those that an earlier list has already.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn distinct<const N: usize>(index: &[u64], rows: &[&'static Entry]) -> [&'static Entry; N] {
    let mut kept = [const { &Entry::NONE }; N];
    if N == 0 {
        return kept;
    }
    let (mut at, mut next) = (0, 0);
    while at < rows.len() {
        if !is_shared(index, rows, at) {
            kept[next] = rows[at];
            next += 1;
        }
        at += 1;
    }
    kept
}

/// Whether an earlier list has the very same row: two registries that take in a third.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
const fn is_shared(index: &[u64], rows: &[&'static Entry], row: usize) -> bool {
    let wanted = key(rows[row].code(), 0);
    let mut at = first_of(index, wanted);
    while at < index.len() && same_hash(index[at], wanted) {
        let other = position(index[at]);
        if other < row && rows[other].is_same_declaration(rows[row]) {
            return true;
        }
        at += 1;
    }
    false
}

/// Looks a code up among the rows of one enum.
pub fn find(keys: &[u64], rows: &'static [Entry], code: &str) -> Option<&'static Entry> {
    candidates(keys, code).find_map(|row| rows.get(row).filter(|row| row.answers_to(code)))
}

/// Looks a code up among the rows of a registry.
pub fn find_row(index: &[u64], rows: &[&'static Entry], code: &str) -> Option<&'static Entry> {
    candidates(index, code).find_map(|row| rows.get(row).copied().filter(|row| row.answers_to(code)))
}

/// The rows whose code has the hash of `code`: nearly always one or none.
fn candidates<'k>(keys: &'k [u64], code: &str) -> impl Iterator<Item = usize> + use<'k> {
    let wanted = key(code, 0);
    let first = first_of(keys, wanted);
    keys.get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(move |key| same_hash(**key, wanted))
        .map(|key| position(*key))
}

/// Where the keys with the hash of `wanted`, or above it, begin.
#[expect(clippy::indexing_slicing, reason = "the middle lies within; `partition_point` is not const")]
pub(super) const fn first_of(keys: &[u64], wanted: u64) -> usize {
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if keys[middle] < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

pub(super) const fn same_hash(a: u64, b: u64) -> bool {
    a & !ROW_MASK == b & !ROW_MASK
}

#[expect(clippy::cast_possible_truncation, reason = "24 bits fit in every usize that can build this")]
pub(super) const fn position(key: u64) -> usize {
    (key & ROW_MASK) as usize
}

/// The row of a code, in const evaluation.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub(super) const fn row_of(index: &[u64], rows: &[&'static Entry], code: &str) -> Option<&'static Entry> {
    let wanted = key(code, 0);
    let mut at = first_of(index, wanted);
    while at < index.len() && same_hash(index[at], wanted) {
        let row = rows[position(index[at])];
        if same(row.code(), code) {
            return Some(row);
        }
        at += 1;
    }
    None
}
