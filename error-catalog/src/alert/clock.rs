//! The time, which a test can set.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant, SystemTime};

use crate::panics;

/// A clock. A function that returns the time since any start is one.
///
/// Windows, limits and breakers go by it; how long a call of a channel may take does not.
pub trait Clock: Send + Sync + 'static {
    /// The time since any start. It does not go back.
    fn elapsed(&self) -> Duration;

    /// The time of the calendar, for texts.
    fn utc(&self) -> SystemTime {
        SystemTime::now()
    }
}

impl<F: Fn() -> Duration + Send + Sync + 'static> Clock for F {
    fn elapsed(&self) -> Duration {
        self()
    }
}

/// A point in time or a length of it, in milliseconds.
pub(super) type Millis = u64;

pub(super) fn millis(length: Duration) -> Millis {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// A clock that neither panics nor goes back.
pub(super) struct Timer {
    clock: Option<Box<dyn Clock>>,
    start: Instant,
    latest: AtomicU64,
}

/// The clock is user code, and its `Drop` may panic.
impl Drop for Timer {
    fn drop(&mut self) {
        panics::drop_safely(self.clock.take());
    }
}

impl Timer {
    pub(super) fn new(clock: Option<Box<dyn Clock>>) -> Self {
        Self { clock, start: Instant::now(), latest: AtomicU64::new(0) }
    }

    /// The time since the start, for breakers.
    pub(super) fn elapsed(&self) -> Duration {
        Duration::from_millis(self.now())
    }

    /// The time; that of the last call if the clock panics.
    pub(super) fn now(&self) -> Millis {
        let now = match &self.clock {
            None => self.start.elapsed(),
            Some(clock) => panics::catch(|| clock.elapsed()).unwrap_or_default(),
        };
        let now = millis(now);
        self.latest.fetch_max(now, Relaxed).max(now)
    }

    pub(super) fn utc(&self) -> SystemTime {
        let utc = self.clock.as_ref().map(|clock| panics::catch(|| clock.utc()));
        utc.and_then(Result::ok).unwrap_or_else(SystemTime::now)
    }

    /// Whether the time can jump: then it is looked at every few milliseconds.
    pub(super) fn is_injected(&self) -> bool {
        self.clock.is_some()
    }
}
