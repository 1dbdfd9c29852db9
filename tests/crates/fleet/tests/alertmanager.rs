//! The routes on a real Alertmanager, whose minutes are seconds here.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use catalog_specs::operations::Operations;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{catalog, write};
use ports::free_port;
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(60);

/// An Alertmanager, which ends when it is dropped.
struct Alertmanager {
    process: Child,
    url: String,
}

impl Drop for Alertmanager {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Alertmanager {
    fn start(folder: &Path, slack: &str) -> Self {
        let package = tempfile::tempdir().unwrap();
        let file = folder.join("slack");
        fs::write(&file, slack).unwrap();
        let settings =
            format!("[operations.receivers]\nslack = {{ url_file = {:?} }}\n", file.display());
        fs::write(package.path().join(CONFIG_FILE), settings).unwrap();
        let operations: Operations = Config::read(package.path()).unwrap().unwrap().operations;
        write(folder, &catalog(), &operations);
        let mut scaled = fs::read_to_string(folder.join("alertmanager.json")).unwrap();
        for (minutes, seconds) in [
            ("10s", "1s"),
            ("4m30s", "4s500ms"),
            ("5m", "5s"),
            ("58m", "58s"),
            ("14m30s", "14s500ms"),
        ] {
            scaled = scaled.replace(&format!("\"{minutes}\""), &format!("\"{seconds}\""));
        }
        fs::write(folder.join("alertmanager.json"), scaled).unwrap();
        let begun = Instant::now();
        let mut started = Self::start_in(folder);
        while !curl(&[&format!("{}/-/ready", started.url)]).contains("OK") {
            let log = || fs::read_to_string(folder.join("log")).unwrap();
            assert!(begun.elapsed() < PATIENCE, "{}", log());
            thread::sleep(Duration::from_millis(50));
            // Another test may have taken the port.
            if started.process.try_wait().unwrap().is_some() {
                started = Self::start_in(folder);
            }
        }
        started
    }

    fn start_in(folder: &Path) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        let process = Command::new("prometheus-alertmanager")
            .args(["--config.file=alertmanager.json", "--storage.path=data"])
            .args([
                format!("--web.listen-address={address}"),
                "--cluster.listen-address=".to_owned(),
            ])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        Self { process, url: format!("http://{address}") }
    }

    /// Sends an alert as Prometheus does, with its labels as `name=value`.
    fn send(&self, labels: &[&str], summary: &str) {
        self.send_until(labels, summary, "2099-01-01T00:00:00Z");
    }

    fn send_until(&self, labels: &[&str], summary: &str, end: &str) {
        let labels = labels.iter().map(|label| {
            let (name, value) = label.split_once('=').unwrap();
            (name.to_owned(), value.into())
        });
        let labels = Value::Object(labels.collect());
        let annotations = json!({"summary": summary});
        let alert = json!([{"labels": labels, "annotations": annotations, "startsAt": "2019-01-01T00:00:00Z", "endsAt": end}]);
        let url = format!("{}/api/v2/alerts", self.url);
        let answer =
            curl(&[&url, "-H", "Content-Type: application/json", "-d", &alert.to_string()]);
        assert_eq!(answer, "");
    }

    /// Ends an alert.
    fn resolve(&self, labels: &[&str], summary: &str) {
        self.send_until(labels, summary, "2020-01-01T00:00:00Z");
    }

    /// Whether another alert inhibits the one with a name.
    fn is_inhibited(&self, name: &str) -> bool {
        let alerts = curl(&[&format!("{}/api/v2/alerts?filter=alertname%3D{name}", self.url)]);
        let alerts: Value = serde_json::from_str(&alerts).unwrap();
        !alerts[0]["status"]["inhibitedBy"].as_array().unwrap().is_empty()
    }
}

fn curl(arguments: &[&str]) -> String {
    let output = Command::new("curl").args(["-s", "--max-time", "60"]).args(arguments).output();
    let output = output.unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A web hook: its address, and what is posted to it.
fn hook() -> (String, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, posted) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut read = Vec::new();
            let mut buffer = [0; 4096];
            let body = loop {
                let count = stream.read(&mut buffer).unwrap();
                read.extend_from_slice(&buffer[..count]);
                let text = String::from_utf8_lossy(&read).into_owned();
                let Some((_, body)) = text.split_once("\r\n\r\n") else { continue };
                if let Ok(body) = serde_json::from_str(body) {
                    break body;
                }
            };
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                .unwrap();
            if sender.send(body).is_err() {
                break;
            }
        }
    });
    (url, posted)
}

/// The text of the next message.
#[track_caller]
fn next(posted: &Receiver<Value>) -> String {
    let body = posted.recv_timeout(PATIENCE).expect("a message");
    let attachment = &body["attachments"][0];
    format!("{}\n{}", attachment["title"].as_str().unwrap(), attachment["text"].as_str().unwrap())
}

const CODE: &str = "error_code=DB_QUERY_TIMEOUT";

/// An alert with another count is the same alert for Alertmanager.
#[test]
fn a_count_is_sent_again_every_five_minutes() {
    let folder = tempfile::tempdir().unwrap();
    let (url, posted) = hook();
    let alertmanager = Alertmanager::start(folder.path(), &url);
    let labels = ["alertname=ErrorOccurred", CODE, "severity=ERROR", "urgency=aggregate"];
    alertmanager.send(&labels, "1 occurrences");
    assert!(next(&posted).contains("\n1 occurrences"));
    let begun = Instant::now();
    alertmanager.send(&labels, "2 occurrences");
    // The first may be repeated before the second is there.
    while !next(&posted).contains("\n2 occurrences") {}
    // Other alerts are sent again after an hour, which is 58 seconds here.
    assert!(begun.elapsed() < Duration::from_secs(45), "{:?}", begun.elapsed());
    // What is no count is not.
    alertmanager.send(&["alertname=BudgetBurn1d", "severity=ERROR", "urgency=aggregate"], "slow");
    alertmanager.send(&["alertname=BudgetBurn3d", "severity=ERROR", "urgency=aggregate"], "slower");
    let mut slow = Vec::new();
    let mut begun = Instant::now();
    while slow.len() < 2 || begun.elapsed() < Duration::from_secs(8) {
        assert!(begun.elapsed() < PATIENCE, "{slow:?}");
        let Ok(body) = posted.recv_timeout(Duration::from_millis(100)) else { continue };
        let title = body["attachments"][0]["title"].as_str().unwrap().to_owned();
        if !title.contains("TIMEOUT") {
            slow.push(title);
            // A third would arrive within the seconds after these.
            begun = Instant::now();
        }
    }
    slow.sort_unstable();
    assert_eq!(slow, ["🚨 BudgetBurn1d", "🚨 BudgetBurn3d"]);
}

#[test]
fn a_drill_holds_no_alert_back() {
    let folder = tempfile::tempdir().unwrap();
    let (url, _posted) = hook();
    let alertmanager = Alertmanager::start(folder.path(), &url);
    let critical = ["alertname=CodeThreshold", CODE, "severity=CRITICAL", "urgency=immediate"];
    alertmanager.send(&[&critical[..], &["drill=true"]].concat(), "a drill");
    alertmanager.send(
        &["alertname=ErrorOccurred", CODE, "severity=ERROR", "urgency=aggregate"],
        "1 occurrences",
    );
    assert!(!alertmanager.is_inhibited("ErrorOccurred"));
    alertmanager.send(&critical, "no drill");
    let begun = Instant::now();
    while !alertmanager.is_inhibited("ErrorOccurred") {
        assert!(begun.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_call_about_a_budget_holds_its_tickets_back() {
    let folder = tempfile::tempdir().unwrap();
    let (url, _posted) = hook();
    let alertmanager = Alertmanager::start(folder.path(), &url);
    let send = |name: &str, class: &str, severity: &str| {
        let [name, class, severity] =
            [("alertname", name), ("class", class), ("severity", severity)]
                .map(|(label, value)| format!("{label}={value}"));
        alertmanager.send(&[&name, "domain=DB", &class, &severity], "fails");
    };
    send("CriticalError", "technical", "CRITICAL");
    send("BudgetBurn1h", "technical", "CRITICAL");
    send("BudgetBurn3d", "transient", "ERROR");
    send("BudgetBurn1d", "technical", "ERROR");
    let begun = Instant::now();
    while !alertmanager.is_inhibited("BudgetBurn1d") {
        assert!(begun.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(50));
    }
    // Another class of the domain, and a call, are held back by nothing.
    for name in ["BudgetBurn3d", "BudgetBurn1h"] {
        assert!(!alertmanager.is_inhibited(name), "{name}");
    }
}

#[test]
fn a_message_says_that_its_alert_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let (url, posted) = hook();
    let alertmanager = Alertmanager::start(folder.path(), &url);
    let labels = ["alertname=Http5xxBurst", "severity=ERROR", "urgency=immediate"];
    alertmanager.send(&labels, "10 errors");
    assert!(next(&posted).starts_with("🚨 Http5xxBurst\n"));
    alertmanager.resolve(&labels, "10 errors");
    let title = loop {
        let title = next(&posted);
        // It may be repeated before.
        if !title.starts_with('🚨') {
            break title;
        }
    };
    assert!(title.starts_with("[resolved] 🚨 Http5xxBurst\n"), "{title}");
}
