//! The rows of the tables.

use super::fault::{Effect, Fault};
use crate::{Class, Retry};

/// A kind of system, with a table of its errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Source {
    /// Databases that report an SQLSTATE: five characters, of which the first two are its class.
    Sqlstate,
    /// The error numbers of `MySQL` and `MariaDB`: those of the server and those of the client library.
    Mysql,
    /// The result codes of `SQLite`, extended or primary.
    Sqlite,
    /// What drivers of databases report themselves, such as a pool without a free connection.
    Driver,
    /// `std::io::ErrorKind`, by the name of the variant.
    Io,
    /// Calls over HTTP: how one failed, such as `connect`, or the status of its response.
    Http,
    /// Calls over gRPC, by the name of the code.
    Grpc,
}

/// What an error of another system means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The table that it is a row of.
    pub source: Source,
    /// What the system calls the error: `08006`, `1040`, `ConnectionRefused`.
    pub key: &'static str,
    /// The same in words, such as `connection_failure`.
    pub name: &'static str,
    /// The kind of failure.
    pub class: Class,
    /// Whether and how to try again.
    pub retry: Retry,
    /// Whether the operation may have had an effect.
    pub effect: Effect,
    /// Whether it is about a time limit.
    pub is_timeout: bool,
    /// The part of the system that it comes from, unless more is known.
    pub origin: &'static str,
    /// What usually leads to it, for the runbook.
    pub cause: &'static str,
    /// What to do about it, for the runbook.
    pub solution: &'static str,
}

impl Source {
    /// Every kind of system that has a table.
    pub const ALL: &'static [Self] = &[
        Self::Sqlstate,
        Self::Mysql,
        Self::Sqlite,
        Self::Driver,
        Self::Io,
        Self::Http,
        Self::Grpc,
    ];

    /// The word for it in log records and documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sqlstate => "sqlstate",
            Self::Mysql => "mysql",
            Self::Sqlite => "sqlite",
            Self::Driver => "driver",
            Self::Io => "io",
            Self::Http => "http",
            Self::Grpc => "grpc",
        }
    }
}

impl Row {
    /// The kind of system error for log records and metrics, of an error from this part of the system.
    pub fn error_type(&self, origin: &str) -> &'static str {
        match self.class {
            _ if self.is_timeout => "TIMEOUT",
            _ if origin == "database" => "DATABASE_ERROR",
            Class::Network | Class::Transient | Class::RateLimit => "SERVICE_UNAVAILABLE",
            _ => "INTERNAL_ERROR",
        }
    }
}

/// A row as a table writes it.
type Written = (&'static str, &'static str, Fault, &'static str, &'static str);

/// The rows of a table.
pub(super) const fn rows<const N: usize>(
    source: Source,
    origin: &'static str,
    written: [Written; N],
) -> [Row; N] {
    let mut rows = [row(source, origin, ("", "", Fault::Broken, "", "")); N];
    let mut at = 0;
    // `for` is not possible in a constant.
    #[allow(clippy::indexing_slicing, reason = "both arrays have this length")]
    while at < N {
        rows[at] = row(source, origin, written[at]);
        at += 1;
    }
    rows
}

const fn row(source: Source, origin: &'static str, written: Written) -> Row {
    let (key, name, fault, cause, solution) = written;
    Row {
        source,
        key,
        name,
        class: fault.class(),
        retry: fault.retry(),
        effect: fault.effect(),
        is_timeout: fault.is_timeout(),
        origin,
        cause,
        solution,
    }
}
