//! The routes of Alertmanager, on the real `amtool`.

use std::fs;
use std::path::Path;

use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{HOSTILE, catalog, must_run, settings, write};

const RECEIVERS: &str = "\
[operations.receivers]
slack = { url_file = \"/etc/alertmanager/slack\" }
pagerduty = { key_file = \"/etc/alertmanager/pagerduty\" }
email = { to = \"ops@example.com\", from = \"alerts@example.com\", smarthost = \"mail.example.com:587\", username = \"shop\", password_file = \"/etc/alertmanager/mail\" }
watchdog = \"https://watchdog.example.com/shop\"
owners = { 'platform \"team\"' = \"#platform {{ . }}\", nobody = \"#none\" }
";

fn with_receivers() -> Operations {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join(CONFIG_FILE), RECEIVERS).unwrap();
    let receivers = Config::read(package.path()).unwrap().unwrap().operations.receivers;
    let mut operations = settings();
    operations.receivers = receivers;
    let owners = &mut operations.receivers.owners;
    owners.push((HOSTILE.to_owned(), "#hostile".to_owned()));
    operations
}

#[test]
fn amtool_reads_the_configuration() {
    let empty = (Catalog::default(), Operations::default());
    for (catalog, operations) in [(catalog(), with_receivers()), empty] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        must_run(folder.path(), "amtool", &["check-config", "alertmanager.json"]);
    }
}

#[test]
fn an_alert_goes_where_its_severity_and_owner_lead() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &with_receivers());
    for (receiver, labels) in [
        ("critical", &["severity=CRITICAL", "error_code=DB_POOL_EXHAUSTED"][..]),
        ("critical", &["severity=CRITICAL", "owner=platform \"team\""]),
        ("errors", &["severity=ERROR", "urgency=aggregate", "error_code=DB_DISK_FULL"]),
        ("errors", &["severity=ERROR", "urgency=immediate", "alertname=Http5xxBurst"]),
        ("owner-1", &["severity=ERROR", "urgency=aggregate", "owner=platform \"team\""]),
        ("errors", &["severity=ERROR", "urgency=aggregate", "owner=nobody"]),
        ("log-only", &["severity=WARNING", "alertname=RouteSlow"]),
        ("watchdog", &["severity=NONE", "alertname=Watchdog"]),
    ] {
        route_leads_to(folder.path(), receiver, labels);
    }
}

fn route_leads_to(folder: &Path, receiver: &str, labels: &[&str]) {
    let verify = format!("--verify.receivers={receiver}");
    let config = "--config.file=alertmanager.json";
    // amtool reads a quoted value.
    let quoted: Vec<_> = labels
        .iter()
        .map(|label| {
            let (name, value) = label.split_once('=').unwrap();
            format!("{name}={}", serde_json::to_string(value).unwrap())
        })
        .collect();
    let mut arguments = vec!["config", "routes", "test", config, verify.as_str()];
    arguments.extend(quoted.iter().map(String::as_str));
    must_run(folder, "amtool", &arguments);
}

#[test]
fn secrets_are_files_and_texts_are_those_of_the_design() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &with_receivers());
    let text = fs::read_to_string(folder.path().join("alertmanager.json")).unwrap();
    for part in
        ["api_url_file", "routing_key_file", "smtp_auth_password_file", "#incidents", "#alerts"]
    {
        assert!(text.contains(part), "{part}");
    }
    for part in ["\"api_url\"", "\"routing_key\"", "smtp_auth_password\""] {
        assert!(!text.contains(part), "{part}");
    }
}

#[test]
fn more_than_a_hundred_codes_are_grouped_by_alert() {
    let grouping = |codes: usize| {
        let mut catalog = catalog();
        let entry = catalog.groups[0].entries[1].clone();
        let more = (0..codes).map(|at| {
            let mut entry = entry.clone();
            entry.code = format!("DB_CODE_{at}");
            entry
        });
        catalog.groups[0].entries.extend(more);
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &with_receivers());
        let text = fs::read_to_string(folder.path().join("alertmanager.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let routes = json["route"]["routes"].as_array().unwrap();
        assert_eq!(routes[1]["group_by"][0], "...", "critical alerts are never grouped");
        let is_of_counts =
            |route: &&serde_json::Value| route["matchers"].to_string().contains("ErrorOccurred");
        routes.iter().rfind(is_of_counts).unwrap()["group_by"].to_string()
    };
    // `job` is the label by which the settings select the service.
    assert_eq!(grouping(0), "[\"error_code\",\"job\",\"drill\"]");
    assert_eq!(grouping(200), "[\"alertname\",\"job\",\"drill\"]");
}

/// The configuration of a service with receivers, and which channels of it get ERROR.
fn receivers_of_errors(receivers: &str) -> Vec<String> {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join(CONFIG_FILE), format!("[operations.receivers]\n{receivers}"))
        .unwrap();
    let mut operations = settings();
    operations.receivers = Config::read(package.path()).unwrap().unwrap().operations.receivers;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &operations);
    must_run(folder.path(), "amtool", &["check-config", "alertmanager.json"]);
    let owned = ["severity=ERROR", "urgency=aggregate", "owner=platform \"team\""];
    if !receivers.contains("slack") {
        route_leads_to(folder.path(), "errors", &owned);
    }
    let text = fs::read_to_string(folder.path().join("alertmanager.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let receivers = json["receivers"].as_array().unwrap();
    let errors = receivers.iter().find(|receiver| receiver["name"] == "errors").unwrap();
    errors.as_object().unwrap().keys().filter(|key| *key != "name").cloned().collect()
}

#[test]
fn without_slack_errors_are_sent_by_mail() {
    let email = "email = { to = \"ops@example.com\", from = \"alerts@example.com\", smarthost = \"mail.example.com:587\" }\n";
    let slack = "slack = { url_file = \"/etc/alertmanager/slack\" }\n";
    let owners = "owners = { 'platform \"team\"' = \"#platform\" }\n";
    assert_eq!(receivers_of_errors(&format!("{email}{owners}")), ["email_configs"]);
    assert_eq!(receivers_of_errors(&format!("{slack}{email}{owners}")), ["slack_configs"]);
}
