//! The member that is to blame for an error without a path.

use serde_json::{Number, Value};

use super::path::{Part, parts};
use super::seen::Refusal;
use super::sent::Sent;
use crate::ValidationError;
use crate::violations::FieldPath;

/// How many members are tried. Each costs one reading of the input.
const MOST: usize = 64;

/// Larger inputs are not read again and again.
const LARGEST: usize = 8 * 1024;

/// The words before what `serde` expected.
const EXPECTED: &str = ", expected ";

impl ValidationError {
    /// The error of a value that was refused, at the member that is to blame: `serde` loses the path of a member that it
    /// reads through a buffer, as those of flattened structs and tagged enums.
    pub(in crate::validation) fn at_culprit(self, sent: &Sent) -> Self {
        let mut at = None;
        if let (Some(field), None) = (self.fields.iter().next(), self.fields.iter().nth(1)) {
            at = find(sent, field.path());
        }
        match at {
            Some(path) => {
                let mut moved = self;
                moved.fields.rename(|_| path.clone());
                moved
            }
            None => self,
        }
    }
}

/// The path of the member below `at` whose value the error is about: it quotes that value, and another one that is put there.
fn find(sent: &Sent, at: &str) -> Option<String> {
    let mut pointer = String::new();
    for part in parts(at) {
        match part {
            Part::Key(key) => push(&mut pointer, &key),
            Part::Index(index) => push(&mut pointer, &index.to_string()),
        }
    }
    let inside = sent.input.pointer(&pointer).filter(|value| value.is_object())?;
    let refusal = sent.refusal(&sent.input)?;
    if refusal.text.find(EXPECTED).is_none() || sent.input.to_string().len() > LARGEST {
        return None;
    }
    let path = parts(at).into_iter().fold(FieldPath::new(), |path, part| match part {
        Part::Key(key) => path.key(&key),
        Part::Index(index) => path.index(index),
    });
    let mut candidates = Vec::new();
    collect(inside, &pointer, &path, &mut candidates);
    let mut changed = sent.input.clone();
    candidates.into_iter().find_map(|(pointer, path)| {
        let place = changed.pointer_mut(&pointer)?;
        let other = other(place);
        let is_quoted = is_quoted(place, &refusal);
        let own = core::mem::replace(place, other);
        let is_culprit = match sent.refusal(&changed) {
            None => true,
            Some(now) => {
                is_quoted
                    && now.path == refusal.path
                    && now.text != refusal.text
                    && end(&now) == end(&refusal)
            }
        };
        *changed.pointer_mut(&pointer)? = own;
        is_culprit.then(|| path.into())
    })
}

/// What was expected; the value before it may hold such words itself.
fn end(refusal: &Refusal) -> &str {
    refusal.text.rfind(EXPECTED).and_then(|at| refusal.text.get(at..)).unwrap_or_default()
}

/// Whether an error may be about a value. A member that is right can fail in the same words, if another value is put there.
fn is_quoted(value: &Value, refusal: &Refusal) -> bool {
    let at = refusal.text.rfind(EXPECTED).unwrap_or_default();
    let quote = refusal.text.get(..at).unwrap_or_default();
    // The words of `serde` for what it did not expect.
    let has = |words: &str| quote.contains(words);
    let is_length = quote.starts_with("invalid length");
    match value {
        Value::Null => has("unit value") || has("Option value"),
        Value::Bool(value) => has(&value.to_string()),
        // A fraction has several spellings.
        Value::Number(number) => number.is_f64() || has(&number.to_string()),
        Value::String(text) => has(text) || has(&format!("{text:?}")),
        Value::Array(_) => has("sequence") || is_length,
        Value::Object(_) => has("map") || is_length,
    }
}

/// The members inside a value, the outer ones first.
fn collect(value: &Value, pointer: &str, path: &FieldPath, out: &mut Vec<(String, FieldPath)>) {
    let mut inner = Vec::new();
    let mut add = |key: &str, path: FieldPath, value| {
        let mut pointer = pointer.to_owned();
        push(&mut pointer, key);
        inner.push((pointer, path, value));
    };
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| add(key, path.clone().key(key), value));
        }
        Value::Array(list) => {
            let list = list.iter().enumerate();
            list.for_each(|(at, value)| add(&at.to_string(), path.clone().index(at), value));
        }
        _ => {}
    }
    let found = inner.iter().map(|(pointer, path, _)| (pointer.clone(), path.clone()));
    out.extend(found.take(MOST.saturating_sub(out.len())));
    for (pointer, path, value) in inner {
        if out.len() >= MOST {
            break;
        }
        collect(value, &pointer, &path, out);
    }
}

fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
}

/// Another value of the same kind, which an error quotes in another way.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => true.into(),
        Value::Bool(value) => (!value).into(),
        Value::Number(number) => another(number).into(),
        Value::String(text) => format!("{text}…").into(),
        Value::Array(_) => Value::Object(serde_json::Map::new()),
        Value::Object(_) => Value::Array(Vec::new()),
    }
}

fn another(number: &Number) -> Number {
    // With the last bit turned: no number is too great or too small for that.
    if let Some(number) = number.as_u64() {
        return (number ^ 1).into();
    }
    match number.as_i64() {
        Some(number) => (number ^ 1).into(),
        None => {
            let number = number.as_f64().unwrap_or_default();
            let other = if number == 0.0 { 1.0 } else { number / 2.0 };
            Number::from_f64(other).unwrap_or(0.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_another() {
        for text in
            ["0", "1", "-1", "18446744073709551615", "-9223372036854775808", "0.5", "1.0", "1e308"]
        {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_ne!(another(&number), number, "{text}");
        }
    }
}
