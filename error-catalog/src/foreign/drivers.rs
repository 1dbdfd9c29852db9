//! The errors of database drivers. They come from the database, whatever their causes are.

use core::error::Error;

use super::recognized::Recognized;

/// What is known of an error of a driver.
#[cfg(not(any(feature = "sqlx", feature = "sqlx-0_9", feature = "tokio-postgres")))]
pub(super) fn recognized(_: &(dyn Error + 'static)) -> Option<Recognized> {
    None
}

#[cfg(any(feature = "sqlx", feature = "sqlx-0_9", feature = "tokio-postgres"))]
pub(super) use known::recognized;

/// Where the errors of drivers come from, if there is a driver.
#[cfg(feature = "metrics")]
pub(super) const ORIGIN: Option<&str> =
    if cfg!(any(feature = "sqlx", feature = "sqlx-0_9", feature = "tokio-postgres")) {
        Some("database")
    } else {
        None
    };

#[cfg(any(feature = "sqlx", feature = "sqlx-0_9", feature = "tokio-postgres"))]
mod known {
    use super::{Error, Recognized};
    use crate::foreign::recognized::downcast;
    use crate::foreign::{Row, Source};

    /// What is known of an error of a driver.
    pub(in crate::foreign) fn recognized(error: &(dyn Error + 'static)) -> Option<Recognized> {
        #[cfg(feature = "sqlx")]
        if let Some(error) = downcast::<sqlx_core::error::Error>(error) {
            return Some(of_database(sqlx(error)));
        }
        #[cfg(feature = "sqlx-0_9")]
        if let Some(error) = downcast::<sqlx_core_0_9::error::Error>(error) {
            return Some(of_database(sqlx_0_9(error)));
        }
        #[cfg(feature = "tokio-postgres")]
        if let Some(error) = downcast::<tokio_postgres::Error>(error) {
            return Some(of_database(postgres(error)));
        }
        None
    }

    fn of_database(row: Option<&'static Row>) -> Recognized {
        Recognized { row, origin: Some("database") }
    }

    /// Declares the row of an error of a version of sqlx. Where there is none, its causes are searched.
    #[cfg(any(feature = "sqlx", feature = "sqlx-0_9"))]
    macro_rules! row_of_sqlx {
        ($name:ident, $sqlx:ident) => {
            fn $name(error: &$sqlx::error::Error) -> Option<&'static Row> {
                use $sqlx::error::Error;
                if let Some(error) = error.as_database_error() {
                    let code = error.code()?;
                    // An SQLSTATE has five characters, and the codes of SQLite are shorter numbers.
                    let source = if code.len() == 5 { Source::Sqlstate } else { Source::Sqlite };
                    return source.row(&code);
                }
                Source::Driver.row(match error {
                    Error::Configuration(_) => "configuration",
                    Error::Tls(_) => "tls",
                    Error::Protocol(_) => "protocol",
                    Error::RowNotFound => "row_not_found",
                    Error::TypeNotFound { .. } => "type",
                    Error::ColumnIndexOutOfBounds { .. } | Error::ColumnNotFound(_) => "column",
                    Error::ColumnDecode { .. } | Error::Decode(_) => "decode",
                    Error::Encode(_) => "encode",
                    Error::PoolTimedOut => "pool_timeout",
                    Error::PoolClosed => "pool_closed",
                    Error::WorkerCrashed => "crashed",
                    Error::InvalidSavePointStatement | Error::BeginFailed => "transaction",
                    _ => return None,
                })
            }
        };
    }

    #[cfg(feature = "sqlx")]
    row_of_sqlx!(sqlx, sqlx_core);
    #[cfg(feature = "sqlx-0_9")]
    row_of_sqlx!(sqlx_0_9, sqlx_core_0_9);

    #[cfg(feature = "tokio-postgres")]
    fn postgres(error: &tokio_postgres::Error) -> Option<&'static Row> {
        match error.code() {
            Some(code) => Source::Sqlstate.row(code.code()),
            None if error.is_closed() => Source::Driver.row("closed"),
            None => None,
        }
    }
}
