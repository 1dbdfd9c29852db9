//! Two services in one Prometheus and one Alertmanager: neither counts, alerts or silences for the other.

use std::fs;
use std::path::Path;

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{Level, Retry};
use fleet::{must_hold, must_run, write};
use serde_json::{Value, json};

const SERVICES: [&str; 2] = ["shop", "bank {{ $value }}"];

/// The same code in both services, as `SYSTEM_INTERNAL_ERROR` is.
fn catalog() -> Catalog {
    let mut down = Entry::new("SYSTEM_STORE_DOWN", "Down", 503, Level::Error);
    down.retry = Some(Retry::Transient);
    let group = Group { domain: "SYSTEM".into(), entries: vec![down], ..Group::default() };
    Catalog { name: "Codes".into(), groups: vec![group], ..Catalog::default() }
}

fn operations(service: &str) -> Operations {
    let mut operations = Operations::default();
    operations.labels = vec![("job".into(), service.into())];
    operations
}

fn write_both(folder: &Path) {
    for (service, below) in SERVICES.into_iter().zip(["one", "two"]) {
        write(&folder.join(below), &catalog(), &operations(service));
    }
}

/// The counters of a service: requests, failures and retries, with and without a burst.
fn series(service: &str, burst: &str) -> Vec<Value> {
    let job = format!("job={}", json!(service));
    let code = "error_code=\"SYSTEM_STORE_DOWN\"";
    [
        (
            format!("error_catalog_errors_total{{{code},domain=\"SYSTEM\",severity=\"ERROR\",source=\"api\",{job}}}"),
            burst,
        ),
        (format!("error_catalog_retries_total{{{code},{job}}}"), burst),
        (format!("http_requests_total{{route=\"/\",status=\"500\",{job}}}"), burst),
        (format!("http_requests_total{{route=\"/\",status=\"200\",{job}}}"), "0+10x120"),
        (format!("error_catalog_build_info{{version=\"1\",{job}}}"), "1x120"),
    ]
    .into_iter()
    .map(|(series, values)| json!({"series": series, "values": values}))
    .collect()
}

#[test]
fn a_burst_in_one_service_alerts_with_the_label_of_that_service() {
    let folder = tempfile::tempdir().unwrap();
    write_both(folder.path());
    for (failing, quiet) in [(SERVICES[0], SERVICES[1]), (SERVICES[1], SERVICES[0])] {
        let burst = series(failing, "0x60 100+100x59");
        let input: Vec<_> = burst.into_iter().chain(series(quiet, "0x120")).collect();
        let names = "ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}";
        // That of 6 hours is silent: one call is enough.
        let expected = [
            "BudgetBurn1d",
            "BudgetBurn1h",
            "BudgetBurn3d",
            "ErrorCodeSurge",
            "ErrorOccurred",
            "Http5xxBurst",
            "RetriesIncreasing",
            "RouteFailing",
        ];
        let expected = expected.map(|name| {
            json!({"labels": format!("{{alertname=\"{name}\", job={}}}", json!(failing)), "value": 1})
        });
        let recorded = |job: &str, count: u32| {
            json!({
                "expr": format!("count({{__name__=~\".*:(error_catalog|http)_.*5m.*\", job={}}} > 0)", json!(job)),
                "eval_time": "64m",
                "exp_samples": [{"labels": "{}", "value": count}],
            })
        };
        let test = json!({"interval": "1m", "input_series": input, "promql_expr_test": [
            {"expr": format!("count by (alertname, job) ({names})"), "eval_time": "64m", "exp_samples": expected},
            {"expr": "count by (job) (ALERTS{alertname=\"Watchdog\"})", "eval_time": "64m", "exp_samples": [
                {"labels": format!("{{job={}}}", json!(failing)), "value": 1},
                {"labels": format!("{{job={}}}", json!(quiet)), "value": 1},
            ]},
            // Failures, what surges of them, the same of retries, and the rates of both groups of budgets.
            recorded(failing, 8),
            // Its requests.
            recorded(quiet, 2),
        ]});
        let rules = ["one/error-catalog.rules.json", "two/error-catalog.rules.json"];
        must_hold(folder.path(), &rules, "1m", &[test]);
    }
}

#[test]
fn alertmanager_keeps_the_services_apart() {
    let folder = tempfile::tempdir().unwrap();
    write_both(folder.path());
    let text = fs::read_to_string(folder.path().join("one/alertmanager.json")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let names = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    for route in json["route"]["routes"].as_array().unwrap() {
        let by = names(&route["group_by"]);
        assert!(by == ["..."] || by.contains(&"job".to_owned()), "{by:?}");
    }
    for inhibition in json["inhibit_rules"].as_array().unwrap() {
        assert!(names(&inhibition["equal"]).contains(&"job".to_owned()), "{inhibition}");
    }
    must_run(&folder.path().join("one"), "amtool", &["check-config", "alertmanager.json"]);
}
