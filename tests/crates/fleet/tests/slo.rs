//! The objectives as `OpenSLO`: by the words of the specification, by another reader of it, and on the real `promtool`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{CONFIG_FILE, Config};
use fleet::{catalog, must_hold, must_run, settings, write};
use serde_json::{Value, json};
use slokit::generate::generate_rules;
use slokit::spec::openslo;

/// A catalogue and settings with two objectives.
fn with_objectives() -> (Catalog, Operations) {
    let package = tempfile::tempdir().unwrap();
    let text = "[operations.slo]\nobjective = 99.5\ndomains = { DB = 99.95 }\n";
    fs::write(package.path().join(CONFIG_FILE), text).unwrap();
    let mut operations = settings();
    operations.slo = Config::read(package.path()).unwrap().unwrap().operations.slo;
    (catalog(), operations)
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("slo.yaml")).unwrap()
}

/// The documents of the stream.
fn documents(text: &str) -> Vec<Value> {
    let documents = text.split("---\n").skip(1);
    documents.map(|document| serde_json::from_str(document).unwrap()).collect()
}

fn of_kind<'d>(documents: &'d [Value], kind: &str) -> Vec<&'d Value> {
    documents.iter().filter(|document| document["kind"] == kind).collect()
}

fn name(document: &Value) -> &str {
    document["metadata"]["name"].as_str().unwrap()
}

#[test]
fn every_document_has_the_form_of_the_specification() {
    for (catalog, operations) in [with_objectives(), (Catalog::default(), Operations::default())] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        let documents = documents(&text(folder.path()));
        let mut names = BTreeSet::new();
        for document in &documents {
            let (kind, name) = (document["kind"].as_str().unwrap(), name(document));
            assert_eq!(document["apiVersion"], "openslo/v1");
            assert!(names.insert((kind, name)), "{kind} {name} is there twice");
            let is_of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.len() <= 63 && name.chars().all(is_of_name), "{name}");
            let about = document["spec"]["description"].as_str().unwrap_or_default();
            assert!(about.chars().count() <= 1050, "{about}");
            let members: Vec<_> = document.as_object().unwrap().keys().collect();
            assert_eq!(members, ["apiVersion", "kind", "metadata", "spec"], "{name}");
        }
        let is_there = |kind: &str, name: &Value| names.contains(&(kind, name.as_str().unwrap()));
        for slo in of_kind(&documents, "SLO") {
            let spec = &slo["spec"];
            assert!(is_there("Service", &spec["service"]));
            assert_eq!(spec["budgetingMethod"], "Occurrences");
            assert_eq!(spec["timeWindow"], json!([{"duration": "30d", "isRolling": true}]));
            let target = spec["objectives"][0]["targetPercent"].as_f64().unwrap();
            assert!((50.0..100.0).contains(&target), "{target}");
            for policy in spec["alertPolicies"].as_array().unwrap() {
                assert!(is_there("AlertPolicy", &policy["alertPolicyRef"]));
            }
        }
        for policy in of_kind(&documents, "AlertPolicy") {
            let spec = &policy["spec"];
            assert_eq!(spec["conditions"].as_array().unwrap().len(), 1);
            assert!(is_there("AlertCondition", &spec["conditions"][0]["conditionRef"]));
            let target = &spec["notificationTargets"][0]["targetRef"];
            assert!(is_there("AlertNotificationTarget", target));
        }
    }
}

#[test]
fn objectives_and_burn_rates_are_those_of_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, operations) = with_objectives();
    write(folder.path(), &catalog, &operations);
    let documents = documents(&text(folder.path()));
    let targets: Vec<_> = of_kind(&documents, "SLO")
        .iter()
        .map(|slo| {
            let labels = &slo["metadata"]["labels"];
            let target = slo["spec"]["objectives"][0]["targetPercent"].as_f64().unwrap();
            (labels["domain"][0].as_str().unwrap().to_owned(), target)
        })
        .collect();
    assert!(targets.iter().any(|(domain, _)| domain == "SYSTEM"));
    assert!(targets.iter().all(|(domain, _)| domain != "AUTH"), "clients burn no budget");
    for (domain, target) in targets {
        let expected = if domain == "DB" { 99.95 } else { 99.5 };
        assert!((target - expected).abs() < 1e-9, "{domain}: {target}");
    }
    let conditions: Vec<_> = of_kind(&documents, "AlertCondition")
        .iter()
        .map(|condition| {
            let spec = &condition["spec"];
            let condition = &spec["condition"];
            (
                condition["threshold"].as_f64().unwrap(),
                condition["lookbackWindow"].as_str().unwrap().to_owned(),
                spec["severity"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let expected =
        [(14.4, "1h", "page"), (6.0, "6h", "page"), (3.0, "1d", "ticket"), (1.0, "3d", "ticket")];
    assert_eq!(
        conditions,
        expected.map(|(times, window, severity)| (times, window.to_owned(), severity.to_owned()))
    );
}

#[test]
fn another_reader_takes_the_stream_and_burns_at_the_same_rates() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, operations) = with_objectives();
    write(folder.path(), &catalog, &operations);
    let text = text(folder.path());
    let read = openslo::from_yaml(&text).unwrap();
    let [spec] = &read.specs[..] else { panic!("{} services", read.specs.len()) };
    assert_eq!(spec.slos.len(), of_kind(&documents(&text), "SLO").len());
    let rules = generate_rules(spec).unwrap().to_prometheus_yaml().unwrap();
    fs::write(folder.path().join("others.yaml"), &rules).unwrap();
    must_run(folder.path(), "promtool", &["check", "rules", "others.yaml"]);
    // Both rule files compare shares of failures with the same numbers.
    let ours = fs::read_to_string(folder.path().join("error-catalog.rules.json")).unwrap();
    for objective in [0.0005, 0.005] {
        for times in [14.4, 6.0, 3.0, 1.0] {
            let limit: f64 = objective * times;
            let has_limit = |rules: &str| {
                rules.split(|c: char| !c.is_ascii_digit() && c != '.').any(|number| {
                    number.parse::<f64>().is_ok_and(|number| (number - limit).abs() < 1e-9)
                })
            };
            assert!(has_limit(&ours), "{limit} is not in our rules");
            let is_product = rules.contains(&format!("({times} * "))
                || rules.contains(&format!("({times:.1} * "))
                || has_limit(&rules);
            assert!(is_product, "{limit} is not in the rules of the other reader:\n{rules}");
        }
    }
}

#[test]
fn the_queries_give_what_the_rules_record() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, operations) = with_objectives();
    write(folder.path(), &catalog, &operations);
    let job = format!("job={}", json!(operations.labels[0].1));
    let series = |metric: &str, labels: &str, each: usize| json!({"series": format!("{metric}{{{labels},{job}}}"), "values": format!("0+{each}x20")});
    let mut input = vec![series("http_requests_total", "status=\"200\"", 1000)];
    // Each code fails at another rate, so that no two sums of codes are the same.
    for (at, (group, entry)) in catalog.entries().enumerate() {
        let labels = format!("error_code=\"{}\",domain=\"{}\"", entry.code, group.domain);
        input.push(series("error_catalog_errors_total", &labels, 1 << at));
    }
    let mut checks = Vec::new();
    let mut must_be_equal = |recorded: String, query: &Value| {
        let query = query["metricSource"]["spec"]["query"].as_str().unwrap();
        checks.push(json!({
            "expr": format!("round(1000 * sum({recorded}) / ({query}))"),
            "eval_time": "15m",
            "exp_samples": [{"labels": "{}", "value": 1000}],
        }));
    };
    for slo in of_kind(&documents(&text(folder.path())), "SLO") {
        let ratio = &slo["spec"]["indicator"]["spec"]["ratioMetric"];
        let labels = &slo["metadata"]["labels"];
        let labels = format!("domain={},class={}", labels["domain"][0], labels["class"][0]);
        for rate in ["rate5m", "every5m_rate5m"] {
            let failures = format!("domain_class:error_catalog_errors:{rate}{{{labels}}}");
            must_be_equal(failures, &ratio["bad"]);
            must_be_equal(format!("service:http_requests:{rate}"), &ratio["total"]);
        }
    }
    assert!(checks.len() >= 8, "{}", checks.len());
    let test = json!({"interval": "1m", "input_series": input, "promql_expr_test": checks});
    must_hold(folder.path(), &["error-catalog.rules.json"], "1m", &[test]);
}
