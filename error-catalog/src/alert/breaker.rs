//! The breaker of a channel: ends the calls to a receiver that fails, and looks for its return.

use super::clock::Millis;

/// As many failed calls in a row open a breaker.
const FAILURES: u32 = 10;

/// How long it rests before the first probe, and at most: each failed probe doubles the time.
const REST: Millis = 30_000;
const LONGEST_REST: Millis = 300_000;

/// A breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breaker {
    state: State,
    failures: u32,
    rest: Millis,
    longest_rest: Millis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed { failed: u32 },
    Open { until: Millis, rest: Millis },
    Probing { rest: Millis },
}

impl Breaker {
    /// That of a channel.
    pub(super) fn new() -> Self {
        Self::with_limits(FAILURES, REST, LONGEST_REST)
    }

    /// One with other limits.
    pub(super) fn with_limits(failures: u32, rest: Millis, longest_rest: Millis) -> Self {
        Self { state: State::Closed { failed: 0 }, failures, rest, longest_rest }
    }

    /// Whether a call may be made now. The one after a rest is the probe.
    pub(super) fn allows(&mut self, now: Millis) -> bool {
        match self.state {
            State::Closed { .. } => true,
            State::Open { until, rest } if now >= until => {
                self.state = State::Probing { rest };
                true
            }
            State::Open { .. } | State::Probing { .. } => false,
        }
    }

    /// Records how a call ended. Returns whether that has opened or closed the breaker.
    pub(super) fn record(&mut self, now: Millis, is_ok: bool) -> bool {
        let before = self.is_open();
        let open = |rest| State::Open { until: now.saturating_add(rest), rest };
        self.state = match self.state {
            _ if is_ok => State::Closed { failed: 0 },
            State::Closed { failed } if failed + 1 < self.failures => {
                State::Closed { failed: failed + 1 }
            }
            State::Closed { .. } => open(self.rest),
            State::Probing { rest } | State::Open { rest, .. } => {
                open(rest.saturating_mul(2).min(self.longest_rest))
            }
        };
        before != self.is_open()
    }

    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, State::Closed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_after_exactly_ten_and_probes_at_doubling_intervals() {
        let mut breaker = Breaker::new();
        let mut calls = 0;
        for now in 0..25 {
            if breaker.allows(now) {
                calls += 1;
                breaker.record(now, false);
            }
        }
        assert_eq!(calls, 10);
        let (mut now, mut rest) = (9, 30_000);
        for _ in 0..8 {
            assert!(!breaker.allows(now + rest - 1));
            now += rest;
            assert!(breaker.allows(now), "one probe");
            assert!(!breaker.allows(now), "and no second");
            assert!(!breaker.record(now, false));
            rest = (rest * 2).min(300_000);
        }
        assert_eq!(rest, 300_000);
        now += rest;
        assert!(breaker.allows(now));
        assert!(breaker.record(now, true), "it closes");
        for now in now..now + 9 {
            assert!(breaker.allows(now));
            assert!(!breaker.record(now, false));
        }
        assert!(breaker.record(now + 9, false), "it begins at 30 s again");
        assert!(breaker.allows(now + 9 + 30_000));
    }

    #[test]
    fn a_success_resets_the_count_of_failures() {
        let mut breaker = Breaker::new();
        for now in 0..1000 {
            assert!(breaker.allows(now));
            breaker.record(now, now % 10 == 9);
        }
    }
}
