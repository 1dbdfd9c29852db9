//! What several processes know together: which alert one of them has sent.

use core::error::Error;
use std::sync::Arc;
use std::time::Duration;

use super::call::Calls;
use crate::breaker::{Breaker, BreakerLimits};

/// Records which alerts were sent, for several processes. Without a store each process knows only its own alerts.
///
/// A store that fails, panics or has not answered after a quarter of a second lets the alert pass: a duplicate is better than
/// a missing alert. It is then not asked for a while, first for one second.
pub trait DedupStore: Send + Sync + 'static {
    /// Claims a key for a time. Returns whether it was free.
    ///
    /// # Errors
    /// When the store does not answer.
    fn claim(&self, key: &str, window: Duration) -> Result<bool, Box<dyn Error + Send + Sync>>;
}

/// How long an answer may take.
const DEADLINE: Duration = Duration::from_millis(250);

/// How long a store that fails is left alone: a second, and half a minute at most.
const LIMITS: BreakerLimits = BreakerLimits {
    failures: 1,
    first_wait: Duration::from_secs(1),
    longest_wait: Duration::from_secs(30),
};

/// A store behind a deadline and a breaker.
pub(super) struct Claims {
    store: Arc<dyn DedupStore>,
    calls: Calls,
    breaker: Breaker,
}

/// Whether an alert is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Ours,
    Theirs,
    /// The store has not answered.
    Unknown,
}

impl Claims {
    pub(super) fn new(store: Arc<dyn DedupStore>) -> Self {
        let calls = Calls::new("error-catalog-dedup".into());
        Self { store, calls, breaker: Breaker::new(LIMITS) }
    }

    pub(super) fn claim(&mut self, now: Duration, key: String, window: Duration) -> Claim {
        let Ok(call) = self.breaker.enter(now) else { return Claim::Unknown };
        let store = Arc::clone(&self.store);
        let called = self.calls.run(DEADLINE, move || {
            // The error is the store's, and may hold its address.
            store.claim(&key, window).map_err(drop)
        });
        let answer = called.ok().and_then(Result::ok);
        self.breaker.record(call, answer.is_some(), now);
        match answer {
            Some(true) => Claim::Ours,
            Some(false) => Claim::Theirs,
            None => Claim::Unknown,
        }
    }
}
