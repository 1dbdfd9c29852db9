//! A rule of Prometheus, with the cases that test it.

use super::template::Template;

/// A rule.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// The group, whose rules are evaluated one after the other.
    pub(crate) group: &'static str,
    pub(crate) kind: RuleKind,
    pub(crate) expression: String,
    pub(crate) labels: Vec<(String, String)>,
    /// The cases that fail if the rule is changed.
    pub(crate) cases: Vec<Case>,
}

#[derive(Debug, Clone)]
pub(crate) enum RuleKind {
    /// Stores a series.
    Record(&'static str),
    Alert(Alert),
}

/// What only alerts have.
#[derive(Debug, Clone)]
pub(crate) struct Alert {
    pub(crate) name: &'static str,
    /// How long the condition must hold.
    pub(crate) hold: Option<&'static str>,
    /// How long the alert stays after the condition ended.
    pub(crate) keep_firing: Option<&'static str>,
    pub(crate) annotations: Vec<(&'static str, Template)>,
    /// The codes that it is about; empty if it is about the service.
    pub(crate) codes: Vec<String>,
}

/// A case of an alert: what is scraped, and which alerts fire then.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// The scrape interval.
    pub(crate) interval: String,
    /// How often the rules are evaluated, in minutes. Cases over days are slow otherwise.
    pub(crate) evaluation: u32,
    /// Selectors of series and their values in the notation of promtool.
    pub(crate) series: Vec<(String, String)>,
    pub(crate) checks: Vec<Check>,
}

/// A moment of a case.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub(crate) time: String,
    pub(crate) fires: Vec<Fired>,
}

/// An alert that fires: the labels of its series, and its value as the annotations show it.
#[derive(Debug, Clone)]
pub(crate) struct Fired {
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) value: String,
}

impl Rule {
    /// The first case in which an alert fires, by its name, and that alert.
    pub(crate) fn first_fired(&self) -> Option<(&str, &Fired)> {
        self.cases.iter().find_map(|case| {
            let fired = case.checks.iter().find_map(|check| check.fires.first())?;
            Some((case.name.as_str(), fired))
        })
    }
}

impl Case {
    pub(crate) fn new(name: impl Into<String>, interval: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            interval: interval.into(),
            evaluation: 1,
            series: Vec::new(),
            checks: Vec::new(),
        }
    }

    pub(crate) fn evaluated_every(mut self, minutes: u32) -> Self {
        self.evaluation = minutes;
        self
    }

    pub(crate) fn series(mut self, selector: impl Into<String>, values: impl Into<String>) -> Self {
        self.series.push((selector.into(), values.into()));
        self
    }

    /// Nothing fires at a time.
    pub(crate) fn silent(mut self, time: &str) -> Self {
        self.checks.push(Check { time: time.to_owned(), fires: Vec::new() });
        self
    }

    /// An alert fires at a time, with those that fire at the same time.
    pub(crate) fn fires(
        mut self,
        time: &str,
        labels: &[(&str, &str)],
        value: impl Into<String>,
    ) -> Self {
        let labels = labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let fired = Fired { labels: labels.collect(), value: value.into() };
        match self.checks.last_mut() {
            Some(last) if last.time == time => last.fires.push(fired),
            _ => self.checks.push(Check { time: time.to_owned(), fires: vec![fired] }),
        }
        self
    }
}
