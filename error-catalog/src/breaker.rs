//! A circuit breaker: ends the calls to what fails, and looks for its return. Alerts and retries have the same one.
//!
//! Its time is the time since any start, which a test can set.

use core::time::Duration;

/// When a breaker opens, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BreakerLimits {
    /// Failed calls in a row that open it.
    pub(crate) failures: u32,
    /// How long no call is made before the first probe. Each failed probe doubles it.
    pub(crate) first_wait: Duration,
    pub(crate) longest_wait: Duration,
}

impl BreakerLimits {
    /// Those of a channel of alerts, and of a part of the system unless it has others.
    pub(crate) const DEFAULT: Self = Self {
        failures: 10,
        first_wait: Duration::from_secs(30),
        longest_wait: Duration::from_secs(300),
    };
}

/// A breaker: closed, or open until a time at which one call may probe.
#[derive(Debug)]
pub(crate) struct Breaker {
    limits: BreakerLimits,
    failures_in_a_row: u32,
    open: Option<OpenState>,
    /// Changes with the state: the results of calls that began in another one do not count.
    generation: u64,
}

#[derive(Debug, Clone, Copy)]
struct OpenState {
    until: Duration,
    wait: Duration,
}

/// A call that a breaker let begin. Its result is given back with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entered(u64);

impl Breaker {
    pub(crate) fn new(limits: BreakerLimits) -> Self {
        Self { limits, failures_in_a_row: 0, open: None, generation: 0 }
    }

    /// Lets a call begin. An open breaker refuses it, and returns how long it will.
    pub(crate) fn enter(&mut self, now: Duration) -> Result<Entered, Duration> {
        if let Some(open) = &mut self.open {
            let left = open.until.saturating_sub(now);
            if !left.is_zero() {
                return Err(left);
            }
            // One call probes. If it has no result for as long, the next one does.
            open.until = now.saturating_add(open.wait);
            self.generation += 1;
        }
        Ok(Entered(self.generation))
    }

    /// Records how a call ended. Returns whether that has opened or closed the breaker.
    pub(crate) fn record(&mut self, call: Entered, is_ok: bool, now: Duration) -> bool {
        if call.0 != self.generation {
            return false;
        }
        let was_open = self.is_open();
        if is_ok {
            self.failures_in_a_row = 0;
            self.open = None;
        } else {
            self.failures_in_a_row = self.failures_in_a_row.saturating_add(1);
            if let Some(wait) = self.next_wait() {
                self.open = Some(OpenState { until: now.saturating_add(wait), wait });
            }
        }
        if was_open || self.is_open() {
            self.generation += 1;
        }
        was_open != self.is_open()
    }

    /// How long no calls are made after one more has failed; nothing where they still are.
    fn next_wait(&self) -> Option<Duration> {
        let BreakerLimits { failures, first_wait, longest_wait } = self.limits;
        match self.open {
            Some(open) => Some(open.wait.saturating_mul(2).min(longest_wait)),
            None => (self.failures_in_a_row >= failures).then_some(first_wait),
        }
    }

    /// A call ended without a result: if it was the probe, the next call is one.
    #[cfg(feature = "retry")]
    pub(crate) fn abandon(&mut self, call: Entered, now: Duration) {
        if let Some(open) = self.open.as_mut().filter(|_| call.0 == self.generation) {
            open.until = now;
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn it_opens_after_exactly_ten_and_probes_at_doubling_intervals() {
        let mut breaker = Breaker::new(BreakerLimits::DEFAULT);
        let mut calls = 0;
        for now in 0..25 {
            if let Ok(call) = breaker.enter(at(now)) {
                calls += 1;
                assert_eq!(breaker.record(call, false, at(now)), calls == 10);
            }
        }
        assert_eq!(calls, 10);
        let (mut now, mut wait) = (9, 30_000);
        for _ in 0..8 {
            assert_eq!(breaker.enter(at(now + wait - 1)).unwrap_err(), at(1));
            now += wait;
            let probe = breaker.enter(at(now)).unwrap();
            assert_eq!(breaker.enter(at(now)).unwrap_err(), at(wait), "and no second");
            assert!(!breaker.record(probe, false, at(now)));
            wait = (wait * 2).min(300_000);
        }
        assert_eq!(wait, 300_000);
        now += wait;
        let probe = breaker.enter(at(now)).unwrap();
        assert!(breaker.record(probe, true, at(now)), "it closes");
        for now in now..now + 9 {
            let call = breaker.enter(at(now)).unwrap();
            assert!(!breaker.record(call, false, at(now)));
        }
        let call = breaker.enter(at(now + 9)).unwrap();
        assert!(breaker.record(call, false, at(now + 9)), "it begins at 30 s again");
        assert!(breaker.enter(at(now + 9 + 30_000)).is_ok());
    }

    #[test]
    fn a_success_in_between_begins_the_row_anew() {
        let mut breaker = Breaker::new(BreakerLimits::DEFAULT);
        for now in 0..1000 {
            let call = breaker.enter(at(now)).unwrap();
            breaker.record(call, now % 10 == 9, at(now));
        }
    }

    /// Only the probe decides: a call from before that ends late neither closes the breaker nor lengthens its wait.
    #[test]
    fn the_result_of_a_call_from_before_does_not_count() {
        let mut breaker = Breaker::new(BreakerLimits::DEFAULT);
        let early = breaker.enter(at(0)).unwrap();
        for now in 0..10 {
            let call = breaker.enter(at(now)).unwrap();
            breaker.record(call, false, at(now));
        }
        assert!(!breaker.record(early, true, at(10)));
        assert!(!breaker.record(early, false, at(10)));
        assert_eq!(breaker.enter(at(30_008)).unwrap_err(), at(1));
        // A probe without a result: the next one begins after as long.
        assert!(breaker.enter(at(30_009)).is_ok());
        assert_eq!(breaker.enter(at(60_008)).unwrap_err(), at(1));
        assert!(breaker.enter(at(60_009)).is_ok());
    }
}
