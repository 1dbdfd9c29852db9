//! The rules of Prometheus and their tests, on the real `promtool`.

use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{AlertThreshold, Retry, Severity};
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

/// The seconds between two values of a series in the tests of [`must_fire`].
const TICK: usize = 5;

/// Whether an alert fires within ten minutes, for each series of values. Prometheus evaluates once a minute if neither its
/// configuration nor the group of the rule says anything else.
#[track_caller]
fn must_fire(group: &str, alert: &str, series: &str, cases: &[(String, Vec<usize>)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut catalog = catalog();
    // Texts that JSON has as they are.
    let pool = &mut catalog.groups[0].entries[0];
    (pool.owner, pool.title) = (None, None);
    pool.docs.description.clear();
    catalog.groups[0].entries[1].alert = AlertThreshold::parse("2 in 1m");
    write(folder.path(), &catalog, &Operations::default());
    let text = std::fs::read_to_string(folder.path().join("error-catalog.rules.json")).unwrap();
    let mut rules: Value = serde_json::from_str(&text).unwrap();
    let groups = rules["groups"].as_array_mut().unwrap();
    groups.retain(|known| known["name"] == group);
    let evaluated = groups[0]["interval"].as_str().unwrap_or("1m").to_owned();
    std::fs::write(folder.path().join("group.json"), rules.to_string()).unwrap();
    let alerts = format!("ALERTS{{alertname=\"{alert}\",alertstate=\"firing\"}}");
    let tests = cases.iter().map(|(name, samples)| {
        let values = samples.iter().map(|sample| match sample {
            &MISSING => "_".to_owned(),
            count => count.to_string(),
        });
        json!({
            "name": name,
            "interval": format!("{TICK}s"),
            "input_series": [{"series": series, "values": values.collect::<Vec<_>>().join(" ")}],
            "promql_expr_test": [{
                "expr": format!("count(count_over_time({alerts}[10m]))"),
                "eval_time": "10m",
                "exp_samples": [{"labels": "{}", "value": 1}],
            }],
        })
    });
    let tests: Vec<_> = tests.collect();
    must_hold(folder.path(), &["group.json"], &evaluated, &tests);
}

/// A moment without a scrape.
const MISSING: usize = usize::MAX;

/// What is scraped every `scrape` seconds, `phase` seconds later, of a count that depends on the second.
fn scraped(scrape: usize, phase: usize, count: impl Fn(usize) -> usize) -> Vec<usize> {
    let times = (0..120).map(|tick| tick * TICK);
    times.map(|time| if time % scrape == phase { count(time) } else { MISSING }).collect()
}

#[test]
fn one_critical_failure_calls_whenever_it_is_scraped() {
    let mut cases = Vec::new();
    for scrape in [15, 30, 60] {
        for phase in (0..scrape).step_by(TICK) {
            let values = scraped(scrape, phase, |time| usize::from(time >= 240));
            cases.push((format!("a scrape in {scrape} s, {phase} s later"), values));
        }
    }
    let series = "error_catalog_errors_total{error_code=\"DB_POOL_EXHAUSTED\",domain=\"DB\",severity=\"CRITICAL\",source=\"api\"}";
    must_fire("error_catalog_critical", "CriticalError", series, &cases);
}

/// Half of a burst is before a full minute, and half of it after.
#[test]
fn a_burst_of_half_a_minute_is_seen_whenever_it_begins() {
    let case = |begin: usize| {
        let count =
            |time: usize| 6 * usize::from(time >= begin) + 6 * usize::from(time >= begin + 15);
        (format!("a burst after {begin} s"), scraped(15, begin % 15, count))
    };
    let cases: Vec<_> = (240..300).step_by(TICK).map(case).collect();
    let requests = "http_requests_total{route=\"/pay\",status=\"500\"}";
    must_fire("error_catalog_traffic", "Http5xxBurst", requests, &cases);
}

/// A code that declares a window of a minute.
#[test]
fn a_threshold_of_a_minute_is_seen_whenever_it_is_reached() {
    let series = "error_catalog_errors_total{error_code=\"DB_QUERY_TIMEOUT\",domain=\"DB\",severity=\"ERROR\",source=\"api\"}";
    let case = |begin: usize| {
        let count = |time: usize| usize::from(time >= begin) + usize::from(time >= begin + 30);
        (format!("after {begin} s"), scraped(15, begin % 15, count))
    };
    let cases: Vec<_> = (240..300).step_by(TICK).map(case).collect();
    must_fire("error_catalog_thresholds", "CodeThreshold", series, &cases);
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
