//! The example in a fleet: the real Prometheus and two real Alertmanagers, with the documents that the catalogue gives.

mod engines;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use alerts::{Answer, Receiver};
use edge_reservation::{PATIENT, Process, Service, root};
use engines::{Fleet, curl, wait_for};
use ports::free_port;

/// Requests of an administrator.
struct Client {
    url: String,
    session: String,
}

impl Client {
    fn sign_in(url: &str) -> Self {
        let credentials = r#"{"email":"admin@example.com","password":"open sesame"}"#;
        let answer = curl(&[&format!("{url}/session"), "--json", credentials]);
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let token = answer["token"].as_str().unwrap();
        Self { url: url.to_owned(), session: format!("authorization: Bearer {token}") }
    }

    /// Sends requests that fail with a code.
    #[track_caller]
    fn fail(&self, code: &str, times: usize, method: &str, path: &str) {
        // One curl sends all of them.
        let url = format!("{}{path}?[1-{times}]", self.url);
        let answers = curl(&["-X", method, "-H", &self.session, &url]);
        assert_eq!(answers.matches(code).count(), times, "{answers}");
    }
}

/// Runs `cargo error-catalog drill` for a code of the example.
#[track_caller]
fn drill(arguments: &[&str]) -> serde_json::Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = ["run", "--quiet", "--package", "cargo-error-catalog", "--", "drill"];
    let of = ["BACKUP_UNREADABLE", "--json", "--preview", "--manifest-path"];
    let output = std::process::Command::new(cargo)
        .args(run)
        .args(of)
        .arg(root().join("error-catalog/examples/reservation/Cargo.toml"))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Ends the process in the middle of a burst. What takes longer than a minute is no burst, and is done again.
fn burst_over_a_restart(
    fleet: &Fleet,
    service: Service<'_>,
    mut process: Process,
    mut client: Client,
) -> (Process, Client) {
    loop {
        let begun = Instant::now();
        client.fail("SYSTEM_INTERNAL_ERROR", 6, "POST", "/backups");
        fleet.scrape();
        process.end();
        let (started, url) = service.start();
        process = started;
        fleet.scrape();
        client = Client::sign_in(&url);
        client.fail("SYSTEM_INTERNAL_ERROR", 6, "POST", "/backups");
        if begun.elapsed() < Duration::from_secs(45) {
            return (process, client);
        }
    }
}

#[test]
fn each_failure_reaches_its_channels_and_no_other() {
    // A dry run, which builds the command before anything is measured.
    assert_eq!(drill(&[])["alerts"][0]["receiver"], "critical");
    let folder = tempfile::tempdir().unwrap();
    // The alerts of the process itself.
    let hook = Receiver::start(Answer::Status(200));
    let port = free_port();
    let service = Service {
        port,
        folder: folder.path(),
        alerts: &hook.url(),
        database: None,
        longest_wait: PATIENT,
    };
    let (process, url) = service.start();
    let fleet = Fleet::start(folder.path(), port);
    let count = |channel: &str, alert: &str| {
        let arrived = fleet.arrived();
        arrived.get(&(channel.to_owned(), alert.to_owned())).copied().unwrap_or_default()
    };
    wait_for("the watchdog is called", || fleet.watched() > 0);
    let redirected = format!("{url}/errors/");
    curl(&["-o", "/dev/null", &redirected]);
    // The counters have a sample at 0 before anything fails.
    fleet.scrape();

    // A few mistakes of clients raise no alert.
    let client = Client::sign_in(&url);
    client.fail("USER_NOT_FOUND", 5, "GET", "/users/999");
    // Alertmanager waits this long before it sends what is not urgent.
    std::thread::sleep(Duration::from_secs(11));
    assert_eq!(fleet.arrived(), BTreeMap::new());
    // So much traffic that the failures below do not burn a budget.
    curl(&["-o", "/dev/null", &format!("{redirected}?[1-8000]")]);

    let begun = Instant::now();
    client.fail("BACKUP_UNREADABLE", 1, "GET", "/backups/latest");
    for channel in ["PagerDuty", "#incidents", "mail"] {
        wait_for(channel, || count(channel, "BACKUP_UNREADABLE") == 1);
        println!("{channel} has the critical failure after {:.1} s", begun.elapsed().as_secs_f32());
    }
    assert_eq!(fleet.arrived().len(), 3, "{:#?}", fleet.arrived());

    // A drill through the service: its own alert and record are marked, and Prometheus counts nothing.
    let route = format!("{}/drills", url.trim_start_matches("http://"));
    let raised = drill(&["--service", &route, "--header", &client.session])["raised"].clone();
    let id = raised.as_str().unwrap();
    assert!(id.starts_with("drill-"), "{id}");
    wait_for("the alert of the drill", || {
        hook.bodies().iter().any(|body| {
            let text = body["text"].as_str().unwrap_or_default();
            text.starts_with("[drill] 🔥 CRITICAL: ") && text.contains(id)
        })
    });
    wait_for("the record of the drill", || {
        let logs = std::fs::read_dir(folder.path().join("logs")).unwrap();
        let texts = logs.map(|log| std::fs::read_to_string(log.unwrap().path()).unwrap());
        texts.flat_map(|text| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>()).any(|line| {
            line.contains(id)
                && line.contains("\"message\":\"[drill] ")
                && line.contains("\"drill\":true")
        })
    });
    let refused = format!("http://{route}/BACKUP_UNREADABLE");
    let status = curl(&["-X", "POST", "-o", "/dev/null", "-w", "%{http_code}", &refused]);
    assert_eq!(status, "401", "a drill is for administrators");
    let metrics = curl(&[&format!("{url}/metrics")]);
    let counted = metrics.lines().find(|line| {
        line.starts_with("error_catalog_errors_total{") && line.contains("BACKUP_UNREADABLE")
    });
    assert!(counted.unwrap().ends_with(" 1"), "{counted:?}");

    // A drill through Alertmanager: it says who got it, and they got it.
    let address = format!("127.0.0.1:{}", fleet.alertmanagers[0]);
    let taken = &drill(&["--alertmanager", &address])["taken_to"][0];
    assert_eq!(
        (&taken["alert"], &taken["receiver"]),
        (&"CriticalError".into(), &"critical".into())
    );
    for channel in ["PagerDuty", "#incidents", "mail"] {
        wait_for(channel, || count(channel, "[drill]") == 1);
    }

    // Many mistakes of clients are a surge.
    client.fail("USER_NOT_FOUND", 40, "GET", "/users/999");
    wait_for("a surge", || count("#alerts", "USER_NOT_FOUND") > 0);

    let (process, client) = burst_over_a_restart(&fleet, service, process, client);
    wait_for("a burst of 5xx", || {
        fleet.texts("#alerts").iter().any(|text| text.contains("server errors (5xx)"))
    });
    wait_for("a count of the code", || {
        let summary = " occurrences of SYSTEM_INTERNAL_ERROR in last 5 min";
        fleet.texts("#alerts").iter().any(|text| text.contains(summary))
    });

    // The channel of the process itself fails.
    hook.set(Answer::Status(500));
    client.fail("BACKUP_UNREADABLE", 5, "GET", "/backups/latest");
    wait_for("the pager is told that a channel fails", || {
        count("PagerDuty", "AlertChannelFailing") == 1
    });
    for channel in ["#incidents", "mail"] {
        wait_for(channel, || count(channel, "AlertChannelFailing") == 1);
    }

    let arrived: BTreeMap<_, _> = fleet.arrived();
    for ((channel, alert), times) in &arrived {
        if alert.contains("drill") {
            continue;
        }
        let is_critical = ["BACKUP_UNREADABLE", "AlertChannelFailing"].contains(&alert.as_str());
        assert_eq!(is_critical, channel != "#alerts", "{channel} {alert}");
        // Two Alertmanagers have the alert, and one of them sends it.
        assert!(*times == 1 || !is_critical, "{channel} {alert}: {times} times");
    }
    drop(process);
}
