//! What several processes know together: which alert one of them has sent.

use core::error::Error;
use std::sync::Arc;
use std::time::Duration;

use super::breaker::Breaker;
use super::call::Calls;
use super::clock::Millis;

/// Knows which alerts were sent, for several processes. Each process knows its own without one.
///
/// A store that fails, panics or has not answered after a quarter of a second lets the alert pass: a duplicate is better than
/// a missing alert. It is then not asked for a while, first for one second.
pub trait DedupStore: Send + Sync + 'static {
    /// Claims a key for a time. Returns whether it was free.
    ///
    /// # Errors
    /// When the store cannot tell.
    fn claim(&self, key: &str, window: Duration) -> Result<bool, Box<dyn Error + Send + Sync>>;
}

/// How long an answer may take.
const DEADLINE: Duration = Duration::from_millis(250);

/// How long a store that fails is left alone, in milliseconds: a second, and half a minute at most.
const REST: Millis = 1_000;
const LONGEST_REST: Millis = 30_000;

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
        Self { store, calls, breaker: Breaker::with_limits(1, REST, LONGEST_REST) }
    }

    pub(super) fn claim(&mut self, now: Millis, key: String, window: Duration) -> Claim {
        if !self.breaker.allows(now) {
            return Claim::Unknown;
        }
        let store = Arc::clone(&self.store);
        let called = self.calls.run(DEADLINE, move || {
            // The error is the store's, and may hold its address.
            store.claim(&key, window).map_err(drop)
        });
        let answer = called.ok().and_then(Result::ok);
        self.breaker.record(now, answer.is_some());
        match answer {
            Some(true) => Claim::Ours,
            Some(false) => Claim::Theirs,
            None => Claim::Unknown,
        }
    }
}
