//! A panel of a dashboard.

use crate::{Incident, Severity};

/// A panel: what it shows, and how.
#[derive(Debug, Clone)]
pub(crate) struct Panel {
    pub(crate) title: String,
    /// What the panel tells the person who reads it.
    pub(crate) about: String,
    pub(crate) view: View,
    pub(crate) unit: Unit,
    /// In columns, of which there are 24, and in lines.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) queries: Vec<Query>,
    /// Series with a colour of a fixed meaning.
    pub(crate) colours: &'static [(&'static str, &'static str)],
    /// Values from which on the panel has another colour, rising.
    pub(crate) limits: Vec<Limit>,
}

/// The form of a panel.
#[derive(Debug, Clone)]
pub(crate) enum View {
    /// One number.
    Number,
    /// A bar for each series.
    Bars,
    /// A line for each series over time.
    Lines,
    /// A stacked area for each series over time.
    Stack,
    /// A row for each series: the labels in this order, the name of the value if it is shown, and the links of codes, each
    /// with its name.
    Table { columns: Vec<String>, value: Option<&'static str>, links: Vec<(&'static str, String)> },
    /// The codes with links to their pages.
    Codes(Vec<CodeLinks>),
}

/// A code with what an operator opens next.
#[derive(Debug, Clone)]
pub(crate) struct CodeLinks {
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) severity: Severity,
    pub(crate) incident: Incident,
    pub(crate) owner: String,
    pub(crate) runbook: Option<String>,
    pub(crate) page: Option<String>,
}

/// The unit of the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Count,
    PerMinute,
    Share,
    Seconds,
    /// How many times as fast as the budget allows.
    Times,
}

/// A query of a panel.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) expression: String,
    /// The name of a series, with labels as `{{label}}`.
    pub(crate) legend: String,
}

/// A value from which on something is worth a look, or wrong.
#[derive(Debug, Clone)]
pub(crate) enum Limit {
    Good(String),
    Warning(String),
    Bad(String),
}

impl Panel {
    pub(crate) fn new(title: impl Into<String>, about: impl Into<String>, view: View) -> Self {
        Self {
            title: title.into(),
            about: about.into(),
            view,
            unit: Unit::Count,
            width: 8,
            height: 8,
            queries: Vec::new(),
            colours: &[],
            limits: Vec::new(),
        }
    }

    pub(crate) fn sized(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    pub(crate) fn unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    pub(crate) fn query(
        mut self,
        expression: impl Into<String>,
        legend: impl Into<String>,
    ) -> Self {
        self.queries.push(Query { expression: expression.into(), legend: legend.into() });
        self
    }

    pub(crate) fn colours(mut self, colours: &'static [(&'static str, &'static str)]) -> Self {
        self.colours = colours;
        self
    }

    pub(crate) fn limit(mut self, limit: Limit) -> Self {
        self.limits.push(limit);
        self
    }
}
