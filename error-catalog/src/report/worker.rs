//! The queue of records, and the thread that writes them.
//!
//! A lock around a plain queue is held for some nanoseconds only. To wake a sleeping thread costs a report more than everything
//! else, so the thread looks for records every few milliseconds until none has come for a second.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::counts::{Counters, Counts, add};
use super::sink::Sink;
use crate::panics;

/// How often the thread looks for records.
const NAP: Duration = Duration::from_millis(2);

/// How often it does so before it sleeps until it is woken.
const NAPS: usize = 500;

/// The calls that one record may take.
const ATTEMPTS: usize = 3;

/// A record, and the sink that it is for.
struct Queued {
    sink: usize,
    record: Box<[u8]>,
}

#[derive(Default)]
struct State {
    records: VecDeque<Queued>,
    bytes: usize,
    is_asleep: bool,
    is_stopped: bool,
    /// Records that were taken in, that were written, and that were there when the sinks were flushed last.
    taken: u64,
    done: u64,
    flushed: u64,
    /// Asks the thread to flush although nothing is queued.
    wants_flush: bool,
}

/// The queue.
pub(super) struct Queue {
    state: Mutex<State>,
    wakes: Condvar,
    flushes: Condvar,
    pub(super) counters: Counters,
    most_records: usize,
    most_bytes: usize,
}

impl Queue {
    /// Starts the thread that writes what is queued.
    pub(super) fn start(
        sinks: Vec<Box<dyn Sink>>,
        most_records: usize,
        most_bytes: usize,
    ) -> io::Result<(Arc<Self>, JoinHandle<()>)> {
        let queue = Arc::new(Self {
            state: Mutex::default(),
            wakes: Condvar::new(),
            flushes: Condvar::new(),
            counters: Counters::default(),
            most_records,
            most_bytes,
        });
        let worked = Arc::clone(&queue);
        let thread = std::thread::Builder::new().name("error-catalog-reporter".into());
        let thread = thread.spawn(move || worked.work(sinks))?;
        Ok((queue, thread))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a record, or drops it if there is no room.
    pub(super) fn push(&self, sink: usize, record: Box<[u8]>) {
        let mut state = self.lock();
        let is_full = state.taken - state.done >= self.most_records as u64
            || state.bytes + record.len() > self.most_bytes;
        if is_full || state.is_stopped {
            drop(state);
            return self.count_dropped();
        }
        state.bytes += record.len();
        state.taken += 1;
        state.records.push_back(Queued { sink, record });
        let is_asleep = core::mem::take(&mut state.is_asleep);
        drop(state);
        if is_asleep {
            self.wakes.notify_one();
        }
    }

    #[cold]
    fn count_dropped(&self) {
        add(&self.counters.dropped, 1);
        // A recorder is user code and may panic.
        #[cfg(feature = "metrics")]
        let _ = panics::catch(crate::metric::count_dropped);
    }

    /// Waits until everything that was queued before is written and flushed. Returns whether it is.
    pub(super) fn flush(&self, timeout: Duration) -> bool {
        let end = Instant::now() + timeout;
        let mut state = self.lock();
        let wanted = state.taken;
        state.wants_flush = true;
        state.is_asleep = false;
        self.wakes.notify_one();
        while state.flushed < wanted || state.wants_flush {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let outcome = self.flushes.wait_timeout(state, left);
            state = outcome.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Takes no more records, and lets the thread end when all are written.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_stopped = true;
        state.is_asleep = false;
        self.wakes.notify_one();
    }

    pub(super) fn counts(&self) -> Counts {
        let state = self.lock();
        self.counters.read(state.taken - state.done)
    }

    fn work(&self, mut sinks: Vec<Box<dyn Sink>>) {
        let mut batch = VecDeque::new();
        while self.take(&mut batch) {
            let mut written = 0;
            for Queued { sink, record } in batch.drain(..) {
                if let Some(sink) = sinks.get_mut(sink) {
                    self.write(&mut **sink, &record);
                }
                written += 1;
                let mut state = self.lock();
                state.bytes -= record.len();
                state.done += 1;
            }
            for sink in &mut sinks {
                // What a sink could not flush is the sink's to keep or to lose: its records were taken.
                let _ = panics::catch(|| sink.flush());
            }
            let mut state = self.lock();
            state.flushed += written;
            // What came meanwhile is flushed by the next round.
            state.wants_flush &= state.flushed < state.taken;
            self.flushes.notify_all();
        }
        for sink in sinks {
            panics::drop_safely(sink);
        }
    }

    /// Waits for records and takes all that are queued. `false` where none will come.
    fn take(&self, batch: &mut VecDeque<Queued>) -> bool {
        let mut state = self.lock();
        let mut naps = 0;
        while state.records.is_empty() && !state.is_stopped && !state.wants_flush {
            state = if naps < NAPS {
                naps += 1;
                self.wakes.wait_timeout(state, NAP).unwrap_or_else(PoisonError::into_inner).0
            } else {
                state.is_asleep = true;
                self.wakes.wait(state).unwrap_or_else(PoisonError::into_inner)
            };
        }
        core::mem::swap(&mut state.records, batch);
        !batch.is_empty() || state.wants_flush
    }

    fn write(&self, sink: &mut dyn Sink, record: &[u8]) {
        for _ in 0..ATTEMPTS {
            if matches!(panics::catch(|| sink.write(record)), Ok(Ok(()))) {
                return add(&self.counters.written, 1);
            }
            add(&self.counters.failed_writes, 1);
        }
        // Nothing is left if this fails too.
        let _ = io::stderr().lock().write_all(record);
        add(&self.counters.to_stderr, 1);
    }
}
