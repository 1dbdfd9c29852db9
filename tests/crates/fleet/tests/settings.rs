//! The thresholds of `[operations.thresholds]`, on the real `promtool`.

use std::fs;

use catalog_specs::operations::Operations;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{catalog, must_run, write};

fn settings(thresholds: &str) -> Operations {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join(CONFIG_FILE), format!("[operations.thresholds]\n{thresholds}"))
        .unwrap();
    Config::read(package.path()).unwrap().unwrap().operations
}

fn rules(folder: &std::path::Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(folder.join("error-catalog.rules.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let groups = json["groups"].as_array().unwrap();
    groups.iter().flat_map(|group| group["rules"].as_array().unwrap().clone()).collect()
}

#[test]
fn the_generated_tests_follow_the_thresholds() {
    for thresholds in [
        "server_errors = 1\nfailure_percent = 1\nmin_requests = 1\nsurge_factor = 1\nsurge_min = 1\nslow_percent = 1\nslow_min = 1\nretries_factor = 1\nretries_min = 1",
        "server_errors = 1000000\nfailure_percent = 98\nmin_requests = 1000\nsurge_factor = 100\nsurge_min = 100000\nslow_percent = 300\nslow_min = 1000\nretries_factor = 7\nretries_min = 100000",
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog(), &settings(thresholds));
        for tests in ["minutes", "hours"] {
            must_run(folder.path(), "promtool", &["test", "rules", &format!("tests/{tests}.json")]);
        }
    }
}

#[test]
fn the_generated_tests_follow_the_floor_of_the_budgets() {
    for floor in [0, 1000] {
        let folder = tempfile::tempdir().unwrap();
        let mut operations = Operations::default();
        operations.slo.min_failures = floor;
        write(folder.path(), &catalog(), &operations);
        must_run(folder.path(), "promtool", &["test", "rules", "tests/hours.json"]);
    }
}

#[test]
fn fixed_numbers_call_the_person_on_duty_only_if_the_settings_say_so() {
    let severities = |thresholds: &str| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog(), &settings(thresholds));
        let rules = rules(folder.path());
        let severity = |name: &str| {
            let rule = rules.iter().find(|rule| rule["alert"] == name).unwrap();
            rule["labels"]["severity"].as_str().unwrap().to_owned()
        };
        ["Http5xxBurst", "RouteFailing", "ErrorCodeSurge"].map(severity)
    };
    assert_eq!(severities(""), ["ERROR", "ERROR", "ERROR"]);
    assert_eq!(severities("page = true"), ["CRITICAL", "CRITICAL", "CRITICAL"]);
}

#[test]
fn a_code_calls_the_person_on_duty_if_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &Operations::default());
    let rules = rules(folder.path());
    let labels = |code: &str| {
        let mut rules = rules.iter().filter(|rule| rule["alert"] == "CodeThreshold");
        let rule = rules.find(|rule| rule["labels"]["error_code"] == code).unwrap();
        ["severity", "urgency"].map(|name| rule["labels"][name].as_str().unwrap().to_owned())
    };
    assert_eq!(labels("DB_DISK_FULL"), ["CRITICAL", "immediate"]);
    assert_eq!(labels("DB_QUERY_TIMEOUT"), ["ERROR", "aggregate"]);
}
