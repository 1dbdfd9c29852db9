//! Receivers that misbehave: nothing waits for them, and nothing is lost without a count.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use alerts::storm::{assert_complete, critical_ids, logged, storm};
use alerts::{
    Answer, Codes, MailServer, PATIENCE, Receiver, RoutingError, TestClock, Written, expect_panics,
};
use error_catalog::alert::{
    Alerts, AlertsBuilder, ChannelCounts, DedupStore, Delivery, Smtp, Unsent,
};

/// As long as a call may take here.
const DEADLINE: Duration = Duration::from_millis(100);

fn builder(clock: &TestClock, fallback: &Written) -> AlertsBuilder {
    Alerts::for_registry::<Codes>()
        .clock(clock.clone())
        .deadline(DEADLINE)
        .retry_pause(Duration::from_millis(1))
        .fallback(fallback.clone())
}

/// Both severities over a receiver.
fn over(receiver: &Receiver, deadline: Duration, fallback: &Written) -> Alerts {
    builder(&TestClock::default(), fallback)
        .deadline(deadline)
        .slack("ERROR", receiver.url())
        .slack("CRITICAL", receiver.url())
        .start()
        .unwrap()
}

/// Storms two channels whose receiver answers like this. All calls fail.
fn storm_on(answer: Answer, deadline: Duration) -> (Vec<ChannelCounts>, Vec<String>) {
    let (receiver, fallback) = (Receiver::start(answer), Written::default());
    let alerts = over(&receiver, deadline, &fallback);
    storm(&alerts, |report| report());
    (assert_all_failed(&alerts, &fallback), receiver.heads())
}

/// After ten calls of each channel its breaker is open, and each critical failure is in the fallback log.
fn assert_all_failed(alerts: &Alerts, fallback: &Written) -> Vec<ChannelCounts> {
    assert!(alerts.flush(PATIENCE));
    let channels = assert_complete(alerts);
    for channel in &channels {
        let failing = (channel.calls, channel.failed_calls, channel.sent, channel.is_open);
        assert_eq!(failing, (10, 10, 0, true), "{channel:?}");
    }
    assert_eq!(logged(fallback), critical_ids());
    assert_eq!(alerts.counts().to_fallback, 200);
    channels
}

/// All is reported before the first call has ended.
#[test]
fn no_report_waits_for_a_call() {
    let (receiver, fallback) = (Receiver::start(Answer::Hang), Written::default());
    let alerts = over(&receiver, PATIENCE, &fallback);
    storm(&alerts, |report| report());
    for channel in alerts.counts().channels {
        assert!(channel.calls <= 1, "{channel:?}");
        assert_eq!((channel.failed_calls, channel.sent), (0, 0), "{channel:?}");
    }
    receiver.set(Answer::Close);
    assert_all_failed(&alerts, &fallback);
}

#[test]
fn a_receiver_that_takes_everything() {
    let (receiver, fallback) = (Receiver::start(Answer::Status(200)), Written::default());
    let alerts = builder(&TestClock::default(), &fallback)
        .deadline(PATIENCE)
        .slack("ERROR", receiver.url())
        .pagerduty("key")
        .pagerduty_url(receiver.url())
        .start()
        .unwrap();
    storm(&alerts, |report| report());
    assert!(alerts.flush(PATIENCE));
    let channels = assert_complete(&alerts);
    assert_eq!((channels[0].sent, channels[1].sent), (100, 200));
    let sent = receiver.bodies();
    let ids =
        sent.iter().filter_map(|body| body["payload"]["custom_details"]["request_id"].as_str());
    assert_eq!(ids.map(str::to_owned).collect::<BTreeSet<_>>(), critical_ids());
    assert_eq!(fallback.text(), "");
}

#[test]
fn a_receiver_that_fails() {
    for answer in [Answer::Status(500), Answer::TooMany(0), Answer::Close, Answer::Garbage] {
        let (channels, heads) = storm_on(answer, PATIENCE);
        assert_eq!(heads.len(), 20, "{answer:?}: 10 calls of each channel");
        // One retry each: five alerts were tried twice.
        assert!(channels.iter().all(|channel| channel.failed == 5), "{answer:?}: {channels:?}");
    }
}

#[test]
fn a_receiver_that_refuses_is_not_asked_twice_for_one_alert() {
    for answer in [Answer::Status(404), Answer::Redirect] {
        let (channels, heads) = storm_on(answer, PATIENCE);
        assert_eq!(heads.len(), 20);
        assert!(channels.iter().all(|channel| channel.failed == 10), "{channels:?}");
    }
}

#[test]
fn a_receiver_that_never_answers() {
    for answer in [Answer::Hang, Answer::Trickle, Answer::EndlessHead] {
        storm_on(answer, DEADLINE);
    }
}

/// The head is the receiver's decision; what follows changes nothing.
#[test]
fn a_body_without_end_is_not_read() {
    let (receiver, fallback) = (Receiver::start(Answer::EndlessBody), Written::default());
    let alerts = builder(&TestClock::default(), &fallback)
        .deadline(PATIENCE)
        .slack("CRITICAL", receiver.url())
        .start()
        .unwrap();
    alerts.report(&RoutingError::pool()).send();
    assert!(alerts.flush(PATIENCE));
    assert_eq!(alerts.counts().channels[0].sent, 1);
}

#[test]
fn an_unreachable_receiver_leads_to_the_fallback_log_once() {
    let fallback = Written::default();
    let url = "http://127.0.0.1:1/services/s3cr3t";
    let alerts = builder(&TestClock::default(), &fallback)
        .slack("CRITICAL", url)
        .teams("CRITICAL", "http://no-such-host.invalid/s3cr3t")
        .start()
        .unwrap();
    alerts.report(&RoutingError::pool()).trace_id("req-1").send();
    assert!(alerts.flush(PATIENCE));
    assert_eq!(fallback.lines().len(), 1, "once, whatever the number of channels");
}

/// A receiver that hangs holds up no other, and what one of them takes is in no fallback log.
#[test]
fn one_channel_that_works_is_enough() {
    let fallback = Written::default();
    let (hangs, works) = (Receiver::start(Answer::Hang), Receiver::start(Answer::Status(202)));
    let alerts = builder(&TestClock::default(), &fallback)
        .deadline(PATIENCE)
        .slack("CRITICAL", hangs.url())
        .pagerduty("key")
        .pagerduty_url(works.url())
        .start()
        .unwrap();
    for number in 0..50 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    let end = Instant::now() + PATIENCE;
    while alerts.counts().channels[1].sent < 50 {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(alerts.counts().channels[0].failed_calls, 0, "the other hangs still");
    hangs.set(Answer::Close);
    drop(alerts);
    assert_eq!(fallback.text(), "");
}

/// The deadline of the channel ends a call of a transport that never returns. A few threads stay behind.
#[test]
fn a_hanging_transport_is_abandoned() {
    let fallback = Written::default();
    let calls = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&calls);
    let clock = TestClock::default();
    let alerts = builder(&clock, &fallback)
        .deadline(Duration::from_millis(20))
        .channel("hangs", "CRITICAL", move |_: &Delivery| {
            counted.fetch_add(1, SeqCst);
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        })
        .start()
        .unwrap();
    let mut ids = 0..;
    let mut report = |count: usize| {
        for id in ids.by_ref().take(count) {
            alerts.report(&RoutingError::pool()).trace_id(format!("req-{id}")).send();
        }
        assert!(alerts.flush(PATIENCE));
    };
    report(100);
    // A call may be abandoned before its thread has started.
    let end = Instant::now() + PATIENCE;
    while calls.load(SeqCst) < 10 {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(1));
    }
    let hangs = || alerts.counts().channels[0].clone();
    assert_eq!((calls.load(SeqCst), hangs().calls, hangs().is_open), (10, 10, true));
    // A probe makes no eleventh thread.
    clock.advance(Duration::from_secs(30));
    report(1);
    assert_eq!((calls.load(SeqCst), hangs().failed_calls, hangs().is_open), (10, 11, true));
    assert_eq!(fallback.lines().len(), 101);
}

#[test]
fn a_mail_server_that_trickles_is_ended_by_the_deadline() {
    // Each byte resets the time limit of `lettre`: the greeting alone takes 70 seconds.
    let server = MailServer::start(Some(Duration::from_secs(1)));
    let fallback = Written::default();
    let smtp = Smtp::plain("127.0.0.1")
        .port(server.port)
        .from("alerts@example.com")
        .to("ops-oncall@example.com");
    let alerts = builder(&TestClock::default(), &fallback).mail(smtp).start().unwrap();
    let start = Instant::now();
    alerts.report(&RoutingError::pool()).trace_id("req-1").send();
    assert!(alerts.flush(PATIENCE));
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert_eq!(logged(&fallback), BTreeSet::from(["req-1".to_owned()]));
    assert_eq!(alerts.counts().channels[0].calls, 2);
}

#[test]
fn the_breaker_probes_and_closes() {
    let (receiver, fallback) = (Receiver::start(Answer::Status(503)), Written::default());
    let clock = TestClock::default();
    let alerts = builder(&clock, &fallback)
        .deadline(PATIENCE)
        .slack("CRITICAL", receiver.url())
        .start()
        .unwrap();
    let mut ids = 0..;
    let mut report = |count: usize| {
        for id in ids.by_ref().take(count) {
            alerts.report(&RoutingError::pool()).trace_id(format!("req-{id}")).send();
        }
        assert!(alerts.flush(PATIENCE));
        receiver.bodies().len()
    };
    assert_eq!(report(50), 10);
    clock.advance(Duration::from_millis(29_999));
    assert_eq!(report(5), 10);
    clock.advance(Duration::from_millis(1));
    assert_eq!(report(5), 11, "one probe, without a retry");
    clock.advance(Duration::from_millis(59_999));
    assert_eq!(report(5), 11, "the rest has doubled");
    clock.advance(Duration::from_millis(1));
    receiver.set(Answer::Status(200));
    assert_eq!(report(5), 16, "the probe has closed it");
    assert!(!alerts.counts().channels[0].is_open);
    assert_eq!(fallback.lines().len(), 50 + 5 + 5 + 5);
}

/// A receiver that asks to wait is given the time it asks for, and the alert arrives.
#[test]
fn a_receiver_that_asks_to_wait() {
    let (receiver, fallback) = (Receiver::start(Answer::TooMany(1)), Written::default());
    let alerts = builder(&TestClock::default(), &fallback)
        .deadline(PATIENCE)
        .slack("CRITICAL", receiver.url())
        .start()
        .unwrap();
    let start = Instant::now();
    alerts.report(&RoutingError::pool()).send();
    while receiver.bodies().is_empty() {
        assert!(start.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(1));
    }
    receiver.set(Answer::Status(200));
    assert!(alerts.flush(PATIENCE));
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!((receiver.bodies().len(), alerts.counts().channels[0].sent), (2, 1));
}

/// More critical failures than every queue has room for: each is in a channel's counts or in the log.
#[test]
fn a_flood_of_critical_failures() {
    let fallback = Written::default();
    let gate = Arc::new(AtomicU64::new(0));
    let waits = Arc::clone(&gate);
    let alerts = builder(&TestClock::default(), &fallback)
        .deadline(PATIENCE)
        .channel("slow", "CRITICAL", move |_: &Delivery| -> Result<(), Unsent> {
            while waits.load(SeqCst) == 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        })
        .start()
        .unwrap();
    for number in 0..10_000 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    gate.store(1, SeqCst);
    assert!(alerts.flush(PATIENCE));
    let counts = alerts.counts();
    let slow = &counts.channels[0];
    assert_eq!(slow.sent + counts.to_fallback + counts.lost, 10_000, "{counts:?}");
    assert_eq!(slow.sent + slow.dropped, 10_000, "{counts:?}");
    assert_eq!((counts.lost, fallback.lines().len() as u64), (0, counts.to_fallback));
    assert!(slow.dropped > 1000, "the queue is bounded: {counts:?}");
}

/// A store that fails, panics or hangs lets every alert pass.
#[test]
fn a_store_that_is_down() {
    type Claim = Result<bool, Box<dyn std::error::Error + Send + Sync>>;
    struct Broken(fn() -> Claim);
    impl DedupStore for Broken {
        fn claim(&self, _: &str, _: Duration) -> Claim {
            (self.0)()
        }
    }
    expect_panics(&["the store"]);
    let fails = || Err("down".into());
    let panics = || panic!("the store");
    let hangs = || {
        std::thread::sleep(Duration::from_secs(60));
        Ok(false)
    };
    for claim in [fails as fn() -> Claim, panics, hangs] {
        let (receiver, fallback) = (Receiver::start(Answer::Status(200)), Written::default());
        let alerts = builder(&TestClock::default(), &fallback)
            .deadline(PATIENCE)
            .slack("ERROR", receiver.url())
            .slack("CRITICAL", receiver.url())
            .dedup(Broken(claim))
            .start()
            .unwrap();
        storm(&alerts, |report| report());
        assert!(alerts.flush(PATIENCE));
        let channels = assert_complete(&alerts);
        assert_eq!((channels[0].sent, channels[1].sent), (100, 200));
        assert_eq!(alerts.counts().store_failures, 300);
    }
}
