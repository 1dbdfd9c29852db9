//! What a drill says about an alert, against the real `amtool` and the rules.

use std::fs;

use catalog_specs::operations::drill;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{HOSTILE, catalog, must_run, settings, write};

const RECEIVERS: &str = "\
[operations.receivers]
slack = { url_file = \"/etc/alertmanager/slack\" }
pagerduty = { key_file = \"/etc/alertmanager/pagerduty\" }
email = { to = \"ops@example.com\", from = \"alerts@example.com\", smarthost = \"mail.example.com:587\" }
owners = { 'platform \"team\"' = \"#platform\" }
";

fn operations() -> catalog_specs::operations::Operations {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join(CONFIG_FILE), RECEIVERS).unwrap();
    let mut operations = settings();
    operations.receivers = Config::read(package.path()).unwrap().unwrap().operations.receivers;
    operations
}

#[test]
fn an_alert_is_named_with_the_receiver_that_alertmanager_takes_it_to() {
    let (catalog, operations) = (catalog(), operations());
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog, &operations);
    let mut count = 0;
    for (_, entry) in catalog.entries() {
        for alert in drill(&catalog, &operations, &entry.code).unwrap().alerts {
            let verify = format!("--verify.receivers={}", alert.receiver);
            let labels = alert.labels.iter();
            let labels: Vec<_> = labels
                .map(|(name, value)| format!("{name}={}", serde_json::to_string(value).unwrap()))
                // The notation of amtool has no escapes for these.
                .filter(|label| !label.contains("a{{b}}"))
                .collect();
            let mut arguments =
                vec!["config", "routes", "test", "--config.file=alertmanager.json", &verify];
            arguments.extend(labels.iter().map(String::as_str));
            must_run(folder.path(), "amtool", &arguments);
            count += 1;
        }
    }
    assert!(count >= 5, "{count} alerts");
}

#[test]
fn the_channels_are_those_of_the_severity_and_the_owner() {
    let (catalog, operations) = (catalog(), operations());
    let alerts = |code: &str| {
        let drill = drill(&catalog, &operations, code).unwrap();
        let alerts = drill.alerts.into_iter();
        alerts.map(|alert| (alert.name, alert.condition, alert.channels)).collect::<Vec<_>>()
    };
    let call =
        ["Slack #incidents", "PagerDuty", "e-mail to ops@example.com"].map(ToOwned::to_owned);
    let alert = |name: &str, condition: &str, channels: &[String]| {
        (name.to_owned(), condition.to_owned(), channels.to_vec())
    };
    assert_eq!(
        alerts("DB_POOL_EXHAUSTED"),
        [alert("CriticalError", "one critical failure", &call)]
    );
    assert_eq!(
        alerts("DB_DISK_FULL"),
        [
            alert("CodeThreshold", "7 failures within 2h", &call),
            alert("ErrorOccurred", "one failure in 5 min", &["Slack #alerts".to_owned()]),
        ]
    );
    let own = ["Slack #platform".to_owned()];
    assert_eq!(
        alerts("DB_QUERY_TIMEOUT"),
        [
            alert("CodeThreshold", "a failure within 1m", &own),
            alert("ErrorOccurred", "one failure in 5 min", &own),
        ]
    );
    assert_eq!(alerts("AUTH_TOKEN_EXPIRED"), []);
    assert_eq!(drill(&catalog, &operations, "DB_UNKNOWN"), None);
}

#[test]
fn texts_are_those_of_the_alert() {
    let drill = drill(&catalog(), &operations(), "DB_POOL_EXHAUSTED").unwrap();
    let text = |name: &str| {
        let annotations = drill.alerts[0].annotations.iter();
        annotations.filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).next()
    };
    assert_eq!(text("summary"), Some("DB_POOL_EXHAUSTED from api"));
    assert_eq!(text("incident"), Some("P0, response within 15 min"));
    assert_eq!(text("description"), Some(HOSTILE));
}
