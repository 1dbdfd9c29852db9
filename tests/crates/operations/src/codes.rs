//! The codes of a service that calls others.

use std::io;
use std::time::Duration;

use error_catalog::{ErrorCatalog, StatusError, SystemError, ValidationError, catalog};

catalog! {
    /// The codes of a shop.
    pub struct Codes { StockError, SystemError, StatusError, ValidationError }
}

/// Calls of a stock service.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = Codes)]
pub enum StockError {
    /// It did not answer in time.
    #[catalog(
        code = "STOCK_API_TIMEOUT",
        status = 504,
        log_level = "ERROR",
        message = "Please try again later",
        retry = "network",
        origin = "stock"
    )]
    Timeout,

    /// It cannot be reached.
    #[catalog(
        code = "STOCK_API_UNREACHABLE",
        status = 502,
        log_level = "ERROR",
        message = "Please try again later",
        class = "network",
        origin = "stock"
    )]
    Unreachable {
        #[source]
        cause: io::Error,
    },

    /// It is busy.
    #[catalog(
        code = "STOCK_API_BUSY",
        status = 503,
        log_level = "WARN",
        message = "Please try again later",
        retry_after = 5,
        origin = "stock"
    )]
    Busy,

    /// It is busy, and has answered until when.
    #[catalog(
        code = "STOCK_API_LIMITED",
        status = 429,
        log_level = "WARN",
        message = "Please try again later",
        origin = "stock"
    )]
    Limited {
        #[retry_after]
        wait: Duration,
    },

    /// It is down.
    #[catalog(
        code = "STOCK_API_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "Please try again later",
        retry = "unavailable",
        origin = "stock"
    )]
    Down,

    /// Its report can be read twice.
    #[catalog(
        code = "STOCK_REPORT_TIMEOUT",
        status = 504,
        log_level = "ERROR",
        message = "Please try again later",
        retry(max = 5, base = "100ms", factor = 3, idempotent)
    )]
    ReportTimeout,

    /// There is no such article.
    #[catalog(
        code = "STOCK_SKU_INVALID",
        status = 400,
        log_level = "INFO",
        message = "There is no such article",
        class = "validation"
    )]
    Sku,

    /// Its key was refused. The texts hold secrets.
    #[catalog(
        code = "STOCK_KEY_REFUSED",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "stock refused Bearer {key} for {mail}",
        severity = "CRITICAL",
        origin = "stock"
    )]
    KeyRefused {
        key: &'static str,
        mail: &'static str,
        #[context]
        password: &'static str,
        #[source]
        cause: io::Error,
    },
}

/// What no exit may show.
pub const SECRETS: [&str; 4] =
    ["abc.def-ghi123456", "alice@example.com", "hunter2hunter2", "s3cr3tpw"];

impl StockError {
    /// An error that holds every secret.
    pub fn with_secrets() -> Self {
        Self::KeyRefused {
            key: SECRETS[0],
            mail: SECRETS[1],
            password: SECRETS[2],
            cause: io::Error::other("GET https://app:s3cr3tpw@stock.example.com/ failed"),
        }
    }
}
