//! Retries by the advice of codes, with time that stands still between waits.

use std::cell::{Cell, RefCell};
use std::future::{Ready, ready};
use std::io::{self, ErrorKind};
use std::time::Duration;

use backon::Retryable as _;
use catalog_specs_core::status;
use error_catalog::retry::{Budget, Endless, Policy};
use error_catalog::{Class, Failure, OrFail as _, Remote, Retry};
use operations::{Codes, Counts, StockError};
use tokio::time::Instant;
use tower::retry::RetryLayer;
use tower::{Layer as _, Service as _, ServiceExt as _, service_fn};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn failure(error: StockError) -> Failure<Codes> {
    error.into()
}

fn unreachable(kind: ErrorKind) -> Failure<Codes> {
    failure(StockError::Unreachable { cause: kind.into() })
}

fn internal(kind: ErrorKind) -> Failure<Codes> {
    Err::<(), _>(io::Error::from(kind)).or_internal().map_err(Failure::from).unwrap_err()
}

/// No retry.
const NONE: [Duration; 0] = [];

/// A policy without chance.
fn exact() -> Policy {
    Policy::new().without_jitter()
}

/// The waits of a call that always fails.
fn waits(policy: &Policy, fails: impl Fn() -> Failure<Codes>) -> Vec<Duration> {
    let mut tries = policy.begin();
    core::iter::from_fn(|| tries.wait(&fails())).collect()
}

#[test]
fn the_advice_of_every_class_and_status_is_that_of_the_design() {
    for class in Class::ALL {
        for number in 400..600 {
            let retry = status::retry(number, *class);
            let may = number >= 500 || matches!(number, 408 | 425 | 429);
            match class {
                Class::Network if may => assert_eq!(retry, Retry::Network),
                Class::Transient | Class::RateLimit if may => assert_eq!(retry, Retry::Transient),
                _ => assert_eq!(retry, Retry::Never, "{number} {class}"),
            }
        }
    }
    let delays = |retry: Retry| retry.delays().map(|wait| wait.as_secs()).collect::<Vec<_>>();
    assert_eq!(delays(Retry::Network), [1, 2, 4]);
    assert_eq!(delays(Retry::Transient), [2, 2]);
    assert_eq!(delays(Retry::Unavailable), [0; 0]);
    assert_eq!(delays(Retry::Never), [0; 0]);
}

#[test]
fn each_failure_is_tried_again_by_its_advice() {
    let refused = || unreachable(ErrorKind::ConnectionRefused);
    assert_eq!(waits(&exact(), refused), [seconds(1), seconds(2), seconds(4)]);
    assert_eq!(waits(&exact(), || failure(StockError::Busy)), [seconds(5), seconds(5)]);
    assert_eq!(waits(&exact(), || failure(StockError::Down)), NONE);
    assert_eq!(waits(&exact(), || failure(StockError::Sku)), NONE);
    assert_eq!(
        waits(&exact(), || internal(ErrorKind::ConnectionRefused)),
        [seconds(1), seconds(2), seconds(4)]
    );
    assert_eq!(waits(&exact(), || internal(ErrorKind::PermissionDenied)), NONE);
    assert_eq!(waits(&exact(), || Failure::internal("something")), NONE);
}

#[test]
fn a_wait_of_run_time_is_honoured() {
    let limited = |wait| move || failure(StockError::Limited { wait });
    assert_eq!(waits(&exact(), limited(seconds(7))), [seconds(7), seconds(7)]);
    assert_eq!(waits(&exact(), limited(seconds(1))), [seconds(2), seconds(2)]);
    assert_eq!(waits(&exact(), limited(seconds(300))), [seconds(300), seconds(300)]);
    // Nothing waits for a day.
    assert_eq!(waits(&exact(), limited(seconds(86_400))), NONE);
    assert_eq!(waits(&exact().longest_wait(seconds(90_000)), limited(seconds(86_400))).len(), 2);
    assert_eq!(waits(&exact(), limited(Duration::MAX)), NONE);
}

#[test]
fn an_unknown_outcome_is_tried_again_only_where_it_may_run_twice() {
    let timeout = || failure(StockError::Timeout);
    assert_eq!(waits(&exact(), timeout), NONE);
    assert_eq!(waits(&exact().idempotent(), timeout), [seconds(1), seconds(2), seconds(4)]);
    // The code is declared so.
    let report = waits(&exact(), || failure(StockError::ReportTimeout));
    assert_eq!(
        report.iter().map(Duration::as_millis).collect::<Vec<_>>(),
        [100, 300, 900, 2700, 8100]
    );
    for (kind, is_known) in [
        (ErrorKind::ConnectionRefused, true),
        (ErrorKind::HostUnreachable, true),
        (ErrorKind::ConnectionReset, false),
        (ErrorKind::BrokenPipe, false),
        (ErrorKind::UnexpectedEof, false),
        (ErrorKind::TimedOut, false),
    ] {
        for fails in [internal, unreachable] {
            assert_eq!(!waits(&exact(), || fails(kind)).is_empty(), is_known, "{kind}");
            assert!(!waits(&exact().idempotent(), || fails(kind)).is_empty(), "{kind}");
        }
    }
    // The cause of a timeout can be known better.
    let refused = || {
        let refused = Err::<(), _>(io::Error::from(ErrorKind::ConnectionRefused));
        Failure::from(refused.or_fail(StockError::Timeout).unwrap_err())
    };
    assert_eq!(waits(&exact(), refused).len(), 3);
}

/// Without a cause the code says what happened, as the tables do for a response without one.
#[test]
fn a_lost_connection_is_tried_again_only_where_it_may_run_twice() {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "PAY")]
    enum PayError {
        #[catalog(
            code = "PAY_BAD_GATEWAY",
            status = 502,
            log_level = "ERROR",
            message = "Try again"
        )]
        BadGateway,
        #[catalog(
            code = "PAY_NETWORK_DOWN",
            status = 503,
            log_level = "ERROR",
            message = "Try again",
            class = "network"
        )]
        Network,
        #[catalog(
            code = "PAY_NETWORK_TWICE",
            status = 502,
            log_level = "ERROR",
            message = "Try again",
            retry(max = 1, base = "1s", idempotent)
        )]
        Twice,
        #[catalog(code = "PAY_BUSY", status = 503, log_level = "ERROR", message = "Try again")]
        Busy,
    }
    let tried = |policy: Policy, error: PayError| policy.begin().wait(&error).is_some();
    for error in [|| PayError::BadGateway, || PayError::Network] {
        assert!(!tried(exact(), error()), "{:?}", error());
        assert!(tried(exact().idempotent(), error()), "{:?}", error());
    }
    // It was not done, or its code says that it may run twice.
    assert!(tried(exact(), PayError::Busy) && tried(exact(), PayError::Twice));

    // The same whether the gateway of another service writes an envelope or not.
    let envelope = br#"{"error":{"code":"STOCK_API_UNREACHABLE","message":"x"}}"#;
    let gateway = || Failure::from(Remote::<Codes>::from_slice(envelope).unwrap());
    assert_eq!(waits(&exact(), gateway), NONE);
    assert_eq!(waits(&exact().idempotent(), gateway).len(), 3);
}

#[test]
fn jitter_only_lengthens() {
    let policy = Policy::new().budget(&Budget::new(0, u32::MAX));
    let refused = || unreachable(ErrorKind::ConnectionRefused);
    let mut longest = Duration::ZERO;
    for _ in 0..300 {
        let waits = waits(&policy, refused);
        for (wait, floor) in waits.iter().zip([1, 2, 4].map(seconds)) {
            assert!(*wait >= floor && *wait <= floor * 3 / 2, "{wait:?}");
        }
        longest = longest.max(waits[0]);
    }
    assert!(longest > Duration::from_millis(1300), "{longest:?}");
}

/// A longer wait of a part of the clients only.
#[test]
fn jitter_does_not_lengthen_beyond_the_longest_wait() {
    let policy = Policy::new().longest_wait(seconds(60)).budget(&Budget::new(0, u32::MAX));
    let mut lengthened = false;
    for _ in 0..100 {
        for wait in waits(&policy, || failure(StockError::Limited { wait: seconds(50) })) {
            assert!(wait <= seconds(60), "{wait:?}");
            lengthened |= wait > seconds(50);
        }
    }
    assert!(lengthened);
}

#[test]
fn a_budget_ends_the_retries_of_a_service_that_is_down() {
    let budget = Budget::default();
    let policy = exact().budget(&budget);
    let tries: usize = (0..1000)
        .map(|_| 1 + waits(&policy.clone(), || unreachable(ErrorKind::ConnectionRefused)).len())
        .sum();
    // Ten at once, and a tenth of the calls.
    assert!((1100..=1110).contains(&tries), "{tries}");
    let none = exact().budget(&Budget::new(0, 0));
    assert_eq!(waits(&none, || internal(ErrorKind::ConnectionRefused)), NONE);
}

#[test]
fn calls_that_succeed_fill_the_budget_again() {
    let policy = exact().budget(&Budget::new(10, 1));
    let refused = || unreachable(ErrorKind::ConnectionRefused);
    assert_eq!(waits(&policy, refused).len(), 1);
    assert_eq!(waits(&policy, refused).len(), 0);
    for _ in 0..8 {
        let _ = policy.begin();
    }
    assert_eq!(waits(&policy, refused).len(), 1);
}

#[test]
fn every_retry_is_counted_by_the_code_of_its_failure() {
    let counts = Counts::default();
    counts.during(|| {
        error_catalog::metric::register::<Codes>();
        waits(&exact(), || unreachable(ErrorKind::ConnectionRefused));
        waits(&exact(), || internal(ErrorKind::ConnectionRefused));
        waits(&exact(), || failure(StockError::Sku));
        waits(&exact().budget(&Budget::new(0, 1)), || failure(StockError::Busy));
    });
    let count =
        |code: &str| counts.get(&format!("error_catalog_retries_total{{error_code={code}}}"));
    assert_eq!(count("STOCK_API_UNREACHABLE"), Some(3));
    assert_eq!(count("SYSTEM_INTERNAL_ERROR"), Some(3));
    assert_eq!(count("STOCK_API_BUSY"), Some(1));
    assert_eq!(count("STOCK_SKU_INVALID"), Some(0));
}

/// A call that fails a number of times, and counts its tries.
fn call(tries: &Cell<u32>, failures: u32, fails: Fails) -> Ready<Result<u32, Failure<Codes>>> {
    tries.set(tries.get() + 1);
    ready(if tries.get() <= failures { Err(fails()) } else { Ok(tries.get()) })
}

type Fails = fn() -> Failure<Codes>;

#[tokio::test(start_paused = true)]
async fn backon_uses_the_delays_of_the_codes() {
    let cases: [(u32, Fails, Result<u32, &str>, u64); 6] = [
        (2, || unreachable(ErrorKind::ConnectionRefused), Ok(3), 3),
        (9, || unreachable(ErrorKind::ConnectionRefused), Err("STOCK_API_UNREACHABLE"), 7),
        (9, || failure(StockError::Busy), Err("STOCK_API_BUSY"), 10),
        (9, || failure(StockError::Limited { wait: seconds(30) }), Err("STOCK_API_LIMITED"), 60),
        (9, || failure(StockError::Sku), Err("STOCK_SKU_INVALID"), 0),
        (9, || failure(StockError::Timeout), Err("STOCK_API_TIMEOUT"), 0),
    ];
    for (failures, fails, expected, waited) in cases {
        let (policy, count, begin) = (exact(), Cell::new(0), Instant::now());
        let mut tries = policy.begin();
        let result = (|| call(&count, failures, fails)).retry(Endless).adjust(tries.adjust()).await;
        let result = result.map_err(|failure| failure.code().as_str());
        assert_eq!((result, begin.elapsed()), (expected, seconds(waited)));
        assert_eq!(count.get(), tries.retries() + 1);
    }
}

#[tokio::test(start_paused = true)]
async fn failures_of_several_kinds_are_each_judged_by_their_own_code() {
    let count = Cell::new(0);
    let mut tries = exact().begin();
    let waited = RefCell::new(Vec::new());
    let fails = || async {
        count.set(count.get() + 1);
        Err::<(), _>(match count.get() {
            1 => unreachable(ErrorKind::ConnectionRefused),
            2 => failure(StockError::Busy),
            _ => failure(StockError::Sku),
        })
    };
    let result = fails
        .retry(Endless)
        .adjust(tries.adjust())
        .notify(|_, wait: Duration| waited.borrow_mut().push(wait))
        .await;
    assert!(result.unwrap_err().is(Codes::STOCK_SKU_INVALID));
    assert_eq!(*waited.borrow(), [seconds(1), seconds(5)]);
}

#[tokio::test(start_paused = true)]
async fn tower_uses_the_delays_of_the_codes() {
    let policy = exact();
    let count = Cell::new(0);
    let service = service_fn(|failures: u32| {
        call(&count, failures, || unreachable(ErrorKind::ConnectionRefused))
    });
    let mut service = RetryLayer::new(policy.tower()).layer(service);
    let begin = Instant::now();
    assert_eq!(service.ready().await.unwrap().call(2).await.unwrap(), 3);
    assert_eq!(begin.elapsed(), seconds(3));
    // The next request starts with all its tries.
    count.set(0);
    let begin = Instant::now();
    let failed = service.ready().await.unwrap().call(9).await.unwrap_err();
    assert!(failed.is(Codes::STOCK_API_UNREACHABLE));
    assert_eq!((count.get(), begin.elapsed()), (4, seconds(7)));
}

#[tokio::test(start_paused = true)]
async fn requests_of_tower_share_the_budget() {
    let policy = exact().budget(&Budget::new(10, 2));
    let count = Cell::new(0);
    let service =
        service_fn(|(): ()| call(&count, u32::MAX, || internal(ErrorKind::ConnectionRefused)));
    let mut service = RetryLayer::new(policy.tower()).layer(service);
    for _ in 0..20 {
        assert!(service.ready().await.unwrap().call(()).await.is_err());
    }
    // 20 first tries, two retries at once, and two for the calls.
    assert!((23..=24).contains(&count.get()), "{}", count.get());
}

/// Settings of zero and without end: nothing overflows, no wait is longer than the longest, and an empty budget has no retry.
#[test]
fn settings_of_any_size() {
    let always = || failure(StockError::ReportTimeout);
    assert_eq!(waits(&exact().budget(&Budget::new(0, 0)), always), NONE);
    assert_eq!(waits(&exact().budget(&Budget::new(u32::MAX, u32::MAX)), always).len(), 5);
    assert_eq!(waits(&exact().longest_wait(Duration::ZERO), always), NONE);
    // The other service asks for any time.
    for wait in [Duration::MAX, Duration::from_secs(u64::MAX), Duration::from_secs(301)] {
        let limited = || failure(StockError::Limited { wait });
        assert_eq!(waits(&exact(), limited), NONE, "{wait:?}");
        let patient = Policy::new().longest_wait(Duration::MAX);
        let waited = waits(&patient, limited);
        assert_eq!(waited.len(), 2, "{wait:?}");
        assert!(waited.iter().all(|waited| *waited >= Duration::from_secs(301)));
    }
    let at_once = || failure(StockError::Limited { wait: Duration::ZERO });
    assert_eq!(waits(&exact(), at_once), [seconds(2); 2], "never before the advice");
}

/// An error whose parts panic is tried again by its code.
#[test]
fn an_error_that_panics_has_the_advice_of_its_code() {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "ODD", manual(Display, Error))]
    enum OddError {
        #[catalog(
            code = "ODD_ANSWER",
            status = 503,
            log_level = "ERROR",
            message = "Please try again later",
            retry = "transient"
        )]
        Answer,
    }
    impl std::fmt::Display for OddError {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            panic!("the text")
        }
    }
    impl std::error::Error for OddError {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            panic!("the cause")
        }
    }
    let mut tries = exact().begin();
    let waited: Vec<_> = core::iter::from_fn(|| tries.wait(&OddError::Answer)).collect();
    assert_eq!(waited, [seconds(2); 2]);
    assert_eq!(tries.retries(), 2);
    assert_eq!(tries.wait(&OddError::Answer), None, "and it stays so");
}

/// Many calls share a budget: no more retries than it has, however many threads ask at once.
#[test]
fn threads_share_a_budget() {
    let policy = exact().budget(&Budget::new(0, 50));
    let retries: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let fails = || failure(StockError::Busy);
                    (0..100).map(|_| waits(&policy, fails).len()).sum::<usize>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(retries, 50);
}
