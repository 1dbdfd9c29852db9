//! Circuit breakers by origin, with a clock of the test.

use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use error_catalog::foreign::{self, Source};
use error_catalog::retry::Breakers;
use error_catalog::{Failure, OrFail as _, Retry};
use operations::{Codes, MysqlError, StockError};

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
