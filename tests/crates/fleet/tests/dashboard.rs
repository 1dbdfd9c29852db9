//! The dashboard of Grafana: its form, and its queries on the real `promtool`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{Class, Format, Level, Severity};
use fleet::{catalog, must_hold, must_run, settings, write};
use serde_json::{Value, json};

/// What Grafana puts in for its variables.
const VARIABLES: [(&str, &str); 3] =
    [("$__rate_interval", "5m"), ("$__range", "1h"), ("$domain", ".*")];

fn dashboard(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("grafana.json")).unwrap()).unwrap()
}

fn panels(dashboard: &Value) -> &[Value] {
    dashboard["panels"].as_array().unwrap()
}

/// The queries of a panel as Prometheus gets them.
fn queries(panel: &Value) -> Vec<String> {
    let targets = panel["targets"].as_array().into_iter().flatten();
    targets.map(|target| with_variables(target["expr"].as_str().unwrap())).collect()
}

fn with_variables(expression: &str) -> String {
    let mut expression = expression.to_owned();
    for (name, value) in VARIABLES {
        expression = expression.replace(name, value);
    }
    expression
}

#[test]
fn panels_have_a_place_and_an_identity_of_their_own() {
    for (catalog, operations) in
        [(catalog(), settings()), (Catalog::default(), Operations::default())]
    {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        let dashboard = dashboard(folder.path());
        assert!(dashboard["uid"].as_str().unwrap().len() <= 40);
        let mut taken: BTreeMap<(u64, u64), &str> = BTreeMap::new();
        let mut ids = Vec::new();
        for panel in panels(&dashboard) {
            let title = panel["title"].as_str().unwrap();
            ids.push(panel["id"].as_u64().unwrap());
            let [x, y, w, h] =
                ["x", "y", "w", "h"].map(|key| panel["gridPos"][key].as_u64().unwrap());
            assert!(w > 0 && h > 0 && x + w <= 24, "{title}");
            for cell in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
                let before = taken.insert(cell, title);
                assert_eq!(before, None, "{title}");
            }
            if !matches!(panel["type"].as_str(), Some("row" | "text")) {
                assert_eq!(panel["datasource"]["uid"], "${datasource}", "{title}");
                assert!(!queries(panel).is_empty(), "{title}");
            }
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn promtool_reads_every_query() {
    for (catalog, operations) in
        [(catalog(), settings()), (Catalog::default(), Operations::default())]
    {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        let dashboard = dashboard(folder.path());
        let releases = dashboard["annotations"]["list"][0]["expr"].as_str().unwrap().to_owned();
        let all = panels(&dashboard).iter().flat_map(queries).chain([releases]);
        let rules: Vec<_> = all
            .enumerate()
            .map(|(at, expr)| json!({"record": format!("query_{at}"), "expr": expr}))
            .collect();
        assert!(rules.len() > 15, "{}", rules.len());
        let file = json!({"groups": [{"name": "queries", "rules": rules}]});
        fs::write(folder.path().join("queries.json"), file.to_string()).unwrap();
        must_run(folder.path(), "promtool", &["check", "rules", "queries.json"]);
    }
}

/// Two codes that burn one budget.
fn small_catalog() -> Catalog {
    let entry = |code: &str, severity| Entry {
        class: Some(Class::Technical),
        severity: Some(severity),
        ..Entry::new(code, code, 503, Level::Error)
    };
    let entries = vec![
        entry("DB_POOL_EXHAUSTED", Severity::Critical),
        entry("DB_QUERY_TIMEOUT", Severity::Error),
    ];
    let group = Group { domain: "DB".into(), entries, ..Group::default() };
    Catalog { name: "Codes".into(), groups: vec![group], ..Catalog::default() }
}

/// What each minute brings, for two hours.
const TRAFFIC: &[(&str, &str)] = &[
    (
        "error_catalog_errors_total{error_code=\"DB_POOL_EXHAUSTED\",domain=\"DB\",severity=\"CRITICAL\",source=\"api\"}",
        "0+1x120",
    ),
    (
        "error_catalog_errors_total{error_code=\"DB_QUERY_TIMEOUT\",domain=\"DB\",severity=\"ERROR\",source=\"api\"}",
        "0+2x120",
    ),
    ("http_requests_total{route=\"/pay\",status=\"200\"}", "0+90x120"),
    ("http_requests_total{route=\"/pay\",status=\"500\"}", "0+10x120"),
    ("http_request_duration_seconds_sum{route=\"/pay\"}", "0+50x120"),
    ("http_request_duration_seconds_count{route=\"/pay\"}", "0+100x120"),
    ("http_request_duration_seconds_bucket{route=\"/pay\",le=\"0.5\"}", "0+80x120"),
    ("http_request_duration_seconds_bucket{route=\"/pay\",le=\"1\"}", "0+100x120"),
    ("http_request_duration_seconds_bucket{route=\"/pay\",le=\"+Inf\"}", "0+100x120"),
    ("error_catalog_retries_total{error_code=\"DB_QUERY_TIMEOUT\"}", "0+3x120"),
    ("error_catalog_reports_dropped_total", "0+1x120"),
    ("error_catalog_alert_failures_total{channel=\"slack\"}", "0+4x120"),
    ("error_catalog_build_info{version=\"1.2\"}", "1x120"),
];

/// The series that a query gives, with their values in thousandths.
type Series = &'static [(&'static str, i64)];

/// The series of a panel: those of its first query, then those of its second.
#[rustfmt::skip]
const EXPECTED: &[(&str, &[Series])] = &[
    ("Server errors, last minute", &[&[("{}", 10_000)]]),
    ("Critical failures, last hour", &[&[("{}", 60_000)]]),
    ("Failing codes, last 5 minutes", &[&[("{}", 2_000)]]),
    ("Reports not written, last hour", &[&[("{}", 60_000)]]),
    ("Failed alert calls, last hour", &[&[("{}", 240_000)]]),
    ("Processes", &[&[("{}", 1_000)]]),
    ("Errors by domain", &[&[("{domain=\"DB\"}", 3_000)]]),
    ("Errors by severity", &[&[("{severity=\"CRITICAL\"}", 1_000), ("{severity=\"ERROR\"}", 2_000)]]),
    ("Errors by code", &[&[("{error_code=\"DB_POOL_EXHAUSTED\"}", 1_000), ("{error_code=\"DB_QUERY_TIMEOUT\"}", 2_000)]]),
    ("Codes in this time", &[&[
        ("{error_code=\"DB_POOL_EXHAUSTED\",domain=\"DB\",severity=\"CRITICAL\"}", 60_000),
        ("{error_code=\"DB_QUERY_TIMEOUT\",domain=\"DB\",severity=\"ERROR\"}", 120_000),
    ]]),
    ("Server errors", &[&[("{status=\"500\"}", 10_000)]]),
    ("Failure rate by route", &[&[("{route=\"/pay\"}", 100)]]),
    ("Duration by route", &[&[("{route=\"/pay\"}", 500)], &[("{route=\"/pay\"}", 875)]]),
    ("Burn rate over 1h", &[&[("{domain=\"DB\",class=\"technical\"}", 30_000)]]),
    ("Burn rate over 6h", &[&[("{domain=\"DB\",class=\"technical\"}", 30_000)]]),
    ("Burn rate over 3d", &[&[("{domain=\"DB\",class=\"technical\"}", 30_000)]]),
    ("Budget left", &[&[("{domain=\"DB\",class=\"technical\"}", -29_000)]]),
    ("Retries by code", &[&[("{error_code=\"DB_QUERY_TIMEOUT\"}", 3_000)]]),
    ("Reports not written", &[&[("{}", 1_000)]]),
    ("Failed calls of alert channels", &[&[("{channel=\"slack\"}", 4_000)]]),
    ("Processes by version", &[&[("{version=\"1.2\"}", 1_000)]]),
];

#[test]
fn every_panel_shows_the_expected_numbers() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &small_catalog(), &Operations::default());
    let dashboard = dashboard(folder.path());
    let with_queries = panels(&dashboard).iter().filter(|panel| !queries(panel).is_empty());
    let mut checks = Vec::new();
    for panel in with_queries.filter(|panel| panel["title"] != "Firing alerts") {
        let title = panel["title"].as_str().unwrap();
        let expected = EXPECTED.iter().find(|(known, _)| *known == title);
        let (_, expected) = expected.unwrap_or_else(|| panic!("no numbers for `{title}`"));
        let queries = queries(panel);
        assert_eq!(queries.len(), expected.len(), "{title}");
        for (query, samples) in queries.iter().zip(*expected) {
            let samples =
                samples.iter().map(|(labels, value)| json!({"labels": labels, "value": value}));
            checks.push(json!({
                "expr": format!("round(({query}) * 1000)"),
                "eval_time": "100m",
                "exp_samples": samples.collect::<Vec<_>>(),
            }));
        }
    }
    let expected: usize = EXPECTED.iter().map(|(_, queries)| queries.len()).sum();
    assert_eq!(checks.len(), expected);
    let series: Vec<_> = TRAFFIC
        .iter()
        .map(|(series, values)| json!({"series": series, "values": values}))
        .collect();
    let test = json!({"interval": "1m", "input_series": series, "promql_expr_test": checks});
    must_hold(folder.path(), &["error-catalog.rules.json"], "1m", &[test]);
}

#[test]
fn the_table_of_alerts_has_those_of_the_rules_that_fire() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &small_catalog(), &Operations::default());
    let dashboard = dashboard(folder.path());
    let panel = panels(&dashboard).iter().find(|panel| panel["title"] == "Firing alerts").unwrap();
    let alert = |name: &str, state: &str| json!({"series": format!("ALERTS{{alertname=\"{name}\",alertstate=\"{state}\"}}"), "values": "1x10"});
    let series = [
        alert("Http5xxBurst", "firing"),
        alert("MetricsMissing", "pending"),
        alert("Watchdog", "firing"),
        alert("DiskFull", "firing"),
    ];
    let firing = "ALERTS{alertname=\"Http5xxBurst\",alertstate=\"firing\"}";
    let test = json!({"interval": "1m", "input_series": series, "promql_expr_test": [{
        "expr": queries(panel)[0],
        "eval_time": "5m",
        "exp_samples": [{"labels": firing, "value": 1}],
    }]});
    must_hold(folder.path(), &[], "1m", &[test]);
    let shown = &panel["transformations"][0]["options"]["includeByName"];
    for column in ["alertname", "error_code", "severity", "owner", "route"] {
        assert_eq!(shown[column], true, "{column}");
    }
}

#[test]
fn a_code_leads_to_its_runbook_and_its_page() {
    let mut catalog = catalog();
    catalog.settings.docs = Some("https://docs.example.com/{code}?a=$domain".into());
    let mut operations = settings();
    operations.runbook = Some("https://runbooks.example.com/{code}.html".into());
    let files = Format::Grafana.render_for_package(&catalog, operations);
    let dashboard: Value = serde_json::from_str(&files[0].1).unwrap();
    let panel =
        |title: &str| panels(&dashboard).iter().find(|panel| panel["title"] == title).unwrap();
    let table = panel("Codes in this time");
    let links = &table["fieldConfig"]["overrides"][0]["properties"][0]["value"];
    assert_eq!(links[0]["url"], "https://runbooks.example.com/${__value.text}.html");
    assert_eq!(links[1]["url"], "https://docs.example.com/${__value.text}?a=%24domain");
    let codes = panels(&dashboard).iter().find(|panel| panel["type"] == "text").unwrap();
    let text = codes["options"]["content"].as_str().unwrap();
    for part in [
        "[runbook](https://runbooks.example.com/DB_QUERY_TIMEOUT.html)",
        "[page](https://docs.example.com/DB_QUERY_TIMEOUT?a=%24domain)",
        // A code that declares a runbook.
        "[runbook](https://wiki.example.com/disk?a=%7B%7Bb%7D%7D)",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains('$'), "Grafana would look for a variable: {text}");
    // Two lines for the head of the table, then one for each code.
    assert_eq!(text.lines().count(), 2 + catalog.entries().count());
}
