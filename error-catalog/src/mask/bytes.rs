//! Reads a text as bytes. Nothing here can panic: a position beyond the end reads as [`END`].
//!
//! Every stage reads by these functions, so a test can count their work.

use core::ops::Range;

/// What a position beyond the end of a text reads as. No name, separator or secret contains it.
pub(super) const END: u8 = 0;

/// The byte at a position.
#[inline]
pub(super) fn at(text: &[u8], position: usize) -> u8 {
    work::count(1);
    text.get(position).copied().unwrap_or(END)
}

/// The byte in front of a position.
#[inline]
pub(super) fn before(text: &[u8], position: usize) -> u8 {
    position.checked_sub(1).map_or(END, |position| at(text, position))
}

/// The bytes of a range; none where it does not lie in the text.
#[inline]
pub(super) fn part(text: &[u8], range: Range<usize>) -> &[u8] {
    text.get(range).unwrap_or_default()
}

/// Whether a word stands at a position.
#[inline]
pub(super) fn starts(text: &[u8], position: usize, word: &[u8]) -> bool {
    work::count(1);
    text.get(position..).is_some_and(|rest| rest.starts_with(word))
}

/// The end of the run of such bytes that begins at a position.
#[inline]
pub(super) fn run(text: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let length = rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
    work::count(length);
    from + length
}

/// The start of the run of such bytes that ends at a position, looked for no further back than `floor`.
#[inline]
pub(super) fn run_back(
    text: &[u8],
    floor: usize,
    end: usize,
    belongs: impl Fn(u8) -> bool,
) -> usize {
    let before = part(text, floor..end);
    let start = before.iter().rposition(|byte| !belongs(*byte)).map_or(0, |last| last + 1);
    work::count(before.len() - start);
    end - (before.len() - start)
}

/// Where a word stands next, from a position on.
pub(super) fn find(text: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let rest = text.get(from..)?;
    let found = rest.windows(word.len()).position(|window| window == word);
    work::count(found.unwrap_or(rest.len()));
    found.map(|found| from + found)
}

/// A class of bytes that is looked up at once.
pub(super) struct Class([bool; 256]);

impl Class {
    /// ASCII letters and digits, some other characters, and letters of other scripts if wanted.
    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "it runs at compile time; iterators are not const"
    )]
    pub(super) const fn new(has_letters: bool, others: &[u8]) -> Self {
        let mut class = [false; 256];
        let mut at = 0;
        while at < 256 {
            let byte = at as u8;
            class[at] = has_letters && (byte.is_ascii_alphanumeric() || byte >= 0x80);
            at += 1;
        }
        at = 0;
        while at < others.len() {
            class[others[at] as usize] = true;
            at += 1;
        }
        Self(class)
    }

    #[inline]
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

/// Whether a byte stands for a letter of another script, or for a part of one.
pub(super) fn is_foreign(byte: u8) -> bool {
    byte >= 0x80
}

/// Counts how many bytes are read, in the unit tests of the scanner; costs nothing elsewhere.
pub(super) mod work {
    #[cfg(test)]
    thread_local! {
        static READ: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
    }

    #[cfg(not(test))]
    #[inline]
    pub(in super::super) fn count(_: usize) {}

    #[cfg(test)]
    pub(in super::super) fn count(bytes: usize) {
        READ.set(READ.get() + bytes);
    }

    /// How many bytes were read since this was last asked.
    #[cfg(test)]
    pub(in super::super) fn take() -> usize {
        READ.take()
    }
}
