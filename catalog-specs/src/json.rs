//! JSON documents whose members keep their order, whichever features `serde_json` has in this build.

use super::escape_into;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// Any other number. A number that is not finite is written as `null`.
    Number(f64),
    /// A number of another document, in the digits that it has there.
    Digits(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object with ordered members.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of members.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Json)>) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// A list of values.
    pub fn list<V: Into<Json>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }

    /// Adds a member to an object. Does nothing for other values.
    pub fn put(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        if let Self::Object(members) = self {
            members.push((name.into(), value.into()));
        }
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The form for files: one member a line, indented by two spaces, with a final line break.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out.push('\n');
        out
    }

    /// The form for bodies: on one line.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    fn write(&self, out: &mut String, depth: Option<usize>) {
        match self {
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Integer(number) => out.push_str(&number.to_string()),
            Self::Number(number) if number.is_finite() => out.push_str(&number.to_string()),
            Self::Digits(digits) => out.push_str(digits),
            Self::Null | Self::Number(_) => out.push_str("null"),
            Self::Text(text) => write_text(text, out),
            Self::List(values) => {
                write_all(('[', ']'), values, out, depth, |value, out, depth| {
                    value.write(out, depth);
                });
            }
            Self::Object(members) => {
                write_all(('{', '}'), members, out, depth, |(name, value), out, depth| {
                    write_text(name, out);
                    out.push_str(if depth.is_some() { ": " } else { ":" });
                    value.write(out, depth);
                });
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u16> for Json {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<i32> for Json {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Integer(number.into())
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    escape_into(text, out);
    out.push('"');
}

fn write_all<T>(
    (open, close): (char, char),
    values: &[T],
    out: &mut String,
    depth: Option<usize>,
    mut write: impl FnMut(&T, &mut String, Option<usize>),
) {
    out.push(open);
    let inner = depth.map(|depth| depth + 1);
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        break_line(out, inner);
        write(value, out, inner);
    }
    if !values.is_empty() {
        break_line(out, depth);
    }
    out.push(close);
}

fn break_line(out: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_writes_as_serde_json_does() {
        let tree = Json::object([
            ("b", Json::list(["x", "日本\"語"])),
            ("a", Json::object([("n", Json::Integer(-3)), ("f", Json::Number(1.5))])),
            ("empty", Json::List(Vec::new())),
            ("none", Json::Object(Vec::new())),
            ("yes", true.into()),
            ("null", Json::Null),
        ]);
        let read: serde_json::Value = serde_json::from_str(&tree.compact()).unwrap();
        assert_eq!(read, serde_json::from_str::<serde_json::Value>(&tree.pretty()).unwrap());
        assert_eq!(tree.compact().find("\"b\""), Some(1));
        let list = Json::list(["x", "y"]);
        let theirs = serde_json::to_string_pretty(&["x", "y"]).unwrap();
        assert_eq!(list.pretty(), theirs + "\n");
    }
}
