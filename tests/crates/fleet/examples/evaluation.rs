//! How long Prometheus evaluates the rules of 1,000 codes, in its own figure.
//!
//! `cargo run --release -p fleet --example evaluation [FAILING]` needs `prometheus` and `promtool`, and takes 10 minutes.
//! `FAILING` is how many of the codes fail all the time, 50 if it is left out: each alert that fires costs time too.
//! Prometheus begins with what it would have after three days with a scrape and an evaluation every 15 s: an hour of the counters,
//! an hour of what is recorded of each code, and three days of what the budgets read.

#![allow(clippy::print_stdout, reason = "a figure is printed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{Format, Level, Severity};
use fleet::must_run;
use serde_json::Value;

const DOMAINS: usize = 20;
const CODES_EACH: usize = 50;
const OWNERS: usize = 10;
const FAILING: usize = 50;
/// Seconds between scrapes and between evaluations.
const INTERVAL: u64 = 15;
/// The hour before the last five minutes, and a little more.
const HOUR: u64 = 70 * 60;
const DAYS: u64 = 3 * 24 * 3600;
/// How often the figure of each group is read.
const READINGS: u32 = 12;
/// Scrapes before the first reading. Until then the windows of 5 minutes reach into what was written to the disk, which a
/// Prometheus that runs for long has in memory; and each group is evaluated once.
const FIRST: u64 = 22;

fn main() {
    let failing = std::env::args().nth(1).map_or(FAILING, |count| count.parse().unwrap());
    let catalog = catalog();
    let folder = tempfile::tempdir().unwrap();
    let rules = Format::Prometheus.render_for_package(&catalog, Operations::default()).remove(0).1;
    fs::write(folder.path().join("rules.json"), &rules).unwrap();
    let metrics = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = metrics.local_addr().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let load = Load { counters: counters(&catalog, failing), target, start: now - HOUR };
    write_history(folder.path(), &load, &serde_json::from_str(&rules).unwrap(), now);
    let create = ["tsdb", "create-blocks-from", "openmetrics", "history", "data"];
    must_run(folder.path(), "promtool", &create);
    thread::spawn(move || load.serve(&metrics));
    let config = format!(
        "{{\"global\": {{\"scrape_interval\": \"{INTERVAL}s\", \"evaluation_interval\": \"{INTERVAL}s\"}},\n\
         \"rule_files\": [\"rules.json\"],\n\
         \"scrape_configs\": [{{\"job_name\": \"shop\", \"static_configs\": [{{\"targets\": [\"{target}\"]}}]}}]}}"
    );
    fs::write(folder.path().join("prometheus.json"), config).unwrap();
    let free = SocketAddr::from(([127, 0, 0, 1], ports::free_port()));
    let mut prometheus = Command::new("prometheus")
        .args(["--config.file=prometheus.json", "--storage.tsdb.path=data"])
        .args([format!("--web.listen-address={free}"), "--log.level=error".to_owned()])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_secs(FIRST * INTERVAL));
    let mut groups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let before = processor_seconds(prometheus.id());
    for _ in 0..READINGS {
        thread::sleep(Duration::from_secs(INTERVAL));
        for (name, seconds) in durations(free) {
            groups.entry(name).or_default().push(seconds * 1e3);
        }
    }
    let used = (processor_seconds(prometheus.id()) - before) / f64::from(READINGS);
    let intervals = figures(free, "prometheus_rule_group_interval_seconds{");
    prometheus.kill().unwrap();
    prometheus.wait().unwrap();
    println!("milliseconds with {failing} failing codes: the least and the middle of {READINGS}");
    let (mut all, mut each) = ([0.0; 2], [0.0; 2]);
    for (name, times) in &mut groups {
        times.sort_by(f64::total_cmp);
        let both = [times[0], times[times.len() / 2]];
        let (_, interval) = intervals.iter().find(|(known, _)| known == name).unwrap();
        println!("{name:>34} {:7.1} {:7.1} every {interval} s", both[0], both[1]);
        for at in 0..2 {
            all[at] += both[at];
            each[at] += both[at] * f64::from(u32::try_from(INTERVAL).unwrap()) / interval;
        }
    }
    println!("{:>34} {:7.1} {:7.1}", "all groups once", all[0], all[1]);
    println!("{:>34} {:7.1} {:7.1}", format!("in each {INTERVAL} s"), each[0], each[1]);
    println!("{:>34} {:7.1}", format!("processor in {INTERVAL} s, with scrapes"), used * 1e3);
}

/// The seconds of the processor that a process has used.
fn processor_seconds(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let numbers: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    // Hundredths of a second in user and kernel mode.
    numbers[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
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

/// A counter with its labels, and what it counts in ten scrapes.
struct Counter {
    name: &'static str,
    labels: String,
    rate: u64,
}

fn counters(catalog: &Catalog, failing: usize) -> Vec<Counter> {
    let mut counters = vec![];
    let mut add = |name, labels: String, rate: usize| {
        counters.push(Counter { name, labels, rate: rate as u64 });
    };
    let every = catalog.entries().count() / failing.max(1);
    for (at, (group, entry)) in catalog.entries().enumerate() {
        let (code, domain) = (&entry.code, &group.domain);
        let severity = entry.effective_severity().as_str();
        // The failing codes have every status.
        let is_failing = failing > 0 && (at + at / every) % every == 0;
        let rate = if is_failing { 1 + at % 6 } else { 0 };
        let code = format!("error_code=\"{code}\"");
        add(
            "error_catalog_errors_total",
            format!("{code},domain=\"{domain}\",severity=\"{severity}\",source=\"api\""),
            rate,
        );
        add("error_catalog_retries_total", code, rate);
    }
    for route in 0..50 {
        let route = format!("route=\"/r{route}\"");
        for status in [200, 404, 500] {
            let labels = format!("{route},method=\"GET\",status=\"{status}\"");
            add("http_requests_total", labels, (600 - status) * 10);
        }
        add("http_request_duration_seconds_sum", route.clone(), 10);
        add("http_request_duration_seconds_count", route, 10);
    }
    counters
}

/// What the service counts.
struct Load {
    counters: Vec<Counter>,
    target: SocketAddr,
    start: u64,
}

impl Load {
    fn value(counter: &Counter, scrapes: u64) -> u64 {
        counter.rate * scrapes / 10
    }

    /// Answers each scrape with the counters.
    fn serve(&self, listener: &TcpListener) {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 2048];
            let _ = stream.read(&mut request);
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
            let scrapes = (now - self.start) / INTERVAL;
            let mut body = String::from("error_catalog_build_info{version=\"1\"} 1\n");
            for counter in &self.counters {
                let Counter { name, labels, .. } = counter;
                let _ = writeln!(body, "{name}{{{labels}}} {}", Self::value(counter, scrapes));
            }
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    }
}

/// Writes what Prometheus knows at the start, in the text format of `OpenMetrics`.
fn write_history(folder: &Path, load: &Load, rules: &Value, now: u64) {
    let file = fs::File::create(folder.join("history")).unwrap();
    let mut out = BufWriter::new(file);
    let times =
        |length: u64, step: u64| (now - length..now).step_by(usize::try_from(step).unwrap());
    let target = format!("job=\"shop\",instance=\"{}\"", load.target);
    for counter in &load.counters {
        let Counter { name, labels, .. } = counter;
        for (scrapes, time) in (0..).zip(times(HOUR, INTERVAL)) {
            let value = Load::value(counter, scrapes);
            writeln!(out, "{name}{{{labels},{target}}} {value} {time}").unwrap();
        }
    }
    for group in rules["groups"].as_array().unwrap() {
        // A group may have its own interval. One in seconds records nothing.
        let minutes = group["interval"].as_str().and_then(|interval| interval.strip_suffix('m'));
        let interval = minutes.map_or(INTERVAL, |minutes| minutes.parse::<u64>().unwrap() * 60);
        for rule in group["rules"].as_array().unwrap() {
            let Some(name) = rule["record"].as_str() else { continue };
            let expression = rule["expr"].as_str().unwrap();
            if name.ends_with(":surge5m") {
                // Nothing surges.
            } else if name.starts_with("error_code:") {
                let metric = if name.contains("retries") {
                    "error_catalog_retries_total"
                } else {
                    "error_catalog_errors_total"
                };
                // Codes that do not fail are not recorded.
                let recorded = load.counters.iter().filter(|counter| counter.rate > 0);
                for counter in recorded.filter(|counter| counter.name == metric) {
                    let labels = counter.labels.split(",severity").next().unwrap();
                    for time in times(HOUR, interval) {
                        writeln!(out, "{name}{{{labels}}} {} {time}", 2 * counter.rate).unwrap();
                    }
                }
            } else {
                let labels = rule["labels"].as_object().into_iter().flatten();
                let labels: Vec<_> =
                    labels.map(|(label, value)| format!("{label}={value}")).collect();
                // Rates differ from one sample to the next; failures are few.
                let is_of_domains = expression.contains("sum by (domain)");
                let scale = if is_of_domains { 1e-4 } else { 100.0 };
                for domain in 0..if is_of_domains { DOMAINS } else { 1 } {
                    let mut labels = labels.clone();
                    if is_of_domains {
                        labels.push(format!("domain=\"DOMAIN{domain}\""));
                    }
                    for (at, time) in (0_u32..).zip(times(DAYS, interval)) {
                        let value = if name == "error_catalog:evaluated" {
                            1.0
                        } else {
                            scale * f64::from(100 + at * 7919 % 13) / 100.0
                        };
                        writeln!(out, "{name}{{{}}} {value} {time}", labels.join(",")).unwrap();
                    }
                }
            }
        }
    }
    writeln!(out, "# EOF").unwrap();
}

/// The groups, and how long their last evaluation took. None may fail.
fn durations(prometheus: SocketAddr) -> Vec<(String, f64)> {
    let failed = figures(prometheus, "prometheus_rule_evaluation_failures_total{");
    assert!(failed.iter().all(|(_, failures)| *failures == 0.0), "{failed:?}");
    let durations = figures(prometheus, "prometheus_rule_group_last_duration_seconds{");
    assert!(!durations.is_empty());
    durations
}

/// A figure of Prometheus for each group.
fn figures(prometheus: SocketAddr, series: &str) -> Vec<(String, f64)> {
    let text = get(prometheus);
    let lines = text.lines().filter(|line| line.starts_with(series));
    let figures = lines.filter_map(|line| {
        let (labels, value) = line.rsplit_once(' ')?;
        let name = labels.split(';').nth(1)?.trim_end_matches("\"}");
        Some((name.to_owned(), value.parse().ok()?))
    });
    figures.collect()
}

fn get(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /metrics HTTP/1.0\r\nHost: {address}\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
