//! Alerts lead to pages.

use std::collections::BTreeSet;

use super::runbook;
use crate::model::{Catalog, Entry, Group, Text};
use crate::operations::{Operations, RuleKind, alert_page, rules};
use crate::{Level, Severity};

/// Codes of every severity, in two domains, one of them retried.
fn catalog() -> Catalog {
    let entry = |code: &str, status: u16, severity: Severity| Entry {
        severity: Some(severity),
        messages: vec![Text { locale: String::new(), message: "no".into() }],
        ..Entry::new(code, "Variant", status, Level::Error)
    };
    let group = |domain: &str, entries: Vec<Entry>| Group {
        domain: domain.into(),
        type_name: "Error".into(),
        entries,
        ..Group::default()
    };
    let groups = vec![
        group(
            "PAY",
            vec![
                entry("PAY_LOST", 500, Severity::Critical),
                entry("PAY_PROVIDER_DOWN", 503, Severity::Error),
                entry("PAY_REFUSED", 402, Severity::Warning),
            ],
        ),
        group("SYSTEM", vec![entry("SYSTEM_INTERNAL_ERROR", 500, Severity::Error)]),
    ];
    Catalog { groups, ..Catalog::default() }
}

#[test]
fn every_runbook_url_leads_to_a_page() {
    let catalog = catalog();
    for (address, end) in [
        ("https://runbooks.example.com/{code}", ""),
        ("https://runbooks.example.com/{slug}/", "/"),
        ("https://forge.example.com/shop/blob/main/ops/runbook/{code}.md#steps", ".md#steps"),
    ] {
        let (start, _) = address.split_once('{').unwrap();
        let operations = Operations { runbook: Some(address.to_owned()), ..Operations::default() };
        let pages: BTreeSet<_> =
            runbook(&catalog, &operations, None).into_iter().map(|(path, _)| path).collect();
        let mut followed = BTreeSet::new();
        for rule in rules(&catalog, &operations) {
            let RuleKind::Alert(alert) = rule.kind else { continue };
            let (_, page) = alert
                .annotations
                .iter()
                .find(|(name, _)| *name == "runbook_url")
                .unwrap_or_else(|| panic!("{} has no runbook", alert.name));
            let codes = alert.codes.iter().map(String::as_str);
            for code in codes.chain(alert.codes.is_empty().then_some("")) {
                let labels = [("error_code".to_owned(), code.to_owned())];
                let url = page.expand(&labels, "1");
                let name = url.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
                let file = format!("{}.md", name.unwrap_or_else(|| panic!("{url}")));
                assert!(pages.contains(&file), "{} leads to {url}, not in {pages:?}", alert.name);
                followed.insert((alert.name, file));
            }
        }
        // An alert about codes leads to the page of each.
        assert!(followed.len() >= 19, "{followed:?}");
        assert!(followed.iter().any(|(alert, _)| *alert == "Watchdog"));
    }
}

#[test]
fn every_alert_has_a_meaning_and_checks() {
    for rule in rules(&catalog(), &Operations::default()) {
        let RuleKind::Alert(alert) = rule.kind else { continue };
        let page = alert_page(alert.name);
        assert_eq!(page.name, alert.name, "add a row to `alert_pages.rs`");
        assert!(page.meaning.ends_with('.') && page.checks.len() > 1, "{}", alert.name);
    }
}

#[test]
fn the_query_of_a_burn_page_has_the_names_and_labels_of_the_service() {
    let mut operations =
        Operations { labels: vec![("job".to_owned(), "shop".to_owned())], ..Operations::default() };
    operations.metrics.errors = "shop_errors_total".to_owned();
    let pages = runbook(&catalog(), &operations, None);
    let (_, page) = pages.iter().find(|(path, _)| path == "BudgetBurn6h.md").unwrap();
    let query = "`sum by (domain, error_code) (increase(shop_errors_total{job=\"shop\"}[1h]))`";
    assert!(page.contains(query), "{page}");
}

#[test]
fn an_alert_about_codes_knows_them() {
    let catalog = catalog();
    let mut about = BTreeSet::new();
    for rule in rules(&catalog, &Operations::default()) {
        if let RuleKind::Alert(alert) = rule.kind {
            about.extend(alert.codes.into_iter().map(|code| (alert.name, code)));
        }
    }
    for (alert, code) in [
        ("CriticalError", "PAY_LOST"),
        ("ErrorOccurred", "PAY_PROVIDER_DOWN"),
        ("ErrorCodeSurge", "PAY_REFUSED"),
        ("RetriesIncreasing", "PAY_PROVIDER_DOWN"),
        ("BudgetBurn1h", "PAY_LOST"),
    ] {
        assert!(about.contains(&(alert, code.to_owned())), "{alert} {code}");
    }
    // Any code can have been sent.
    assert!(!about.iter().any(|(alert, _)| *alert == "Http5xxBurst"));
    assert!(!about.contains(&("BudgetBurn1h", "PAY_REFUSED".to_owned())));
}

/// The failures are recorded by one rule for each class, of which a page shows none.
#[test]
fn a_page_shows_the_recorded_series_that_its_rule_reads() {
    let of_a_service =
        Operations { labels: vec![("job".to_owned(), "shop".to_owned())], ..Operations::default() };
    for operations in [Operations::default(), of_a_service] {
        let pages = runbook(&catalog(), &operations, None);
        let recorded = |alert: &str| -> Vec<String> {
            let (_, page) = pages.iter().find(|(path, _)| *path == format!("{alert}.md")).unwrap();
            let lines = page.lines().filter_map(|line| line.strip_suffix("` is recorded:"));
            lines.map(|line| line.trim_start_matches('`').to_owned()).collect()
        };
        assert_eq!(recorded("BudgetBurn1h"), ["service:http_requests:rate5m"]);
        let days = [
            "service:http_requests:every5m_rate5m",
            "domain_class:error_catalog_errors:every5m_rate5m",
            "service:http_requests:rate5m",
        ];
        assert_eq!(recorded("BudgetBurn1d"), days);
    }
}
