//! The fallback log has the critical alerts that no channel has taken. A separate thread writes it, because the standard error
//! stream may block.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::content::Alert;
use super::counts::{Counters, add};
use super::payload::fallback_line;
use crate::panics;
use crate::report::Lines;

/// As many alerts may wait, and as many bytes of them.
const MOST: usize = 16_384;
const MOST_BYTES: usize = 16 * 1024 * 1024;

pub(super) struct Fallback {
    state: Mutex<State>,
    wakes: Condvar,
    idle: Condvar,
    counters: Arc<Counters>,
}

#[derive(Default)]
struct State {
    alerts: VecDeque<Arc<Alert>>,
    bytes: usize,
    /// How many were queued, and how many of them are written or lost.
    queued: u64,
    done: u64,
    is_writing: bool,
    is_stopped: bool,
}

impl Fallback {
    pub(super) fn new(counters: &Arc<Counters>) -> Self {
        let (state, wakes, idle) = Default::default();
        Self { state, wakes, idle, counters: Arc::clone(counters) }
    }

    /// Starts the thread, which [`stop`](Self::stop) ends.
    pub(super) fn start(self: &Arc<Self>, writer: Box<dyn Write + Send>) -> io::Result<()> {
        let fallback = Arc::clone(self);
        let thread = std::thread::Builder::new().name("error-catalog-fallback".into());
        thread.spawn(move || fallback.work(writer)).map(drop)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an alert, or counts it as lost if there is no room.
    pub(super) fn push(&self, alert: Arc<Alert>) {
        let mut state = self.lock();
        if state.is_stopped
            || state.alerts.len() >= MOST
            || state.bytes + alert.bytes() > MOST_BYTES
        {
            drop(state);
            return add(&self.counters.lost, 1);
        }
        state.bytes += alert.bytes();
        state.queued += 1;
        state.alerts.push_back(alert);
        drop(state);
        self.wakes.notify_one();
    }

    /// Waits until all that are queued now are written. Returns whether they are.
    pub(super) fn flush(&self, end: Instant) -> bool {
        let mut state = self.lock();
        let queued = state.queued;
        while state.done < queued {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.idle.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Lets the thread end when all are written.
    pub(super) fn stop(&self) {
        self.lock().is_stopped = true;
        self.wakes.notify_one();
    }

    fn work(&self, writer: Box<dyn Write + Send>) {
        let mut lines = Lines::new(writer);
        while let Some(alert) = self.take() {
            self.write(&mut lines, &alert);
        }
        panics::drop_safely(lines);
    }

    fn take(&self) -> Option<Arc<Alert>> {
        let mut state = self.lock();
        if core::mem::take(&mut state.is_writing) {
            state.done += 1;
            self.idle.notify_all();
        }
        loop {
            if let Some(alert) = state.alerts.pop_front() {
                state.bytes = state.bytes.saturating_sub(alert.bytes());
                state.is_writing = true;
                return Some(alert);
            }
            if state.is_stopped {
                return None;
            }
            let waited = self.wakes.wait_timeout(state, Duration::from_secs(60));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn write(&self, lines: &mut Lines, alert: &Alert) {
        #[cfg(feature = "tracing")]
        // A subscriber is user code and may panic.
        let _ = panics::catch(|| {
            tracing::error!(
                target: "error_catalog::alert",
                error_code = alert.code,
                severity = alert.severity.as_str(),
                trace_id = alert.trace_id.as_deref(),
                "no channel has taken this alert: {}",
                alert.message
            );
        });
        let written =
            panics::catch(|| lines.write(&fallback_line(alert)).and_then(|()| lines.flush()));
        let counter = match written {
            Ok(Ok(())) => &self.counters.to_fallback,
            _ => &self.counters.lost,
        };
        add(counter, 1);
    }
}
