//! The state of one breaker.

use core::time::Duration;
use std::time::Instant;

/// When breakers open, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) failures: u32,
    pub(super) first_wait: Duration,
    pub(super) longest_wait: Duration,
}

/// The state of one breaker: closed, or open until a time at which one call may probe.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures_in_a_row: u32,
    open: Option<OpenState>,
    /// Changes with the state: the results of calls that began in another one do not count.
    generation: u64,
}

#[derive(Debug, Clone, Copy)]
struct OpenState {
    until: Instant,
    wait: Duration,
}

impl Breaker {
    /// Lets a call begin, and returns its generation. An open breaker refuses it, and returns how long it will.
    pub(super) fn enter(&mut self, now: Instant) -> Result<u64, Duration> {
        let Some(open) = &mut self.open else { return Ok(self.generation) };
        match open.until.checked_duration_since(now) {
            Some(left) if !left.is_zero() => Err(left),
            _ => {
                // One call probes. If it has no result for as long, the next one does.
                open.until = now + open.wait;
                self.generation += 1;
                Ok(self.generation)
            }
        }
    }

    pub(super) fn succeeded(&mut self, generation: u64) {
        if generation == self.generation {
            self.failures_in_a_row = 0;
            if self.open.take().is_some() {
                self.generation += 1;
            }
        }
    }

    pub(super) fn failed(&mut self, generation: u64, now: Instant, limits: Limits) {
        if generation != self.generation {
            return;
        }
        self.failures_in_a_row = self.failures_in_a_row.saturating_add(1);
        let wait = match self.open {
            Some(open) => open.wait.saturating_mul(2).min(limits.longest_wait),
            None if self.failures_in_a_row >= limits.failures => limits.first_wait,
            None => return,
        };
        self.open = Some(OpenState { until: now + wait, wait });
        self.generation += 1;
    }

    /// A call ended without a result: if it was the probe, the next call is one.
    pub(super) fn abandoned(&mut self, generation: u64, now: Instant) {
        if let Some(open) = self.open.as_mut().filter(|_| generation == self.generation) {
            open.until = now;
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}
