//! Formats a value for a placeholder, as `format!` does.

use core::fmt::Write as _;

use crate::Json;

/// Appends a value as `{:spec}` shows it.
pub(super) fn display(value: &Json, spec: &str, out: &mut String) {
    let spec = Spec::read(spec.trim_end());
    let text = match value {
        Json::Text(text) => match spec.precision {
            Some(length) => text.chars().take(length).collect(),
            None => text.clone(),
        },
        Json::Integer(number) => spec.integer(*number),
        Json::Number(number) => spec.number(*number),
        other => other.compact(),
    };
    spec.pad(&text, matches!(value, Json::Integer(_) | Json::Number(_)), out);
}

/// The format spec of a placeholder.
#[derive(Debug, Default)]
struct Spec<'s> {
    fill: Option<char>,
    align: Option<char>,
    plus: bool,
    alternate: bool,
    zeros: bool,
    width: usize,
    precision: Option<usize>,
    kind: &'s str,
}

/// The greatest width of an example; the user's text sets the width.
const WIDEST: usize = 200;

impl<'s> Spec<'s> {
    fn read(text: &'s str) -> Self {
        let mut spec = Self::default();
        let mut rest = text;
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let is_align = |c: Option<char>| c.is_some_and(|c| matches!(c, '<' | '^' | '>'));
        if is_align(second) {
            (spec.fill, spec.align) = (first, second);
            rest = chars.as_str();
        } else if is_align(first) {
            spec.align = first;
            rest = text.get(1..).unwrap_or_default();
        }
        let mut flag = |sign: char| {
            let after = rest.strip_prefix(sign);
            rest = after.unwrap_or(rest);
            after.is_some()
        };
        spec.plus = flag('+');
        flag('-');
        spec.alternate = flag('#');
        spec.zeros = flag('0');
        let number = |rest: &mut &'s str| {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            *rest = after;
            digits.parse::<usize>().ok().map(|number| number.min(WIDEST))
        };
        spec.width = number(&mut rest).unwrap_or_default();
        if let Some(mut after) = rest.strip_prefix('.') {
            spec.precision = number(&mut after);
            rest = after;
        }
        spec.kind = rest;
        spec
    }

    fn integer(&self, number: i128) -> String {
        let digits = number.unsigned_abs();
        let (prefix, digits) = match self.kind {
            "x" => ("0x", format!("{digits:x}")),
            "X" => ("0x", format!("{digits:X}")),
            "o" => ("0o", format!("{digits:o}")),
            "b" => ("0b", format!("{digits:b}")),
            _ => ("", digits.to_string()),
        };
        self.signed(number < 0, if self.alternate { prefix } else { "" }, &digits)
    }

    fn number(&self, number: f64) -> String {
        let digits = match (self.kind, self.precision) {
            ("e", _) => format!("{:e}", number.abs()),
            ("E", _) => format!("{:E}", number.abs()),
            (_, Some(places)) => format!("{:.places$}", number.abs()),
            _ => number.abs().to_string(),
        };
        self.signed(number.is_sign_negative(), "", &digits)
    }

    /// Sign, prefix and digits; zeros go between them.
    fn signed(&self, negative: bool, prefix: &str, digits: &str) -> String {
        let sign = match (negative, self.plus) {
            (true, _) => "-",
            (false, true) => "+",
            (false, false) => "",
        };
        let length = sign.len() + prefix.len() + digits.len();
        let zeros = if self.zeros { self.width.saturating_sub(length) } else { 0 };
        format!("{sign}{prefix}{}{digits}", "0".repeat(zeros))
    }

    fn pad(&self, text: &str, is_number: bool, out: &mut String) {
        let missing = self.width.saturating_sub(text.chars().count());
        let before = match self.align.unwrap_or(if is_number { '>' } else { '<' }) {
            '>' => missing,
            '^' => missing / 2,
            _ => 0,
        };
        let fill = self.fill.unwrap_or(' ');
        out.extend(std::iter::repeat_n(fill, before));
        // Writing to a `String` does not fail.
        let _ = out.write_str(text);
        out.extend(std::iter::repeat_n(fill, missing - before));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(value: &Json, spec: &str) -> String {
        let mut out = String::new();
        display(value, spec, &mut out);
        out
    }

    #[test]
    fn format_specs_print_as_the_compiler_prints() {
        let n = || Json::Integer(42);
        for (spec, expected) in [
            ("", format!("{}", 42)),
            ("5", format!("{:5}", 42)),
            ("<5", format!("{:<5}", 42)),
            ("*^6", format!("{:*^6}", 42)),
            ("é>4", format!("{:é>4}", 42)),
            ("+", format!("{:+}", 42)),
            ("05", format!("{:05}", 42)),
            ("+05", format!("{:+05}", 42)),
            ("#x", format!("{:#x}", 42)),
            ("#010b", format!("{:#010b}", 42)),
            ("X", format!("{:X}", 42)),
            ("o", format!("{:o}", 42)),
        ] {
            assert_eq!(formatted(&n(), spec), expected, "{spec}");
        }
        assert_eq!(formatted(&Json::Number(12.5), ".2"), format!("{:.2}", 12.5));
        assert_eq!(formatted(&Json::Number(12.5), "08.3"), format!("{:08.3}", 12.5));
        assert_eq!(formatted(&Json::Number(12.5), "e"), format!("{:e}", 12.5));
        assert_eq!(formatted(&"日本語".into(), ".2"), format!("{:.2}", "日本語"));
        assert_eq!(formatted(&"日本".into(), "-^6"), format!("{:-^6}", "日本"));
        assert_eq!(formatted(&true.into(), ">6"), format!("{:>6}", true));
    }

    #[test]
    fn no_spec_breaks_it() {
        for spec in [">999999999999", ".999999999999999999999999", "é", "<", ".", "#?", "0$"] {
            formatted(&Json::Integer(1), spec);
            formatted(&"x".into(), spec);
        }
        assert!(formatted(&"x".into(), ">99999999").len() <= WIDEST);
    }
}
