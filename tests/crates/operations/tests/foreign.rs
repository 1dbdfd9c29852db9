//! What is known of the errors of other systems behind internal failures.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use error_catalog::edge::{DefaultObserver, Edge};
use error_catalog::foreign::{self, Effect, Source};
use error_catalog::report::{JsonLines, Reporter};
use error_catalog::{Class, Failure, OrFail as _, Retry, metric};
use operations::{Codes, Counts, DriverError, MysqlError, StockError, Written};

/// How long a test waits for its records, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Failure<Codes> {
    Err::<(), _>(cause.into()).or_internal().map_err(Failure::from).unwrap_err()
}

/// Registers both drivers; every test may.
fn drivers() {
    foreign::recognize("database", |error: &DriverError| Source::Sqlstate.row(error.sqlstate()?));
    foreign::recognize("database", |error: &MysqlError| Source::Mysql.row(&error.0.to_string()));
}

fn key(failure: &Failure<Codes>) -> Option<String> {
    failure.foreign().map(|known| known.to_string())
}

#[test]
fn the_client_sees_the_internal_code_and_operations_see_the_cause() {
    let failure = internal(io::Error::from(ErrorKind::ConnectionRefused));
    assert_eq!(
        (failure.code().as_str(), failure.status().as_u16()),
        ("SYSTEM_INTERNAL_ERROR", 500)
    );
    let body = failure.envelope().to_json();
    assert!(!body.contains("network") && !body.contains("Connection"), "{body}");
    let response = failure.envelope().into_response();
    assert!(response.headers().get("retry-after").is_none());
    let known = failure.foreign().unwrap();
    assert_eq!((known.class(), known.retry()), (Class::Network, Retry::Network));
    assert_eq!((known.origin(), known.error_type()), ("io", "SERVICE_UNAVAILABLE"));
    assert_eq!(known.effect(), Effect::NotDone);
    assert!(known.row().solution.contains("Check that the other service runs"));
    assert!(failure.retryable());
    assert_eq!(failure.wait(), Some(Duration::from_secs(1)));

    let unknown = internal("something");
    assert_eq!((unknown.foreign(), unknown.retryable(), unknown.wait()), (None, false, None));
}

/// A recognizer is user code and may be slow, and a chain may be long: the count, the record, the alert and the advice of one
/// failure share what was found.
#[test]
fn the_cause_of_a_failure_is_recognized_once() {
    #[derive(Debug)]
    struct Counted;
    impl fmt::Display for Counted {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("数据库 is down")
        }
    }
    impl Error for Counted {}

    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    foreign::recognize("database", move |_: &Counted| {
        count.fetch_add(1, Ordering::SeqCst);
        Source::Sqlstate.row("53300")
    });
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    let counts = Counts::default();
    counts.during(|| {
        let edge = Edge::<Codes>::new().observer((reporter, DefaultObserver));
        let exchange = edge.begin(http::Method::GET, "/stock/7", |_| None::<&[u8]>);
        let failure = internal(Counted);
        assert!(failure.retryable() && failure.wait().is_some());
        let _ = edge
            .finish_response(&exchange, failure.into_response().map(std::borrow::Cow::into_owned));
    });
    assert!(guard.flush(PATIENCE));
    drop(guard);
    assert!(written.text().contains("sqlstate 53300"), "{}", written.text());
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[test]
fn every_kind_of_io_error_has_advice() {
    use ErrorKind as K;
    let kinds = [
        K::AddrInUse,
        K::AddrNotAvailable,
        K::AlreadyExists,
        K::ArgumentListTooLong,
        K::BrokenPipe,
        K::ConnectionAborted,
        K::ConnectionRefused,
        K::ConnectionReset,
        K::CrossesDevices,
        K::Deadlock,
        K::DirectoryNotEmpty,
        K::ExecutableFileBusy,
        K::FileTooLarge,
        K::HostUnreachable,
        K::Interrupted,
        K::InvalidData,
        K::InvalidInput,
        K::IsADirectory,
        K::NetworkDown,
        K::NetworkUnreachable,
        K::NotADirectory,
        K::NotConnected,
        K::NotFound,
        K::NotSeekable,
        K::OutOfMemory,
        K::PermissionDenied,
        K::QuotaExceeded,
        K::ReadOnlyFilesystem,
        K::ResourceBusy,
        K::StaleNetworkFileHandle,
        K::StorageFull,
        K::TimedOut,
        K::TooManyLinks,
        K::UnexpectedEof,
        K::Unsupported,
        K::WouldBlock,
        K::WriteZero,
    ];
    for kind in kinds {
        let row = *internal(io::Error::from(kind)).foreign().unwrap().row();
        assert_eq!(row.key, format!("{kind:?}"));
    }
    // `InvalidFilename` is newer than the oldest Rust that this is built with.
    assert_eq!(Source::Io.rows().len(), kinds.len() + 1);
    for unknown in [io::Error::other("x"), io::Error::from_raw_os_error(9_999)] {
        assert_eq!(key(&internal(unknown)), None);
    }
}

#[test]
fn every_code_of_grpc_has_advice() {
    for number in 1..=16 {
        let status = tonic::Status::new(number.into(), "数据库错误");
        let known = internal(status).foreign().unwrap();
        assert_eq!((known.row().source, known.origin()), (Source::Grpc, "api"));
        let code = grpc_code(number);
        assert_eq!(known.row().key, code);
    }
    assert_eq!(key(&internal(tonic::Status::ok(""))), None);
}

fn grpc_code(number: i32) -> &'static str {
    let code = catalog_specs_core::Grpc::ALL.iter().find(|code| code.number() == number);
    code.unwrap().as_str()
}

#[test]
fn every_listed_database_error_is_found_by_its_key() {
    drivers();
    for row in Source::Sqlstate.rows() {
        let failure = internal(DriverError::Server(row.key.to_owned()));
        assert_eq!(failure.foreign().unwrap().row(), row);
        assert_eq!(failure.retryable(), row.retry.is_retryable());
        assert_eq!(failure.wait(), row.retry.delays().next());
    }
    for row in Source::Mysql.rows() {
        let failure = internal(MysqlError(row.key.parse().unwrap()));
        assert_eq!(failure.foreign().unwrap().row(), row);
        assert_eq!(failure.foreign().unwrap().origin(), "database");
    }
    for (number, class, retry) in [
        (1040, Class::Transient, Retry::Transient),
        (1062, Class::Conflict, Retry::Never),
        (1146, Class::Technical, Retry::Never),
        (2003, Class::Network, Retry::Network),
        (1213, Class::Transient, Retry::Transient),
    ] {
        let known = internal(MysqlError(number)).foreign().unwrap();
        assert_eq!((known.class(), known.retry()), (class, retry), "{number}");
        assert_eq!(known.error_type(), "DATABASE_ERROR");
    }
    for (state, class, retry) in [
        ("08006", Class::Network, Retry::Network),
        ("23505", Class::Conflict, Retry::Never),
        ("23502", Class::Validation, Retry::Never),
        ("40001", Class::Transient, Retry::Transient),
        ("40P01", Class::Transient, Retry::Transient),
        ("40XXX", Class::Transient, Retry::Transient),
        ("42P01", Class::Technical, Retry::Never),
        ("42501", Class::Permission, Retry::Never),
        ("28P01", Class::Auth, Retry::Never),
        ("53300", Class::Transient, Retry::Transient),
        ("53100", Class::Transient, Retry::Unavailable),
    ] {
        let known = internal(DriverError::Server(state.into())).foreign().unwrap();
        assert_eq!((known.class(), known.retry()), (class, retry), "{state}");
    }
    for unknown in [internal(MysqlError(7)), internal(DriverError::Server("ZZ000".into()))] {
        assert_eq!((key(&unknown), unknown.retryable()), (None, false));
    }
}

/// An error around another one, of a type that is not recognized.
#[derive(Debug)]
struct Around(Box<dyn Error + Send + Sync>);

impl fmt::Display for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connection refused, 08006, deadlock")
    }
}

impl Error for Around {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[test]
fn wrapped_errors_are_found() {
    drivers();
    let refused = || io::Error::from(ErrorKind::ConnectionRefused);
    let driver = || DriverError::Server("40001".into());
    let wrapped: [(Failure<Codes>, &str); 10] = [
        (internal(Around(Box::new(refused()))), "io ConnectionRefused"),
        (internal(Around(Box::new(Around(Box::new(driver()))))), "sqlstate 40001"),
        (internal(io::Error::other(driver())), "sqlstate 40001"),
        (
            internal(io::Error::other(io::Error::other(Around(Box::new(refused()))))),
            "io ConnectionRefused",
        ),
        (internal(Arc::new(refused())), "io ConnectionRefused"),
        (internal(Box::new(driver())), "sqlstate 40001"),
        (Failure::from_anyhow(anyhow::Error::new(refused())), "io ConnectionRefused"),
        (internal(anyhow::Error::new(driver()).context("charging")), "sqlstate 40001"),
        (
            Failure::from_anyhow(anyhow::Error::new(refused()).context("a").context("b")),
            "io ConnectionRefused",
        ),
        (Failure::from_chain(Around(Box::new(refused()))), "io ConnectionRefused"),
    ];
    for (at, (failure, expected)) in wrapped.iter().enumerate() {
        assert_eq!(key(failure).as_deref(), Some(*expected), "{at}");
    }
    // Its text is never read.
    assert_eq!(key(&internal(Around("connection refused".into()))), None);
}

#[test]
fn the_outermost_advice_and_origin_are_used() {
    drivers();
    let transport = |cause: io::Error| DriverError::Transport(Box::new(cause));
    let refused = internal(transport(ErrorKind::ConnectionRefused.into())).foreign().unwrap();
    assert_eq!(refused.to_string(), "io ConnectionRefused");
    assert_eq!((refused.origin(), refused.error_type()), ("database", "DATABASE_ERROR"));
    // The outermost error with a row is what the service did.
    let kind = io::Error::new(ErrorKind::TimedOut, transport(ErrorKind::ConnectionRefused.into()));
    assert_eq!(key(&internal(kind)).as_deref(), Some("io TimedOut"));
}

/// A chain without an end.
#[derive(Debug)]
struct Circle;

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("circle")
    }
}

impl Error for Circle {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&Circle)
    }
}

/// An error whose recognizer and whose cause panic.
#[derive(Debug)]
struct Breaking;

impl fmt::Display for Breaking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("breaking")
    }
}

impl Error for Breaking {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        panic!("source")
    }
}

#[test]
fn a_hostile_chain_only_loses_its_advice() {
    assert_eq!(key(&internal(Circle)), None);
    foreign::recognize("x", |_: &Breaking| panic!("recognizer"));
    let failure = internal(Around(Box::new(Breaking)));
    assert_eq!((key(&failure), failure.code().as_str()), (None, "SYSTEM_INTERNAL_ERROR"));
    let mut deep: Box<dyn Error + Send + Sync> = Box::new(io::Error::from(ErrorKind::TimedOut));
    for _ in 0..100 {
        deep = Box::new(Around(deep));
    }
    assert_eq!(key(&internal(deep)), None);
}

#[test]
fn a_declared_code_keeps_its_own_advice() {
    let cause = io::Error::from(ErrorKind::PermissionDenied);
    let failure = Failure::<Codes>::from(StockError::Unreachable { cause });
    assert_eq!(failure.foreign(), None);
    assert_eq!(failure.retry(), Retry::Network);
    let caused = Err::<(), _>(io::Error::from(ErrorKind::TimedOut)).or_fail(StockError::Sku);
    let failure = Failure::<Codes>::from(caused.unwrap_err());
    assert_eq!((failure.foreign(), failure.retryable()), (None, false));
}

#[test]
fn the_metrics_know_the_origin_and_every_series_starts_at_0() {
    drivers();
    let counts = Counts::default();
    let (reporter, _guard) = Reporter::to(JsonLines::to(io::sink())).start().unwrap();
    counts.during(|| {
        metric::register::<Codes>();
        let before = counts.series();
        for failure in [
            internal(io::Error::from(ErrorKind::ConnectionRefused)),
            internal(MysqlError(1040)),
            internal(DriverError::Transport(Box::new(io::Error::from(ErrorKind::TimedOut)))),
            internal("something"),
        ] {
            reporter.report(&failure).send();
            reporter.report(&failure).send();
        }
        assert_eq!(counts.series(), before, "no series is born later");
    });
    let count = |kind: &str, source: &str| {
        counts.get(&format!("system_errors_total{{error_type={kind},source={source}}}"))
    };
    assert_eq!(count("SERVICE_UNAVAILABLE", "io"), Some(2));
    assert_eq!(count("DATABASE_ERROR", "database"), Some(2));
    assert_eq!(count("TIMEOUT", "database"), Some(2));
    assert_eq!(count("INTERNAL_ERROR", "internal"), Some(2));
    let labels = "error_code=SYSTEM_INTERNAL_ERROR,domain=SYSTEM,severity=ERROR,source=database";
    assert_eq!(counts.get(&format!("error_catalog_errors_total{{{labels}}}")), Some(4));
}

#[test]
fn the_log_record_has_the_foreign_error() {
    drivers();
    let written = Written::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
    reporter.report(&internal(MysqlError(1040))).send();
    reporter.report(&internal("something")).send();
    assert!(guard.flush(PATIENCE));
    let text = written.text();
    let records: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records[0]["error_code"], "SYSTEM_INTERNAL_ERROR");
    assert_eq!(records[0]["error_type"], "DATABASE_ERROR");
    assert_eq!(records[0]["source"], "database");
    let context =
        serde_json::json!({"foreign": "mysql 1040", "class": "transient", "retry": "transient"});
    assert_eq!(records[0]["context"], context);
    assert_eq!(records[1]["source"], "internal");
    assert!(records[1].get("context").is_none(), "{text}");
}

/// The snapshot of an envelope that became a response.
#[test]
fn a_response_keeps_the_foreign_error() {
    let failure = internal(io::Error::from(ErrorKind::ConnectionRefused));
    let response = failure.envelope().into_response();
    let kept = response.extensions().get::<error_catalog::edge::ResponseError>().unwrap();
    assert_eq!(kept.error().catalog_foreign(), failure.foreign());
    assert!(kept.error().catalog_foreign().is_some());
}
