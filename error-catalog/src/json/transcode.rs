//! JSON text as a value for any serialiser, members in their order.
//!
//! A body is written once, as bytes; another document or format is derived from those bytes, so that there is one source of
//! its structure.

use serde::de::IgnoredAny;
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{elements, members, unescape};

/// As deep as `serde_json` reads.
const DEPTH: u8 = 128;

/// A JSON text that serializes as the value in it.
pub(crate) struct Transcode<'t>(pub(crate) &'t str);

impl Serialize for Transcode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<IgnoredAny>(self.0)
            .map_err(|error| S::Error::custom(format_args!("the body is not JSON: {error}")))?;
        Value { json: self.0.trim(), depth: DEPTH }.serialize(serializer)
    }
}

/// A text that is known to be JSON.
struct Value<'t> {
    json: &'t str,
    depth: u8,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.json;
        match json.bytes().next() {
            Some(b'{') => {
                let depth = self.inner()?;
                let mut map = serializer.serialize_map(Some(members(json).count()))?;
                for (name, json) in members(json) {
                    map.serialize_entry(&*name, &Value { json, depth })?;
                }
                map.end()
            }
            Some(b'[') => {
                let depth = self.inner()?;
                let mut seq = serializer.serialize_seq(Some(elements(json).count()))?;
                for json in elements(json) {
                    seq.serialize_element(&Value { json, depth })?;
                }
                seq.end()
            }
            Some(b'"') => serializer.serialize_str(&unescape(json)),
            Some(b't') => serializer.serialize_bool(true),
            Some(b'f') => serializer.serialize_bool(false),
            Some(b'n') => serializer.serialize_unit(),
            _ => number(json, serializer),
        }
    }
}

impl Value<'_> {
    fn inner<E: Error>(&self) -> Result<u8, E> {
        self.depth.checked_sub(1).ok_or_else(|| E::custom("the body is nested too deeply"))
    }
}

/// Numbers are read here and not by `serde_json`, which may be off by the last digit of a float.
fn number<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = json.parse::<u64>() {
        serializer.serialize_u64(number)
    } else if let Ok(number) = json.parse::<i64>() {
        serializer.serialize_i64(number)
    } else if let Ok(number) = json.parse::<u128>() {
        serializer.serialize_u128(number)
    } else if let Ok(number) = json.parse::<i128>() {
        serializer.serialize_i128(number)
    } else {
        let number = json.parse().map_err(|_| S::Error::custom("the body has a bad number"))?;
        serializer.serialize_f64(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_serialises_unchanged() {
        let text = r#"{"z":[1,-2,0.1,1e+21,340282366920938463463374607431768211455,5e-324],"a":{"n":null,"t":[true,false,{}],"s":"\"\\\u0001日"}}"#;
        assert_eq!(serde_json::to_string(&Transcode(text)).unwrap(), text);
        assert_eq!(
            serde_json::to_string(&Transcode(" [ 1 , {\"a\" : 2} ] ")).unwrap(),
            "[1,{\"a\":2}]"
        );
    }

    #[test]
    fn malformed_and_bottomless_texts_are_errors() {
        for text in ["", "{", "{\"a\":01}", "[1,]", "nul", "\"\\x\"", "{} {}"] {
            assert!(serde_json::to_string(&Transcode(text)).is_err(), "{text}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(serde_json::to_string(&Transcode(&deep)).is_err());
    }
}
