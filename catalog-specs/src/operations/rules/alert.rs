//! What the alerts have in common: their labels and annotations.

use crate::model::{Catalog, Entry, Group};
use crate::operations::expression::{equals, select};
use crate::operations::rule::{Alert, Case, Rule, RuleKind};
use crate::operations::template::Template;
use crate::operations::{Operations, page_url, response_time};
use crate::{Incident, Severity, derived, status};

/// The label with the code.
pub(in crate::operations) const CODE_LABEL: &str = "error_code";
const SLUG: &str = "{slug}";
const PLACEHOLDERS: [&str; 2] = ["{code}", SLUG];

/// Whether an alert is sent at once or collects occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    Immediate,
    Aggregate,
}

/// The severity and urgency of an alert with a fixed number, which calls the person on duty if the settings say so.
pub(super) fn fixed(operations: &Operations, urgency: Urgency) -> (Severity, Urgency) {
    paging(operations.thresholds.page).unwrap_or((Severity::Error, urgency))
}

/// The severity and urgency of an alert that calls the person on duty; `None` if it does not.
pub(super) fn paging(page: bool) -> Option<(Severity, Urgency)> {
    page.then_some((Severity::Critical, Urgency::Immediate))
}

/// A draft of an alert.
pub(super) struct Draft<'o> {
    operations: &'o Operations,
    group: &'static str,
    name: &'static str,
    severity: Severity,
    urgency: Urgency,
    incident: Incident,
    owner: Option<String>,
    /// The code, if all its alerts have the same one.
    code: Option<String>,
    /// The codes that it is about.
    codes: Vec<String>,
    runbook: Option<Template>,
    texts: Vec<(&'static str, Template)>,
    pub(super) hold: Option<&'static str>,
    pub(super) keep_firing: Option<&'static str>,
}

impl<'o> Draft<'o> {
    pub(super) fn new(
        operations: &'o Operations,
        group: &'static str,
        name: &'static str,
        (severity, urgency): (Severity, Urgency),
    ) -> Self {
        Self {
            operations,
            group,
            name,
            severity,
            urgency,
            incident: status::incident(severity),
            owner: None,
            code: None,
            codes: Vec::new(),
            runbook: page_url(operations, name).map(Template::text),
            texts: Vec::new(),
            hold: None,
            keep_firing: None,
        }
    }

    /// All its alerts are about one code.
    pub(super) fn about(mut self, catalog: &Catalog, entry: &Entry) -> Self {
        self.code = Some(entry.code.clone());
        self.codes = vec![entry.code.clone()];
        self.runbook = runbook_of(catalog, self.operations, entry).map(Template::text);
        self.owner.clone_from(&entry.owner);
        self.incident = entry.effective_incident();
        self
    }

    /// Its alerts are about codes with the same owner, incident level and page, which the label names.
    pub(super) fn about_each(
        mut self,
        [owner, code]: [Option<&str>; 2],
        incident: Option<Incident>,
        runbook: Option<Template>,
    ) -> Self {
        self.owner = owner.map(str::to_owned);
        self.code = code.map(str::to_owned);
        self.incident = incident.unwrap_or(self.incident);
        self.runbook = runbook;
        self
    }

    /// It is about these codes.
    pub(super) fn codes<'e>(mut self, entries: impl Iterator<Item = &'e Entry>) -> Self {
        self.codes = entries.map(|entry| entry.code.clone()).collect();
        self
    }

    pub(super) fn text(mut self, name: &'static str, text: Template) -> Self {
        self.texts.push((name, text));
        self
    }

    pub(super) fn rule(self, expression: String, cases: Vec<Case>) -> Rule {
        let urgency = match self.urgency {
            Urgency::Immediate => "immediate",
            Urgency::Aggregate => "aggregate",
        };
        let (severity, incident) = (self.severity.as_str(), self.incident.as_str());
        let mut labels = vec![
            ("severity".to_owned(), severity.to_owned()),
            ("urgency".to_owned(), urgency.to_owned()),
            ("incident".to_owned(), incident.to_owned()),
        ];
        labels.extend(self.code.map(|code| (CODE_LABEL.to_owned(), code)));
        labels.extend(self.owner.clone().map(|owner| ("owner".to_owned(), owner)));
        let mut annotations = self.texts;
        let response = format!("{incident}, response within {}", response_time(self.incident));
        annotations.push(("severity", Template::text(severity)));
        annotations.push(("incident", Template::text(response)));
        annotations.extend(self.owner.map(|owner| ("owner", Template::text(owner))));
        annotations.extend(self.runbook.map(|page| ("runbook_url", page)));
        let alert = Alert {
            name: self.name,
            hold: self.hold,
            keep_firing: self.keep_firing,
            annotations,
            codes: self.codes,
        };
        Rule { group: self.group, kind: RuleKind::Alert(alert), expression, labels, cases }
    }
}

/// The page with the runbook of the code that a label names.
pub(super) fn runbook_by_label(catalog: &Catalog, operations: &Operations) -> Option<Template> {
    let page = operations.runbook.as_ref().or(catalog.settings.docs.as_ref())?;
    let mut template = Template::default();
    let mut rest = page.as_str();
    while let Some((at, placeholder)) = PLACEHOLDERS
        .iter()
        .filter_map(|placeholder| Some((rest.find(placeholder)?, *placeholder)))
        .min()
    {
        let (before, after) = rest.split_at(at);
        template = template.then(derived::fill_url(before, ""));
        template = match placeholder {
            SLUG => template.slug(CODE_LABEL),
            _ => template.label(CODE_LABEL),
        };
        rest = after.get(placeholder.len()..).unwrap_or_default();
    }
    Some(template.then(derived::fill_url(rest, "")))
}

/// The page with the runbook of a code: its own, or that of the settings, or the page of the registry.
pub(in crate::operations) fn runbook_of(
    catalog: &Catalog,
    operations: &Operations,
    entry: &Entry,
) -> Option<String> {
    let page = page_url(operations, &entry.code);
    entry.runbook.clone().or(page).or_else(|| catalog.settings.page_url(entry))
}

/// The series of a code in a case.
pub(super) fn errors(operations: &Operations, group: &Group, entry: &Entry) -> String {
    let labels = [
        (CODE_LABEL, entry.code.as_str()),
        ("domain", &group.domain),
        ("severity", entry.effective_severity().as_str()),
        ("source", "api"),
    ];
    select(operations, &operations.metrics.errors, &labels.map(|(name, value)| equals(name, value)))
}
