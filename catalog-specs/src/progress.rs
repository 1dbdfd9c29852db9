//! Progress of long work.

/// The progress of some work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The unit: `files`.
    pub what: &'static str,
    /// The number done.
    pub done: usize,
    /// The number known so far.
    pub total: usize,
}

/// Called after each step, by several threads at once.
pub type ProgressFn<'w> = &'w (dyn Fn(Step) + Sync);

/// Ignores progress.
pub(crate) const NO_PROGRESS: ProgressFn<'static> = &|_| {};
