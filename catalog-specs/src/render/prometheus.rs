//! Rules of Prometheus and their tests, as JSON, which is YAML too.

use super::portable::portable_json;
use crate::Json;
use crate::generated::MARK;
use crate::model::Catalog;
use crate::operations::{
    Alert, Case, Check, Operations, Rule, RuleKind, escape_template, interval, rules,
};

/// The files of tests, by the minutes between evaluations.
const FILES: [(u32, &str); 3] = [(1, "minutes.json"), (5, "hours.json"), (30, "days.json")];

/// The rule file.
pub fn prometheus(catalog: &Catalog, operations: &Operations) -> String {
    let rules = rules(catalog, operations);
    let groups = rules.chunk_by(|a, b| a.group == b.group).filter_map(|rules| {
        let first = rules.first()?;
        let mut group = Json::object([("name", Json::from(first.group))]);
        if let Some(interval) = interval(first.group) {
            group.put("interval", interval);
        }
        group.put("rules", Json::List(rules.iter().map(rule).collect()));
        Some(group)
    });
    let groups = Json::List(groups.collect());
    portable_json(&Json::object([("groups", groups)]))
}

fn rule(rule: &Rule) -> Json {
    // The labels of an alert are templates, those of a recorded series are not.
    let labels = |text: fn(&str) -> String| {
        let labels = rule.labels.iter();
        Json::object(labels.map(|(name, value)| (name.clone(), text(value).into())))
    };
    let expression = Json::from(rule.expression.as_str());
    match &rule.kind {
        RuleKind::Record(name) => {
            let mut json = Json::object([("record", Json::from(*name)), ("expr", expression)]);
            if !rule.labels.is_empty() {
                json.put("labels", labels(str::to_owned));
            }
            json
        }
        RuleKind::Alert(alert) => {
            let mut json = Json::object([("alert", Json::from(alert.name)), ("expr", expression)]);
            if let Some(hold) = alert.hold {
                json.put("for", hold);
            }
            if let Some(keep) = alert.keep_firing {
                json.put("keep_firing_for", keep);
            }
            json.put("labels", labels(escape_template));
            let texts = alert.annotations.iter().map(|(name, text)| (*name, text.to_go().into()));
            json.put("annotations", Json::object(texts));
            json
        }
    }
}

/// The unit tests of the rules, for `promtool test rules`: the path of each file, and its text. `rules_file` is the path
/// of the rule file from the folder of the tests.
pub fn prometheus_tests(
    catalog: &Catalog,
    operations: &Operations,
    rules_file: &str,
) -> Vec<(String, String)> {
    let rules = rules(catalog, operations);
    // A group may read what one before it has recorded, and promtool takes them in any order.
    let mut groups: Vec<_> = rules.iter().map(|rule| rule.group).collect();
    groups.dedup();
    let files = FILES.iter().filter_map(|(minutes, name)| {
        let alerts = rules.iter().filter_map(|rule| match &rule.kind {
            RuleKind::Alert(alert) => Some((rule, alert)),
            RuleKind::Record(_) => None,
        });
        let tests = alerts.flat_map(|(rule, alert)| {
            let cases = rule.cases.iter().filter(|case| case.evaluation == *minutes);
            cases.map(move |case| test(rule, alert, case))
        });
        let tests: Vec<_> = tests.collect();
        if tests.is_empty() {
            return None;
        }
        // The name of a test is the only room for a mark.
        let mark = format!("{MARK}: change the Rust enums and generate it again");
        let mark = Json::object([("name", Json::from(mark)), ("interval", "1m".into())]);
        let json = Json::object([
            ("rule_files", Json::list([rules_file])),
            ("evaluation_interval", format!("{minutes}m").into()),
            ("group_eval_order", Json::list(groups.iter().copied())),
            ("tests", Json::List(core::iter::once(mark).chain(tests).collect())),
        ]);
        Some(((*name).to_owned(), portable_json(&json)))
    });
    files.collect()
}

fn test(rule: &Rule, alert: &Alert, case: &Case) -> Json {
    let series = case.series.iter().map(|(series, values)| {
        Json::object([("series", Json::from(series.as_str())), ("values", values.as_str().into())])
    });
    Json::object([
        ("name", Json::from(format!("{}: {}", alert.name, case.name))),
        ("interval", case.interval.as_str().into()),
        ("input_series", Json::List(series.collect())),
        (
            "alert_rule_test",
            Json::List(case.checks.iter().map(|at| check(rule, alert, at)).collect()),
        ),
    ])
}

fn check(rule: &Rule, alert: &Alert, check: &Check) -> Json {
    let alerts = check.fires.iter().map(|fired| {
        // A label of the rule replaces one of the series.
        let is_replaced = |name: &String| rule.labels.iter().any(|(own, _)| own == name);
        let kept = fired.labels.iter().filter(|(name, _)| !is_replaced(name));
        let labels: Vec<_> = rule.labels.iter().chain(kept).cloned().collect();
        let texts = alert.annotations.iter();
        // Templates read the labels of the series.
        let texts =
            texts.map(|(name, text)| (*name, Json::from(text.expand(&fired.labels, &fired.value))));
        Json::object([
            (
                "exp_labels",
                Json::object(labels.into_iter().map(|(name, value)| (name, value.into()))),
            ),
            ("exp_annotations", Json::object(texts)),
        ])
    });
    Json::object([
        ("eval_time", Json::from(check.time.as_str())),
        ("alertname", alert.name.into()),
        ("exp_alerts", Json::List(alerts.collect())),
    ])
}
