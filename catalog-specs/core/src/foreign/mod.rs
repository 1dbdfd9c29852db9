//! What errors of other systems mean: one table for each kind of system. Each row maps a key that a driver or a protocol
//! defines, such as an SQLSTATE, to a class, retry advice and an origin, with a cause and a solution for the runbook.
//!
//! Rows are found by key and never by the text of an error, which changes between versions and languages.

mod database;
mod driver;
mod fault;
mod grpc;
mod http;
mod io;
mod mysql;
mod row;
mod sqlite;
mod sqlstate;

pub use fault::Effect;
pub use row::{Row, Source};

impl Source {
    /// Its table, sorted by key.
    pub const fn rows(self) -> &'static [Row] {
        match self {
            Self::Sqlstate => sqlstate::ROWS,
            Self::Mysql => mysql::ROWS,
            Self::Sqlite => sqlite::ROWS,
            Self::Driver => driver::ROWS,
            Self::Io => io::ROWS,
            Self::Http => http::ROWS,
            Self::Grpc => grpc::ROWS,
        }
    }

    /// The row of a key. An SQLSTATE without a row has that of its class, an extended code of `SQLite` that of its
    /// primary code, and an HTTP status that of `4xx` or `5xx`. Every other key without a row is unknown.
    pub fn row(self, key: &str) -> Option<&'static Row> {
        let find = |key: &str| {
            let rows = self.rows();
            rows.get(rows.binary_search_by(|row| row.key.cmp(key)).ok()?)
        };
        find(key).or_else(|| match (self, key.as_bytes()) {
            (Self::Sqlstate, [.., _, _, _]) if is_sqlstate(key) => find(key.get(..2)?),
            (Self::Sqlite, _) => {
                let extended = key.parse::<u32>().ok().filter(|code| *code > 0xff)?;
                find(&(extended & 0xff).to_string())
            }
            (Self::Http, [b'4', b'0'..=b'9', b'0'..=b'9']) => find("4xx"),
            (Self::Http, [b'5', b'0'..=b'9', b'0'..=b'9']) => find("5xx"),
            _ => None,
        })
    }
}

fn is_sqlstate(key: &str) -> bool {
    key.len() == 5 && key.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::is_permanent;
    use crate::{Class, Grpc, Retry};

    #[test]
    fn every_table_is_sorted_and_complete() {
        for source in Source::ALL {
            let rows = source.rows();
            assert!(rows.len() > 10, "{source:?}");
            for pair in rows.windows(2) {
                assert!(pair[0].key < pair[1].key, "{} before {}", pair[0].key, pair[1].key);
            }
            for row in rows {
                assert_eq!((row.source, source.row(row.key)), (*source, Some(row)));
                for text in [row.name, row.origin, row.cause, row.solution] {
                    assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", row.key);
                }
            }
        }
    }

    #[test]
    fn permanent_errors_are_never_retried() {
        for row in Source::ALL.iter().flat_map(|source| source.rows()) {
            let is_final = is_permanent(row.class) || row.class == Class::NotFound;
            assert!(!is_final || row.retry == Retry::Never, "{row:?}");
            assert!(row.class != Class::Network || row.retry == Retry::Network, "{row:?}");
            assert!(row.class != Class::Technical || row.retry == Retry::Never, "{row:?}");
        }
    }

    #[test]
    fn unlisted_keys_have_the_advice_of_their_class() {
        let name = |source: Source, key| source.row(key).map(|row| row.name);
        assert_eq!(name(Source::Sqlstate, "40XYZ"), Some("transaction_rollback"));
        assert_eq!(name(Source::Sqlstate, "08999"), Some("connection_exception"));
        assert_eq!(name(Source::Sqlite, "517"), Some("busy"));
        assert_eq!(name(Source::Sqlite, "6410"), Some("io_error"));
        assert_eq!(name(Source::Http, "418"), Some("client_error"));
        assert_eq!(name(Source::Http, "599"), Some("server_error"));
        for (source, unknown) in [
            (Source::Sqlstate, "ZZ999"),
            (Source::Sqlstate, "40xyz"),
            (Source::Sqlstate, "400011"),
            (Source::Sqlstate, "08é"),
            (Source::Sqlstate, ""),
            (Source::Mysql, "1"),
            (Source::Sqlite, "0"),
            (Source::Sqlite, "16"),
            (Source::Sqlite, "-1"),
            (Source::Sqlite, "4294967296"),
            (Source::Driver, "busy"),
            (Source::Io, "Other"),
            (Source::Http, "200"),
            (Source::Http, "4000"),
            (Source::Grpc, "OK"),
        ] {
            assert_eq!(name(source, unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_code_of_grpc_has_a_row() {
        for code in Grpc::ALL {
            assert!(Source::Grpc.row(code.as_str()).is_some(), "{code}");
        }
        assert_eq!(Source::Grpc.rows().len(), Grpc::ALL.len());
    }

    #[test]
    fn the_type_of_a_system_error_has_its_origin() {
        let kind = |source: Source, key, origin: Option<&str>| {
            let row = source.row(key).unwrap();
            row.error_type(origin.unwrap_or(row.origin))
        };
        assert_eq!(kind(Source::Mysql, "2003", None), "DATABASE_ERROR");
        assert_eq!(kind(Source::Sqlstate, "57014", None), "TIMEOUT");
        assert_eq!(kind(Source::Io, "ConnectionRefused", None), "SERVICE_UNAVAILABLE");
        assert_eq!(kind(Source::Io, "ConnectionRefused", Some("database")), "DATABASE_ERROR");
        assert_eq!(kind(Source::Io, "InvalidData", None), "INTERNAL_ERROR");
    }
}
