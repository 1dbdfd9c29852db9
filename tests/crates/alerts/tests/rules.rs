//! Which failures are sent when, over the public face.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use alerts::{
    Codes, PATIENCE, PROVIDERS, RoutingError, Sent, TestClock, Written, expect_panics, keep,
    within_linger,
};
use error_catalog::alert::{AlertCounts, Alerts, AlertsBuilder, Conditions};
use error_catalog::edge::{Edge, Exchange, Observer as _, Occurrence};
use error_catalog::report::{JsonLines, Reporter};
use error_catalog::retry::Policy;
use http::{Method, StatusCode};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Alerts over one transport for each severity, and what they sent.
struct Set {
    alerts: Alerts,
    clock: TestClock,
    errors: Sent,
    criticals: Sent,
    fallback: Written,
}

impl Set {
    fn new() -> Self {
        Self::with(|builder| builder)
    }

    fn with(change: impl FnOnce(AlertsBuilder) -> AlertsBuilder) -> Self {
        let (clock, errors, criticals) = (TestClock::default(), Sent::default(), Sent::default());
        let fallback = Written::default();
        let builder = Alerts::for_registry::<Codes>()
            .channel("errors", "ERROR", keep(&errors))
            .channel("criticals", "CRITICAL", keep(&criticals))
            .fallback(fallback.clone())
            .clock(clock.clone());
        let alerts = change(builder).start().unwrap();
        Self { alerts, clock, errors, criticals, fallback }
    }

    /// Moves the clock, after what was due before is sent.
    fn advance(&self, by: Duration) {
        assert!(self.alerts.flush(PATIENCE));
        self.clock.advance(by);
        assert!(self.alerts.flush(PATIENCE));
    }

    /// The texts for ERROR since the last call.
    fn errors(&self) -> Vec<String> {
        assert!(self.alerts.flush(PATIENCE));
        std::mem::take(&mut self.errors.lock().unwrap())
    }

    fn criticals(&self) -> Vec<String> {
        assert!(self.alerts.flush(PATIENCE));
        assert_eq!(self.fallback.text(), "");
        std::mem::take(&mut self.criticals.lock().unwrap())
    }

    fn fail(&self) {
        self.alerts.report(&RoutingError::timeout()).send();
    }
}

fn assert_complete(counts: &AlertCounts) {
    let AlertCounts {
        failures,
        log_only,
        repeated,
        without_channel,
        grouped,
        held_back,
        alerts,
        ..
    } = counts;
    assert_eq!(
        *failures,
        log_only + repeated + without_channel + grouped + held_back + alerts,
        "{counts:?}"
    );
}

#[test]
fn each_severity_is_sent_to_its_channels() {
    let set = Set::new();
    set.alerts.report(&RoutingError::Slow).send();
    assert_eq!((set.errors().len(), set.criticals().len()), (0, 0), "WARNING is in the log only");
    set.fail();
    assert_eq!((set.errors().len(), set.criticals().len()), (1, 0));
    set.alerts.report(&RoutingError::pool()).send();
    assert_eq!((set.errors().len(), set.criticals().len()), (0, 1));
    let counts = set.alerts.counts();
    assert_eq!((counts.failures, counts.log_only, counts.alerts), (3, 1, 2));
    assert_complete(&counts);
}

#[test]
fn the_first_alert_is_sent_and_later_ones_are_counted() {
    let set = Set::new();
    set.fail();
    let first = set.errors();
    assert!(first[0].starts_with("🚨 System Error - TomTom API Timeout\n"), "{first:?}");
    for _ in 0..31 {
        set.clock.advance(seconds(1));
        set.fail();
    }
    assert_eq!(set.errors(), [""; 0]);
    set.advance(Duration::from_millis(268_999));
    assert_eq!(set.errors(), [""; 0], "the window is open still");
    set.advance(Duration::from_millis(1));
    assert_eq!(set.errors(), ["32 occurrences of EXTERNAL_API_TIMEOUT in last 5 min"]);
    set.advance(seconds(299));
    set.fail();
    set.advance(seconds(1));
    assert_eq!(set.errors(), ["1 occurrences of EXTERNAL_API_TIMEOUT in last 5 min"]);
    set.advance(seconds(300));
    assert_eq!(set.errors(), [""; 0], "a quiet window ends it");
    set.fail();
    assert_eq!(set.errors().len(), 1, "and the next is the first again");
    assert_complete(&set.alerts.counts());
}

/// The end of a window is found without a further failure, and the clock is looked at without a call.
#[test]
fn a_count_is_sent_at_the_end_of_its_window() {
    let set = Set::new();
    set.fail();
    set.fail();
    assert_eq!(set.errors().len(), 1);
    set.clock.advance(seconds(300));
    let end = Instant::now() + PATIENCE;
    while set.errors.lock().unwrap().is_empty() {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(set.errors(), ["2 occurrences of EXTERNAL_API_TIMEOUT in last 5 min"]);
}

#[test]
fn a_hundred_a_minute_then_one_summary_and_critical_ones_always() {
    let set = Set::new();
    for (number, provider) in PROVIDERS.iter().enumerate() {
        set.alerts.report(&provider()).send();
        set.alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    assert_eq!(set.errors().len(), 100);
    assert_eq!(set.criticals().len(), 300, "none of them is held back");
    set.advance(Duration::from_millis(59_999));
    assert_eq!(set.errors(), [""; 0]);
    set.advance(Duration::from_millis(1));
    let summary = set.errors();
    assert_eq!(summary.len(), 1);
    let begins = "200 alerts of 200 codes were held back in the last minute: PROVIDER_100_DOWN 1, ";
    assert!(summary[0].starts_with(begins) && summary[0].ends_with(" and others"), "{summary:?}");
    let counts = set.alerts.counts();
    assert_eq!((counts.alerts, counts.held_back, counts.further_alerts), (400, 200, 1));
    assert_complete(&counts);
}

#[test]
fn no_minute_has_more_than_a_hundred() {
    let set = Set::new();
    let mut times = Vec::new();
    // Two and a half minutes, and the counts of the windows after them.
    for step in 0..4500_u64 {
        set.clock.advance(Duration::from_millis(100));
        if step < 1500 {
            let provider = PROVIDERS[usize::try_from(step % 300).unwrap()];
            set.alerts.report(&provider()).send();
        }
        if step % 10 == 9 {
            let count = set.errors().iter().filter(|text| !text.contains("held back")).count();
            times.extend(std::iter::repeat_n(step / 10, count));
        }
    }
    assert_eq!(times.len(), 200);
    for minute in times.windows(101) {
        // Times are known to the second.
        assert!(minute[100] - minute[0] >= 59, "{minute:?}");
    }
}

#[test]
fn a_critical_failure_is_one_alert_for_each_id() {
    let set = Set::new();
    for id in ["req-1", "req-2", "req-1", "req-2", "req-1"] {
        set.alerts.report(&RoutingError::pool()).trace_id(id).send();
    }
    assert_eq!(set.criticals().len(), 2);
    set.alerts.report(&RoutingError::disk("full")).trace_id("req-1").send();
    assert_eq!(set.criticals().len(), 1, "another code");
    for _ in 0..3 {
        set.alerts.report(&RoutingError::pool()).send();
    }
    assert_eq!(set.criticals().len(), 3, "without an id nothing is known to be the same");
    set.advance(seconds(300));
    set.alerts.report(&RoutingError::pool()).trace_id("req-1").send();
    assert_eq!(set.criticals().len(), 1, "again after 5 minutes");
    let counts = set.alerts.counts();
    assert_eq!(counts.repeated, 3);
    assert_complete(&counts);
}

fn exchange(edge: &Edge<Codes>, id: &'static str) -> Exchange {
    edge.begin(Method::GET, "/", |name| (name == "x-request-id").then_some(id.as_bytes()))
}

/// A client that sends one id with every request silences nothing; one request that is reported twice is one failure.
#[test]
fn requests_are_distinguished_by_more_than_their_ids() {
    let set = Set::new();
    let edge = Edge::<Codes>::new();
    let (first, second) = (exchange(&edge, "mine"), exchange(&edge, "mine"));
    for exchange in [&first, &first, &second, &second] {
        let error = RoutingError::pool();
        let occurrence = Occurrence::new(&error, exchange, StatusCode::INTERNAL_SERVER_ERROR);
        set.alerts.failed(&occurrence);
    }
    assert_eq!(set.criticals().len(), 2);
    assert_eq!(set.alerts.counts().repeated, 2);
}

#[test]
fn a_handler_that_reports_and_returns_a_failure_is_one_alert() {
    let set = Set::new();
    let exchange = exchange(&Edge::<Codes>::new(), "mine");
    let error = RoutingError::pool();
    set.alerts.report(&error).exchange(&exchange).send();
    set.alerts.failed(&Occurrence::new(&error, &exchange, StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(set.criticals().len(), 1);
}

#[test]
fn a_reporter_forwards_failures_outside_of_requests() {
    let set = Set::new();
    let written = Written::default();
    let (reporter, guard) =
        Reporter::to(JsonLines::to(written.clone())).alerts(&set.alerts).start().unwrap();
    reporter.report(&RoutingError::pool()).trace_id("job-1").tool("calculate_route").send();
    reporter.report(&RoutingError::pool()).trace_id("job-1").send();
    assert!(guard.flush(PATIENCE));
    assert_eq!(written.lines().len(), 1);
    let criticals = set.criticals();
    assert_eq!(criticals.len(), 1);
    assert!(criticals[0].contains("\nRequest ID: job-1\nTool: calculate_route\n"), "{criticals:?}");
    // Within a request the layer reports to both; the failure is one alert still.
    let exchange = exchange(&Edge::<Codes>::new(), "req-1");
    let error = RoutingError::pool();
    reporter.report(&error).exchange(&exchange).send();
    (reporter, set.alerts.clone()).failed(&Occurrence::new(
        &error,
        &exchange,
        StatusCode::INTERNAL_SERVER_ERROR,
    ));
    assert_eq!(set.criticals().len(), 1);
}

#[test]
fn without_a_critical_channel_the_error_channels_are_used() {
    let errors = Sent::default();
    let alerts =
        Alerts::for_registry::<Codes>().channel("errors", "ERROR", keep(&errors)).start().unwrap();
    alerts.report(&RoutingError::pool()).send();
    assert!(alerts.flush(PATIENCE));
    assert!(errors.lock().unwrap()[0].starts_with("🔥 CRITICAL: "));
}

#[test]
fn without_any_channel_it_is_in_the_fallback_log() {
    let fallback = Written::default();
    let alerts = Alerts::for_registry::<Codes>().fallback(fallback.clone()).start().unwrap();
    alerts.report(&RoutingError::pool()).trace_id("req-789").send();
    alerts.report(&RoutingError::timeout()).send();
    assert!(alerts.flush(PATIENCE));
    let [line] = &fallback.lines()[..] else { panic!("{}", fallback.text()) };
    assert_eq!(line["error_code"], "EXTERNAL_POOL_EXHAUSTED");
    assert_eq!(line["trace_id"], "req-789");
    assert_eq!(line["severity"], "CRITICAL");
    let counts = alerts.counts();
    assert_eq!((counts.to_fallback, counts.without_channel), (1, 1));
    assert_complete(&counts);
}

#[test]
fn conditions_of_one_process() {
    let set = Set::with(|builder| builder.conditions(Conditions::default()));
    let edge = Edge::<Codes>::new().observer(set.alerts.clone());
    let answer = |route: &str, is_failure: bool| {
        let exchange = exchange(&edge, "").matched(route);
        if is_failure {
            edge.fail(&exchange, &RoutingError::timeout());
        } else {
            edge.finish_response(&exchange, http::Response::new(Vec::new()));
        }
    };
    for _ in 0..15 {
        answer("/users/{id}", false);
    }
    for _ in 0..9 {
        answer("/users/{id}", true);
    }
    let errors = set.errors();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("🚨 System Error - TomTom API Timeout"));
    assert_eq!(errors[1], "🚨 /users/{id}: 25 % of requests failed in the last 5 min");
    answer("/other", true);
    assert_eq!(
        set.errors(),
        [
            "🚨 10 server errors (5xx) in the last minute",
            "🚨 EXTERNAL_API_TIMEOUT is surging: 10 in the last 5 min, 0 in the hour before",
        ]
    );
    for _ in 0..5 {
        set.alerts.retried(Codes::EXTERNAL_API_TIMEOUT.entry());
    }
    assert_eq!(
        set.errors(),
        [
            "🚨 retries for EXTERNAL_API_TIMEOUT are increasing: 5 in the last 5 min, 0 in the hour before"
        ]
    );
    assert_complete(&set.alerts.counts());
}

/// A policy that knows the alerts counts its retries for them, and only those that are made.
#[test]
fn a_policy_reports_its_retries() {
    let set = Set::with(|builder| builder.conditions(Conditions::default()));
    let policy = Policy::new().alerts(&set.alerts);
    let (mut tries, mut made) = (policy.begin(), 0);
    while tries.wait(&RoutingError::timeout()).is_some() {
        made += 1;
    }
    assert_eq!((made, set.errors()), (2, vec![]), "two of five");
    for _ in 0..2 {
        policy.begin().wait(&RoutingError::timeout()).unwrap();
    }
    assert_eq!(policy.begin().wait(&RoutingError::pool()), None);
    assert_eq!(set.errors(), [""; 0]);
    policy.begin().wait(&RoutingError::timeout()).unwrap();
    let text = "🚨 retries for EXTERNAL_API_TIMEOUT are increasing: 5 in the last 5 min, 0 in the hour before";
    assert_eq!(set.errors(), [text]);
}

#[test]
fn only_conditions_that_are_on_are_reported() {
    let off = Conditions::default().burst(false).routes(false).surges(false).retries(false);
    let set = Set::with(|builder| builder.conditions(off));
    assert!(!set.alerts.counts_requests());
    let edge = Edge::<Codes>::new().observer(set.alerts.clone());
    for _ in 0..100 {
        edge.fail(&exchange(&edge, "").matched("/a"), &RoutingError::timeout());
        set.alerts.retried(Codes::EXTERNAL_API_TIMEOUT.entry());
    }
    assert_eq!(set.errors().len(), 1, "the code itself");
}

/// What is user code may panic: the clock, a transport, the display of an error.
#[test]
fn a_panic_of_a_service_does_not_stop_alerts() {
    expect_panics(&["the clock", "the transport"]);
    let calls = Arc::new(AtomicU64::new(0));
    let (broken, errors) = (Arc::clone(&calls), Sent::default());
    let clock = move || -> Duration {
        assert!(broken.fetch_add(1, SeqCst) % 2 == 0, "the clock");
        Duration::ZERO
    };
    let fallback = Written::default();
    let alerts = Alerts::for_registry::<Codes>()
        .clock(clock)
        .channel("errors", "ERROR", keep(&errors))
        .channel("broken", "CRITICAL", |_: &_| panic!("the transport, password=hunter2"))
        .retry_pause(Duration::ZERO)
        .fallback(fallback.clone())
        .start()
        .unwrap();
    for number in 0..20 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
        alerts.report(&RoutingError::timeout()).send();
    }
    assert!(alerts.flush(PATIENCE));
    assert_eq!(errors.lock().unwrap().len(), 1);
    assert_eq!(fallback.lines().len(), 20);
    let counts = alerts.counts();
    let broken = &counts.channels[1];
    assert_eq!((broken.calls, broken.failed_calls, broken.is_open), (10, 10, true));
}

/// What is queued when the last clone is dropped is sent.
#[test]
fn the_last_clone_sends_queued_alerts() {
    let count = within_linger(|| {
        let (sent, gate) = (Sent::default(), Arc::new(AtomicBool::new(false)));
        let (slow, opened) = (keep(&sent), Arc::clone(&gate));
        let alerts = Alerts::for_registry::<Codes>()
            .deadline(PATIENCE)
            .channel("slow", "CRITICAL", move |delivery: &_| {
                while !opened.load(SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                std::thread::sleep(Duration::from_millis(5));
                slow(delivery)
            })
            .fallback(Written::default())
            .start()
            .unwrap();
        for number in 0..20 {
            alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
        }
        // A clone that is not the last neither waits nor gives up what is queued.
        drop(alerts.clone());
        gate.store(true, SeqCst);
        drop(alerts);
        sent.lock().unwrap().len()
    });
    assert_eq!(count, 20);
}

/// The fallback log has what a channel that hangs has not taken by then, what it is sending among it.
#[test]
fn the_last_clone_leaves_no_critical_failure_unlogged() {
    let fallback = Written::default();
    let alerts = Alerts::for_registry::<Codes>()
        .channel("hangs", "CRITICAL", |_: &_| {
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        })
        .deadline(Duration::from_secs(60))
        .fallback(fallback.clone())
        .start()
        .unwrap();
    for number in 0..5 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    drop(alerts);
    // A busy machine writes the rest after the half second that the last clone waits for it.
    let end = Instant::now() + PATIENCE;
    while fallback.lines().len() < 5 {
        assert!(Instant::now() < end, "{}", fallback.text());
        std::thread::sleep(Duration::from_millis(1));
    }
    let mut ids: Vec<_> =
        fallback.lines().iter().map(|line| line["trace_id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    assert_eq!(ids, ["req-0", "req-1", "req-2", "req-3", "req-4"]);
}
