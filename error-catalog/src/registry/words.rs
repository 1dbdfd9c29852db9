//! Finds the entries of a code without a table of all codes.
//!
//! A code begins with the domain of its enum, so that two enums can share a code only if they share a first word. A table of
//! first words says which lists to search, and the keys of each list are sorted. `cargo check` therefore reads a few
//! integers of each enum, however many codes there are.

use catalog_specs_core::hash::{hash, word_key};

use super::list::{List, Position};
use crate::Entry;
use crate::lookup::{Probe, first_of, position, same_hash};

/// The first words of all lists.
#[derive(Debug, Clone, Copy)]
pub struct Words<const W: usize, const L: usize> {
    /// The key of each word with the number of its list, near the place its hash says; 0 where there is none.
    pub slots: [u64; W],
    /// Of each list, whether another one has a word of it.
    pub shared: [bool; L],
}

/// How many words lists have together.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_words(lists: &[List]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        count += lists[at].words.len();
        at += 1;
    }
    count
}

/// Fills the table of first words.
#[expect(
    clippy::indexing_slicing,
    reason = "bounded by the loops and the mask; iterators are not const"
)]
pub const fn words<const W: usize, const L: usize>(lists: &[List]) -> Words<W, L> {
    let (mut slots, mut shared) = ([0; W], [false; L]);
    let mut list = 0;
    while list < lists.len() {
        let mut words = lists[list].words;
        while let [word, rest @ ..] = words {
            words = rest;
            let mut probe = Probe::new(&slots, *word);
            while let Some(other) = probe.next() {
                shared[other] = true;
                shared[list] = true;
            }
            let slot = probe.slot();
            slots[slot] = *word + list as u64 + 1;
        }
        list += 1;
    }
    Words { slots, shared }
}

/// The entries that have a code now or had it once, in the order of the lists.
pub(super) struct Holders<'r, 'c> {
    lists: &'r [List],
    code: &'c str,
    hash: u64,
    words: Probe<'r>,
    /// The list under search, and the next of its keys.
    list: usize,
    key: usize,
}

#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
impl<'r, 'c> Holders<'r, 'c> {
    pub(super) const fn new(lists: &'r [List], words: &'r [u64], code: &'c str) -> Self {
        let words = Probe::new(words, word_key(code));
        Self { lists, code, hash: hash(code), words, list: lists.len(), key: 0 }
    }

    pub(super) const fn next(&mut self) -> Option<(Position, &'static Entry)> {
        loop {
            while self.list < self.lists.len() {
                let List { keys, entries, .. } = self.lists[self.list];
                if self.key == keys.len() || !same_hash(keys[self.key], self.hash) {
                    break;
                }
                let row = position(keys[self.key]);
                self.key += 1;
                if entries[row].had_code(self.code) {
                    return Some((Position { list: self.list, row }, &entries[row]));
                }
            }
            let Some(list) = self.words.next() else { return None };
            self.list = list;
            self.key = first_of(self.lists[list].keys, self.hash);
        }
    }
}
