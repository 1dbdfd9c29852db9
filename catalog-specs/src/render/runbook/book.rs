//! The codes and the alerts of a runbook, and the names of their pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::parts;
use crate::derived;
use crate::model::{Catalog, Entry, Group};
use crate::operations::{Operations, RuleKind, page_name, rules};
use crate::render::example::{Examples, text_in};

/// What the pages are made of.
pub(super) struct Book<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) operations: &'c Operations,
    pub(super) rules_file: Option<&'c str>,
    /// Every code once, sorted.
    pub(super) codes: Vec<(&'c Group, &'c Entry)>,
    /// The alerts in the order of the rules.
    pub(super) alerts: Vec<Watched>,
    alerts_of: HashMap<String, Vec<&'static str>>,
    /// The recorded series that have one rule, in the order of the rules, and their expressions.
    recorded: Vec<(&'static str, String)>,
    examples: Examples<'c>,
    /// The steps, the escalation and the checklist, which are the same on every page.
    pub(super) routine: String,
}

/// An alert: all rules of one name.
pub(super) struct Watched {
    pub(super) name: &'static str,
    /// Its labels `severity` and `incident`, and how long the condition must hold.
    pub(super) severities: BTreeSet<String>,
    pub(super) incidents: BTreeSet<String>,
    pub(super) hold: Option<&'static str>,
    /// The expressions of its rules.
    pub(super) expressions: Vec<String>,
    /// The codes it is about; empty if it is about the service.
    pub(super) codes: BTreeSet<String>,
}

impl<'c> Book<'c> {
    pub(super) fn new(
        catalog: &'c Catalog,
        operations: &'c Operations,
        rules_file: Option<&'c str>,
    ) -> Self {
        let mut codes = catalog.sorted();
        // A code may be declared under two `cfg` conditions.
        codes.dedup_by(|(_, a), (_, b)| a.code == b.code);
        let mut alerts: Vec<Watched> = Vec::new();
        let mut alerts_of: HashMap<String, Vec<&'static str>> = HashMap::new();
        let mut recorded = Vec::new();
        for rule in rules(catalog, operations) {
            let alert = match rule.kind {
                RuleKind::Alert(alert) => alert,
                RuleKind::Record(name) => {
                    // One with more labels than those of the service is one of many with the same name.
                    if rule.labels.len() == operations.labels.len() {
                        recorded.push((name, rule.expression));
                    }
                    continue;
                }
            };
            for code in &alert.codes {
                let known = alerts_of.entry(code.clone()).or_default();
                if !known.contains(&alert.name) {
                    known.push(alert.name);
                }
            }
            let known = alerts.iter().position(|known| known.name == alert.name);
            let at = known.unwrap_or_else(|| {
                alerts.push(Watched {
                    name: alert.name,
                    severities: BTreeSet::new(),
                    incidents: BTreeSet::new(),
                    hold: alert.hold,
                    expressions: Vec::new(),
                    codes: BTreeSet::new(),
                });
                alerts.len() - 1
            });
            let Some(watched) = alerts.get_mut(at) else { continue };
            for (label, value) in rule.labels {
                match label.as_str() {
                    "severity" => _ = watched.severities.insert(value),
                    "incident" => _ = watched.incidents.insert(value),
                    _ => {}
                }
            }
            watched.expressions.push(rule.expression);
            watched.codes.extend(alert.codes);
        }
        let mut routine = String::new();
        parts::routine(operations, &mut routine);
        let examples = Examples::new(catalog);
        Self {
            catalog,
            operations,
            rules_file,
            codes,
            alerts,
            alerts_of,
            recorded,
            examples,
            routine,
        }
    }

    /// The domains, sorted.
    pub(super) fn domains(&self) -> BTreeSet<&'c str> {
        self.codes.iter().map(|(group, _)| group.domain.as_str()).collect()
    }

    /// The codes of a domain, with their enums.
    pub(super) fn codes_of(&self, domain: &str) -> Vec<(&'c Group, &'c Entry)> {
        self.codes.iter().copied().filter(|(group, _)| group.domain == domain).collect()
    }

    /// The alerts about a code.
    pub(super) fn alerts_of(&self, code: &str) -> &[&'static str] {
        self.alerts_of.get(code).map(Vec::as_slice).unwrap_or_default()
    }

    /// The recorded series that an expression reads, also through others: first those that it names.
    pub(super) fn recorded(&self, expression: &str) -> Vec<(&'static str, &str)> {
        let mut texts = vec![expression];
        let mut read = Vec::new();
        // A series is recorded before those that are recorded from it.
        for (name, expression) in self.recorded.iter().rev() {
            if texts.iter().any(|text| text.contains(name)) {
                texts.push(expression);
                read.push((*name, expression.as_str()));
            }
        }
        read
    }

    /// The code that clients receive, with its status.
    pub(super) fn sent(&self, group: &'c Group, entry: &'c Entry) -> &'c Entry {
        self.examples.public(group, entry).1
    }

    /// What users read: the message of the code, or that of the one in its place.
    pub(super) fn message(&self, group: &'c Group, entry: &'c Entry) -> &'c str {
        let (group, entry) = self.examples.with_texts(group, entry);
        text_in(group, entry, self.catalog.settings.locales.first().map(String::as_str)).1
    }

    /// The file of a code or an alert.
    pub(super) fn file(&self, name: &str) -> String {
        format!("{}.md", page_name(self.operations, name))
    }

    /// How many codes each incident level has.
    pub(super) fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for (_, entry) in &self.codes {
            *counts.entry(entry.effective_incident().as_str()).or_default() += 1;
        }
        counts
    }
}

/// The file of a domain.
pub(super) fn domain_file(domain: &str) -> String {
    format!("domains/{}.md", page_name(&Operations::default(), domain))
}

/// A query or command with `{code}`, `{slug}` and `{domain}` filled in.
pub(in crate::render) fn fill_query(template: &str, domain: &str, code: &str) -> String {
    let slug = derived::fill_url("{slug}", code);
    template.replace("{domain}", domain).replace("{code}", code).replace("{slug}", &slug)
}

/// The address that a template leads to; `None` if it is a query.
pub(in crate::render) fn link_target(template: &str, domain: &str, code: &str) -> Option<String> {
    let is_url = template.starts_with("https://") || template.starts_with("http://");
    is_url.then(|| derived::fill_url(&template.replace("{domain}", domain), code))
}
