//! The rules of Prometheus and their tests, on the real `promtool`.

use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{Retry, Severity};
use fleet::{catalog, must_hold, must_run, settings, write};
use serde_json::{Value, json};

#[test]
fn promtool_reads_the_rules_and_their_tests_pass() {
    let hostile = (catalog(), settings());
    let empty = (Catalog::default(), Operations::default());
    for (catalog, operations) in [hostile, empty] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        must_run(
            folder.path(),
            "promtool",
            &["check", "rules", "--lint=all", "--lint-fatal", "error-catalog.rules.json"],
        );
        for tests in ["minutes", "hours", "days"] {
            let tests = format!("tests/{tests}.json");
            if folder.path().join(&tests).exists() {
                must_run(folder.path(), "promtool", &["test", "rules", &tests]);
            }
        }
    }
}

/// Two codes of one owner whose incident levels differ are retried: the alert about retries states no level.
#[test]
fn no_rule_is_there_twice() {
    let mut catalog = catalog();
    for (entry, severity) in
        catalog.groups[0].entries.iter_mut().zip([Severity::Critical, Severity::Error])
    {
        entry.owner = Some("platform".into());
        entry.severity = Some(severity);
        entry.incident = None;
        entry.retry = Some(Retry::Transient);
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog, &settings());
    let check = ["check", "rules", "--lint=all", "--lint-fatal", "error-catalog.rules.json"];
    must_run(folder.path(), "promtool", &check);
}

/// Prometheus scrapes and evaluates once a minute if its configuration says nothing else.
#[test]
fn one_critical_failure_calls_whenever_it_is_scraped() {
    /// The seconds between two values of a series.
    const TICK: usize = 5;
    let folder = tempfile::tempdir().unwrap();
    let mut catalog = catalog();
    // Texts that JSON has as they are.
    let pool = &mut catalog.groups[0].entries[0];
    (pool.owner, pool.title) = (None, None);
    pool.docs.description.clear();
    write(folder.path(), &catalog, &Operations::default());
    let text = std::fs::read_to_string(folder.path().join("error-catalog.rules.json")).unwrap();
    let mut rules: Value = serde_json::from_str(&text).unwrap();
    let groups = rules["groups"].as_array_mut().unwrap();
    groups.retain(|group| group["name"] == "error_catalog_critical");
    let evaluated = groups[0]["interval"].as_str().unwrap_or("1m").to_owned();
    std::fs::write(folder.path().join("critical.json"), rules.to_string()).unwrap();
    let series = "error_catalog_errors_total{error_code=\"DB_POOL_EXHAUSTED\",domain=\"DB\",severity=\"CRITICAL\",source=\"api\"}";
    let alerts = "ALERTS{alertname=\"CriticalError\",alertstate=\"firing\"}";
    let mut tests = Vec::new();
    for scrape in [15, 30, 60] {
        for phase in (0..scrape).step_by(TICK) {
            let values = (0..120).map(|tick| {
                let time = tick * TICK;
                match time % scrape == phase {
                    true if time < 240 => "0",
                    true => "1",
                    false => "_",
                }
            });
            tests.push(json!({
                "name": format!("a scrape in {scrape} s, {phase} s later"),
                "interval": format!("{TICK}s"),
                "input_series": [{"series": series, "values": values.collect::<Vec<_>>().join(" ")}],
                "promql_expr_test": [{
                    "expr": format!("count(count_over_time({alerts}[10m]))"),
                    "eval_time": "10m",
                    "exp_samples": [{"labels": "{}", "value": 1}],
                }],
            }));
        }
    }
    must_hold(folder.path(), &["critical.json"], &evaluated, &tests);
}

/// 6 failures a minute from the start: the first 5 minutes have counted fewer.
#[test]
fn a_steady_code_does_not_surge_after_the_start() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &Operations::default());
    let alerts = "ALERTS{alertname=~\"ErrorCodeSurge|RetriesIncreasing\"}";
    let code = "error_code=\"DB_QUERY_TIMEOUT\"";
    let tests = (0..5).map(|start| {
        let series = [
            (format!("error_catalog_errors_total{{{code},domain=\"DB\",severity=\"ERROR\",source=\"api\"}}"), "0+6x90"),
            (format!("error_catalog_retries_total{{{code}}}"), "0+6x90"),
            ("error_catalog_build_info{version=\"1\"}".to_owned(), "1x90"),
        ];
        let series = series.map(|(series, values)| {
            // A Prometheus that starts at a whole hour, and so many minutes later.
            let before = if start == 0 { String::new() } else { format!("_x{start} ") };
            json!({"series": series, "values": format!("{before}{values}")})
        });
        json!({
            "name": format!("{start} minutes later"),
            "interval": "1m",
            "input_series": series,
            "promql_expr_test": [{
                "expr": format!("count(count_over_time({alerts}[85m]))"),
                "eval_time": "85m",
                "exp_samples": [],
            }],
        })
    });
    let tests: Vec<_> = tests.collect();
    must_hold(folder.path(), &["error-catalog.rules.json"], "1m", &tests);
}
