//! `application/x-www-form-urlencoded`: queries and forms.

use core::cell::RefCell;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::seen::{self, Node};
use crate::ValidationError;
use crate::validation::serde_text::violation;

/// Reads a query or a form.
pub(crate) fn read_pairs<T: DeserializeOwned>(text: &str) -> Result<T, ValidationError> {
    let (input, seen) = (parse(text.as_bytes()), RefCell::default());
    seen::read(Node::new(&input, true, &seen))
        .map_err(|refusal| violation(refusal.path, &refusal.text))
}

/// The texts by their names. A name that comes more than once has a list.
pub(super) fn parse(text: &[u8]) -> Value {
    let mut pairs = Map::new();
    for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(end);
        let value = Value::String(decode(value.strip_prefix(b"=").unwrap_or(value), b' '));
        match pairs.entry(decode(name, b' ')) {
            serde_json::map::Entry::Vacant(place) => {
                place.insert(value);
            }
            serde_json::map::Entry::Occupied(mut known) => match known.get_mut() {
                Value::Array(list) => list.push(value),
                one => *one = Value::Array(vec![one.take(), value]),
            },
        }
    }
    Value::Object(pairs)
}

/// Decodes `%20`, and `+`, which is a space except in a path. Bytes that are no UTF-8 are replaced.
pub(super) fn decode(text: &[u8], plus: u8) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'+', _) => bytes.push(plus),
            (b'%', [high, low, behind @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = behind;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded() {
        let parsed = parse("a=1&b=x+y&b=%E5%90%8D&c&=d&e=%zz%4&&f=%ff&g=a=b".as_bytes());
        let expected = serde_json::json!({
            "a": "1", "b": ["x y", "名"], "c": "", "": "d", "e": "%zz%4", "f": "\u{fffd}", "g": "a=b",
        });
        assert_eq!(parsed, expected);
    }
}
