//! Prometheus and two Alertmanagers, with the documents of the example, and receivers in place of Slack, PagerDuty and mail.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use alerts::{Answer, MailServer, Receiver};
use edge_reservation::root;
use ports::free_port;
use serde_json::{Value, json};

/// Everything here happens within seconds; a busy machine may take longer.
const PATIENCE: Duration = Duration::from_secs(90);

/// The seconds between scrapes, and between evaluations: `SCRAPE=15` is what a fleet has.
pub fn scrape_seconds() -> u64 {
    std::env::var("SCRAPE").map_or(1, |seconds| seconds.parse().unwrap())
}

/// Waits until a condition holds.
#[track_caller]
pub fn wait_for(what: &str, mut holds: impl FnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
    begun.elapsed()
}

/// What a URL answers.
pub fn curl(arguments: &[&str]) -> String {
    let output = Command::new("curl").args(["-s", "--max-time", "60"]).args(arguments).output();
    String::from_utf8_lossy(&output.unwrap().stdout).into_owned()
}

/// Engines and receivers, which end when they are dropped.
pub struct Fleet {
    slack: Receiver,
    pagerduty: Receiver,
    watchdog: Receiver,
    mail: MailServer,
    /// The ports of the Alertmanagers.
    pub alertmanagers: [u16; 2],
    /// The port of Prometheus.
    prometheus: u16,
    _engines: Vec<Engine>,
}

struct Engine(Child);

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Engine {
    fn start(folder: &Path, program: &str, arguments: &[String]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).stdout(Stdio::null());
        let log = fs::File::create(folder.join(format!("{program}.log"))).unwrap();
        let child = command.stderr(log).spawn();
        Self(child.unwrap_or_else(|error| panic!("{program}: {error}; `.ci/run` installs it")))
    }
}

impl Fleet {
    /// Starts the engines. Prometheus scrapes the service at a port, whether or not it runs.
    pub fn start(folder: &Path, service: u16) -> Self {
        let operations = root().join("error-catalog/examples/reservation/operations");
        let [slack, pagerduty, watchdog] = [(); 3].map(|()| Receiver::start(Answer::Status(200)));
        let mail = MailServer::start(None);
        fs::write(folder.join("slack"), slack.url()).unwrap();
        fs::write(folder.join("pagerduty"), "0123456789abcdef0123456789abcdef").unwrap();

        // The documents are those of the example but for the addresses.
        let routes = fs::read_to_string(operations.join("alertmanager.json")).unwrap();
        let here = format!("{}/", folder.display());
        let routes = routes
            .replace("/etc/alertmanager/", &here)
            .replace("https://watchdog.example.com/reservation", &watchdog.url());
        let mut routes: Value = serde_json::from_str(&routes).unwrap();
        let global = routes["global"].as_object_mut().unwrap();
        for (name, value) in [
            ("smtp_smarthost", json!(format!("127.0.0.1:{}", mail.port))),
            ("smtp_require_tls", json!(false)),
            ("pagerduty_url", json!(pagerduty.url())),
        ] {
            global.insert(name.to_owned(), value);
        }
        fs::write(folder.join("alertmanager.json"), routes.to_string()).unwrap();
        fs::copy(operations.join("rules.json"), folder.join("rules.json")).unwrap();

        let [web, peers] = [(); 2].map(|()| [free_port(), free_port()]);
        let mut engines: Vec<_> =
            [0, 1].map(|at| alertmanager(folder, at, web[at], peers)).into_iter().collect();
        wait_for("the Alertmanagers find each other", || {
            let status = |port: &u16| curl(&[&format!("http://127.0.0.1:{port}/api/v2/status")]);
            web.iter().all(|port| {
                let status: Value = serde_json::from_str(&status(port)).unwrap_or_default();
                let peers = status["cluster"]["peers"].as_array().map_or(0, Vec::len);
                status["cluster"]["status"] == "ready" && peers == 2
            })
        });
        remember_an_hour(folder, service);
        let port = free_port();
        engines.push(prometheus(folder, port, service, web));
        let (alertmanagers, prometheus) = (web, port);
        Self { slack, pagerduty, watchdog, mail, alertmanagers, prometheus, _engines: engines }
    }

    /// Waits until Prometheus has read the counters of the service as they are now.
    pub fn scrape(&self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
        let url = format!("http://127.0.0.1:{}/api/v1/query", self.prometheus);
        wait_for("Prometheus reads the counters", || {
            let query = "query=timestamp(error_catalog_build_info)";
            let answer = curl(&["--get", "--data-urlencode", query, &url]);
            let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
            let time = answer["data"]["result"][0]["value"][1].as_str();
            time.is_some_and(|time| time.parse::<f64>().unwrap() > now)
        });
    }

    /// What arrived so far: how often by channel and alert.
    pub fn arrived(&self) -> BTreeMap<(String, String), usize> {
        let mut arrived = BTreeMap::new();
        let mut add = |channel: &str, alert: String| {
            *arrived.entry((channel.to_owned(), alert)).or_default() += 1;
        };
        for body in self.slack.bodies() {
            let channel = body["channel"].as_str().unwrap();
            let attachment = &body["attachments"][0];
            // A message that all is well again ends another one.
            if attachment["color"] != "good" {
                add(channel, alert_of(attachment["title"].as_str().unwrap()));
            }
        }
        for body in self.pagerduty.bodies() {
            assert_eq!(body["event_action"], "trigger", "{body}");
            add("PagerDuty", alert_of(body["payload"]["summary"].as_str().unwrap()));
        }
        for mail in self.mail.mails() {
            let subject = mail.lines.iter().find_map(|line| line.strip_prefix("Subject: "));
            add("mail", decoded(subject.unwrap()));
        }
        arrived
    }

    /// The texts that Slack got in a channel.
    pub fn texts(&self, channel: &str) -> Vec<String> {
        let bodies = self.slack.bodies().into_iter().filter(|body| body["channel"] == channel);
        bodies.map(|body| body["attachments"][0]["text"].as_str().unwrap().to_owned()).collect()
    }

    /// How often the watchdog was called.
    pub fn watched(&self) -> usize {
        self.watchdog.bodies().len()
    }
}

/// The code or the alert in a title such as `🔥 CRITICAL: BACKUP_UNREADABLE (io)`.
fn alert_of(title: &str) -> String {
    let title = title.trim_start_matches(['🔥', '🚨', ' ']).trim_start_matches("CRITICAL: ");
    title.split(' ').next().unwrap_or_default().to_owned()
}

/// The title in the subject of a mail, which is encoded for its pictograph.
fn decoded(subject: &str) -> String {
    if subject.contains("drill") {
        return "[drill]".to_owned();
    }
    let words = subject.replace("=?utf-8?q?", "").replace("?=", "").replace('_', " ");
    let word = words.split(' ').find(|word| word.contains("BACKUP") || word.contains("Alert"));
    word.unwrap_or(subject).replace("=5F", "_")
}

fn alertmanager(folder: &Path, at: usize, web: u16, peers: [u16; 2]) -> Engine {
    let own = folder.join(format!("alertmanager-{at}"));
    fs::create_dir(&own).unwrap();
    let address = |port: u16| format!("127.0.0.1:{port}");
    let arguments = [
        format!("--config.file={}", folder.join("alertmanager.json").display()),
        "--storage.path=data".to_owned(),
        format!("--web.listen-address={}", address(web)),
        format!("--cluster.listen-address={}", address(peers[at])),
        format!("--cluster.advertise-address={}", address(peers[at])),
        format!("--cluster.peer={}", address(peers[1 - at])),
        "--cluster.settle-timeout=10s".to_owned(),
    ];
    Engine::start(&own, "prometheus-alertmanager", &arguments)
}

/// Gives Prometheus an hour in which the service counted nothing: what is a surge depends on what was usual.
fn remember_an_hour(folder: &Path, service: u16) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let metrics = curl(&[&format!("http://127.0.0.1:{service}/metrics")]);
    let minutes = || (2..70).rev().map(|minute| now - minute * 60);
    let mut text = "# TYPE error_catalog_errors counter\n".to_owned();
    for series in metrics.lines().filter(|line| line.starts_with("error_catalog_errors_total{")) {
        let (series, _) = series.rsplit_once('}').unwrap();
        for time in minutes() {
            writeln!(
                text,
                "{series},job=\"reservation\",instance=\"127.0.0.1:{service}\"}} 0 {time}"
            )
            .unwrap();
        }
    }
    // What the rules recorded meanwhile: that they ran. Of a code that did not rise they record nothing.
    for time in minutes() {
        writeln!(text, "error_catalog:evaluated 1 {time}").unwrap();
    }
    text.push_str("# EOF\n");
    fs::write(folder.join("history"), text).unwrap();
    let mut promtool = Command::new("promtool");
    promtool.args(["tsdb", "create-blocks-from", "openmetrics", "history", "prometheus"]);
    let output = promtool.current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn prometheus(folder: &Path, port: u16, service: u16, alertmanagers: [u16; 2]) -> Engine {
    let interval = format!("{}s", scrape_seconds());
    let targets = |ports: &[u16]| {
        let targets: Vec<_> = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        json!([{ "targets": targets }])
    };
    let config = json!({
        "global": { "scrape_interval": interval, "evaluation_interval": interval },
        "rule_files": ["rules.json"],
        "scrape_configs": [{ "job_name": "reservation", "static_configs": targets(&[service]) }],
        "alerting": { "alertmanagers": [{ "static_configs": targets(&alertmanagers) }] },
    });
    fs::write(folder.join("prometheus.json"), config.to_string()).unwrap();
    let arguments = [
        "--config.file=prometheus.json".to_owned(),
        "--storage.tsdb.path=prometheus".to_owned(),
        format!("--web.listen-address=127.0.0.1:{port}"),
    ];
    Engine::start(folder, "prometheus", &arguments)
}
