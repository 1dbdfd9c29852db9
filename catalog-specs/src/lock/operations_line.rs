//! A metric and a field of log records, as values of the lock.

use crate::metric::{Metric, MetricKind};
use crate::record::{RecordField, RecordKind};

/// A metric: `counter error_catalog_retries_total{error_code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MetricLine {
    pub(super) kind: MetricKind,
    pub(super) name: String,
    /// Sorted: their order has no meaning.
    pub(super) labels: Vec<String>,
}

impl MetricLine {
    pub(super) fn from_metric(metric: Metric, name: &str) -> Self {
        let mut labels: Vec<_> = metric.labels().iter().map(|label| (*label).to_owned()).collect();
        labels.sort();
        Self { kind: metric.kind(), name: name.to_owned(), labels }
    }

    pub(super) fn write(&self) -> String {
        format!("{} {}{}", self.kind.as_str(), self.name, self.write_labels())
    }

    /// Its labels as a selector has them; empty without any.
    pub(super) fn write_labels(&self) -> String {
        if self.labels.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", self.labels.join(","))
        }
    }

    /// Reads a metric, only in the form that [`Self::write`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ')?;
        let (name, labels) = match rest.split_once('{') {
            Some((name, labels)) => (name, labels.strip_suffix('}')?),
            None => (rest, ""),
        };
        let is_name = |name: &&str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
            !name.is_empty() && name.chars().all(is_part)
        };
        let mut labels: Vec<_> = labels.split(',').map(ToOwned::to_owned).collect();
        labels.retain(|label| is_name(&label.as_str()));
        labels.sort();
        labels.dedup();
        let name = Some(name).filter(is_name)?.to_owned();
        let line = Self { kind: MetricKind::parse(kind)?, name, labels };
        (line.write() == text).then_some(line)
    }
}

/// A field of log records: `text`, `one of CRITICAL, ERROR, WARNING`, `status optional`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordLine {
    /// The word of its kind; empty if it holds one of some words.
    kind: String,
    /// Sorted: their order has no meaning.
    pub(super) words: Vec<String>,
    pub(super) is_optional: bool,
}

const OPTIONAL: &str = " optional";
const ONE_OF: &str = "one of ";

impl RecordLine {
    pub(super) fn from_field(field: &RecordField) -> Self {
        let (kind, words) = match field.kind {
            RecordKind::Word(words) => ("", words),
            RecordKind::Text => ("text", &[][..]),
            RecordKind::Time => ("time", &[][..]),
            RecordKind::Code => ("code", &[][..]),
            RecordKind::Status => ("status", &[][..]),
            RecordKind::Texts => ("texts", &[][..]),
            RecordKind::Object => ("object", &[][..]),
            RecordKind::Members(_) => ("members", &[][..]),
        };
        let mut words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        words.sort();
        Self { kind: kind.to_owned(), words, is_optional: !field.is_required }
    }

    pub(super) fn write(&self) -> String {
        let optional = if self.is_optional { OPTIONAL } else { "" };
        self.write_kind() + optional
    }

    /// What it holds.
    pub(super) fn write_kind(&self) -> String {
        if self.kind.is_empty() {
            return format!("{ONE_OF}{}", self.words.join(", "));
        }
        self.kind.clone()
    }

    /// Reads a field, only in the form that [`Self::write`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (rest, is_optional) = match text.strip_suffix(OPTIONAL) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let (kind, words) = match rest.strip_prefix(ONE_OF) {
            Some(words) => {
                let mut words: Vec<_> = words.split(", ").map(ToOwned::to_owned).collect();
                words.sort();
                words.dedup();
                (String::new(), words)
            }
            None => (Some(rest).filter(|kind| is_word(kind))?.to_owned(), Vec::new()),
        };
        let line = Self { kind, words, is_optional };
        (line.words.iter().all(|word| is_word(word)) && line.write() == text).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "counter",
            "counter ",
            "counter a{",
            "counter a{}",
            "counter a{b,b}",
            "counter a{c,b}",
            "counter a{b}c",
            "histogram a",
            "counter a b",
            "gauge {a}",
            "counter a{b c}",
        ] {
            assert_eq!(MetricLine::read(text), None, "{text}");
        }
        for text in [
            "",
            " optional",
            "one of ",
            "one of B, A",
            "one of A, A",
            "text  optional",
            "text text",
            "one of A,B",
        ] {
            assert_eq!(RecordLine::read(text), None, "{text}");
        }
    }
}
