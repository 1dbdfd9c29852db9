//! The settings of retries.

use core::time::Duration;

use super::budget::Budget;
#[cfg(feature = "alert")]
use crate::alert::Alerts;

/// How calls to another service are tried again. A clone has the same settings and shares the [`Budget`].
#[derive(Debug, Clone)]
pub struct Policy {
    pub(super) budget: Budget,
    pub(super) is_idempotent: bool,
    pub(super) has_jitter: bool,
    pub(super) longest_wait: Duration,
    #[cfg(feature = "alert")]
    pub(super) alerts: Option<Alerts>,
}

impl Policy {
    /// A policy for operations that must not run twice: after a timeout or a lost connection, where the outcome is unknown, they
    /// are not tried again unless the code is declared with `retry(…, idempotent)`.
    pub fn new() -> Self {
        Self {
            budget: Budget::default(),
            is_idempotent: false,
            has_jitter: true,
            longest_wait: Duration::from_secs(300),
            #[cfg(feature = "alert")]
            alerts: None,
        }
    }

    /// Declares that the operation may run twice, such as a read: it is tried again even if the outcome is unknown.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        self.is_idempotent = true;
        self
    }

    /// Sets the budget, in place of one that only this policy and its clones have.
    #[must_use]
    pub fn budget(mut self, budget: &Budget) -> Self {
        self.budget = budget.clone();
        self
    }

    /// Waits exactly as long as the code declares. By default each wait is lengthened by up to a half, so that clients do not return
    /// all at once.
    #[must_use]
    pub fn without_jitter(mut self) -> Self {
        self.has_jitter = false;
        self
    }

    /// Sets the longest wait, 5 minutes by default. If a failure asks for a longer one, there is no retry. Chance makes no wait longer
    /// than this.
    #[must_use]
    pub fn longest_wait(mut self, longest: Duration) -> Self {
        self.longest_wait = longest;
        self
    }

    /// Counts each retry for the [condition](crate::alert::Conditions) about retries, too.
    #[cfg(feature = "alert")]
    #[must_use]
    pub fn alerts(mut self, alerts: &Alerts) -> Self {
        self.alerts = Some(alerts.clone());
        self
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}
