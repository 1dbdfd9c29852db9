//! The thresholds of `[operations.thresholds]`, on the real `promtool`.

use std::fs;

use catalog_specs::operations::Operations;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{catalog, must_hold, must_run, write};
use serde_json::json;

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

/// The first minutes of a service, and of its Prometheus: 20 requests, then none.
#[test]
fn a_young_service_has_a_floor_too() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &Operations::default());
    let failures = "error_catalog_errors_total{error_code=\"DB_QUERY_TIMEOUT\",domain=\"DB\",severity=\"ERROR\",source=\"api\"}";
    // Each group is evaluated at its interval.
    // One call is enough.
    for (evaluated, alerts, firing) in
        [("1m", "BudgetBurn1h|BudgetBurn6h", 1), ("5m", "BudgetBurn1d|BudgetBurn3d", 2)]
    {
        let alerts = format!("ALERTS{{alertname=~\"{alerts}\",alertstate=\"firing\"}}");
        let test = |failed: u32, fire: &[u32]| {
            let samples = fire.iter().map(|count| json!({"labels": "{}", "value": count}));
            json!({
                "name": format!("{failed} of 20 requests fail"),
                "interval": "1m",
                "input_series": [
                    {"series": failures, "values": format!("0 0 {failed}x58")},
                    {"series": "http_requests_total{route=\"/pay\",status=\"200\"}", "values": "0 10 20x58"},
                ],
                "promql_expr_test": [{
                    "expr": format!("count(count_over_time({alerts}[1h]))"),
                    "eval_time": "60m",
                    "exp_samples": samples.collect::<Vec<_>>(),
                }],
            })
        };
        let tests = [test(1, &[]), test(4, &[]), test(10, &[firing])];
        must_hold(folder.path(), &["error-catalog.rules.json"], evaluated, &tests);
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

/// The statuses are those of any code: the internal one has its own alert.
#[test]
fn a_burst_of_server_errors_is_about_the_service() {
    let folder = tempfile::tempdir().unwrap();
    let mut catalog = catalog();
    let internal = &mut catalog.groups[1].entries[0];
    internal.owner = Some("platform".into());
    internal.severity = Some(catalog_specs::Severity::Critical);
    write(folder.path(), &catalog, &fleet::settings());
    let rules = rules(folder.path());
    let burst = rules.iter().find(|rule| rule["alert"] == "Http5xxBurst").unwrap();
    let labels = burst["labels"].as_object().unwrap();
    assert_eq!(labels.keys().collect::<Vec<_>>(), ["incident", "job", "severity", "urgency"]);
    assert_eq!(labels["incident"], "P1");
    let page = "https://runbooks.example.com/http5xxburst?c=Http5xxBurst";
    assert_eq!(burst["annotations"]["runbook_url"], page);
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
