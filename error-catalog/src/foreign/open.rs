//! The error of a call that an open breaker refused.

use core::error::Error;
use core::fmt;
use core::time::Duration;

/// A call that was not made, because a breaker is open. `.or_internal()` and `.or_fail(…)` make it a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    origin: &'static str,
    wait: Duration,
}

impl Open {
    pub(crate) fn new(origin: &'static str, wait: Duration) -> Self {
        Self { origin, wait }
    }

    /// The part of the system that calls are not made to.
    pub fn origin(&self) -> &'static str {
        self.origin
    }

    /// How long until a call is tried again.
    pub fn wait(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not called for {:?}: calls to it failed", self.origin, self.wait)
    }
}

impl Error for Open {}
