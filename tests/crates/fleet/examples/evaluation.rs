//! How long Prometheus evaluates the rules of 1,000 codes, in its own figure.
//!
//! `cargo run --release -p fleet --example evaluation` needs `prometheus`, and takes 4 minutes: with a scrape every second an
//! hour of the rules has as many samples then as it has with one every 15 s.

#![allow(clippy::print_stdout, reason = "a figure is printed")]

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{Format, Level, Severity};

const DOMAINS: usize = 20;
const CODES_EACH: usize = 50;
const OWNERS: usize = 10;
const SECONDS: u64 = 250;

fn main() {
    let catalog = catalog();
    let folder = tempfile::tempdir().unwrap();
    for (_, text) in Format::Prometheus.render_for_package(&catalog, Operations::default()) {
        std::fs::write(folder.path().join("rules.json"), text).unwrap();
    }
    let metrics = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = metrics.local_addr().unwrap();
    thread::spawn(move || serve(&metrics, &catalog));
    let config = format!(
        "{{\"global\": {{\"scrape_interval\": \"1s\", \"evaluation_interval\": \"5s\"}},\n\
         \"rule_files\": [\"rules.json\"],\n\
         \"scrape_configs\": [{{\"job_name\": \"shop\", \"static_configs\": [{{\"targets\": [\"{target}\"]}}]}}]}}"
    );
    std::fs::write(folder.path().join("prometheus.json"), config).unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut prometheus = Command::new("prometheus")
        .args(["--config.file=prometheus.json", "--storage.tsdb.path=data"])
        .args([format!("--web.listen-address={free}"), "--log.level=error".to_owned()])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_secs(SECONDS));
    let text = get(free);
    prometheus.kill().unwrap();
    prometheus.wait().unwrap();
    let mut total = 0.0;
    for line in text.lines() {
        let is_duration = line.starts_with("prometheus_rule_group_last_duration_seconds{");
        if is_duration || line.starts_with("prometheus_rule_evaluation_failures_total{") {
            println!("{line}");
        }
        if is_duration {
            let seconds: f64 = line.rsplit(' ').next().unwrap().parse().unwrap();
            total += seconds;
        }
    }
    println!("all groups: {:.1} ms", total * 1e3);
}

fn catalog() -> Catalog {
    let groups = (0..DOMAINS).map(|domain| {
        let domain = format!("DOMAIN{domain}");
        let entries = (0..CODES_EACH).map(|at| {
            let status = [400, 404, 409, 500, 503].get(at % 5).copied().unwrap_or(500);
            let level = if status >= 500 { Level::Error } else { Level::Info };
            let mut entry = Entry::new(format!("{domain}_CODE_{at}"), "Code", status, level);
            entry.owner = Some(format!("team {}", at % OWNERS));
            // One code in fifty is critical.
            entry.severity = (at == 4).then_some(Severity::Critical);
            entry
        });
        Group { entries: entries.collect(), domain, ..Group::default() }
    });
    Catalog { name: "Codes".into(), groups: groups.collect(), ..Catalog::default() }
}

/// Answers each scrape with counters that rise.
fn serve(listener: &TcpListener, catalog: &Catalog) {
    let scrapes = AtomicUsize::new(0);
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { continue };
        let mut request = [0; 2048];
        let _ = stream.read(&mut request);
        let count = scrapes.fetch_add(1, Ordering::Relaxed);
        let mut body = String::from("error_catalog_build_info{version=\"1\"} 1\n");
        for (at, (group, entry)) in catalog.entries().enumerate() {
            let (code, domain) = (&entry.code, &group.domain);
            let severity = entry.effective_severity().as_str();
            let value = count * (at % 7) / 10;
            let _ = writeln!(
                body,
                "error_catalog_errors_total{{error_code=\"{code}\",domain=\"{domain}\",severity=\"{severity}\",source=\"api\"}} {value}"
            );
            let _ = writeln!(body, "error_catalog_retries_total{{error_code=\"{code}\"}} {value}");
        }
        for route in 0..50 {
            for status in [200, 404, 500] {
                let _ = writeln!(
                    body,
                    "http_requests_total{{route=\"/r{route}\",method=\"GET\",status=\"{status}\"}} {}",
                    count * (600 - status)
                );
            }
            let _ =
                writeln!(body, "http_request_duration_seconds_sum{{route=\"/r{route}\"}} {count}");
            let _ = writeln!(
                body,
                "http_request_duration_seconds_count{{route=\"/r{route}\"}} {count}"
            );
        }
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
    }
}

fn get(address: std::net::SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /metrics HTTP/1.0\r\nHost: {address}\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
