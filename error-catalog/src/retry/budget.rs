//! How many retries there may be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Limits the retries in proportion to first tries, so that a service that is down does not get several times the load. By
/// default one for every ten calls, and ten at once.
///
/// A clone shares the budget. Policies for the same other service should have the same budget.
#[derive(Debug, Clone)]
pub struct Budget(Arc<Account>);

#[derive(Debug)]
struct Account {
    /// In hundredths of a retry.
    balance: AtomicU64,
    most: u64,
    percent: u64,
}

/// One retry.
const RETRY: u64 = 100;

impl Budget {
    /// A budget of a share of calls in percent, and of a number of retries at once.
    pub fn new(percent: u32, at_once: u32) -> Self {
        let most = u64::from(at_once) * RETRY;
        let balance = AtomicU64::new(most);
        Self(Arc::new(Account { balance, most, percent: percent.into() }))
    }

    /// Adds the share of one call.
    pub(super) fn add_call(&self) {
        let Account { balance, most, percent } = &*self.0;
        let added = |now: u64| Some(now.saturating_add(*percent).min(*most));
        let _ = balance.fetch_update(Ordering::Relaxed, Ordering::Relaxed, added);
    }

    /// Takes one retry, if there is one.
    pub(super) fn take(&self) -> bool {
        let taken = |now: u64| now.checked_sub(RETRY);
        self.0.balance.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(10, 10)
    }
}
