//! Messages of const evaluation, where there is no `format!`: text put together byte by byte.
//!
//! The sentences are those of `catalog_specs_core::rules`, so that `explain` and the compiler say the
//! same.

use catalog_specs_core::rules::Rule;

use crate::entry::same_bytes;

/// The most mistakes that are listed; the number of further ones follows.
const ROOM: usize = 8 * 1024;

/// Long enough for two paths and a reason; what is longer is cut.
const ONE: usize = 1024;

/// All that one check found, each mistake below the one before.
pub(super) struct Reports {
    text: [u8; ROOM],
    length: usize,
    left_out: u32,
}

impl Reports {
    /// Nothing found yet.
    pub(super) const fn none() -> Self {
        Self { text: [0; ROOM], length: 0, left_out: 0 }
    }

    /// The sentence of a rule with its placeholders filled, where the entry was declared if the sentence
    /// does not say it, and the cure.
    pub(super) const fn add(
        &mut self,
        rule: &Rule,
        values: &[(&str, Value<'_>)],
        declared: Option<Value<'_>>,
    ) {
        if self.length + ONE > ROOM {
            self.left_out += 1;
            return;
        }
        if self.length > 0 {
            self.push("\nerror: ");
        }
        self.fill(rule.message, values);
        if let Some(place) = declared {
            self.push("\nnote: declared at ");
            self.value(place);
        }
        self.push("\nhelp: ");
        self.fill(rule.help, values);
    }

    /// Stops the build with what was found, if anything was.
    #[track_caller]
    #[expect(clippy::panic, reason = "in const evaluation a panic is the error message")]
    pub(super) const fn tell(mut self) {
        if self.length == 0 {
            return;
        }
        if self.left_out > 0 {
            self.push("\nnote: and ");
            self.number(self.left_out);
            self.push(" more");
        }
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
                    self.value_of(name, values);
                    if let [_, after @ ..] = after {
                        rest = after;
                    }
                }
                (byte, _) => self.byte(byte),
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
    const fn value_of(&mut self, name: &[u8], values: &[(&str, Value<'_>)]) {
        let mut at = 0;
        while at < values.len() {
            if same_bytes(values[at].0.as_bytes(), name) {
                self.value(values[at].1);
            }
            at += 1;
        }
    }

    const fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Text(text) => self.push(text),
            Value::Number(number) => self.number(number),
            Value::Signed(number) => {
                if number < 0 {
                    self.push("-");
                }
                self.number(number.unsigned_abs());
            }
            Value::Code(code) => {
                self.push("`");
                self.push(code);
                self.push("`");
            }
            Value::Key(key, text) => {
                self.push(key);
                self.push(" = \"");
                self.push(text);
                self.push("\"");
            }
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

/// The value of a placeholder.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Text(&'v str),
    Number(u32),
    Signed(i32),
    /// In backticks, among prose.
    Code(&'v str),
    /// A key with a text, as attributes have it.
    Key(&'v str, &'v str),
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
    use catalog_specs_core::rules;

    fn written(reports: &Reports) -> &str {
        std::str::from_utf8(&reports.text[..reports.length]).unwrap()
    }

    const VALUES: &[(&str, Value<'_>)] = &[
        ("key", Value::Text("internal")),
        ("owner", Value::Text("the registry")),
        ("code", Value::Text("A_B")),
    ];

    #[test]
    fn the_sentence_is_that_of_the_rule() {
        let mut reports = Reports::none();
        reports.add(&rules::REGISTRY_UNKNOWN, VALUES, None);
        let text = written(&reports);
        assert!(
            text.starts_with("`internal` of the registry names `A_B`, which is no code"),
            "{text}"
        );
        let mut braces = Reports::none();
        braces.fill("a {{b}} {c}", &[("c", Value::Place("x.rs", 120))]);
        assert_eq!(written(&braces), "a {b} x.rs:120");
    }

    #[test]
    fn problems_beyond_the_limit_are_counted() {
        let mut reports = Reports::none();
        for line in 0..1_000 {
            reports.add(&rules::REGISTRY_UNKNOWN, VALUES, Some(Value::Place("src/x.rs", line)));
        }
        let shown = u32::try_from(written(&reports).matches("names `A_B`").count()).unwrap();
        assert!(shown > 20 && shown + reports.left_out == 1_000, "{shown}");
        assert!(written(&reports).contains("\nnote: declared at src/x.rs:7\nhelp: "));
        let panic = std::panic::catch_unwind(|| reports.tell()).unwrap_err();
        let text = panic.downcast_ref::<String>().unwrap();
        assert!(text.ends_with(&format!("\nnote: and {} more", 1_000 - shown)), "{text}");
    }
}
