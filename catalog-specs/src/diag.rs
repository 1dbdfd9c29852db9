//! Where mistakes are gathered, so that all of them are told in one build.

use proc_macro2::Span;

use crate::nearest;
use crate::rules::Rule;

/// The mistakes found so far, in the order of the source.
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

    /// How many mistakes are known.
    pub fn count(&self) -> usize {
        self.reports.len()
    }

    /// The mistakes, in the order they were found.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// All mistakes as one error of many parts.
    ///
    /// # Errors
    /// When there are any.
    pub fn finish(self) -> Result<(), syn::Error> {
        let errors = self.reports.into_iter().map(|report| syn::Error::new(report.span, report.text));
        match errors.reduce(|mut all, next| {
            all.combine(next);
            all
        }) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// The `help:` text for a word that is not known: the nearest one, or all of them.
pub fn did_you_mean(written: &str, words: &[&str]) -> String {
    match nearest(written, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if words.is_empty() => String::new(),
        None => format!("use one of {}", list(words)),
    }
}

/// Words in backticks, as a sentence lists them.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}
