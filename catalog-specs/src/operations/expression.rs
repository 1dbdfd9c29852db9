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

/// The increase within a window, counted exactly. `increase()` alone extrapolates: at a scrape interval of 15 s it can
/// read ten as eight. It adds what was counted before and after a restart, where the difference says nothing.
pub(super) fn exact_increase(selector: &str, window: &str) -> String {
    exact_increase_with_restarts(selector, window, window)
}

/// [`exact_increase`], which looks back `restart` around a restart: `increase()` needs two samples there.
pub(super) fn exact_increase_with_restarts(selector: &str, window: &str, restart: &str) -> String {
    format!(
        "({selector} - {selector} offset {window} >= 0 and resets({selector}[{window}]) == 0 or increase({selector}[{restart}]))"
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
