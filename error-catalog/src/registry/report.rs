//! Messages of const evaluation, where there is no `format!`: text put together byte by byte.
//!
//! The sentences are those of `catalog_specs::rules`, so that `explain` and the compiler say the
//! same.

use catalog_specs::rules::Rule;

use crate::entry::same_bytes;

/// Long enough for two paths and a reason; what is longer is cut.
const ROOM: usize = 1024;

/// A message that grows.
pub(super) struct Report {
    text: [u8; ROOM],
    length: usize,
}

impl Report {
    /// The sentence of a rule with its placeholders filled, and the cure below it.
    pub(super) const fn of(rule: &Rule, values: &[(&str, Value<'_>)]) -> Self {
        let mut report = Self { text: [0; ROOM], length: 0 };
        report.fill(rule.message, values);
        report.push("\nhelp: ");
        report.fill(rule.help, values);
        report
    }

    /// Stops the build with the message.
    #[track_caller]
    #[expect(clippy::panic, reason = "in const evaluation a panic is the error message")]
    pub(super) const fn fail(&self) -> ! {
        let (text, _) = self.text.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a rule of the registry is broken"),
        }
    }

    /// Copies a template; `{name}` is filled, and doubled braces are single.
    const fn fill(&mut self, template: &str, values: &[(&str, Value<'_>)]) {
        let mut rest = template.as_bytes();
        while let [byte, after @ ..] = rest {
            rest = after;
            match (*byte, after) {
                (b'{', [b'{', after @ ..]) | (b'}', [b'}', after @ ..]) => {
                    self.byte(*byte);
                    rest = after;
                }
                (b'{', _) => {
                    let length = name_length(after);
                    let (name, after) = after.split_at(length);
                    self.value(name, values);
                    if let [_, after @ ..] = after {
                        rest = after;
                    }
                }
                (byte, _) => self.byte(byte),
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
    const fn value(&mut self, name: &[u8], values: &[(&str, Value<'_>)]) {
        let mut at = 0;
        while at < values.len() {
            if same_bytes(values[at].0.as_bytes(), name) {
                match values[at].1 {
                    Value::Text(text) => self.push(text),
                    Value::Number(number) => self.number(number),
                    Value::Variant(type_name, variant) => {
                        self.push(type_name);
                        self.push("::");
                        self.push(variant);
                    }
                    Value::Place(file, line) => {
                        self.push(file);
                        self.push(":");
                        self.number(line);
                    }
                }
            }
            at += 1;
        }
    }

    const fn push(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        // A text that does not fit is left out whole, so that no character is cut in half.
        if rest.len() > ROOM - self.length {
            return;
        }
        while let [byte, after @ ..] = rest {
            self.byte(*byte);
            rest = after;
        }
    }

    const fn number(&mut self, number: u32) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.byte(b'0' + (number % 10) as u8);
    }

    #[expect(clippy::indexing_slicing, reason = "checked above it")]
    const fn byte(&mut self, byte: u8) {
        if self.length < ROOM {
            self.text[self.length] = byte;
            self.length += 1;
        }
    }
}

/// What stands in a placeholder.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Text(&'v str),
    Number(u32),
    Variant(&'v str, &'v str),
    Place(&'v str, u32),
}

const fn name_length(text: &[u8]) -> usize {
    let (mut rest, mut length) = (text, 0);
    while let [byte, after @ ..] = rest {
        if *byte == b'}' {
            break;
        }
        rest = after;
        length += 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog_specs::rules;

    #[test]
    fn the_sentence_is_that_of_the_rule() {
        let report = Report::of(
            &rules::REGISTRY_UNKNOWN,
            &[
                ("key", Value::Text("internal")),
                ("owner", Value::Text("the registry")),
                ("code", Value::Text("A_B")),
            ],
        );
        let text = std::str::from_utf8(&report.text[..report.length]).unwrap();
        assert!(
            text.starts_with("`internal` of the registry names `A_B`, which is no code"),
            "{text}"
        );
        let mut braces = Report { text: [0; ROOM], length: 0 };
        braces.fill("a {{b}} {c}", &[("c", Value::Place("x.rs", 120))]);
        assert_eq!(std::str::from_utf8(&braces.text[..braces.length]).unwrap(), "a {b} x.rs:120");
    }
}
