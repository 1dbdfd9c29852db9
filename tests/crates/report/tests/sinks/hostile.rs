//! Uses that were not planned: a queue without room, waits without end, sinks and subscribers that break, reports where none are
//! expected.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use error_catalog::report::{JsonLines, RecordFormat, Reporter, Sink, TracingEvents};
use report::{RoutingError, Written};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::{Calls, PATIENCE, assert_balanced, hanging};

#[test]
fn a_queue_without_room_drops_and_counts_everything() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).queue(0).start().unwrap();
    for _ in 0..10 {
        reporter.report(&RoutingError::PoolExhausted).send();
    }
    assert!(guard.flush(PATIENCE), "nothing waits");
    let counts = reporter.counts();
    assert_eq!((counts.reported, counts.dropped, counts.written), (10, 10, 0));
    assert_balanced(counts);
    assert_eq!(written.text(), "");
}

#[test]
fn a_flush_may_be_of_any_length() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(reporter.flush(Duration::MAX), "it ends when everything is written");
    assert_eq!(written.records().len(), 1);
    // Without any time it only asks.
    let _ = guard.flush(Duration::ZERO);
    let (release, wait) = channel();
    let (hangs, guard) = Reporter::to(hanging(wait)).start().unwrap();
    hangs.report(&RoutingError::PoolExhausted).send();
    assert!(!guard.flush(Duration::ZERO));
    drop(release);
}

/// After the guard is gone everything is written, and a flush has nothing to wait for.
#[test]
fn a_flush_after_the_end_does_not_wait() {
    let (reporter, guard) = Reporter::to(JsonLines::to(io::sink())).start().unwrap();
    reporter.report(&RoutingError::PoolExhausted).send();
    drop(guard);
    let start = Instant::now();
    assert!(reporter.flush(PATIENCE));
    assert!(start.elapsed() < PATIENCE / 2);
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(reporter.flush(PATIENCE));
    let counts = reporter.counts();
    assert_eq!((counts.written, counts.dropped), (1, 1));
    assert_balanced(counts);
}

/// A flush waits for what was reported before it, and not for what other threads report meanwhile.
#[test]
fn a_flush_ends_while_others_report() {
    let (reporter, _guard) = Reporter::to(JsonLines::to(io::sink())).start().unwrap();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !is_over.load(SeqCst) {
                    reporter.report(&RoutingError::PoolExhausted).send();
                }
            });
        }
        let flushed = (0..20).all(|_| reporter.flush(PATIENCE));
        is_over.store(true, SeqCst);
        assert!(flushed);
    });
}

/// A sink that fails to write, to flush and to end: the other one has every record.
#[test]
fn a_sink_that_panics_costs_the_other_nothing() {
    struct Broken(Arc<AtomicUsize>);
    impl Sink for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<()> {
            self.0.fetch_add(1, SeqCst);
            std::panic::panic_any(Thrown)
        }

        fn flush(&mut self) -> io::Result<()> {
            std::panic::panic_any(Thrown)
        }
    }
    impl Drop for Broken {
        fn drop(&mut self) {
            std::panic::panic_any(Thrown)
        }
    }
    /// A payload that panics once more when it is dropped.
    struct Thrown;
    impl Drop for Thrown {
        fn drop(&mut self) {
            panic!("and again")
        }
    }
    let (calls, written) = (Arc::new(AtomicUsize::new(0)), Written::default());
    let sinks = Reporter::to(Broken(Arc::clone(&calls))).and(JsonLines::to(written.clone()));
    let (reporter, guard) = sinks.start().unwrap();
    for _ in 0..3 {
        reporter.report(&RoutingError::PoolExhausted).send();
    }
    assert!(guard.flush(PATIENCE));
    drop(guard);
    assert_eq!((written.records().len(), calls.load(SeqCst)), (3, 9));
    let counts = reporter.counts();
    assert_eq!((counts.written, counts.to_stderr), (3, 3));
    assert_balanced(counts);
}

/// A subscriber of `tracing` that panics.
struct BrokenSubscriber;

impl Subscriber for BrokenSubscriber {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "error_catalog"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        panic!("the subscriber, password=hunter2");
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_subscriber_that_panics_costs_the_other_sinks_nothing() {
    let written = Written::default();
    let (reporter, guard) =
        Reporter::to(TracingEvents).and(JsonLines::to(written.clone())).start().unwrap();
    tracing::subscriber::with_default(BrokenSubscriber, || {
        for _ in 0..3 {
            reporter.report(&RoutingError::PoolExhausted).send();
        }
    });
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.records().len(), 3);
    let counts = reporter.counts();
    assert_eq!((counts.reported, counts.written, counts.dropped), (6, 3, 3));
    assert_balanced(counts);
}

/// A record for each record: the queue is bounded, and a flush ends.
#[test]
fn a_sink_that_reports_what_it_writes_does_not_hang() {
    let own: Arc<OnceLock<Reporter>> = Arc::default();
    let within = Arc::clone(&own);
    let (reporter, guard) = Reporter::to(Calls(move |_: &[u8]| {
        if let Some(reporter) = within.get() {
            reporter.report(&RoutingError::PoolExhausted).send();
            reporter.report(&RoutingError::PoolExhausted).send();
        }
        Ok(())
    }))
    .queue(50)
    .start()
    .unwrap();
    assert!(own.set(reporter.clone()).is_ok());
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!((0..5).all(|_| guard.flush(PATIENCE)));
    let start = Instant::now();
    drop(guard);
    assert!(start.elapsed() < PATIENCE);
    assert_balanced(reporter.counts());
    assert!(reporter.counts().dropped > 0);
}

/// A record that is larger than all that may wait is dropped, and the next one is written.
#[test]
fn texts_of_any_size_are_written_or_counted() {
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let long = "日本\u{202e}\n\"".repeat(1 << 20);
    reporter.report(&RoutingError::unknown(&long)).trace_id(&*long).tool(&*long).user(&long).send();
    reporter.report(&RoutingError::PoolExhausted).send();
    assert!(guard.flush(PATIENCE));
    let records = written.records();
    assert_eq!(records.last().unwrap()["error_code"], "ROUTING_POOL_EXHAUSTED");
    let counts = reporter.counts();
    assert_eq!(counts.written + counts.dropped, 2);
    assert_balanced(counts);
}

/// While a thread ends its thread-local values are gone, and a report is still written.
#[test]
fn a_thread_that_ends_may_report() {
    struct Reports(Reporter);
    impl Drop for Reports {
        fn drop(&mut self) {
            self.0.report(&RoutingError::timeout()).user(7).tool("late").send();
        }
    }
    thread_local! {
        static LATE: std::cell::RefCell<Option<Reports>> = const { std::cell::RefCell::new(None) };
    }
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let within = reporter.clone();
    std::thread::spawn(move || {
        LATE.with(|late| *late.borrow_mut() = Some(Reports(within.clone())));
        // The buffers of the thread are made after the value, and are gone before it.
        within.report(&RoutingError::timeout()).send();
    })
    .join()
    .unwrap();
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.records().len(), 2);
    assert!(!written.text().contains("hunter2"));
    assert_balanced(reporter.counts());
}

/// A user whose text panics has the hash of what it wrote. A sink for events is not asked to write.
#[test]
fn a_user_whose_text_panics_has_a_hash() {
    struct Panics;
    impl std::fmt::Display for Panics {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("user-7 password=hunter2")?;
            panic!("the user")
        }
    }
    struct Silent;
    impl Sink for Silent {
        fn write(&mut self, _: &[u8]) -> io::Result<()> {
            panic!("an event has no text")
        }

        fn format(&self) -> RecordFormat {
            RecordFormat::Event
        }
    }
    let written = Written::default();
    let (reporter, guard) =
        Reporter::to(Silent).and(JsonLines::to(written.clone())).user_key("").start().unwrap();
    reporter.report(&RoutingError::PoolExhausted).user(Panics).send();
    assert!(guard.flush(PATIENCE));
    let records = written.records();
    assert_eq!(records[0]["user_id"].as_str().unwrap().len(), 32);
    assert!(!written.text().contains("hunter2"));
    assert_balanced(reporter.counts());
    let wrong = Reporter::to(JsonLines::to(io::sink())).headers(["x y"]).start();
    assert_eq!(wrong.unwrap_err().kind(), io::ErrorKind::InvalidInput);
}

/// A buffer of 8 MiB is there twice for a moment while it grows, and the numbers of the records beside it. The other buffer of the
/// queue, of 8 MiB at most, is being written. The documentation names the sum.
#[test]
fn a_flood_takes_bounded_memory() {
    let (release, wait) = channel();
    let (reporter, guard) = Reporter::to(hanging(wait)).queue(1_000_000).start().unwrap();
    let error = RoutingError::timeout();
    reporter.report(&error).send();
    let most = |count: usize| {
        allocation_counter::measure(|| (0..count).for_each(|_| reporter.report(&error).send()))
            .bytes_max
    };
    let flood = most(60_000);
    assert!(flood <= 18_000_000, "{flood} bytes");
    let counts = reporter.counts();
    assert!(counts.dropped > 0, "8 MiB are full: {counts:?}");
    assert!(most(60_000) <= 400_000, "a full queue grows no more");
    assert_balanced(reporter.counts());
    drop(release);
    drop(guard);
}
