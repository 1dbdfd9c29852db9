//! Alerts about codes: critical ones, declared thresholds, errors, surges and retries.

use std::collections::BTreeMap;

use super::alert::{CODE_LABEL, Draft, Urgency, errors, fixed, paging, runbook_by_label};
use super::counting::{self, Window};
use super::rise::{self, Rise};
use crate::model::{Catalog, Entry, Group};
use crate::operations::expression::{equals, exact_increase, is_any, select};
use crate::operations::rule::{Case, Rule, RuleKind};
use crate::operations::template::Template;
use crate::operations::{Operations, Thresholds};
use crate::{AlertThreshold, Incident, Retry, Severity};

/// The alerts that failures with one code raise.
pub(in crate::operations) const CODE_ALERTS: [&str; 3] =
    [CRITICAL_ERROR, CODE_THRESHOLD, ERROR_OCCURRED];
const CRITICAL_ERROR: &str = "CriticalError";
pub(in crate::operations) const CODE_THRESHOLD: &str = "CodeThreshold";
pub(in crate::operations) const ERROR_OCCURRED: &str = "ErrorOccurred";

pub(super) const CRITICAL: &str = "error_catalog_critical";
/// How often critical failures are looked for, also where other rules are evaluated once a minute.
pub(super) const CRITICAL_INTERVAL: &str = "5s";
pub(super) const THRESHOLDS: &str = "error_catalog_thresholds";
const AGGREGATE: &str = "error_catalog_codes";

/// Failures in 5 minutes, by code and domain. A code without any has no sample.
const ERRORS_5M: &str = "error_code:error_catalog_errors:increase5m";
/// Failures in 5 minutes of the codes that surge.
const ERRORS_SURGE: &str = "error_code:error_catalog_errors:surge5m";
const RETRIES_5M: &str = "error_code:error_catalog_retries:increase5m";
const RETRIES_SURGE: &str = "error_code:error_catalog_retries:surge5m";

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
    rules.extend(codes.iter().filter_map(|coded| threshold(catalog, operations, *coded)));
    if codes.is_empty() {
        return rules;
    }
    let names = &operations.metrics;
    let alike_by = |codes, incident| alike(catalog, operations, codes, incident);
    let alike = |codes| alike_by(codes, |entry| Some(entry.effective_incident()));
    rules.push(record(rise::EVALUATED, rise::evaluated(operations)));
    let errors = select(operations, &names.errors, &[]);
    rules.push(record_increase(&errors, "error_code, domain", ERRORS_5M));
    rules.extend(alike(of(Severity::Error).collect()).iter().map(Alike::occurred));
    let surge = surge(operations);
    rules.push(record(ERRORS_SURGE, surge.expression(operations, ERRORS_5M)));
    rules.extend(first_and_others(&alike(codes.clone()), Alike::surge));
    let is_retried = |(_, entry): &Coded<'_>| entry.effective_retry() != Retry::Never;
    let retried: Vec<_> = codes.iter().copied().filter(is_retried).collect();
    if !retried.is_empty() {
        // Every code has a series of retries, and most are never retried.
        let codes = is_any(CODE_LABEL, retried.iter().map(|(_, entry)| entry.code.as_str()));
        let retries_made = select(operations, &names.retries, &[codes]);
        rules.push(record_increase(&retries_made, CODE_LABEL, RETRIES_5M));
        let rise = retries(operations);
        rules.push(record(RETRIES_SURGE, rise.expression(operations, RETRIES_5M)));
    }
    // Retries are no incident of their code.
    rules.extend(first_and_others(&alike_by(retried, |_| None), Alike::retries));
    rules
}

/// What the codes of one rule have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shared<'c> {
    owner: Option<&'c str>,
    incident: Option<Incident>,
    runbook: Option<&'c str>,
    /// The code, if it has its own runbook: rules that differ in annotations only are taken for duplicates.
    code: Option<&'c str>,
}

/// Codes that have one rule, because its annotations are the same for all of them.
struct Alike<'c> {
    catalog: &'c Catalog,
    operations: &'c Operations,
    shared: Shared<'c>,
    codes: Vec<Coded<'c>>,
}

fn alike<'c>(
    catalog: &'c Catalog,
    operations: &'c Operations,
    codes: Vec<Coded<'c>>,
    incident: fn(&Entry) -> Option<Incident>,
) -> Vec<Alike<'c>> {
    let mut alike: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (group, entry) in codes {
        let shared = Shared {
            owner: entry.owner.as_deref(),
            incident: incident(entry),
            runbook: entry.runbook.as_deref(),
            code: entry.runbook.as_ref().map(|_| entry.code.as_str()),
        };
        alike.entry(shared).or_default().push((group, entry));
    }
    let alike = alike.into_iter();
    alike.map(|(shared, codes)| Alike { catalog, operations, shared, codes }).collect()
}

/// The rules of codes that are alike. The cases of the first one test what all of them read.
fn first_and_others<'c>(alike: &[Alike<'c>], rule: fn(&Alike<'c>, bool) -> Rule) -> Vec<Rule> {
    alike.iter().enumerate().map(|(at, alike)| rule(alike, at == 0)).collect()
}

/// A stored series.
fn record(name: &'static str, expression: String) -> Rule {
    Rule {
        group: AGGREGATE,
        kind: RuleKind::Record(name),
        expression,
        labels: Vec::new(),
        cases: Vec::new(),
    }
}

/// The increase in 5 minutes, stored for alerts. Most codes do not occur, and are left out: what reads it reads few series.
fn record_increase(selector: &str, by: &str, name: &'static str) -> Rule {
    record(name, format!("sum by ({by}) (increase({selector}[5m]) != 0)"))
}

/// When a code surges.
fn surge(operations: &Operations) -> Rise {
    let Thresholds { surge_factor: factor, surge_min: floor, .. } = operations.thresholds;
    Rise { factor, floor }
}

/// When retries increase.
fn retries(operations: &Operations) -> Rise {
    let Thresholds { retries_factor: factor, retries_min: floor, .. } = operations.thresholds;
    Rise { factor, floor }
}

fn critical(catalog: &Catalog, operations: &Operations, (group, entry): Coded<'_>) -> Rule {
    let code = equals(CODE_LABEL, &entry.code);
    let selector = select(operations, &operations.metrics.errors, &[code]);
    let series = errors(operations, group, entry);
    let labels = [("domain", group.domain.as_str()), ("source", "api")];
    let case = |name: &str, interval: &str, values: &str| {
        Case::new(name, interval).series(series.as_str(), values)
    };
    let cases = vec![
        case("one critical failure", "15s", "0 1x60")
            .fires("1m", &labels, "1")
            .fires("2m", &labels, "1")
            .silent("3m"),
        case("one critical failure before a restart and one after it", "15s", "1x4 0 1x20")
            .fires("2m", &labels, "1")
            .silent("4m"),
        case("one after a restart, with a scrape in 50 s", "50s", "5x3 1x20")
            .fires("4m", &labels, "1"),
        case("a restart after a critical failure", "15s", "0x5 1x8 0x20").silent("4m"),
        case("a restart a minute after a critical failure", "15s", "0x9 1x4 0x20").silent("5m"),
        // The first sample after the gap is a few seconds old.
        case("one during failed scrapes of 2 min", "15s", "0x8 stale _x7 1x60")
            .fires("5m", &labels, "1")
            .silent("7m"),
        case("one during failed scrapes of 8 min", "15s", "0x16 stale _x31 1x60")
            .fires("13m", &labels, "1"),
        case("one during failed scrapes of 11 min", "15s", "0x16 stale _x43 1x60").silent("16m"),
        case("one after a restart during failed scrapes of 8 min", "15s", "5x16 stale _x31 1x60")
            .fires("13m", &labels, "1"),
        case("one after a restart during failed scrapes of 11 min", "15s", "5x16 stale _x43 1x60")
            .silent("16m"),
    ];
    let title = Template::text(format!("🔥 CRITICAL: {}", title(entry)));
    let summary = Template::text(format!("{} from ", entry.code)).label("source");
    let mut draft =
        Draft::new(operations, CRITICAL, CRITICAL_ERROR, (Severity::Critical, Urgency::Immediate))
            .about(catalog, entry)
            .text("title", title)
            .text("summary", summary)
            .text("action", Template::text("Immediate action required!"));
    if !entry.docs.description.is_empty() {
        draft = draft.text("description", Template::text(&entry.docs.description));
    }
    // Long enough to be seen, short enough that a second failure is a second alert.
    draft.keep_firing = Some("1m");
    let increase = exact_increase(&selector, "1m");
    draft.rule(format!("sum by (domain, source) ({increase}) > 0"), cases)
}

/// The alert that a code declares with `alert(…)`.
fn threshold(
    catalog: &Catalog,
    operations: &Operations,
    (group, entry): Coded<'_>,
) -> Option<Rule> {
    let AlertThreshold { threshold, window, page } = entry.alert?;
    let window = Window::minutes(window.as_secs() / 60);
    let selector =
        select(operations, &operations.metrics.errors, &[equals(CODE_LABEL, &entry.code)]);
    let series = errors(operations, group, entry);
    let labels = [("domain", group.domain.as_str())];
    let title = Template::text(format!("🚨 {}", title(entry)));
    let summary = Template::default().count().then(format!(
        " occurrences of {} in last {}",
        entry.code,
        window.spoken()
    ));
    let urgency = paging(page).unwrap_or((Severity::Error, Urgency::Aggregate));
    let mut draft = Draft::new(operations, THRESHOLDS, CODE_THRESHOLD, urgency)
        .about(catalog, entry)
        .text("title", title)
        .text("summary", summary);
    if !entry.docs.description.is_empty() {
        draft = draft.text("description", Template::text(&entry.docs.description));
    }
    Some(draft.rule(
        counting::at_least("sum by (domain)", &selector, window, threshold.into()),
        counting::cases(&series, window, threshold.into(), &labels),
    ))
}

impl Alike<'_> {
    fn occurred(&self) -> Rule {
        let cases = self.codes.first().map(|coded| {
            Case::new("one failure in 5 min", "15s")
                .series(errors(self.operations, coded.0, coded.1), "0x20 1x60")
                .silent("5m")
                .fires("9m", &labels(*coded), "1")
                .silent("11m")
        });
        let title = Template::text("🚨 System Error - ").label(CODE_LABEL);
        let summary = Template::default()
            .count()
            .then(" occurrences of ")
            .label(CODE_LABEL)
            .then(" in last 5 min");
        self.draft(ERROR_OCCURRED, (Severity::Error, Urgency::Aggregate))
            .text("title", title)
            .text("summary", summary)
            .rule(format!("round({})", self.series(ERRORS_5M)), cases.into_iter().collect())
    }

    fn surge(&self, is_first: bool) -> Rule {
        let rise = surge(self.operations);
        let cases = self.codes.first().map(|coded| {
            let series = errors(self.operations, coded.0, coded.1);
            rise.cases(self.operations, &series, &labels(*coded), is_first)
        });
        let factor = rise.factor;
        let summary = Template::default().label(CODE_LABEL).then(" is surging: ").count().then(
            format!(" in last 5 min, more than {factor} times as many as in the hour before"),
        );
        let urgency = fixed(self.operations, Urgency::Aggregate);
        self.draft("ErrorCodeSurge", urgency)
            .text("summary", summary)
            .rule(self.series(ERRORS_SURGE), cases.unwrap_or_default())
    }

    fn retries(&self, is_first: bool) -> Rule {
        let rise = retries(self.operations);
        let cases = self.codes.first().map(|(_, entry)| {
            let code = equals(CODE_LABEL, &entry.code);
            let series = select(self.operations, &self.operations.metrics.retries, &[code]);
            let labels = [(CODE_LABEL, entry.code.as_str())];
            rise.cases(self.operations, &series, &labels, is_first)
        });
        let summary = Template::text("retries after ")
            .label(CODE_LABEL)
            .then(" increase: ")
            .count()
            .then(" in last 5 min");
        self.draft("RetriesIncreasing", (Severity::Warning, Urgency::Aggregate))
            .text("summary", summary)
            .rule(self.series(RETRIES_SURGE), cases.unwrap_or_default())
    }

    fn draft(&self, name: &'static str, urgency: (Severity, Urgency)) -> Draft<'_> {
        let Shared { owner, incident, runbook, code } = self.shared;
        let page = runbook.map(Template::text);
        let page = page.or_else(|| runbook_by_label(self.catalog, self.operations));
        Draft::new(self.operations, AGGREGATE, name, urgency)
            .about_each([owner, code], incident, page)
            .codes(self.codes.iter().map(|(_, entry)| *entry))
    }

    /// A recorded series, of these codes.
    fn series(&self, recorded: &str) -> String {
        let codes = self.codes.iter().map(|(_, entry)| entry.code.as_str());
        select(self.operations, recorded, &[is_any(CODE_LABEL, codes)])
    }
}

/// The labels of the recorded failures of a code.
fn labels((group, entry): Coded<'_>) -> [(&'static str, &str); 2] {
    [(CODE_LABEL, entry.code.as_str()), ("domain", group.domain.as_str())]
}

/// What a code is called in a title.
fn title(entry: &Entry) -> &str {
    entry.title.as_deref().unwrap_or(&entry.code)
}
