//! Numbers that look random and are the same in every run, and what is made of them.

pub(crate) const LETTERS_AND_DIGITS: &str =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from((self.number() >> 11) % end as u64).unwrap()
    }

    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// So many characters of these, which are ASCII.
    pub(crate) fn text(&mut self, characters: &str, length: usize) -> String {
        (0..length).map(|_| char::from(self.pick(characters.as_bytes()))).collect()
    }

    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.text("0123456789", length)
    }

    pub(crate) fn hex(&mut self, length: usize) -> String {
        self.text("0123456789abcdef", length)
    }
}
