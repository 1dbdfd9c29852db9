//! Expressions of `PromQL`. Every text that goes into one is quoted here.

use super::Operations;

/// A selector of a metric with matchers such as `status=~"5.."`, and the labels of the scrape.
pub(crate) fn select(operations: &Operations, metric: &str, matchers: &[String]) -> String {
    let scraped = operations.labels.iter().map(|(name, value)| equals(name, value));
    let all: Vec<_> = matchers.iter().cloned().chain(scraped).collect();
    if all.is_empty() { metric.to_owned() } else { format!("{metric}{{{}}}", all.join(", ")) }
}

/// A matcher for one value.
pub(crate) fn equals(label: &str, value: &str) -> String {
    format!("{label}={}", quote(value))
}

/// A matcher for a few values.
pub(super) fn is_any<'v>(label: &str, values: impl IntoIterator<Item = &'v str>) -> String {
    let values: Vec<_> = values.into_iter().map(literal).collect();
    format!("{label}=~{}", quote(&values.join("|")))
}

/// How far the count before a window may lie behind it: a target that fails to answer has no samples meanwhile.
const GAP: &str = "10m";

/// The increase within a window, counted exactly. `increase()` alone extrapolates: at a scrape interval of 15 s it can
/// read ten as eight. It adds what was counted before and after a restart, where the difference says nothing.
///
/// A failed scrape makes a series stale, so `offset` finds nothing in a gap of scrapes. What was counted last does, and
/// the first sample after the gap has all that happened in it.
pub(super) fn exact_increase(selector: &str, window: &str) -> String {
    let before = format!("last_over_time({selector}[{GAP}] offset {window})");
    // A count that is less than before is that of a process which started between two samples.
    format!(
        "(({selector} - ({before} <= {selector}) or {selector} < {before}) and resets({selector}[{window}]) == 0 \
         or increase({selector}[{window}]))"
    )
}

/// A text literal.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A regular expression that matches a text.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\.+*?()|[]{}^$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted() {
        assert_eq!(equals("job", "a\"b\\c\n日本"), r#"job="a\"b\\c\n日本""#);
        assert_eq!(is_any("error_code", ["A_B", "user.x"]), r#"error_code=~"A_B|user\\.x""#);
    }
}
