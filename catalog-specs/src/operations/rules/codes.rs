//! Alerts about codes: critical ones, errors, surges and retries.

use std::collections::BTreeMap;

use super::alert::{CODE_LABEL, Draft, Urgency, errors, runbook_by_label};
use super::trend::Rise;
use crate::model::{Catalog, Entry, Group};
use crate::operations::Operations;
use crate::operations::expression::{equals, is_any, select};
use crate::operations::rule::{Case, Rule, RuleKind};
use crate::operations::template::Template;
use crate::{Incident, Retry, Severity};

const CRITICAL: &str = "error_catalog_critical";
const AGGREGATE: &str = "error_catalog_codes";

/// Failures in 5 minutes, by code and domain.
const ERRORS_5M: &str = "error_code:error_catalog_errors:increase5m";
/// Failures in the hour before.
const ERRORS_BEFORE: &str = "error_code:error_catalog_errors:increase1h_before";
const RETRIES_5M: &str = "error_code:error_catalog_retries:increase5m";
const RETRIES_BEFORE: &str = "error_code:error_catalog_retries:increase1h_before";

const SURGE: Rise = Rise { factor: 3, floor: 10 };
const MORE_RETRIES: Rise = Rise { factor: 2, floor: 5 };

type Coded<'c> = (&'c Group, &'c Entry);

pub(super) fn rules(catalog: &Catalog, operations: &Operations) -> Vec<Rule> {
    let mut codes = catalog.sorted();
    // A code may be declared under two `cfg` conditions.
    codes.dedup_by(|(_, a), (_, b)| a.code == b.code);
    let of = |severity: Severity| {
        codes.iter().copied().filter(move |(_, entry)| entry.effective_severity() == severity)
    };
    let mut rules: Vec<_> =
        of(Severity::Critical).map(|coded| critical(catalog, operations, coded)).collect();
    if !codes.is_empty() {
        let names = &operations.metrics;
        let by = "error_code, domain";
        rules.extend(record(operations, &names.errors, by, [ERRORS_5M, ERRORS_BEFORE]));
    }
    for (shared, codes) in alike(of(Severity::Error)) {
        rules.push(occurred(catalog, operations, &shared, &codes));
    }
    for (shared, codes) in alike(codes.iter().copied()) {
        rules.push(surge(catalog, operations, &shared, &codes));
    }
    let is_retried = |(_, entry): &Coded<'_>| entry.effective_retry() != Retry::Never;
    let retried: Vec<_> = codes.iter().copied().filter(is_retried).collect();
    if !retried.is_empty() {
        let names = &operations.metrics;
        rules.extend(record(operations, &names.retries, CODE_LABEL, [RETRIES_5M, RETRIES_BEFORE]));
    }
    for (shared, codes) in alike(retried.into_iter()) {
        rules.push(retries(catalog, operations, &shared, &codes));
    }
    rules
}

/// What the codes of one rule have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shared<'c> {
    owner: Option<&'c str>,
    incident: Incident,
    runbook: Option<&'c str>,
    /// The code, if it has its own runbook: rules that differ in annotations only are taken for duplicates.
    code: Option<&'c str>,
}

/// The codes that can have one rule, because its annotations are the same for all of them.
fn alike<'c>(codes: impl Iterator<Item = Coded<'c>>) -> BTreeMap<Shared<'c>, Vec<Coded<'c>>> {
    let mut alike: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (group, entry) in codes {
        let shared = Shared {
            owner: entry.owner.as_deref(),
            incident: entry.effective_incident(),
            runbook: entry.runbook.as_deref(),
            code: entry.runbook.as_ref().map(|_| entry.code.as_str()),
        };
        alike.entry(shared).or_default().push((group, entry));
    }
    alike
}

/// The increase in 5 minutes and in the hour before, stored for alerts and dashboards.
fn record(
    operations: &Operations,
    metric: &str,
    by: &str,
    [current, before]: [&'static str; 2],
) -> [Rule; 2] {
    let selector = select(operations, metric, &[]);
    [(current, "[5m]"), (before, "[1h] offset 5m")].map(|(name, range)| Rule {
        group: AGGREGATE,
        kind: RuleKind::Record(name),
        expression: format!("sum by ({by}) (increase({selector}{range}))"),
        labels: Vec::new(),
        cases: Vec::new(),
    })
}

fn critical(catalog: &Catalog, operations: &Operations, (group, entry): Coded<'_>) -> Rule {
    let code = equals(CODE_LABEL, &entry.code);
    let selector = select(operations, &operations.metrics.errors, &[code]);
    let series = errors(operations, group, entry);
    let labels = [("domain", group.domain.as_str()), ("source", "api")];
    let case = Case::new("one critical failure", "15s")
        .series(series, "0 1x60")
        .fires("1m", &labels, "1")
        .fires("2m", &labels, "1")
        .silent("3m");
    let title = Template::text(format!("🔥 CRITICAL: {}", title(entry)));
    let summary = Template::text(format!("{} from ", entry.code)).label("source");
    let mut draft =
        Draft::new(operations, CRITICAL, "CriticalError", (Severity::Critical, Urgency::Immediate))
            .about(catalog, entry)
            .text("title", title)
            .text("summary", summary)
            .text("action", Template::text("Immediate action required!"));
    if !entry.docs.description.is_empty() {
        draft = draft.text("description", Template::text(&entry.docs.description));
    }
    // Long enough to be seen, short enough that a second failure is a second alert.
    draft.keep_firing = Some("1m");
    draft.rule(format!("sum by (domain, source) (increase({selector}[1m])) > 0"), vec![case])
}

fn occurred(
    catalog: &Catalog,
    operations: &Operations,
    shared: &Shared<'_>,
    codes: &[Coded<'_>],
) -> Rule {
    let current = format!("{ERRORS_5M}{{{}}}", any(codes));
    let cases = codes.first().map(|(group, entry)| {
        let labels = [(CODE_LABEL, entry.code.as_str()), ("domain", group.domain.as_str())];
        Case::new("one failure in 5 min", "15s")
            .series(errors(operations, group, entry), "0x20 1x60")
            .silent("5m")
            .fires("9m", &labels, "1")
            .silent("11m")
    });
    let title = Template::text("🚨 System Error - ").label(CODE_LABEL);
    let summary = Template::default()
        .count()
        .then(" occurrences of ")
        .label(CODE_LABEL)
        .then(" in last 5 min");
    Draft::new(operations, AGGREGATE, "ErrorOccurred", (Severity::Error, Urgency::Aggregate))
        .about_each(
            [shared.owner, shared.code],
            Some(shared.incident),
            shared.page(catalog, operations),
        )
        .text("title", title)
        .text("summary", summary)
        .rule(format!("round({current}) >= 1"), cases.into_iter().collect())
}

fn surge(
    catalog: &Catalog,
    operations: &Operations,
    shared: &Shared<'_>,
    codes: &[Coded<'_>],
) -> Rule {
    let codes_of = any(codes);
    let [current, before] = [ERRORS_5M, ERRORS_BEFORE].map(|name| format!("{name}{{{codes_of}}}"));
    let cases = codes.first().map(|(group, entry)| {
        let labels = [(CODE_LABEL, entry.code.as_str()), ("domain", group.domain.as_str())];
        SURGE.cases(&errors(operations, group, entry), &labels)
    });
    let summary = Template::default()
        .label(CODE_LABEL)
        .then(" is surging: ")
        .count()
        .then(" in last 5 min, more than 3 times as many as in the hour before");
    Draft::new(operations, AGGREGATE, "ErrorCodeSurge", (Severity::Error, Urgency::Aggregate))
        .about_each(
            [shared.owner, shared.code],
            Some(shared.incident),
            shared.page(catalog, operations),
        )
        .text("summary", summary)
        .rule(SURGE.expression(&current, &before), cases.unwrap_or_default())
}

fn retries(
    catalog: &Catalog,
    operations: &Operations,
    shared: &Shared<'_>,
    codes: &[Coded<'_>],
) -> Rule {
    let codes_of = any(codes);
    let [current, before] =
        [RETRIES_5M, RETRIES_BEFORE].map(|name| format!("{name}{{{codes_of}}}"));
    let cases = codes.first().map(|(_, entry)| {
        let code = equals(CODE_LABEL, &entry.code);
        let series = select(operations, &operations.metrics.retries, &[code]);
        MORE_RETRIES.cases(&series, &[(CODE_LABEL, entry.code.as_str())])
    });
    let summary = Template::text("retries after ")
        .label(CODE_LABEL)
        .then(" increase: ")
        .count()
        .then(" in last 5 min");
    Draft::new(operations, AGGREGATE, "RetriesIncreasing", (Severity::Warning, Urgency::Aggregate))
        .about_each([shared.owner, shared.code], None, shared.page(catalog, operations))
        .text("summary", summary)
        .rule(MORE_RETRIES.expression(&current, &before), cases.unwrap_or_default())
}

impl Shared<'_> {
    /// The page with the runbook.
    fn page(&self, catalog: &Catalog, operations: &Operations) -> Option<Template> {
        let own = self.runbook.map(Template::text);
        own.or_else(|| runbook_by_label(catalog, operations))
    }
}

/// A matcher for the codes.
fn any(codes: &[Coded<'_>]) -> String {
    is_any(CODE_LABEL, codes.iter().map(|(_, entry)| entry.code.as_str()))
}

/// What a code is called in a title.
fn title(entry: &Entry) -> &str {
    entry.title.as_deref().unwrap_or(&entry.code)
}
