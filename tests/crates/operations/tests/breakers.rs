//! Circuit breakers by origin, with a clock of the test.

use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use error_catalog::foreign::{self, Source};
use error_catalog::retry::Breakers;
use error_catalog::{Failure, OrFail as _, Remote, Retry};
use operations::{Codes, MysqlError, StockError};
use tonic::Code;

#[derive(Clone)]
struct Clock(Arc<Mutex<Instant>>);

impl Clock {
    fn advance(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }
}

fn breakers() -> (Breakers, Clock) {
    let clock = Clock(Arc::new(Mutex::new(Instant::now())));
    let now = clock.clone();
    (Breakers::new().clock(move || *now.0.lock().unwrap()), clock)
}

type Answer = Result<(), Failure<Codes>>;

fn down() -> Answer {
    Err(StockError::Down.into())
}

fn call(breakers: &Breakers, result: &Answer) -> Result<(), Duration> {
    breakers.enter("stock").map(|pass| pass.record(result)).map_err(|open| open.wait())
}

#[test]
fn a_breaker_opens_after_exactly_ten_failures_in_a_row() {
    let (breakers, _) = breakers();
    for _ in 0..9 {
        call(&breakers, &down()).unwrap();
    }
    call(&breakers, &Ok(())).unwrap();
    for _ in 0..10 {
        assert!(!breakers.is_open("stock"));
        call(&breakers, &down()).unwrap();
    }
    assert!(breakers.is_open("stock"));
    assert_eq!(call(&breakers, &Ok(())), Err(Duration::from_secs(30)));
    assert!(breakers.enter("database").is_ok(), "others are closed");
}

#[test]
fn one_call_probes_and_the_wait_doubles_up_to_five_minutes() {
    let (breakers, clock) = breakers();
    for _ in 0..10 {
        call(&breakers, &down()).unwrap();
    }
    for wait in [30, 60, 120, 240, 300, 300] {
        clock.advance(wait - 1);
        assert_eq!(call(&breakers, &Ok(())), Err(Duration::from_secs(1)));
        clock.advance(1);
        let probe = breakers.enter("stock").unwrap();
        assert!(breakers.enter("stock").is_err(), "one probe at a time");
        probe.record(&down());
    }
    clock.advance(300);
    call(&breakers, &Ok(())).unwrap();
    assert!(!breakers.is_open("stock"));
    for _ in 0..9 {
        call(&breakers, &down()).unwrap();
    }
    assert!(!breakers.is_open("stock"), "it counts from 0");
}

#[test]
fn a_probe_without_a_result_does_not_keep_the_breaker_open() {
    let (breakers, clock) = breakers();
    for _ in 0..10 {
        call(&breakers, &down()).unwrap();
    }
    clock.advance(30);
    drop(breakers.enter("stock").unwrap());
    let hanging = breakers.enter("stock").unwrap();
    assert!(breakers.enter("stock").is_err());
    clock.advance(30);
    call(&breakers, &Ok(())).unwrap();
    assert!(!breakers.is_open("stock"));
    hanging.record(&down());
    assert!(!breakers.is_open("stock"));
}

#[test]
fn results_of_calls_from_before_do_not_count() {
    let (breakers, _) = breakers();
    let early: Vec<_> = (0..2).map(|_| breakers.enter("stock").unwrap()).collect();
    for _ in 0..10 {
        call(&breakers, &down()).unwrap();
    }
    for pass in early {
        pass.record(&Answer::Ok(()));
    }
    assert!(breakers.is_open("stock"), "a late success is no probe");
}

#[test]
fn only_faults_of_the_other_side_count() {
    foreign::recognize("database", |error: &MysqlError| Source::Mysql.row(&error.0.to_string()));
    let internal = |cause: MysqlError| Err::<(), _>(cause).or_internal().map_err(Failure::from);
    let counts = |result: Answer| {
        let (breakers, _) = breakers();
        for _ in 0..10 {
            call(&breakers, &result).unwrap();
        }
        breakers.is_open("stock")
    };
    assert!(counts(Err(StockError::Timeout.into())));
    assert!(counts(internal(MysqlError(2003))));
    assert!(counts(internal(MysqlError(1040))));
    assert!(counts(Err(Failure::internal("something"))));
    assert!(!counts(internal(MysqlError(1062))), "a constraint");
    assert!(!counts(internal(MysqlError(1146))), "a migration");
    // What another service answered: its own faults, and not those of the request.
    for (status, is_fault) in [
        (500, true),
        (501, true),
        (502, true),
        (503, true),
        (504, true),
        (511, true),
        (400, false),
        (401, false),
        (404, false),
        (408, true),
        (429, false),
    ] {
        let response = http::Response::builder().status(status);
        let body = br#"{"error":{"code":"STOCK_ON_FIRE","message":"!"}}"#;
        let remote = Remote::<Codes>::from_response(&response.body(body).unwrap()).unwrap();
        assert_eq!(counts(Err(remote.into())), is_fault, "{status}");
    }
    for (code, is_fault) in [
        (Code::Internal, true),
        (Code::Unknown, true),
        (Code::DataLoss, true),
        (Code::Unavailable, true),
        (Code::DeadlineExceeded, true),
        (Code::Unimplemented, false),
        (Code::InvalidArgument, false),
        (Code::NotFound, false),
        (Code::Unauthenticated, false),
    ] {
        let status = tonic::Status::new(code, "");
        let answer = Err::<(), _>(status).or_internal().map_err(Failure::from);
        assert_eq!(counts(answer), is_fault, "{code:?}");
    }
    assert!(!counts(Err(StockError::Sku.into())));
    assert!(!counts(Err(StockError::Limited { wait: Duration::ZERO }.into())));
    assert!(!counts(Ok(())));
}

#[test]
fn an_open_breaker_is_not_retried() {
    let (breakers, _) = breakers();
    for _ in 0..10 {
        call(&breakers, &down()).unwrap();
    }
    let refused = breakers.enter("stock").map(drop).or_internal();
    let failure = Failure::<Codes>::from(refused.unwrap_err());
    assert_eq!(failure.foreign().unwrap().to_string(), "http breaker_open");
    assert_eq!((failure.retry(), failure.wait()), (Retry::Unavailable, None));
    assert!(failure.to_string().contains("stock is not called for 30s"), "{failure}");
    let named = breakers.enter("stock").map(drop).or_fail(StockError::Down);
    assert!(Failure::<Codes>::from(named.unwrap_err()).is(Codes::STOCK_API_DOWN));
}

#[test]
fn threads_share_the_breakers() {
    let (breakers, _) = breakers();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..100 {
                    if let Ok(pass) = breakers.clone().enter("stock") {
                        pass.record(&Answer::Err(Failure::internal(io::Error::from(
                            ErrorKind::ConnectionReset,
                        ))));
                    }
                }
            });
        }
    });
    assert!(breakers.is_open("stock"));
}

/// Limits of zero and without end.
#[test]
fn limits_of_any_size() {
    let at_once = Breakers::new().failures(0).waits(Duration::MAX, Duration::ZERO);
    call(&at_once, &Ok(())).unwrap();
    call(&at_once, &down()).unwrap();
    assert!(at_once.is_open("stock"));
    let wait = call(&at_once, &Ok(())).unwrap_err();
    assert!(wait > Duration::from_secs(1 << 40), "{wait:?}");
    assert!(Err::<(), _>(at_once.enter("stock").unwrap_err()).or_internal().is_err());

    let never = Breakers::new().failures(u32::MAX).waits(Duration::ZERO, Duration::ZERO);
    for _ in 0..1000 {
        call(&never, &down()).unwrap();
    }
    assert!(!never.is_open("stock"));
    let always_probes = Breakers::new().failures(1).waits(Duration::ZERO, Duration::ZERO);
    for _ in 0..10 {
        call(&always_probes, &down()).unwrap();
    }
    assert!(always_probes.is_open("stock"));
    call(&always_probes, &Ok(())).unwrap();
    assert!(!always_probes.is_open("stock"));
}

/// A clock that goes back keeps an open breaker open, and closes none.
#[test]
fn a_clock_that_goes_back() {
    let clock = Clock(Arc::new(Mutex::new(Instant::now() + Duration::from_secs(1000))));
    let now = clock.clone();
    let breakers = Breakers::new().clock(move || *now.0.lock().unwrap());
    clock.advance(100);
    for _ in 0..10 {
        call(&breakers, &down()).unwrap();
    }
    *clock.0.lock().unwrap() -= Duration::from_secs(500);
    assert!(call(&breakers, &Ok(())).is_err());
    assert!(breakers.is_open("stock"));
    clock.advance(1000);
    call(&breakers, &Ok(())).unwrap();
    assert!(!breakers.is_open("stock"));
}

/// A call that panics has no result, and an error whose judgement panics is a failure.
#[test]
fn panics_within_calls() {
    let (breakers, _) = breakers();
    for _ in 0..20 {
        let breakers = breakers.clone();
        let called = std::thread::spawn(move || {
            let _pass = breakers.enter("stock").unwrap();
            std::panic::panic_any(());
        });
        assert!(called.join().is_err());
    }
    assert!(!breakers.is_open("stock"), "they do not count");
    // Breakers within a call to another part, of any name.
    let outer = breakers.enter("").unwrap();
    let inner = breakers.enter("株式\n").unwrap();
    inner.record(&Ok::<(), StockError>(()));
    outer.record(&down());
    assert!(breakers.enter("stock").is_ok());
}
