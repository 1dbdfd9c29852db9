//! Circuit breakers, one for each origin.

use core::fmt;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::breaker::{Breaker, BreakerLimits, Entered};
use crate::failure::AsCatalogued;
use crate::foreign::open::Open;
use crate::{Catalogued, panics};

/// Circuit breakers, one for each other part of the system, by its `origin`. After ten failed calls in a row no more calls are
/// made to it. After 30 s one call probes; while probes fail, the time doubles up to 5 minutes.
///
/// ```
/// use error_catalog::retry::Breakers;
/// use error_catalog::{Failure, OrFail as _, SystemError, catalog};
///
/// catalog! { pub struct Codes { SystemError } }
///
/// fn balance(breakers: &Breakers) -> Result<u32, Failure<Codes>> {
///     let pass = breakers.enter("bank").or_internal()?; // or `.or_fail(BankError::Down)?`
///     let balance = call_the_bank();
///     pass.record(&balance);
///     balance
/// }
/// # fn call_the_bank() -> Result<u32, Failure<Codes>> { Ok(1) }
/// # assert_eq!(balance(&Breakers::new()).unwrap(), 1);
/// ```
///
/// Only failures that are not the caller's count: those with a 5xx code, unless the [foreign](crate::foreign) cause is about the
/// request, such as a constraint of a database or a 404. A 5xx of another service counts, and so do `INTERNAL`, `UNKNOWN` and
/// `DATA_LOSS` of gRPC. A clone shares the breakers.
///
/// # Memory
///
/// At most 200 bytes for each origin that is called, however many codes have it: 2 MB for 10,000 codes with an origin each.
#[derive(Clone)]
pub struct Breakers {
    limits: BreakerLimits,
    clock: Arc<dyn Fn() -> Instant + Send + Sync>,
    start: Instant,
    by_origin: Arc<Mutex<BTreeMap<&'static str, Breaker>>>,
}

impl Breakers {
    /// Breakers that are all closed.
    pub fn new() -> Self {
        Self {
            limits: BreakerLimits::DEFAULT,
            clock: Arc::new(Instant::now),
            start: Instant::now(),
            by_origin: Arc::default(),
        }
    }

    /// Sets how many failed calls in a row open a breaker.
    #[must_use]
    pub fn failures(mut self, in_a_row: u32) -> Self {
        self.limits.failures = in_a_row;
        self
    }

    /// Sets how long no calls are made at first, and at most.
    #[must_use]
    pub fn waits(mut self, first: Duration, longest: Duration) -> Self {
        self.limits.first_wait = first;
        self.limits.longest_wait = longest.max(first);
        self
    }

    /// Sets the clock, for tests.
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        self.start = now();
        self.clock = Arc::new(now);
        self
    }

    /// Begins a call to a part of the system. Pass its result to [`Pass::record`].
    ///
    /// # Errors
    /// When the breaker is open: the call must not be made.
    pub fn enter(&self, origin: &'static str) -> Result<Pass, Open> {
        let now = self.now();
        let entered = self.update(origin, |breaker| breaker.enter(now));
        let pass = |call| Pass { breakers: self.clone(), origin, call: Some(call) };
        entered.map(pass).map_err(|wait| Open::new(origin, wait))
    }

    /// Whether calls to a part of the system are refused, or only probed.
    pub fn is_open(&self, origin: &str) -> bool {
        self.lock().get(origin).is_some_and(Breaker::is_open)
    }

    fn now(&self) -> Duration {
        (self.clock)().saturating_duration_since(self.start)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Breaker>> {
        self.by_origin.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update<T>(&self, origin: &'static str, change: impl FnOnce(&mut Breaker) -> T) -> T {
        let mut breakers = self.lock();
        let breaker = breakers.entry(origin).or_insert_with(|| Breaker::new(self.limits));
        let changed = change(breaker);
        #[cfg(feature = "metrics")]
        {
            let is_open = breaker.is_open();
            // The recorder is user code.
            drop(breakers);
            let _ = panics::catch(|| crate::metric::set_breaker(origin, is_open));
        }
        changed
    }
}

impl Default for Breakers {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Breakers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breakers")
            .field("limits", &self.limits)
            .field("breakers", &*self.lock())
            .finish_non_exhaustive()
    }
}

/// A call that a breaker allows. One that is dropped without a result, as when its future is cancelled, does not count.
#[must_use = "pass the result of the call to `.record(…)`"]
#[derive(Debug)]
pub struct Pass {
    breakers: Breakers,
    origin: &'static str,
    /// Nothing once the result is recorded.
    call: Option<Entered>,
}

impl Pass {
    /// Records the result of the call.
    pub fn record<T, E: AsCatalogued>(mut self, result: &Result<T, E>) {
        let Some(call) = self.call.take() else { return };
        // `Catalogued` is user code and may panic.
        let is_failure =
            |error: &E| panics::catch(|| is_fault_of_other(error.as_catalogued())).unwrap_or(true);
        let failed = result.as_ref().err().is_some_and(is_failure);
        let now = self.breakers.now();
        self.breakers.update(self.origin, |breaker| breaker.record(call, !failed, now));
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if let Some(call) = self.call {
            let now = self.breakers.now();
            self.breakers.update(self.origin, |breaker| breaker.abandon(call, now));
        }
    }
}

fn is_fault_of_other(error: &dyn Catalogued) -> bool {
    match error.catalog_foreign() {
        Some(known) => known.is_fault_of_other(),
        None => error.catalog_row().status().is_server_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documentation of breakers names the number.
    #[test]
    fn ten_thousand_origins_take_little_memory() {
        let origins: Vec<&'static str> =
            (0..10_000).map(|number| &*String::leak(format!("provider-{number}"))).collect();
        let measured = allocation_counter::measure(|| {
            let breakers = Breakers::new();
            for origin in origins {
                drop(breakers.enter(origin));
            }
        });
        assert!(measured.bytes_max <= 2_000_000, "{} bytes", measured.bytes_max);
    }
}
