//! Uses that were not planned: limits without end or of zero, a clock that goes back, transports and logs that break or quote
//! secrets, the end of a process in the midst of it all.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant, SystemTime};

use alerts::{Codes, PATIENCE, RoutingError, Sent, Written, expect_panics, keep, within_linger};
use error_catalog::alert::{
    Alerts, AlertsBuilder, Clock, Conditions, DedupStore, Delivery, Unsent,
};

fn builder() -> AlertsBuilder {
    Alerts::for_registry::<Codes>().retry_pause(Duration::ZERO)
}

/// Every failure has an outcome.
fn assert_balanced(alerts: &Alerts) {
    let counts = alerts.counts();
    let outcomes = counts.log_only
        + counts.repeated
        + counts.without_channel
        + counts.grouped
        + counts.held_back
        + counts.alerts;
    assert_eq!(counts.failures, outcomes, "{counts:?}");
    for channel in &counts.channels {
        assert_eq!(channel.queued, 0, "{channel:?}");
    }
}

/// A deadline, a pause and a flush of any length: no thread computes beyond the end of time.
#[test]
fn lengths_of_time_without_end() {
    let (sent, fallback) = (Sent::default(), Written::default());
    let alerts = builder()
        .deadline(Duration::MAX)
        .channel("errors", "ERROR", keep(&sent))
        .channel("critical", "CRITICAL", |_: &_| {
            Err(Unsent::refused("closed").retry_after(Duration::MAX))
        })
        .fallback(fallback.clone())
        .start()
        .unwrap();
    alerts.report(&RoutingError::timeout()).send();
    alerts.report(&RoutingError::pool()).send();
    assert!(alerts.flush(Duration::MAX));
    assert_eq!((sent.lock().unwrap().len(), fallback.lines().len()), (1, 1));
    assert_balanced(&alerts);
}

/// Without any time a call fails, and the failure is logged. A flush without time only asks.
#[test]
fn lengths_of_time_of_zero() {
    let fallback = Written::default();
    let alerts = builder()
        .deadline(Duration::ZERO)
        .slack("CRITICAL", "http://127.0.0.1:9/hook")
        .fallback(fallback.clone())
        .start()
        .unwrap();
    for number in 0..3 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    let _ = alerts.flush(Duration::ZERO);
    assert!(alerts.flush(PATIENCE));
    assert_eq!(fallback.lines().len(), 3);
    assert_balanced(&alerts);
}

/// The time goes back, jumps to its end and panics: no window is sent twice, and nothing hangs.
#[test]
fn a_clock_that_goes_back() {
    struct Broken(Arc<AtomicU64>);
    impl Clock for Broken {
        fn elapsed(&self) -> Duration {
            match self.0.load(SeqCst) {
                u64::MAX => Duration::MAX,
                seconds => Duration::from_secs(seconds),
            }
        }

        fn utc(&self) -> SystemTime {
            match self.0.load(SeqCst) {
                10 => panic!("the calendar"),
                100 => SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 40),
                _ => SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40),
            }
        }
    }
    expect_panics(&["the calendar"]);
    let (now, sent) = (Arc::new(AtomicU64::new(1000)), Sent::default());
    let alerts = builder()
        .clock(Broken(Arc::clone(&now)))
        .conditions(Conditions::default())
        .channel("errors", "ERROR", keep(&sent))
        .start()
        .unwrap();
    for seconds in [1000, 10, 100, 0, 999] {
        now.store(seconds, SeqCst);
        alerts.report(&RoutingError::timeout()).send();
        assert!(alerts.flush(PATIENCE));
    }
    assert_eq!(sent.lock().unwrap().len(), 1, "one window: {:?}", sent.lock().unwrap());
    for seconds in [u64::MAX, 0, u64::MAX] {
        now.store(seconds, SeqCst);
        for _ in 0..20 {
            alerts.report(&RoutingError::timeout()).send();
        }
        assert!(alerts.flush(PATIENCE));
    }
    assert_balanced(&alerts);
}

/// A fallback log that fails, panics or writes half of a line: what it does not take is counted as lost.
#[test]
fn a_fallback_log_that_breaks() {
    struct Breaks(AtomicU64);
    impl Write for Breaks {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.fetch_add(1, SeqCst) {
                0 => Err(io::Error::other("full")),
                1 => panic!("the log"),
                _ => Ok(bytes.len().min(3)),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    expect_panics(&["the log"]);
    let alerts = builder().fallback(Breaks(AtomicU64::new(0))).start().unwrap();
    for number in 0..5 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
        assert!(alerts.flush(PATIENCE));
    }
    let counts = alerts.counts();
    assert_eq!((counts.lost, counts.to_fallback), (2, 3), "{counts:?}");
    assert_balanced(&alerts);
}

/// Clones are dropped by many threads at once, while others report: one of them is the last, and nothing critical is lost.
#[test]
fn clones_that_end_at_once() {
    let count = within_linger(|| {
        let (sent, fallback) = (Sent::default(), Written::default());
        let alerts = builder()
            .channel("critical", "CRITICAL", keep(&sent))
            .fallback(fallback.clone())
            .start()
            .unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let alerts = alerts.clone();
                scope.spawn(move || {
                    for number in 0..50 {
                        let id = format!("req-{thread}-{number}");
                        alerts.report(&RoutingError::pool()).trace_id(id).send();
                    }
                    drop(alerts);
                });
            }
            drop(alerts);
        });
        sent.lock().unwrap().len() + fallback.lines().len()
    });
    assert_eq!(count, 400);
}

/// A transport that holds the alerts and reports through them neither deadlocks nor floods.
#[test]
fn a_transport_that_reports_its_failure() {
    let own: Arc<std::sync::OnceLock<Alerts>> = Arc::default();
    let (within, fallback) = (Arc::clone(&own), Written::default());
    let alerts = builder()
        .channel("errors", "ERROR", move |_: &Delivery| {
            if let Some(alerts) = within.get() {
                alerts.report(&RoutingError::timeout()).send();
            }
            Err(Unsent::new("refused"))
        })
        .fallback(fallback)
        .start()
        .unwrap();
    assert!(own.set(alerts.clone()).is_ok());
    alerts.report(&RoutingError::timeout()).send();
    assert!(alerts.flush(PATIENCE));
    let counts = alerts.counts();
    assert_eq!((counts.alerts, counts.channels[0].calls), (1, 2), "{counts:?}");
    assert_balanced(&alerts);
}

/// The store answers late, each time with a key that it keeps, and is dropped while it hangs.
#[test]
fn a_store_that_outlives_its_alerts() {
    struct Hangs(Arc<AtomicBool>);
    impl DedupStore for Hangs {
        fn claim(
            &self,
            _: &str,
            _: Duration,
        ) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
            while !self.0.load(SeqCst) {
                std::thread::sleep(Duration::from_millis(1));
            }
            panic!("the store")
        }
    }
    expect_panics(&["the store"]);
    let (release, sent) = (Arc::new(AtomicBool::new(false)), Sent::default());
    let alerts = builder()
        .dedup(Hangs(Arc::clone(&release)))
        .channel("critical", "CRITICAL", keep(&sent))
        .start()
        .unwrap();
    for number in 0..5 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    assert!(alerts.flush(PATIENCE));
    let start = Instant::now();
    drop(alerts);
    assert!(start.elapsed() < PATIENCE);
    assert_eq!(sent.lock().unwrap().len(), 5, "a store that does not answer holds nothing back");
    release.store(true, SeqCst);
}

/// Names, ids and texts of any size and look: bounded, in one line, without mark-up.
#[test]
fn texts_of_any_size_and_look() {
    let (sent, bodies) = (Sent::default(), Sent::default());
    let kept = Arc::clone(&bodies);
    let deliver = keep(&sent);
    let alerts = builder()
        .channel("critical", "CRITICAL", move |delivery: &Delivery| {
            kept.lock().unwrap().push(String::from_utf8(delivery.body().to_vec()).unwrap());
            deliver(delivery)
        })
        .start()
        .unwrap();
    for text in [
        "日本語 <!channel> ***\r\nSubject: x".repeat(100_000),
        "\u{202e}\u{0}\u{1b}[31m".repeat(1000),
        "🔥".repeat(1_000_000),
        String::new(),
        "password=hunter2 Bearer abc.def-ghi123456 ".repeat(10),
    ] {
        let id = format!("{text}{}", sent.lock().unwrap().len());
        alerts.report(&RoutingError::disk(&text)).trace_id(&*id).tool(&*text).send();
        assert!(alerts.flush(PATIENCE));
    }
    assert_eq!(sent.lock().unwrap().len(), 5);
    for text in sent.lock().unwrap().iter() {
        assert!(text.len() < 12_000, "{}", text.len());
        assert!(!text.contains(['\r', '\u{202e}', '\u{0}', '\u{1b}']), "{text:?}");
    }
    for text in sent.lock().unwrap().iter().chain(bodies.lock().unwrap().iter()) {
        for secret in ["hunter2", "abc.def", "t0ps3cret"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

/// A reporter passes on to alerts that panic within: the record is written all the same.
#[test]
fn an_alert_that_cannot_be_made_costs_no_record() {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "ODD", manual(Display))]
    enum OddError {
        #[catalog(
            code = "ODD_TEXT",
            status = 500,
            log_level = "ERROR",
            message = "Sorry",
            severity = "CRITICAL"
        )]
        Text(#[context("unwritable")] Unwritable),
    }
    #[derive(Debug)]
    struct Unwritable;
    impl serde::Serialize for Unwritable {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            panic!("the field, password=hunter2")
        }
    }
    impl std::fmt::Display for OddError {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            panic!("the text, password=hunter2")
        }
    }
    expect_panics(&["the field", "the text"]);
    let (sent, written) = (Sent::default(), Written::default());
    let alerts = builder().channel("critical", "CRITICAL", keep(&sent)).start().unwrap();
    let lines = error_catalog::report::JsonLines::to(written.clone());
    let (reporter, guard) =
        error_catalog::report::Reporter::to(lines).alerts(&alerts).start().unwrap();
    reporter.report(&OddError::Text(Unwritable)).trace_id("job-1").send();
    assert!(guard.flush(PATIENCE) && alerts.flush(PATIENCE));
    assert_eq!((written.lines().len(), sent.lock().unwrap().len()), (1, 1));
    let text = format!("{} {:?}", written.text(), sent.lock().unwrap());
    assert!(text.contains("ODD_TEXT") && !text.contains("hunter2"), "{text}");
    assert_balanced(&alerts);
}

/// A flush waits for what was queued before it, other alerts among it, while critical ones come without an end.
#[test]
fn a_flush_ends_in_a_flood() {
    let (sent, others) = (Arc::new(AtomicU64::new(0)), Sent::default());
    let own = Arc::clone(&sent);
    let count = move |_: &Delivery| -> Result<(), Unsent> {
        own.fetch_add(1, SeqCst);
        Ok(())
    };
    // One channel takes both kinds, and one only critical alerts.
    let both = Alerts::for_registry::<Codes>().channel("both", "ERROR", keep(&others));
    let both = both.fallback(Written::default()).start().unwrap();
    let critical = builder().channel("critical", "CRITICAL", count).fallback(Written::default());
    let critical = critical.start().unwrap();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (is_over, both, critical) = (&is_over, &both, &critical);
            scope.spawn(move || {
                for number in 0.. {
                    let id = format!("req-{thread}-{number}");
                    both.report(&RoutingError::pool()).trace_id(&id).send();
                    critical.report(&RoutingError::pool()).trace_id(&id).send();
                    if is_over.load(SeqCst) {
                        break;
                    }
                }
            });
        }
        std::thread::sleep(Duration::from_millis(50));
        let before = critical.counts().alerts;
        both.report(&RoutingError::timeout()).send();
        let flushed = critical.flush(PATIENCE) && both.flush(PATIENCE);
        let counts = critical.counts();
        is_over.store(true, SeqCst);
        assert!(flushed);
        let ended = counts.channels[0].sent + counts.channels[0].dropped + counts.to_fallback;
        assert!(ended >= before, "{before} {counts:?}");
        assert!(others.lock().unwrap().iter().any(|text| text.contains("TomTom API Timeout")));
    });
    assert!(sent.load(SeqCst) > 0);
    assert!(critical.flush(PATIENCE) && both.flush(PATIENCE));
    assert_balanced(&critical);
}
