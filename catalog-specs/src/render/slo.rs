//! The objectives in the form of `OpenSLO`: a stream of YAML documents, each written as JSON.

use core::fmt::Write as _;

use super::GENERATED;
use super::portable::portable_json;
use crate::model::Catalog;
use crate::operations::{BURN_LIMITS, Budget, BurnLimit, Operations, budgets};
use crate::{Json, hash};

const VERSION: &str = "openslo/v1";
/// The time that a budget is for.
const PERIOD: &str = "30d";
/// The names of objects are those of hosts: at most 63 characters.
const LONGEST_NAME: usize = 63;
const LONGEST_DESCRIPTION: usize = 1050;

/// The service, its objectives, and the alerts about them.
pub fn slo(catalog: &Catalog, operations: &Operations) -> String {
    let service = service(catalog);
    let budgets = budgets(catalog, operations);
    let mut documents = vec![document(
        "Service",
        &service,
        Json::object([("description", Json::from(described(&catalog.description)))]),
    )];
    if !budgets.is_empty() {
        documents.extend(targets());
        for limit in BURN_LIMITS {
            documents.push(condition(&service, limit));
            documents.push(policy(&service, limit));
        }
    }
    documents.extend(budgets.iter().map(|budget| objective(&service, budget)));
    let mut text = format!("# {GENERATED}\n");
    for document in &documents {
        text.push_str("---\n");
        text.push_str(&portable_json(document));
    }
    text
}

fn service(catalog: &Catalog) -> String {
    let name = catalog.settings.service.as_deref().unwrap_or(catalog.name.as_str());
    resource_name(if name.is_empty() { "service" } else { name })
}

fn document(kind: &str, name: &str, spec: Json) -> Json {
    named(kind, Json::object([("name", Json::from(name))]), spec)
}

fn named(kind: &str, metadata: Json, spec: Json) -> Json {
    Json::object([
        ("apiVersion", Json::from(VERSION)),
        ("kind", kind.into()),
        ("metadata", metadata),
        ("spec", spec),
    ])
}

/// Who is called, and where tickets go. The routes of Alertmanager know both by the severity.
fn targets() -> [Json; 2] {
    [("page", "The person on duty"), ("ticket", "The channel of the team")].map(|(name, about)| {
        let spec = [("target", Json::from("alertmanager")), ("description", about.into())];
        document("AlertNotificationTarget", name, Json::object(spec))
    })
}

fn urgency(limit: &BurnLimit) -> &'static str {
    if limit.page { "page" } else { "ticket" }
}

/// The name of an alert, such as `shop-budget-burn-1h`.
fn alert_name(service: &str, limit: &BurnLimit) -> String {
    resource_name(&format!("{service}-budget-burn-{}", limit.window))
}

fn condition(service: &str, limit: &BurnLimit) -> Json {
    let times = f64::from(limit.tenths) / 10.0;
    let condition = Json::object([
        ("kind", Json::from("burnrate")),
        ("op", "gt".into()),
        ("threshold", Json::Number(times)),
        ("lookbackWindow", limit.window.into()),
        ("alertAfter", "0m".into()),
    ]);
    let description = format!(
        "The budget burns {times} times as fast as it may over {} and {}: alert {}",
        limit.window, limit.short_window, limit.alert
    );
    let spec = Json::object([
        ("description", Json::from(description)),
        ("severity", urgency(limit).into()),
        ("condition", condition),
    ]);
    document("AlertCondition", &alert_name(service, limit), spec)
}

fn policy(service: &str, limit: &BurnLimit) -> Json {
    let name = alert_name(service, limit);
    let one = |key: &str, name: &str| Json::list([Json::object([(key, Json::from(name))])]);
    let spec = Json::object([
        ("alertWhenBreaching", Json::from(true)),
        ("alertWhenResolved", false.into()),
        ("alertWhenNoData", false.into()),
        ("conditions", one("conditionRef", &name)),
        ("notificationTargets", one("targetRef", urgency(limit))),
    ]);
    document("AlertPolicy", &name, spec)
}

fn objective(service: &str, budget: &Budget) -> Json {
    let Budget { domain, class, objective, owners, failures, requests } = budget;
    let name = resource_name(&format!("{domain}-{class}"));
    let percent = objective.percent();
    let mut labels =
        Json::object([("domain", Json::list([domain.as_str()])), ("class", Json::list([*class]))]);
    if !owners.is_empty() {
        labels.put("owner", Json::list(owners.iter().map(String::as_str)));
    }
    let metadata = Json::object([
        ("name", Json::from(name.as_str())),
        ("displayName", format!("{domain} ({class})").into()),
        ("labels", labels),
    ]);
    let query = |query: &str| {
        let query = [("query", Json::from(query))];
        let source = [("type", Json::from("Prometheus")), ("spec", Json::object(query))];
        Json::object([("metricSource", Json::object(source))])
    };
    let ratio = Json::object([
        ("counter", Json::from(true)),
        ("bad", query(failures)),
        ("total", query(requests)),
    ]);
    let indicator = Json::object([
        ("metadata", Json::object([("name", Json::from(format!("{name}-ratio")))])),
        ("spec", Json::object([("ratioMetric", ratio)])),
    ]);
    let description = format!(
        "{percent} % of all requests do not fail with a code of {domain} of class {class}."
    );
    let window = Json::object([("duration", Json::from(PERIOD)), ("isRolling", true.into())]);
    let target = Json::object([
        ("displayName", Json::from(format!("{percent} %"))),
        ("targetPercent", percent.parse().map_or(Json::Null, Json::Number)),
    ]);
    let policies = BURN_LIMITS
        .iter()
        .map(|limit| Json::object([("alertPolicyRef", Json::from(alert_name(service, limit)))]));
    let spec = Json::object([
        ("description", Json::from(described(&description))),
        ("service", service.into()),
        ("indicator", indicator),
        ("timeWindow", Json::list([window])),
        ("budgetingMethod", "Occurrences".into()),
        ("objectives", Json::list([target])),
        ("alertPolicies", Json::List(policies.collect())),
    ]);
    named("SLO", metadata, spec)
}

fn described(text: &str) -> String {
    text.chars().take(LONGEST_DESCRIPTION).collect()
}

/// A name as hosts have it. A hash keeps names apart that lose something.
fn resource_name(name: &str) -> String {
    let mut out: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let is_alike = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_whole = out.len() <= LONGEST_NAME && name.chars().all(is_alike) && !out.is_empty();
    if !is_whole || out.starts_with('-') || out.ends_with('-') {
        out.truncate(LONGEST_NAME - 21);
        out = format!("x{}", out.trim_matches('-'));
        // Writing to a `String` does not fail.
        let _ = write!(out, "-{:016x}", hash::fnv_1a(name));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_hosts() {
        let is_name = |name: &str| {
            name.len() <= 63
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !name.starts_with('-')
                && !name.ends_with('-')
        };
        assert_eq!(resource_name("shop.example.com"), "shop-example-com");
        for name in ["", "-", "日本", "a\u{0}b", "_", &"A".repeat(70), "DB {{ }}"] {
            assert!(is_name(&resource_name(name)), "{name}: {}", resource_name(name));
        }
        assert_ne!(resource_name(&("A".repeat(64) + "B")), resource_name(&("A".repeat(64) + "C")));
    }
}
