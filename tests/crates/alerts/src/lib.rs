//! What the tests of alerts share: a catalogue, a clock, and receivers on the loopback interface.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use error_catalog::alert::{Clock, Delivery, Unsent};
use error_catalog::{ErrorCatalog, Secret, SystemError, ValidationError, catalog};

mod receiver;
mod smtp;
pub mod storm;
mod written;

pub use receiver::{Answer, Receiver};
pub use smtp::{Mail, MailServer};
pub use written::Written;

catalog! {
    /// The codes of a routing service.
    #[registry(service = "routing.example.com")]
    pub struct Codes { RoutingError, ProviderError, SystemError, ValidationError }
}

include!(concat!(env!("OUT_DIR"), "/many.rs"));

/// Calls of a provider of maps.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "EXTERNAL", registry = Codes)]
pub enum RoutingError {
    #[catalog(
        code = "EXTERNAL_API_TIMEOUT",
        status = 503,
        log_level = "ERROR",
        message = "Please try again later",
        title = "TomTom API Timeout",
        display = "TomTom API timeout after {retries} retries",
        origin = "tomtom_api"
    )]
    Timeout {
        #[context]
        retries: u32,
        #[context]
        endpoint: &'static str,
    },

    #[catalog(
        code = "EXTERNAL_POOL_EXHAUSTED",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        title = "Database Connection Pool Exhausted",
        display = "Database connection pool exhausted",
        severity = "CRITICAL",
        error_type = "DATABASE_ERROR",
        origin = "database"
    )]
    PoolExhausted {
        #[context]
        pool_size: u32,
        #[context]
        active: u32,
        #[context]
        waiting: u32,
    },

    #[catalog(
        code = "EXTERNAL_DISK_FULL",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "{text}",
        severity = "CRITICAL",
        runbook = "https://runbooks.example.com/disk"
    )]
    DiskFull {
        text: String,
        #[context]
        note: String,
        token: Secret<String>,
    },

    #[catalog(
        code = "EXTERNAL_QUOTE_BROKEN",
        status = 502,
        log_level = "ERROR",
        message = "Please try again later",
        display = "{text}"
    )]
    Quoted { text: String },

    #[catalog(
        code = "EXTERNAL_SLOW",
        status = 503,
        log_level = "WARN",
        message = "Please try again later",
        severity = "WARNING"
    )]
    Slow,
}

impl RoutingError {
    /// The first example of the specification.
    pub fn timeout() -> Self {
        Self::Timeout { retries: 3, endpoint: "/routing/1/calculateRoute" }
    }

    /// The second.
    pub fn pool() -> Self {
        Self::PoolExhausted { pool_size: 10, active: 10, waiting: 5 }
    }

    /// A critical one with a text of a client.
    pub fn disk(text: &str) -> Self {
        let (text, note) = (text.to_owned(), text.to_owned());
        Self::DiskFull { text, note, token: Secret::new("t0ps3cret".into()) }
    }

    /// An error with a text of a client.
    pub fn quoted(text: &str) -> Self {
        Self::Quoted { text: text.to_owned() }
    }
}

/// A clock that a test moves, from 2025-10-14 10:30:00 on.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicU64>);

impl TestClock {
    /// Moves it.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(u64::try_from(by.as_millis()).unwrap(), SeqCst);
    }
}

impl Clock for TestClock {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(SeqCst))
    }

    fn utc(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_760_437_800) + self.elapsed()
    }
}

/// What transports were given.
pub type Sent = Arc<std::sync::Mutex<Vec<String>>>;

/// A transport that keeps the texts.
pub fn keep(sent: &Sent) -> impl Fn(&Delivery) -> Result<(), Unsent> + Send + Sync + 'static {
    let sent = Arc::clone(sent);
    move |delivery| {
        sent.lock().unwrap().push(delivery.text().to_owned());
        Ok(())
    }
}

/// Prints no panic whose text has one of these in it: it is part of a test.
pub fn expect_panics(texts: &'static [&'static str]) {
    let standard = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let payload = panic.payload();
        let constant = payload.downcast_ref::<&str>().copied();
        let text = constant.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let text = text.unwrap_or_default();
        if !texts.iter().any(|expected| text.contains(expected)) {
            standard(panic);
        }
    }));
}

/// The result of the first run that ends within the two seconds for which the last clone of alerts waits. In a longer run,
/// on a machine that does much else, it may have given up.
pub fn within_linger<T>(mut run: impl FnMut() -> T) -> T {
    let result = (0..20).find_map(|_| {
        let start = Instant::now();
        let result = run();
        (start.elapsed() < Duration::from_secs(2)).then_some(result)
    });
    result.expect("one of twenty runs ends in time")
}

/// As long as a test waits for what must happen.
pub const PATIENCE: Duration = Duration::from_secs(30);
