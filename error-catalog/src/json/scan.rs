//! Taking JSON text apart without building a tree: members and elements as slices of the text.

use std::borrow::Cow;

/// The members of an object: each name, and its value as JSON text.
pub(crate) fn members(object: &str) -> Members<'_> {
    let rest = object.trim_start();
    Members { length: object.len(), rest: rest.strip_prefix('{').unwrap_or_default() }
}

/// The elements of an array as JSON text.
pub(crate) fn elements(array: &str) -> impl Iterator<Item = &str> {
    let mut rest = array.trim_start().strip_prefix('[').unwrap_or_default();
    core::iter::from_fn(move || {
        let (value, after) = split_value(after_comma(rest)?)?;
        rest = after;
        Some(value)
    })
}

/// The unescaped text of a JSON string.
pub(crate) fn unescape(json: &str) -> Cow<'_, str> {
    let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(json);
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    serde_json::from_str(json).map_or(Cow::Borrowed(inside), Cow::Owned)
}

/// Iterator over the members of an object.
#[derive(Clone)]
pub(crate) struct Members<'t> {
    length: usize,
    rest: &'t str,
}

impl Members<'_> {
    /// Where the last value ended in the text.
    pub(crate) fn position(&self) -> usize {
        self.length - self.rest.len()
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (Cow<'t, str>, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = split_value(after_comma(self.rest)?)?;
        let (value, rest) = split_value(rest.trim_start().strip_prefix(':')?.trim_start())?;
        self.rest = rest;
        Some((unescape(name), value))
    }
}

/// What follows the comma, or nothing where the container ends.
fn after_comma(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    (!rest.is_empty() && !rest.starts_with(['}', ']'])).then_some(rest)
}

/// Splits the first value off a text; `None` where it does not begin with one.
fn split_value(text: &str) -> Option<(&str, &str)> {
    let length = match text.bytes().next()? {
        b'"' => string_length(text)?,
        b'{' | b'[' => nested_length(text)?,
        _ => text.find([',', ':', '}', ']', ' ', '\t', '\n', '\r']).unwrap_or(text.len()),
    };
    text.split_at_checked(length).filter(|(value, _)| !value.is_empty())
}

fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

fn nested_length(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let end = text.bytes().position(|byte| {
        if quoted {
            quoted = byte != b'"' || escaped;
            escaped = byte == b'\\' && !escaped;
            return false;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_read_whole_and_in_order() {
        let text =
            r#" { "z" : [1, {"a":"]}\"\\"}] ,"a\"b":"x\\","n":-1.5e3, "t":true,"o":{"p":{}}}"#;
        let found: Vec<_> = members(text).map(|(name, value)| (name.into_owned(), value)).collect();
        let expected = [
            ("z", r#"[1, {"a":"]}\"\\"}]"#),
            ("a\"b", r#""x\\""#),
            ("n", "-1.5e3"),
            ("t", "true"),
            ("o", r#"{"p":{}}"#),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value)));
        assert_eq!(
            elements(r#"[1,"a,b",[2],{}]"#).collect::<Vec<_>>(),
            ["1", r#""a,b""#, "[2]", "{}"]
        );
    }

    #[test]
    fn invalid_json_ends_the_reading() {
        let texts = [
            "", "{", "[", "{\"", "{\"a", "{\"a\":", "{:}", "{,,,}", "{\"a\":{", "]", "{\"\\",
            "日本",
        ];
        for text in texts {
            assert_eq!(members(text).count(), 0, "{text}");
            let _ = elements(text).count();
        }
    }
}
