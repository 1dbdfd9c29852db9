//! Which codes of a registry no test has produced.

use crate::produced::{self, Produced};
use crate::{Entry, Registry};

/// The codes of a registry that no test has produced, in the order of the registry.
///
/// A code is produced when an envelope is made of it. The codes that count are those that this process has produced so far, in any of its
/// threads, and those that the other test programs of the package produced when they last ran: each keeps a record beside the programs, in
/// `target/debug/error-catalog-produced`, that holds until the program is built anew.
///
/// Put the check into a separate test program that runs last: `cargo test` runs them by name, so `tests/zz_codes.rs` is
/// after the others. Together with other tests it would race with them.
///
/// Not covered: documentation tests, which keep no record; programs that ran with a filter, whose record is that of their last run;
/// and the records of `cargo nextest`, where each test is a process: they add up until the program is built anew.
pub fn unproduced<C: Registry>() -> Vec<&'static str> {
    missing::<C>(&produced::read()).map(Entry::code).collect()
}

/// The codes of a registry that are not among the produced ones.
pub(super) fn missing<C: Registry>(produced: &Produced) -> impl Iterator<Item = &'static Entry> {
    C::ALL.iter().copied().filter(|entry| !produced.has(entry.code()))
}
