//! The text forms of values in bodies, for the facade and the examples.

use core::time::Duration;
use std::collections::HashSet;

use crate::status;

/// Rounds up to seconds, so that no client retries too early.
pub fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
}

/// A `google.protobuf.Duration` in JSON: no fraction, or one of three, six or nine digits.
pub fn duration(wait: Duration) -> String {
    let (whole, nanos) = (wait.as_secs(), wait.subsec_nanos());
    if nanos == 0 {
        format!("{whole}s")
    } else if nanos % 1_000_000 == 0 {
        format!("{whole}.{:03}s", nanos / 1_000_000)
    } else if nanos % 1_000 == 0 {
        format!("{whole}.{:06}s", nanos / 1_000)
    } else {
        format!("{whole}.{nanos:09}s")
    }
}

/// Reads a `google.protobuf.Duration`, `60s` or `0.500s`.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let seconds = text.strip_suffix('s')?;
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let digits = u32::try_from(fraction.len()).ok().filter(|digits| (1..=9).contains(digits))?;
    let nanos = fraction.parse::<u32>().ok()? * 10_u32.pow(9 - digits);
    Some(Duration::new(whole.parse().ok()?, nanos))
}

/// `slot_start` becomes `slotStart`. An underscore without a letter after it is kept, so that
/// [`from_camel_case`] reverses it.
pub fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '_' && !camel.is_empty() && next.is_ascii_lowercase() => {
                camel.push(next.to_ascii_uppercase());
                chars.next();
            }
            _ => camel.push(c),
        }
    }
    camel
}

/// `must_match` becomes `MUST_MATCH`. What is no letter and no digit becomes an underscore.
pub fn constant_case(name: &str) -> String {
    let constant = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    name.chars().map(constant).collect()
}

/// Converts `slotStart` to `slot_start`. A name that [`camel_case`] cannot have written, such as `UserId`, stays as it is,
/// so that two names never become one.
pub fn from_camel_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    if camel_case(&snake) == name { snake } else { name.to_owned() }
}

/// The title of a problem, `None` if it is the message. A title is the same for every occurrence; so is a constant
/// message. A problem without a type has the phrase of its status (RFC 9457, 4.2.1).
pub fn title(
    declared: Option<&str>,
    status: u16,
    has_type: bool,
    is_message_constant: impl FnOnce() -> bool,
) -> Option<&str> {
    let is_message = has_type && declared.is_none() && is_message_constant();
    (!is_message).then(|| declared.or_else(|| status::reason(status)).unwrap_or("Error"))
}

/// The details as texts with unique names in `camelCase`; the fields of violations are joined under `fields`.
pub fn texts<V>(
    details: impl Iterator<Item = (impl AsRef<str>, V)>,
    fields: Option<String>,
    text: impl FnOnce(String) -> V,
) -> Vec<(String, V)> {
    let mut texts = Vec::new();
    let mut seen = HashSet::new();
    for (name, value) in details {
        let name = camel_case(name.as_ref());
        if seen.insert(name.clone()) {
            texts.push((name, value));
        }
    }
    if let Some(fields) = fields.filter(|_| !seen.contains("fields")) {
        texts.push(("fields".to_owned(), text(fields)));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_converted_and_converted_back() {
        for (snake, camel) in [
            ("slot_start", "slotStart"),
            ("id", "id"),
            ("line_2", "line_2"),
            ("_x", "_x"),
            ("a_b_c", "aBC"),
        ] {
            assert_eq!(camel_case(snake), camel);
            assert_eq!(from_camel_case(camel), snake);
        }
        for other in ["UserId", "line_item", "URL"] {
            assert_eq!(from_camel_case(other), other);
        }
    }

    #[test]
    fn durations_have_the_digits_they_need() {
        for (wait, text) in [
            (Duration::from_secs(60), "60s"),
            (Duration::from_millis(500), "0.500s"),
            (Duration::from_micros(1_000_001), "1.000001s"),
            (Duration::from_nanos(1), "0.000000001s"),
        ] {
            assert_eq!(duration(wait), text);
            assert_eq!(parse_duration(text), Some(wait));
        }
        for text in ["", "60", "s", ".5s", "1.s", "1.0000000001s", "-1s"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
