//! What is printed.

use std::fmt;

use crate::clock::{By, Samples};

/// The figures, in the order they were measured.
#[derive(Default)]
pub(crate) struct Table(Vec<Figure>);

struct Figure {
    name: String,
    measured: String,
    least: String,
    target: String,
    verdict: &'static str,
}

/// What a figure has to reach.
pub(crate) enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Target {
    fn is_reached(&self, measured: f64) -> bool {
        match *self {
            Self::AtMost(bound) => measured <= bound,
            Self::AtLeast(bound) => measured >= bound,
        }
    }
}

impl Table {
    /// A figure by the median, with the one by the minimum beside it.
    pub(crate) fn add(
        &mut self,
        name: &str,
        unit: &str,
        value: impl Fn(By) -> f64,
        target: &Target,
    ) {
        let (median, least) = (value(By::Median), value(By::Min));
        let (sign, bound) = match target {
            Target::AtMost(bound) => ("<=", bound),
            Target::AtLeast(bound) => (">=", bound),
        };
        self.0.push(Figure {
            name: name.to_owned(),
            measured: format!("{median:.3}{unit}"),
            least: format!("{least:.3}{unit}"),
            target: format!("{sign} {bound}{unit}"),
            verdict: if target.is_reached(median) { "pass" } else { "MISS" },
        });
    }

    /// Something that is no number of seconds, or has no target.
    pub(crate) fn note(&mut self, name: &str, measured: impl Into<String>, passed: Option<bool>) {
        self.0.push(Figure {
            name: name.to_owned(),
            measured: measured.into(),
            least: String::new(),
            target: String::new(),
            verdict: match passed {
                Some(true) => "pass",
                Some(false) => "MISS",
                None => "",
            },
        });
    }

    /// Whether no figure misses its target.
    pub(crate) fn passed(&self) -> bool {
        self.0.iter().all(|figure| figure.verdict != "MISS")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|figure| figure.name.chars().count()).max().unwrap_or(0);
        writeln!(
            f,
            "{:width$}  {:>11}  {:>11}  {:>11}",
            "figure", "median", "by minimum", "target"
        )?;
        for Figure { name, measured, least, target, verdict } in &self.0 {
            writeln!(f, "{name:width$}  {measured:>11}  {least:>11}  {target:>11}  {verdict}")?;
        }
        Ok(())
    }
}

/// What the figures of a subject are computed from.
pub(crate) fn print_samples(subject: &str, all: &[Samples]) {
    println!("\n{subject}");
    let width = all.iter().map(|samples| samples.name.len()).max().unwrap_or(0);
    println!(
        "{:width$}  {:>10}  {:>9}  {:>11}  {:>10}",
        "", "cpu median", "cpu min", "wall median", "wall min"
    );
    for samples in all {
        println!(
            "{:width$}  {:>8.3} s  {:>7.3} s  {:>9.3} s  {:>8.3} s",
            samples.name,
            samples.cpu(By::Median),
            samples.cpu(By::Min),
            samples.wall(By::Median),
            samples.wall(By::Min),
        );
    }
}
