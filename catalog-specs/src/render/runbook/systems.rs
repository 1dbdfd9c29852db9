//! The page about errors of other systems.

use core::fmt::Write as _;

use super::parts::{INDEX, head, heading};
use crate::foreign::Source;
use crate::render::markdown::{cell, escaped};

/// Why a service is unavailable: cause, solution, prevention.
const UNAVAILABLE: [[&str; 3]; 4] = [
    ["out of memory", "start it again, raise the limit", "an alert on memory"],
    ["port in use", "change the port, start it again", "a standard for ports"],
    ["wrong configuration", "correct it, deploy again", "a check of the configuration"],
    ["a dependency is down", "check the database and the cache", "alerts on dependencies"],
];

pub(super) fn page() -> String {
    let mut out = head("Errors of other systems");
    let _ = writeln!(out, "[Runbook]({INDEX})\n");
    heading("The service is unavailable", &mut out);
    out.push_str("| Cause | Solution | Prevention |\n|---|---|---|\n");
    for [cause, solution, prevention] in UNAVAILABLE {
        let _ = writeln!(out, "| {cause} | {solution} | {prevention} |");
    }
    out.push('\n');
    for (title, source) in [
        ("HTTP", Source::Http),
        ("MySQL and MariaDB", Source::Mysql),
        ("SQLSTATE, such as PostgreSQL", Source::Sqlstate),
        ("SQLite", Source::Sqlite),
        ("Database drivers", Source::Driver),
        ("gRPC", Source::Grpc),
        ("The operating system", Source::Io),
    ] {
        heading(title, &mut out);
        out.push_str("| Error | Name | Cause | Solution |\n|---|---|---|---|\n");
        for row in source.rows() {
            let [name, cause, solution] = [row.name, row.cause, row.solution].map(escaped);
            let _ = writeln!(out, "| {} | {name} | {cause} | {solution} |", cell(row.key));
        }
        out.push('\n');
    }
    out
}
