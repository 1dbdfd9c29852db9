//! Each rule of Prometheus is held by the generated tests: a rule that is changed in one place fails one of them.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{AlertThreshold, Level, Retry, Severity};
use fleet::{run, write};
use serde_json::{Value, json};

/// The label by which the service is selected.
const SERVICE: &str = "job";

/// A catalogue with each kind of rule once.
fn catalog() -> Catalog {
    let mut pool = Entry::new("DB_POOL_EXHAUSTED", "Pool", 503, Level::Error);
    pool.severity = Some(Severity::Critical);
    pool.retry = Some(Retry::Never);
    pool.owner = Some("platform".into());
    let mut timeout = Entry::new("DB_QUERY_TIMEOUT", "Timeout", 504, Level::Error);
    timeout.retry = Some(Retry::Transient);
    timeout.alert = AlertThreshold::parse("50 in 10m");
    let group = Group { domain: "DB".into(), entries: vec![pool, timeout], ..Group::default() };
    Catalog { name: "Codes".into(), groups: vec![group], ..Catalog::default() }
}

/// A rule in its group, with the tests that must notice a change of it.
struct Case {
    group: Value,
    /// The group whose series it reads.
    before: Option<Value>,
    at: usize,
    rule: Value,
    tests: Vec<Value>,
}

/// One rule that differs from what was generated, or one that does not.
struct Job<'c> {
    case: &'c Case,
    rule: Value,
    must_pass: bool,
}

#[test]
fn a_changed_rule_fails_a_generated_test() {
    let folder = tempfile::tempdir().unwrap();
    let mut operations = Operations::default();
    operations.labels = vec![(SERVICE.into(), "shop".into())];
    write(folder.path(), &catalog(), &operations);
    let cases = cases(folder.path());
    let mut jobs = Vec::new();
    for case in &cases {
        jobs.push(Job { case, rule: case.rule.clone(), must_pass: true });
        // Days take seconds each. They are the rule of an hour with other numbers, so some of them are enough.
        let is_of_days =
            matches!(case.rule["alert"].as_str(), Some("BudgetBurn1d" | "BudgetBurn3d"));
        let mutants = mutants(&case.rule).into_iter().step_by(if is_of_days { 7 } else { 1 });
        jobs.extend(mutants.map(|rule| Job { case, rule, must_pass: false }));
    }
    assert!(jobs.len() > 100, "{} mutants", jobs.len());
    let wrong = run_in_parallel(&jobs);
    assert!(wrong.is_empty(), "{} of {} survive:\n{}", wrong.len(), jobs.len(), wrong.join("\n"));
}

fn cases(folder: &Path) -> Vec<Case> {
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let all = read("error-catalog.rules.json");
    let files = ["minutes", "hours", "days"].map(|name| read(&format!("tests/{name}.json")));
    let mut cases = Vec::new();
    let groups = all["groups"].as_array().unwrap();
    for group in groups {
        // Tests over days take long, and the shortest windows of a group test the series that it records.
        let shortest = match group["name"].as_str() {
            Some("error_catalog_budgets") => Some("BudgetBurn1h"),
            Some("error_catalog_budgets_of_days") => Some("BudgetBurn1d"),
            _ => None,
        };
        let before = match group["name"].as_str() {
            Some("error_catalog_budgets_of_days") => {
                groups.iter().find(|group| group["name"] == "error_catalog_budgets")
            }
            _ => None,
        };
        let rules = group["rules"].as_array().unwrap();
        for (at, rule) in rules.iter().enumerate() {
            // A recorded series is tested by the alerts of its group.
            let alerts: Vec<_> = match rule["alert"].as_str().or(shortest) {
                Some(name) => vec![name],
                None => rules.iter().filter_map(|rule| rule["alert"].as_str()).collect(),
            };
            let tests = files.iter().map(|tests| tests_of(tests, &alerts)).collect();
            let (group, before) = (group.clone(), before.cloned());
            cases.push(Case { group, before, at, rule: rule.clone(), tests });
        }
    }
    cases
}

/// Runs the jobs on all cores, and returns the rules that passed or failed against what was expected.
fn run_in_parallel(jobs: &[Job<'_>]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tests")).unwrap();
        let mut wrong = Vec::new();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut group = job.case.group.clone();
            group["rules"][job.case.at] = job.rule.clone();
            let groups: Vec<_> = job.case.before.iter().chain([&group]).collect();
            if passes(folder.path(), &groups, &job.case.tests) != job.must_pass {
                wrong.push(job.rule.to_string());
            }
        }
        wrong
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// The tests of alerts.
fn tests_of(tests: &Value, alerts: &[&str]) -> Value {
    let mut tests = tests.clone();
    let is_of = |test: &Value| {
        let name = test["name"].as_str().unwrap();
        alerts.iter().any(|alert| name.starts_with(&format!("{alert}:")))
    };
    tests["tests"].as_array_mut().unwrap().retain(is_of);
    tests
}

fn passes(folder: &Path, groups: &[&Value], tests: &[Value]) -> bool {
    fs::write(folder.join("error-catalog.rules.json"), json!({ "groups": groups }).to_string())
        .unwrap();
    let tests = tests.iter().filter(|tests| !tests["tests"].as_array().unwrap().is_empty());
    tests.into_iter().all(|tests| {
        fs::write(folder.join("tests/some.json"), tests.to_string()).unwrap();
        run(folder, "promtool", &["test", "rules", "tests/some.json"]).status.success()
    })
}

/// Every rule that differs in one place: a threshold, a comparison, a window, a label, or how long it holds.
fn mutants(rule: &Value) -> Vec<Value> {
    let with = |key: &str, value: Value| {
        let mut rule = rule.clone();
        rule[key] = value;
        rule
    };
    let without = |path: &str, key: &str| {
        let mut rule = rule.clone();
        rule.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(key);
        rule
    };
    let expression = rule["expr"].as_str().unwrap();
    let changed = changed_expressions(expression).into_iter();
    let mut mutants: Vec<_> = changed.map(|expression| with("expr", expression.into())).collect();
    for key in ["for", "keep_firing_for"] {
        let Some(time) = rule[key].as_str() else { continue };
        mutants.push(without("", key));
        mutants.push(with(key, longer(time).into()));
    }
    for (name, value) in rule["labels"].as_object().into_iter().flatten() {
        // Most expressions keep the labels of the service. `services.rs` holds two services apart.
        if name != SERVICE {
            mutants.push(without("/labels", name));
        }
        let mut labels = rule["labels"].clone();
        labels[name] = format!("{}x", value.as_str().unwrap()).into();
        mutants.push(with("labels", labels));
    }
    mutants
}

fn changed_expressions(expression: &str) -> Vec<String> {
    let mut changed = Vec::new();
    let mut replace = |at: usize, old: &str, new: &str| {
        changed.push(format!("{}{new}{}", &expression[..at], &expression[at + old.len()..]));
    };
    for (at, operator) in found(expression, &[" >= ", " > ", " <= ", " < ", " == ", " != "]) {
        let rest = &expression[at + operator.len()..];
        let others: &[&str] = match operator {
            " >= " => &[" > ", " < "],
            " > " => &[" >= ", " < "],
            // A count that did not rise gives 0 in both branches.
            " <= " => &[" >= "],
            " < " => &[" > "],
            " != " => &[" == "],
            _ => &[" != "],
        };
        for other in others {
            // A share of requests over hours is never exactly that of a budget, and its floor is between two counts.
            let is_of_budget = expression.contains("group_left") && !rest.starts_with("0)");
            if is_of_budget && [" >= ", " > "].contains(other) {
                continue;
            }
            replace(at, operator, other);
        }
    }
    for (at, before) in found(expression, &[" >= ", " > ", " == ", " / "]) {
        let start = at + before.len();
        let rest = &expression[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = &rest[..end];
        if number.is_empty() {
            continue;
        }
        if let Ok(whole) = number.parse::<u32>() {
            replace(start, number, &(whole + 1).to_string());
            if whole > 0 {
                replace(start, number, &(whole - 1).to_string());
            }
        } else {
            let number_value: f64 = number.parse().unwrap();
            replace(start, number, &(number_value * 1.1).to_string());
            replace(start, number, &(number_value * 0.9).to_string());
        }
    }
    for (at, before) in found(expression, &["[", "offset "]) {
        let start = at + before.len();
        let rest = &expression[start..];
        let end = rest.find(['m', 'h', 'd', 's']).unwrap() + 1;
        let window = &rest[..end];
        replace(start, window, &longer(window));
        replace(start, window, &shorter(window));
    }
    // The steps of a window.
    for (at, before) in found(expression, &[":"]) {
        let start = at + before.len();
        let rest = &expression[start..];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let step = &rest[..=rest.find(['m', 'h', 'd', 's']).unwrap()];
            replace(start, step, &longer(step));
            replace(start, step, &shorter(step));
        }
    }
    // The values of matchers.
    for (at, before) in found(expression, &["=\"", "=~\""]) {
        replace(at + before.len(), "", "x");
    }
    changed
}

/// Where the needles are, the longer one if two begin at one place.
fn found<'n>(text: &str, needles: &[&'n str]) -> Vec<(usize, &'n str)> {
    let at = |at: usize| {
        let here = needles.iter().filter(|needle| text[at..].starts_with(**needle));
        Some((at, *here.max_by_key(|needle| needle.len())?))
    };
    text.char_indices().filter_map(|(index, _)| at(index)).collect()
}

fn longer(time: &str) -> String {
    format!("{}s", seconds(time) * 2)
}

fn shorter(time: &str) -> String {
    format!("{}s", seconds(time) / 2)
}

fn seconds(time: &str) -> u32 {
    let (number, unit) = time.split_at(time.len() - 1);
    let unit = match unit {
        "d" => 86_400,
        "h" => 3_600,
        "m" => 60,
        _ => 1,
    };
    number.parse::<u32>().unwrap() * unit
}
