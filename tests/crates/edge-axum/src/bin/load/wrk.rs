//! wrk as the client, to check the figures of ours: it requests each side for a second, in turn.

use std::net::SocketAddr;
use std::process::Command;

use crate::client::AT_ONCE;

/// The requests per second of one side.
pub fn rate(address: SocketAddr) -> f64 {
    let connections = AT_ONCE.to_string();
    let asked = Command::new("wrk")
        .args(["--threads", "1", "--duration", "1s", "--connections", &connections])
        .args(["--header", "x-request-id: load-1"])
        .arg(format!("http://{address}/cart"))
        .output();
    let asked = asked.expect("wrk is installed: `apt-get install wrk`");
    let report = String::from_utf8(asked.stdout).unwrap();
    let complaint = String::from_utf8_lossy(&asked.stderr);
    let is_sound = asked.status.success() && !report.contains("Socket errors");
    assert!(is_sound, "{report}{complaint}");
    // All of them failed, as they should.
    let failed = figure(&report, "Non-2xx or 3xx responses:");
    let answered = report.lines().find_map(|line| line.trim().split_once(" requests in "));
    assert_eq!(answered.map(|(answered, _)| answered), Some(failed), "{report}");
    figure(&report, "Requests/sec:").parse().unwrap()
}

fn figure<'r>(report: &'r str, name: &str) -> &'r str {
    let said = report.lines().find_map(|line| line.trim().strip_prefix(name));
    said.unwrap_or_else(|| panic!("no `{name}` in {report}")).trim()
}
