//! What a driver of a database, or its pool of connections, reports where the database itself reports nothing.

use super::database::{
    CHECK_SERVER, CONNECTIONS, FIX, MIGRATE, NETWORK, POOL, STATEMENT, VALIDATE, VALUE,
};
use super::fault::Fault::{Broken, Busy, ConnectTimeout, Input, Lost, Missing, Refused};
use super::row::{Row, Source, rows};

const SETTINGS: &str = "The address, the options or the certificates of the database are wrong";
const CHECK_SETTINGS: &str = "Correct the configuration of the service";
const VERSIONS: &str = "Driver and server do not fit";

pub(super) const ROWS: &[Row] = &rows(
    Source::Driver,
    "database",
    [
        ("closed", "connection_closed", Lost, NETWORK, CHECK_SERVER),
        ("column", "column_not_found", Broken, STATEMENT, MIGRATE),
        ("configuration", "wrong_configuration", Broken, SETTINGS, CHECK_SETTINGS),
        ("connect_timeout", "connect_timeout", ConnectTimeout, NETWORK, CHECK_SERVER),
        ("crashed", "driver_crashed", Lost, "A thread of the driver has ended", FIX),
        ("decode", "value_not_decoded", Broken, "A column has another type than the code", MIGRATE),
        ("encode", "value_not_encoded", Input, VALUE, VALIDATE),
        (
            "pool_closed",
            "pool_closed",
            Refused,
            "The service is being stopped",
            "Close the pool after the last request",
        ),
        ("pool_timeout", "pool_timeout", Busy, CONNECTIONS, POOL),
        ("protocol", "protocol_violation", Broken, VERSIONS, FIX),
        ("row_not_found", "row_not_found", Missing, "A row that was expected is not there", FIX),
        ("tls", "tls_failed", Broken, SETTINGS, CHECK_SETTINGS),
        ("transaction", "transaction_not_begun", Broken, STATEMENT, FIX),
        ("type", "type_not_found", Broken, STATEMENT, MIGRATE),
    ],
);
