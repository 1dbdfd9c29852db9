//! The queue of records, and the thread that writes them.
//!
//! A lock around a plain buffer is held for some nanoseconds only: the thread takes it once for all records that wait. They
//! wait in one buffer, because a record that one thread allocates and another frees is slow to allocate. To wake a sleeping
//! thread costs a report more than everything else, so the thread looks for records every few milliseconds until none has come
//! for a second.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::counts::{Counters, ReportCounts, add};
use super::sink::Sink;
use crate::panics;

/// How often the thread looks for records.
const NAP: Duration = Duration::from_millis(2);

/// How often it does so before it sleeps until it is woken.
const NAPS: usize = 500;

/// The calls that one record may take.
const ATTEMPTS: usize = 3;

/// A buffer that a flood has grown beyond this is freed.
const MOST_KEPT: usize = 1024 * 1024;

/// Records, one behind the other.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// The sink that each is for, and where it ends.
    ends: Vec<(usize, usize)>,
}

impl Batch {
    fn push(&mut self, sink: usize, record: &[u8], most_bytes: u64) {
        let (length, room) = (self.bytes.len() + record.len(), self.bytes.capacity());
        if length > room {
            // It doubles as every buffer, but not beyond what may wait.
            let most = usize::try_from(most_bytes).unwrap_or(usize::MAX);
            let wanted = room.saturating_mul(2).min(most).max(length);
            self.bytes.reserve_exact(wanted - self.bytes.len());
        }
        self.bytes.extend_from_slice(record);
        self.ends.push((sink, self.bytes.len()));
    }

    /// Each record with its sink.
    fn iter(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let mut start = 0;
        self.ends.iter().map(move |(sink, end)| {
            let record = self.bytes.get(start..*end).unwrap_or_default();
            start = *end;
            (*sink, record)
        })
    }

    /// Empties it, and keeps its memory for the next records.
    fn clear(&mut self) {
        if self.bytes.capacity() > MOST_KEPT {
            *self = Self::default();
        }
        self.bytes.clear();
        self.ends.clear();
    }
}

#[derive(Default)]
struct State {
    records: Batch,
    is_asleep: bool,
    is_stopped: bool,
    /// Records that were taken in, and their bytes.
    taken: u64,
    taken_bytes: u64,
    /// How many flushes were asked for, and how many of them are done.
    flushes_asked: u64,
    flushes_done: u64,
    /// Whether the thread has written everything and ended.
    has_ended: bool,
}

impl State {
    fn has_work(&self) -> bool {
        !self.records.ends.is_empty() || self.flushes_done < self.flushes_asked
    }
}

/// The longest wait: an `Instant` cannot be much later.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// The end of a wait that begins now, `Duration::MAX` among them.
pub(crate) fn end_after(timeout: Duration) -> Instant {
    Instant::now() + timeout.min(CENTURY)
}

/// The queue.
pub(super) struct Queue {
    state: Mutex<State>,
    wakes: Condvar,
    flushes: Condvar,
    pub(super) counters: Counters,
    /// Records that were written, and their bytes.
    done: AtomicU64,
    done_bytes: AtomicU64,
    most_records: u64,
    most_bytes: u64,
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
            done: AtomicU64::new(0),
            done_bytes: AtomicU64::new(0),
            most_records: most_records as u64,
            most_bytes: most_bytes as u64,
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
    pub(super) fn push(&self, sink: usize, record: &[u8]) {
        let mut state = self.lock();
        let taken_bytes = state.taken_bytes + record.len() as u64;
        let is_full = state.taken - self.done.load(Relaxed) >= self.most_records
            || taken_bytes - self.done_bytes.load(Relaxed) > self.most_bytes;
        if is_full || state.is_stopped {
            drop(state);
            return self.count_dropped(1);
        }
        state.taken += 1;
        state.taken_bytes = taken_bytes;
        state.records.push(sink, record, self.most_bytes);
        let is_asleep = core::mem::take(&mut state.is_asleep);
        drop(state);
        if is_asleep {
            self.wakes.notify_one();
        }
    }

    /// Counts records that no sink will have.
    #[cold]
    pub(super) fn count_dropped(&self, count: usize) {
        add(&self.counters.dropped, count as u64);
        // A recorder is user code and may panic.
        #[cfg(feature = "metrics")]
        let _ = panics::catch(|| crate::metric::count_dropped(count as u64));
    }

    /// Waits until everything that was queued before is written and flushed. Returns whether it is.
    pub(super) fn flush(&self, timeout: Duration) -> bool {
        let end = end_after(timeout);
        let mut state = self.lock();
        state.flushes_asked += 1;
        let asked = state.flushes_asked;
        state.is_asleep = false;
        self.wakes.notify_one();
        while state.flushes_done < asked && !state.has_ended {
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

    pub(super) fn counts(&self) -> ReportCounts {
        let state = self.lock();
        self.counters.read(state.taken - self.done.load(Relaxed))
    }

    fn work(&self, mut sinks: Vec<Box<dyn Sink>>) {
        let mut batch = Batch::default();
        while let Some(asked) = self.take(&mut batch) {
            for (sink, record) in batch.iter() {
                if let Some(sink) = sinks.get_mut(sink) {
                    self.write(&mut **sink, record);
                }
                add(&self.done_bytes, record.len() as u64);
                add(&self.done, 1);
            }
            batch.clear();
            for sink in &mut sinks {
                // What a sink could not flush is the sink's to keep or to lose: its records were taken.
                let _ = panics::catch(|| sink.flush());
            }
            self.lock().flushes_done = asked;
            self.flushes.notify_all();
        }
        for sink in sinks {
            panics::drop_safely(sink);
        }
    }

    /// Waits for records or a flush, and takes all that are queued. Returns the flushes asked for until then, which are done when
    /// these records are written. `None` where no records will come.
    fn take(&self, batch: &mut Batch) -> Option<u64> {
        let mut state = self.lock();
        let mut naps = 0;
        while !state.has_work() && !state.is_stopped {
            state = if naps < NAPS {
                naps += 1;
                self.wakes.wait_timeout(state, NAP).unwrap_or_else(PoisonError::into_inner).0
            } else {
                state.is_asleep = true;
                self.wakes.wait(state).unwrap_or_else(PoisonError::into_inner)
            };
        }
        if !state.has_work() {
            state.has_ended = true;
            self.flushes.notify_all();
            return None;
        }
        core::mem::swap(&mut state.records, batch);
        Some(state.flushes_asked)
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
