//! What `curl -i` prints, and what the README says it prints.

use serde_json::Value;

/// An answer: its status line, its headers by their lower-case names, its body.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What stands in the README for what differs from time to time.
const ANYTHING: &str = "…";

impl Answer {
    /// Reads the last answer of an output: what stands before it is that of other commands, or a
    /// `100 Continue`.
    pub fn read(output: &str) -> Self {
        let start = output.rfind("HTTP/1.1 ").unwrap_or_else(|| panic!("no answer in {output:?}"));
        let text = output[start..].replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let status = lines.next().unwrap_or_default().trim_end().to_owned();
        let headers = lines.map(|line| {
            let (name, value) =
                line.split_once(':').unwrap_or_else(|| panic!("{line:?} is no header"));
            (name.to_ascii_lowercase(), value.trim().to_owned())
        });
        Self { status, headers: headers.collect(), body: body.trim_end().to_owned() }
    }

    /// A header that stands there once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next();
        assert!(values.next().is_none(), "{name} stands there twice: {self:?}");
        value.map(|(_, value)| value.as_str())
    }

    /// The envelope.
    pub fn error(&self) -> Value {
        let body: Value = serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", self.body));
        let members = body.as_object().unwrap();
        assert_eq!(members.keys().collect::<Vec<_>>(), ["error"], "{}", self.body);
        body["error"].clone()
    }

    /// A member of the envelope that is a text.
    pub fn member(&self, name: &str) -> String {
        self.error()[name].as_str().unwrap_or_default().to_owned()
    }

    /// Whether another answer is the one that the README shows here: the status, the headers that it
    /// shows, and the whole body, with its members in their order.
    pub fn is_met_by(&self, seen: &Self) -> bool {
        self.status == seen.status
            && self.headers.iter().all(|(name, value)| seen.header(name) == Some(value))
            && has_form(&self.body, &seen.body)
    }
}

/// Whether a text is that of a pattern, in which [`ANYTHING`] stands for what has no quote in it.
fn has_form(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split(ANYTHING);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for piece in pieces {
        let end = rest.find('"').unwrap_or(rest.len());
        let Some(after) = rest[end..].strip_prefix(piece) else { return false };
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_only_its_variable_parts() {
        let pattern = r#"{"a":"…","b":1,"c":"…"}"#;
        assert!(has_form(pattern, r#"{"a":"x","b":1,"c":"y"}"#));
        assert!(!has_form(pattern, r#"{"a":"x","b":2,"c":"y"}"#));
        assert!(!has_form(pattern, r#"{"a":"x","more":"","b":1,"c":"y"}"#));
        assert!(!has_form(pattern, r#"{"a":"x","b":1,"c":"y"}}"#));
    }

    #[test]
    fn the_last_answer_of_an_output_counts() {
        let output =
            "{\"id\":2}HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nA: b:c\r\n\r\n{}";
        let answer = Answer::read(output);
        assert_eq!(
            (answer.status.as_str(), answer.body.as_str()),
            ("HTTP/1.1 404 Not Found", "{}")
        );
        assert_eq!(answer.header("a"), Some("b:c"));
        let shown = Answer::read("HTTP/1.1 404 Not Found\n\n{}");
        assert!(shown.is_met_by(&answer) && !answer.is_met_by(&shown));
    }
}
