//! What reports, alerts and the layer cost at run time. The programs that measure it have dependencies of their own.

use std::env;
use std::process::Command;

use crate::table::{Table, Target};
use crate::{Places, Result};

/// A program of a test package, and what is read from what it prints.
struct Program {
    package: &'static str,
    name: &'static str,
    arguments: &'static [&'static str],
    read: fn(&str, &mut Table),
}

const PROGRAMS: &[Program] = &[
    Program { package: "report", name: "reports", arguments: &[], read: reports },
    Program { package: "alerts", name: "storms", arguments: &[], read: storms },
    Program { package: "edge-axum", name: "load", arguments: &[], read: load },
    Program {
        package: "edge-axum",
        name: "load",
        arguments: &["operations"],
        read: load_with_operations,
    },
];

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    for program in PROGRAMS {
        let Program { package, name, arguments, read } = program;
        let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.current_dir(&places.workspace).env("CARGO_TARGET_DIR", &places.target);
        build.args(["build", "--release", "-p", package, "--bin", name]);
        if !build.status()?.success() {
            return Err(format!("`{name}` of `{package}` does not build").into());
        }
        let ran =
            Command::new(places.target.join("release").join(name)).args(*arguments).output()?;
        let printed = String::from_utf8_lossy(&ran.stdout);
        println!("\n{name} {}\n{printed}", arguments.join(" "));
        // It panics where something was lost, late or not counted.
        let whole = format!("{name} {}", arguments.join(" "));
        table.note(
            whole.trim_end(),
            if ran.status.success() { "holds" } else { "failed" },
            Some(ran.status.success()),
        );
        if !ran.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&ran.stderr));
        }
        read(&printed, table);
    }
    Ok(())
}

fn reports(printed: &str, table: &mut Table) {
    for name in ["clean", "masked"] {
        let Some(line) = line_of(printed, &format!("report ({name})")) else { continue };
        for (figure, marker, most) in
            [("p50", "p50 ", 3_000.0), ("p99 of the quietest round", "quietest ", 8_000.0)]
        {
            if let Some(time) = number_after(line, marker) {
                let name = format!("report ({name}), {figure}");
                table.add(&name, " ns", |_| time, &Target::AtMost(most));
            }
        }
        if let Some(count) = number_after(line, "ns, ") {
            let name = format!("report ({name}), allocations");
            table.add(&name, "", |_| count, &Target::AtMost(1.0));
        }
    }
    if let Some(line) = line_of(printed, "1,000,000 reports") {
        table.note("1,000,000 reports from 8 threads", line.trim(), None);
    }
}

/// The rows of its table have the time of the processor that a report takes, in the worst of a thousand.
fn storms(printed: &str, table: &mut Table) {
    let rows = printed.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    for row in rows {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        if let [receiver, _, _, slowest, ..] = cells.as_slice() {
            table.note(&format!("storm: {receiver}, p99.9 of the processor"), *slowest, None);
        }
    }
}

fn load(printed: &str, table: &mut Table) {
    ratio(printed, "failing requests of axum / by hand", table);
}

fn load_with_operations(printed: &str, table: &mut Table) {
    ratio(printed, "  the same with records and metrics", table);
}

fn ratio(printed: &str, name: &str, table: &mut Table) {
    if let Some(ratio) = number_after(printed, "ratio:") {
        table.add(name, "", |_| ratio, &Target::AtLeast(0.97));
    }
}

/// What follows the beginning of the line that begins so.
fn line_of<'p>(printed: &'p str, begins: &str) -> Option<&'p str> {
    printed.lines().find_map(|line| line.strip_prefix(begins))
}

/// The number that follows the first marker which one follows.
fn number_after(text: &str, marker: &str) -> Option<f64> {
    text.match_indices(marker).find_map(|(at, _)| {
        let rest = text.get(at + marker.len()..)?.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    })
}
