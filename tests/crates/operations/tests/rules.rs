//! The generated rules query what the service counts, under the names of one file of settings: alone in its process, because
//! its names are one set.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use catalog_specs::{Config, Format};
use error_catalog::metric::{self, Metric, Names};
use error_catalog::report::{JsonLines, Reporter};
use operations::{Codes, Counts};
use serde_json::Value;

/// The metrics of this crate that rules are about.
const RULED: [Metric; 5] = [
    Metric::Errors,
    Metric::Retries,
    Metric::AlertFailures,
    Metric::ReportsDropped,
    Metric::BuildInfo,
];

/// What the service counts itself, and the scrape adds.
const OF_OTHERS: &[&str] = &[
    "up",
    // Prometheus has it for each alert that fires.
    "ALERTS",
    "http_requests_total",
    "http_request_duration_seconds_sum",
    "http_request_duration_seconds_count",
];

/// The settings of a package all of whose metrics have other names.
fn settings() -> String {
    let mut toml = String::from("[operations.metrics]\n");
    for metric in Metric::all() {
        writeln!(toml, "{} = \"shop_{}\"", metric.key(), metric.key()).unwrap();
    }
    toml
}

/// The names of the same settings, as a service reads them.
fn names(toml: &str) -> Names {
    let rows = toml.lines().filter_map(|line| line.split_once(" = "));
    rows.fold(Names::default(), |names, (key, name)| {
        let metric = Metric::from_key(key).unwrap();
        names.rename(metric, name.trim_matches('"').to_owned()).unwrap()
    })
}

/// The rules of the registry with these settings: each expression, and the names of those that are recorded.
fn rules(toml: &str) -> (Vec<String>, BTreeSet<String>) {
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join("error-catalog.toml"), toml).unwrap();
    let config = Config::read(package.path()).unwrap().unwrap();
    let rendered = Format::Prometheus.render_for_package(&Codes::spec(), config.operations);
    let (mut expressions, mut recorded) = (Vec::new(), BTreeSet::new());
    for (_, text) in rendered {
        let document: Value = serde_json::from_str(&text).unwrap();
        let groups = document["groups"].as_array().unwrap();
        for rule in groups.iter().flat_map(|group| group["rules"].as_array().unwrap()) {
            expressions.push(rule["expr"].as_str().unwrap().to_owned());
            recorded.extend(rule["record"].as_str().map(str::to_owned));
        }
    }
    assert!(expressions.len() > 10, "{expressions:?}");
    (expressions, recorded)
}

/// Each metric that an expression selects, with the matchers of its labels.
fn selectors(expression: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for (at, _) in expression.match_indices('{') {
        let name: String = expression[..at].chars().rev().take_while(|c| is_word(*c)).collect();
        let end = at + expression[at..].find('}').unwrap();
        let matchers = expression[at + 1..end].split("\",").filter(|matcher| !matcher.is_empty());
        let matchers = matchers.map(|matcher| {
            let (label, value) = matcher.split_once('=').unwrap();
            (
                label.trim_end_matches('!').trim().to_owned(),
                value.trim_matches(['~', '"']).to_owned(),
            )
        });
        found.push((name.chars().rev().collect(), matchers.collect()));
    }
    found
}

#[test]
fn the_rules_and_the_service_have_the_same_names() {
    let toml = settings();
    let names = names(&toml);
    metric::set_names(names.clone()).unwrap();
    let counts = Counts::default();
    counts.during(metric::register::<Codes>);
    let (_reporter, _guard) = Reporter::to(JsonLines::to(std::io::sink())).start().unwrap();
    // The labels of each metric, with the values that they have.
    let mut counted: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for series in counts.series() {
        let (name, labels) = series.split_once('{').unwrap();
        let known = counted.entry(name.to_owned()).or_default();
        for (label, value) in
            labels.trim_end_matches('}').split(',').filter_map(|l| l.split_once('='))
        {
            known.entry(label.to_owned()).or_default().insert(value.to_owned());
        }
    }
    let (expressions, recorded) = rules(&toml);
    let mut queried = BTreeSet::new();
    for expression in &expressions {
        for metric in Metric::all() {
            assert!(!expression.contains(metric.default_name()), "{expression}");
        }
        for (name, matchers) in selectors(expression) {
            if OF_OTHERS.contains(&name.as_str()) || recorded.contains(&name) {
                continue;
            }
            assert!(
                Metric::all().any(|metric| names.get(metric) == name),
                "`{name}` in {expression}"
            );
            // Gauges and channels are not among the counters of a registry.
            let Some(labels) = counted.get(&name) else { continue };
            for (label, value) in matchers {
                let known =
                    labels.get(&label).unwrap_or_else(|| panic!("`{label}` in {expression}"));
                let is_pattern = value.contains(['.', '|', '*', '+']) || value.is_empty();
                assert!(
                    is_pattern || known.contains(&value),
                    "{label}={value}: {known:?}\n{expression}"
                );
            }
            queried.insert(name);
        }
    }
    // Also the names without braces, such as `shop_build_info`.
    for metric in RULED {
        let name = names.get(metric);
        assert!(expressions.iter().any(|expression| expression.contains(name)), "{name}");
    }
    assert!(queried.contains(names.get(Metric::Errors)), "{queried:?}");
}
