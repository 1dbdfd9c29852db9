//! How far long work is, for those who show it to somebody who waits.

/// A step of some work that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is counted: `files`.
    pub what: &'static str,
    /// How many are done.
    pub done: usize,
    /// How many are known of so far.
    pub of: usize,
}

/// Who is told of each step, by several threads at once.
pub type Watch<'w> = &'w (dyn Fn(Step) + Sync);

/// Nobody waits.
pub(crate) const NOBODY: Watch<'static> = &|_| {};
