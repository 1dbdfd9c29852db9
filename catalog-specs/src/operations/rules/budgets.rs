//! Burn rates: how fast the failures of a domain and class use up the budget of an objective.
//!
//! Only failures of the service and of what it depends on count. The mistakes of a client never burn the budget.

use std::collections::BTreeMap;

use super::alert::{CODE_LABEL, Draft, Urgency, errors};
use super::trend::counter;
use crate::model::{Catalog, Entry, Group};
use crate::operations::expression::{equals, is_any, select};
use crate::operations::rule::{Case, Rule, RuleKind};
use crate::operations::template::Template;
use crate::operations::{Objective, Operations};
use crate::{Class, Severity};

/// The rules of windows of the same order, with the series that they read: rates over 5 minutes.
pub(in crate::operations) struct Pace {
    group: &'static str,
    /// How often the rules are evaluated. A window of days has thousands of samples otherwise: one of each 5 minutes is
    /// enough for it, because the rates follow each other then without a gap.
    interval: Span,
    /// Failures a second, by domain and class.
    pub(in crate::operations) failures: &'static str,
    /// Requests a second.
    pub(in crate::operations) requests: &'static str,
}

/// The rules that call the person on duty.
pub(in crate::operations) const HOURS: Pace = Pace {
    group: "error_catalog_budgets",
    interval: span("1m", 1),
    failures: "domain_class:error_catalog_errors:rate5m",
    requests: "service:http_requests:rate5m",
};

/// Tickets. They read each fifth sample of the same rates.
pub(in crate::operations) const DAYS: Pace = Pace {
    group: "error_catalog_budgets_of_days",
    interval: span("5m", 5),
    failures: "domain_class:error_catalog_errors:every5m_rate5m",
    requests: "service:http_requests:every5m_rate5m",
};

/// How often a group of budgets is evaluated.
pub(super) fn interval(group: &str) -> Option<&'static str> {
    [HOURS, DAYS].into_iter().find(|pace| pace.group == group).map(|pace| pace.interval.text)
}

/// A pair of windows: both must burn the budget `tenths / 10` times too fast. The short one ends the alert soon.
struct Windows {
    alert: &'static str,
    long: Span,
    short: Span,
    tenths: u32,
    severity: Severity,
    /// An alert that calls sooner. This one stays silent while it does and [`CALLED`] after it, when the short window has
    /// forgotten what it was about. Alertmanager would only put the second call off until the first alert ends.
    sooner: Option<&'static str>,
}

const CALLED: &str = "30m";
const DAY: u32 = 1440;

#[derive(Clone, Copy)]
struct Span {
    text: &'static str,
    minutes: u32,
}

const fn span(text: &'static str, minutes: u32) -> Span {
    Span { text, minutes }
}

/// The windows of the SRE workbook: 2 % of a budget of 30 days in an hour and 5 % in 6 hours page, 10 % in a day and in
/// 3 days are tickets.
const WINDOWS: [Windows; 4] = [
    Windows {
        alert: "BudgetBurn1h",
        long: span("1h", 60),
        short: span("5m", 5),
        tenths: 144,
        severity: Severity::Critical,
        sooner: None,
    },
    Windows {
        alert: "BudgetBurn6h",
        long: span("6h", 360),
        short: span("30m", 30),
        tenths: 60,
        severity: Severity::Critical,
        sooner: Some("BudgetBurn1h"),
    },
    Windows {
        alert: "BudgetBurn1d",
        long: span("1d", DAY),
        short: span("2h", 120),
        tenths: 30,
        severity: Severity::Error,
        sooner: None,
    },
    Windows {
        alert: "BudgetBurn3d",
        long: span("3d", 3 * DAY),
        short: span("6h", 360),
        tenths: 10,
        severity: Severity::Error,
        sooner: None,
    },
];

/// How fast a budget may be used up over a window, before an alert.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BurnLimit {
    pub(crate) alert: &'static str,
    pub(crate) window: &'static str,
    /// The window that ends the alert.
    pub(crate) short_window: &'static str,
    pub(crate) tenths: u32,
    /// Whether it calls the person on duty. It is a ticket otherwise.
    pub(crate) page: bool,
}

/// What the alerts about budgets allow, for documents.
pub(crate) const BURN_LIMITS: &[BurnLimit] =
    &[WINDOWS[0].limit(), WINDOWS[1].limit(), WINDOWS[2].limit(), WINDOWS[3].limit()];

/// Codes of a domain and class that burn the budget.
pub(in crate::operations) type Burning<'c> =
    BTreeMap<(&'c str, &'static str), Vec<(&'c Group, &'c Entry)>>;

/// The codes that burn a budget, by domain and class.
pub(in crate::operations) fn burning(catalog: &Catalog) -> Burning<'_> {
    let mut burning = Burning::new();
    for (group, entry) in catalog.sorted() {
        let class = entry.effective_class();
        if entry.status >= 500
            || matches!(class, Class::Network | Class::Transient | Class::Technical)
        {
            burning.entry((&group.domain, class.as_str())).or_default().push((group, entry));
        }
    }
    burning
}

pub(super) fn rules(catalog: &Catalog, operations: &Operations) -> Vec<Rule> {
    let burning = burning(catalog);
    if burning.is_empty() {
        return Vec::new();
    }
    let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut objectives: BTreeMap<Objective, Burning<'_>> = BTreeMap::new();
    for ((domain, class), codes) in burning {
        let names = codes.iter().map(|(_, entry)| entry.code.as_str());
        classes.entry(class).or_default().extend(names);
        let alike = objectives.entry(operations.slo.objective(domain)).or_default();
        alike.insert((domain, class), codes);
    }
    let mut rules = Vec::new();
    for pace in [&HOURS, &DAYS] {
        rules.extend(pace.records(operations, &classes));
        for windows in WINDOWS.iter().filter(|windows| windows.pace().group == pace.group) {
            let is_only = objectives.len() == 1;
            let burns = objectives.iter();
            rules.extend(burns.map(|(objective, burning)| {
                windows.rule(operations, *objective, burning, is_only)
            }));
        }
    }
    rules
}

impl Pace {
    /// The total of rates that `min` failures have, with room for the inexact arithmetic of rates. Each sample is the rate
    /// until the next one.
    fn total_of(&self, min: u32) -> String {
        let total = (f64::from(min) - 0.5).max(0.0) / f64::from(self.interval.minutes * 60);
        format!("{total:.9}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The recorded rates. A failure has its domain as a label, and its class follows from its code.
    fn records(&self, operations: &Operations, classes: &BTreeMap<&str, Vec<&str>>) -> Vec<Rule> {
        let record = |name, expression, labels| Rule {
            group: self.group,
            kind: RuleKind::Record(name),
            expression,
            labels,
            cases: Vec::new(),
        };
        if self.group == DAYS.group {
            let copies = [(self.failures, HOURS.failures), (self.requests, HOURS.requests)];
            let copy = |(name, of)| record(name, select(operations, of, &[]), Vec::new());
            return copies.map(copy).into();
        }
        let failures = classes.iter().map(|(class, codes)| {
            let codes = is_any(CODE_LABEL, codes.iter().copied());
            let failures = select(operations, &operations.metrics.errors, &[codes]);
            let labels = vec![("class".to_owned(), (*class).to_owned())];
            record(self.failures, format!("sum by (domain) (rate({failures}[5m]))"), labels)
        });
        let requests = select(operations, &operations.metrics.requests, &[]);
        let requests = record(self.requests, format!("sum(rate({requests}[5m]))"), Vec::new());
        failures.chain([requests]).collect()
    }
}

impl Windows {
    const fn limit(&self) -> BurnLimit {
        BurnLimit {
            alert: self.alert,
            window: self.long.text,
            short_window: self.short.text,
            tenths: self.tenths,
            page: matches!(self.severity, Severity::Critical),
        }
    }

    const fn pace(&self) -> &'static Pace {
        if self.long.minutes < DAY { &HOURS } else { &DAYS }
    }

    fn rule(
        &self,
        operations: &Operations,
        objective: Objective,
        burning: &Burning<'_>,
        is_only: bool,
    ) -> Rule {
        let mut domains: Vec<_> = burning.keys().map(|(domain, _)| *domain).collect();
        domains.dedup();
        let domains = (!is_only).then(|| is_any("domain", domains));
        let pace = self.pace();
        let failures = select(operations, pace.failures, domains.as_slice());
        let requests = select(operations, pace.requests, &[]);
        let limit = objective.burn_ratio(self.tenths);
        let min = operations.slo.min_failures;
        let Self { long, short, .. } = self;
        let [failures_long, failures_short] = [long, short].map(|span| span.total(&failures));
        let [requests_long, requests_short] = [long, short].map(|span| span.total(&requests));
        let called = self.sooner.map(|alert| {
            let firing = [equals("alertname", alert), equals("alertstate", "firing")];
            let firing = select(operations, "ALERTS", &firing);
            format!(" unless on (domain, class) count_over_time({firing}[{CALLED}])")
        });
        let called = called.unwrap_or_default();
        // Without requests there is no share: a job that fails at night burns nothing. No request in the long window is none
        // in the short one.
        let expression = format!(
            "({failures_long} >= {}) / on () group_left () {requests_long} > {limit} \
             and {failures_short} / on () group_left () ({requests_short} > 0) > {limit}{called}",
            pace.total_of(min),
        );
        let mut cases = Vec::new();
        for ((domain, class), codes) in burning {
            let Some((group, entry)) = codes.first() else { continue };
            let shape = Shape { windows: self, limit: limit.parse().unwrap_or_default() };
            let series = [
                errors(operations, group, entry),
                select(operations, &operations.metrics.requests, &[]),
            ];
            let labels = [("domain", *domain), ("class", *class)];
            if cases.is_empty() {
                cases = shape.cases(&series, &labels, min.into());
            } else if long.minutes == 60 {
                // The recorded series of every domain and class is tested with the shortest windows.
                cases.push(
                    shape
                        .case("the budget burns", &series, [1.05, 1.08], enough(min.into()))
                        .fires(&shape.time(), &labels, ""),
                );
            }
        }
        let times = format!("{}.{}", self.tenths / 10, self.tenths % 10);
        let summary = Template::default().label("domain").then(" (").label("class").then(format!(
            ") burns its error budget {} times as fast as {} % allow, over {} and {}",
            times.trim_end_matches(".0"),
            objective.percent(),
            long.text,
            short.text,
        ));
        let urgency = match self.severity {
            Severity::Critical => Urgency::Immediate,
            _ => Urgency::Aggregate,
        };
        Draft::new(operations, pace.group, self.alert, (self.severity, urgency))
            .codes(burning.values().flatten().map(|(_, entry)| *entry))
            .text("summary", summary)
            .rule(expression, cases)
    }
}

impl Span {
    /// The total of a recorded series, which is a rate over 5 minutes. The samples of a young series are few: their
    /// average would be that of a whole window.
    fn total(self, series: &str) -> String {
        if self.minutes == 5 {
            return series.to_owned();
        }
        format!("sum_over_time({series}[{}])", self.text)
    }
}

/// As many failures as the floor asks for, and hardly more.
fn enough(min: f64) -> f64 {
    (min - 0.3).max(0.2)
}

/// The traffic of a case, in minutes. Failures are in the first half of each window, and requests are more frequent in
/// the second half and before, so that another window in any place of the rule gives another share.
struct Shape<'w> {
    windows: &'w Windows,
    limit: f64,
}

impl Shape<'_> {
    fn cases(&self, series: &[String; 2], labels: &[(&str, &str)], min: f64) -> Vec<Case> {
        let time = self.time();
        let many = min + 1000.0;
        let case = |name: &str, shares, failures| self.case(name, series, shares, failures);
        let mut cases = vec![
            case("the budget burns", [1.05, 1.08], enough(min)).fires(&time, labels, ""),
            case("not in the long window", [0.95, 1.08], many).silent(&time),
            case("not in the short window", [1.05, 0.95], many).silent(&time),
            self.case_without_requests(series, many).silent(&time),
        ];
        if self.windows.sooner.is_some() {
            let [called, called_long_ago] = self.cases_after_a_call(series, many);
            cases.extend([called.silent(&time), called_long_ago.fires(&time, labels, "")]);
        }
        // Without a floor there are never too few.
        if min > 0.0 {
            cases.push(case("too few failures", [1.05, 1.08], min - 0.7).silent(&time));
        }
        cases
    }

    /// The minutes between evaluations.
    fn step(&self) -> u32 {
        if self.windows.long.minutes < DAY { 5 } else { 30 }
    }

    /// When a case ends: the long window, a quarter of it before, and what the first rate looks back on.
    fn minutes(&self) -> u32 {
        let long = self.windows.long.minutes;
        (long / 20).max(3) * 5 + self.step() + long
    }

    fn time(&self) -> String {
        format!("{}m", self.minutes())
    }

    /// A case whose long and short windows burn `shares` of the limit, with a number of failures in the long one.
    fn case(
        &self,
        name: &str,
        [errors, requests]: &[String; 2],
        [long_share, short_share]: [f64; 2],
        failures: f64,
    ) -> Case {
        let (long, short) = (self.windows.long.minutes, self.windows.short.minutes);
        let end = self.minutes();
        // With the 5 minutes that a rate looks back on, unless the rate itself is the window.
        let margin = if short == 5 { 0 } else { 5 };
        let half = short / 2;
        let early = long / 2;
        let (step, before) = (self.step(), end - long - self.step());
        let late = long - early - 2 * short;
        let traffic = [
            (before, 40.0),
            (step + early, 1.0),
            (late, 2.0),
            (short - margin, 20.0),
            (margin + half, 1.0),
            (short - half, 3.0),
        ];
        // A total over a window that is too long has a fifth more.
        let burst = |first: f64, second: f64| {
            let earlier = |total: f64, minutes: u32| total / 5.0 / f64::from(minutes);
            [
                (before, earlier(first * f64::from(early), before)),
                (step, 0.0),
                (early, first),
                (late, 0.0),
                (short - margin, earlier(second * f64::from(half), short - margin)),
                (margin, 0.0),
                (half, second),
                (short - half, 0.0),
            ]
        };
        let total = |runs: &[(u32, f64)], window| total(&cumulated(runs), [end, window, step]);
        let second =
            short_share * self.limit * total(&traffic, short) / total(&burst(0.0, 1.0), short);
        let wanted = long_share * self.limit * total(&traffic, long);
        let rest = wanted - total(&burst(0.0, second), long);
        let first = rest / total(&burst(1.0, 0.0), long);
        let failed = burst(first, second);
        // The rule takes each sample for the rate of an interval, also if it is evaluated more seldom here.
        let interval = self.windows.pace().interval.minutes;
        let scale = failures / (total(&failed, long) * f64::from(interval));
        let scaled = |runs: &[(u32, f64)]| -> Vec<_> {
            runs.iter().map(|(minutes, count)| (*minutes, count * scale)).collect()
        };
        self.counted(name, [(errors, &scaled(&failed)), (requests, &scaled(&traffic))])
    }

    /// A case whose failures go on after the last request, which came before the short window.
    fn case_without_requests(&self, [errors, requests]: &[String; 2], failures: f64) -> Case {
        let (end, last) = (self.minutes(), self.windows.short.minutes + 5);
        let traffic = failures / self.limit / f64::from(end);
        self.counted(
            "no requests in the short window",
            [(errors, &[(end, failures)]), (requests, &[(end - last, traffic), (last, 0.0)])],
        )
    }

    /// Failures for which the alert over an hour called until 20 minutes ago, and until 50 minutes ago. Those that follow
    /// the latter are too few for it.
    fn cases_after_a_call(&self, [errors, requests]: &[String; 2], failures: f64) -> [Case; 2] {
        const TIMES: f64 = 1000.0;
        let end = self.minutes();
        let (traffic, few) = (failures / self.limit / TIMES, failures * 1.7 / TIMES);
        let called = [(end - 27, 0.0), (5, failures), (22, 0.0)];
        let called_long_ago = [(end - 60, 0.0), (10, failures), (50, few)];
        [("the hour has called", called), ("the hour called before", called_long_ago)].map(
            |(name, runs)| self.counted(name, [(errors, &runs), (requests, &[(end, traffic)])]),
        )
    }

    fn counted(&self, name: &str, series: [(&String, &[(u32, f64)]); 2]) -> Case {
        let case = Case::new(format!("{name} over {}", self.windows.long.text), "1m")
            .evaluated_every(self.step());
        series.into_iter().fold(case, |case, (series, runs)| case.series(series, counter(runs)))
    }
}

/// A counter, minute by minute.
fn cumulated(runs: &[(u32, f64)]) -> Vec<f64> {
    let mut total = 0.0;
    let mut values = vec![0.0];
    for (minutes, increase) in runs {
        for _ in 0..*minutes {
            total += increase;
            values.push(total);
        }
    }
    values
}

/// What the rule computes at the end: the total of the rates over 5 minutes, which are stored at every step.
fn total(values: &[f64], [end, window, step]: [u32; 3]) -> f64 {
    let at = |minute: u32| values.get(minute as usize).copied().unwrap_or_default();
    let rate = |minute: u32| (at(minute) - at(minute.saturating_sub(5))) / 5.0;
    if window == 5 {
        return rate(end);
    }
    (0..=window / step).map(|count| rate(end.saturating_sub(count * step))).sum()
}
