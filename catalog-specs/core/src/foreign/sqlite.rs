//! The result codes of `SQLite`. An extended code without a row has that of its primary code, its lowest eight bits.

use super::database::{
    CAPACITY, CONCURRENT, CONSTRAINT, EXTEND, FIX, GRANT, HANDLE_CONSTRAINT, MIGRATE, PERMISSION,
    SHORTEN, SLOW, STATEMENT, VALIDATE, VALUE,
};
use super::fault::Fault::{Broken, Busy, Conflict, Cut, Denied, Down, Input};
use super::row::{Row, Source, rows};

const FILE: &str = "The file of the database or its folder is missing, or not accessible";
const CHECK_FILE: &str = "Check the path, the permissions and the disk";
const DAMAGED: &str = "The file of the database is damaged, or is none";
const RESTORE: &str = "Restore it from a backup";

pub(super) const ROWS: &[Row] = &rows(
    Source::Sqlite,
    "database",
    [
        ("1", "error", Broken, STATEMENT, MIGRATE),
        ("10", "io_error", Down, FILE, CHECK_FILE),
        ("11", "corrupt", Broken, DAMAGED, RESTORE),
        ("1299", "not_null_violation", Input, VALUE, VALIDATE),
        ("13", "full", Down, CAPACITY, EXTEND),
        ("14", "cannot_open", Down, FILE, CHECK_FILE),
        ("15", "protocol", Busy, CONCURRENT, SHORTEN),
        ("1555", "primary_key_violation", Conflict, CONSTRAINT, HANDLE_CONSTRAINT),
        ("17", "schema_changed", Busy, "The schema was changed meanwhile", "Try again"),
        ("18", "too_big", Input, VALUE, VALIDATE),
        ("1811", "trigger_raised", Conflict, "A trigger refused the statement", HANDLE_CONSTRAINT),
        ("19", "constraint_violation", Conflict, CONSTRAINT, HANDLE_CONSTRAINT),
        ("2", "internal", Broken, "SQLite has a fault", FIX),
        ("20", "type_mismatch", Input, VALUE, VALIDATE),
        ("2067", "unique_violation", Conflict, CONSTRAINT, HANDLE_CONSTRAINT),
        ("21", "misuse", Broken, STATEMENT, FIX),
        ("22", "no_large_files", Down, CAPACITY, EXTEND),
        ("23", "not_authorized", Denied, PERMISSION, GRANT),
        ("25", "parameter_out_of_range", Broken, STATEMENT, FIX),
        ("2579", "rowid_violation", Conflict, CONSTRAINT, HANDLE_CONSTRAINT),
        ("26", "not_a_database", Broken, DAMAGED, RESTORE),
        ("275", "check_violation", Input, CONSTRAINT, VALIDATE),
        ("3", "permission_denied", Denied, PERMISSION, CHECK_FILE),
        ("3091", "datatype_violation", Input, VALUE, VALIDATE),
        ("4", "aborted", Cut, SLOW, SHORTEN),
        ("5", "busy", Busy, CONCURRENT, SHORTEN),
        ("6", "locked", Busy, CONCURRENT, SHORTEN),
        ("7", "out_of_memory", Down, CAPACITY, EXTEND),
        ("787", "foreign_key_violation", Conflict, CONSTRAINT, HANDLE_CONSTRAINT),
        ("8", "read_only", Denied, "The file of the database is read-only", CHECK_FILE),
        ("9", "interrupted", Cut, SLOW, SHORTEN),
    ],
);
