//! Names fields as the client sent them. Rules know the names of Rust, and `serde` may have renamed them.

use serde_json::Value;

use super::ValidationError;
use crate::violations::{FieldPath, push_key};

impl ValidationError {
    /// The error with the paths of the body that was sent: `postalCode` for the field `postal_code`.
    ///
    /// A field that the body does not have keeps its name.
    pub(super) fn named_as_sent(mut self, body: &str) -> Self {
        if let Ok(body) = serde_json::from_str(body) {
            self.fields.rename(|path| sent(path, &body));
        }
        self
    }
}

/// A path by the names of the body. What stands behind a part that cannot be followed is kept.
fn sent(path: &str, body: &Value) -> String {
    let (mut rest, mut value, mut out) = (path, Some(body), String::with_capacity(path.len()));
    while !rest.is_empty() {
        if let Some((index, after)) = index(rest) {
            let written: String = FieldPath::new().index(index).into();
            out.push_str(&written);
            value = value.and_then(|value| value.get(index));
            rest = after;
            continue;
        }
        let key = rest.strip_prefix('.').unwrap_or(rest);
        let end = key.find(['.', '[']).unwrap_or(key.len());
        let (key, after) = key.split_at(end);
        if key.is_empty() {
            // A quoted key: it is one of a map, and so one of the body.
            out.push_str(rest);
            break;
        }
        let name = value.and_then(|value| name(key, value)).unwrap_or(key);
        push_key(name, &mut out);
        value = value.and_then(|value| value.get(name));
        rest = after;
    }
    out
}

/// The index that a path begins with, and what follows it.
fn index(path: &str) -> Option<(usize, &str)> {
    let (index, after) = path.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, after))
}

/// The one member of an object that has this name, but for case and signs.
fn name<'v>(key: &str, value: &'v Value) -> Option<&'v str> {
    let members = value.as_object()?;
    if let Some((name, _)) = members.get_key_value(key) {
        return Some(name);
    }
    let letters = letters(key);
    let mut alike = members.keys().filter(|name| self::letters(name) == letters);
    let name = alike.next()?;
    alike.next().is_none().then_some(name)
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_the_names_of_the_body() {
        let body = serde_json::json!({
            "postalCode": "1",
            "e-mail": "x",
            "weight_grams": 0,
            "lineItems": [{"unitPrice": 1}, {"UnitPrice": 2, "odd.key": 3}],
            "aB": 1,
            "a-b": 2,
        });
        for (path, expected) in [
            ("postal_code", "postalCode"),
            ("email", "e-mail"),
            ("weight_grams", "weight_grams"),
            ("line_items[0].unit_price", "lineItems[0].unitPrice"),
            ("line_items[1].unit_price", "lineItems[1].UnitPrice"),
            ("line_items[1].odd_key", r#"lineItems[1]["odd.key"]"#),
            ("line_items[7].unit_price", "lineItems[7].unit_price"),
            (r#"line_items["x"].unit_price"#, r#"lineItems["x"].unit_price"#),
            ("a_b", "a_b"),
            ("absent_field", "absent_field"),
            ("postal_code.inner_part", "postalCode.inner_part"),
            ("", ""),
            ("[0]", "[0]"),
            ("[", "["),
        ] {
            assert_eq!(sent(path, &body), expected, "{path}");
        }
    }
}
