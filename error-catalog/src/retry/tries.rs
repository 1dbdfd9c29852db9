//! The tries of one call.

use core::time::Duration;
use std::hash::{BuildHasher as _, RandomState};

use super::effect::effect;
use super::policy::Policy;
use crate::catalogued::{asked_wait, retry_advice};
use crate::failure::AsCatalogued;
use crate::foreign::Effect;
use crate::{Catalogued, panics};

/// The tries of one call, from [`Policy::begin`].
#[derive(Debug)]
pub struct Tries {
    policy: Policy,
    retries: u32,
}

impl Policy {
    /// Begins one call.
    pub fn begin(&self) -> Tries {
        self.budget.add_call();
        Tries { policy: self.clone(), retries: 0 }
    }
}

impl Tries {
    /// How long to wait before the next try, after a try that failed. `None` if there is none: the failure is final, its outcome
    /// is unknown, all retries of its advice are made, or the budget is empty.
    ///
    /// The wait is never shorter than the advice, nor than `retry_after` of the failure. With feature `metrics` each retry is
    /// counted by the code of its failure.
    pub fn wait<E: AsCatalogued + ?Sized>(&mut self, error: &E) -> Option<Duration> {
        let error = error.as_catalogued();
        // `Catalogued` is user code and may panic.
        let wait = panics::catch(|| self.advised_wait(error)).ok().flatten()?;
        if wait > self.policy.longest_wait || !self.policy.budget.take() {
            return None;
        }
        self.retries = self.retries.saturating_add(1);
        #[cfg(feature = "metrics")]
        let _ = panics::catch(|| crate::metric::count_retry(error.catalog_row()));
        #[cfg(feature = "alert")]
        if let Some(alerts) = &self.policy.alerts {
            let _ = panics::catch(|| alerts.retried(error.catalog_row()));
        }
        let lengthened = if self.policy.has_jitter { lengthen(wait) } else { wait };
        Some(lengthened.min(self.policy.longest_wait))
    }

    /// How many retries there were.
    pub fn retries(&self) -> u32 {
        self.retries
    }

    fn advised_wait(&self, error: &dyn Catalogued) -> Option<Duration> {
        let backoff = retry_advice(error).backoff()?;
        let wait = backoff.delay(self.retries)?;
        let may_run_twice = self.policy.is_idempotent || backoff.idempotent;
        if !may_run_twice && effect(error) == Effect::Unknown {
            return None;
        }
        Some(asked_wait(error).map_or(wait, |asked| asked.max(wait)))
    }
}

/// Adds up to a half of a wait.
fn lengthen(wait: Duration) -> Duration {
    // Each state has other keys.
    let random = RandomState::new().hash_one(()) % 1000;
    let most = u64::try_from(wait.as_nanos() / 2).unwrap_or(u64::MAX);
    wait.saturating_add(Duration::from_nanos(most / 1000 * random))
}
