//! Where mistakes are gathered, so that all of them are told in one build.

use proc_macro2::Span;

use crate::model::Place;
use crate::rules::{self, Rule};

pub(crate) use crate::nearest::{did_you_mean, list};

/// The mistakes found so far.
#[derive(Debug, Default)]
#[must_use = "mistakes that are gathered must be told"]
pub struct Diag {
    reports: Vec<Report>,
}

/// One broken rule at one place.
#[derive(Debug)]
pub struct Report {
    /// The rule.
    pub rule: &'static Rule,
    /// The smallest piece of source that is wrong.
    pub span: Span,
    /// What is wrong, then the cure.
    pub text: String,
}

impl Diag {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Records that a rule is broken at a place.
    pub fn report(&mut self, rule: &'static Rule, span: Span, values: &[(&str, &str)]) {
        let mut text = rule.message(values);
        let help = rule.help(values);
        if !help.is_empty() {
            text.push_str("\nhelp: ");
            text.push_str(&help);
        }
        self.reports.push(Report { rule, span, text });
    }

    /// Takes over the mistakes found elsewhere.
    pub fn append(&mut self, other: Self) {
        self.reports.extend(other.reports);
    }

    /// Takes over the mistakes found in a text that stands in another file.
    pub fn append_from(&mut self, place: &Place, other: Self) {
        self.reports.extend(other.reports.into_iter().map(|mut report| {
            report.text.insert_str(0, &format!("{place}: "));
            report
        }));
    }

    /// How many mistakes are known.
    pub fn count(&self) -> usize {
        self.reports.len()
    }

    /// Whether a rule is known to be broken.
    pub fn knows(&self, rule: &'static Rule) -> bool {
        self.reports.iter().any(|report| report.rule.id == rule.id)
    }

    /// Tells a mistake that is known otherwise, where more is known now; whether it was known.
    pub fn retell(
        &mut self,
        rule: &'static Rule,
        is_meant: impl Fn(&Report) -> bool,
        text: &str,
    ) -> bool {
        let mut known = self.reports.iter_mut();
        let known = known.find(|report| report.rule.id == rule.id && is_meant(report));
        known.map(|report| text.clone_into(&mut report.text)).is_some()
    }

    /// Forgets what only follows from another mistake, which is told.
    pub fn forget(&mut self, follow: &[&'static Rule]) {
        self.reports.retain(|report| follow.iter().all(|rule| rule.id != report.rule.id));
    }

    /// The mistakes, in the order they were found.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The mistakes by place, for those who tell them otherwise than the compiler does.
    pub fn into_reports(mut self) -> Vec<Report> {
        self.sort();
        self.reports
    }

    /// By place, as a reader goes through them; the other place of a duplicate stays behind it.
    fn sort(&mut self) {
        let mut starts = Vec::with_capacity(self.reports.len());
        for report in &self.reports {
            let start = report.span.start();
            let follows = report.rule.id == rules::CODE_FIRST_USE.id;
            let before = starts.last().copied().filter(|_| follows);
            starts.push(before.unwrap_or((start.line, start.column)));
        }
        let mut reports: Vec<_> =
            starts.into_iter().zip(std::mem::take(&mut self.reports)).collect();
        reports.sort_by_key(|(start, _)| *start);
        self.reports = reports.into_iter().map(|(_, report)| report).collect();
    }

    /// All mistakes as one error of many parts.
    ///
    /// # Errors
    /// When there are any.
    pub fn finish(mut self) -> Result<(), syn::Error> {
        self.sort();
        let errors =
            self.reports.into_iter().map(|report| syn::Error::new(report.span, report.text));
        match errors.reduce(|mut all, next| {
            all.combine(next);
            all
        }) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}
