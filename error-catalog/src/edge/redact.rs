//! Removes what `serde` quotes of the input from the text of a refused body, before it goes to the log.
//!
//! Names of fields stay, and so does a path that could not be parsed: the record has the path anyway.

use crate::mask::{DEFAULT_MASK, Mask};

/// The longest text that a record has of it, in bytes.
const LONGEST: usize = 1024;

/// The words of `serde` before a quoted value.
const QUOTING: [&str; 4] =
    ["invalid type: ", "invalid value: ", "unknown variant `", "unknown field `"];

/// The words after a quoted value.
const ENDING: [&str; 2] = [", expected ", ", there are no "];

/// The longest body that is read for it, in bytes.
#[cfg(feature = "axum")]
pub(crate) const LONGEST_BODY: usize = 64 * 1024;

/// Removes what `serde` quotes of the input from a text (`invalid type: string "…"`), masks the text, and cuts it at 1024
/// bytes. Empty texts are `None`. Without `is_complete` the text was cut before, and everything after the first quote is
/// removed.
pub fn redact_input(text: &str, is_complete: bool) -> Option<String> {
    redact_by(text, is_complete, &DEFAULT_MASK)
}

/// The same with the mask of a layer.
pub(crate) fn redact_by(text: &str, is_complete: bool, mask: &Mask) -> Option<String> {
    // Before the text is cut: half of a secret would not be recognized.
    let mut redacted = mask.text(&redact_serde_values(text.trim(), is_complete)).into_owned();
    if let Some((end, _)) = redacted.char_indices().find(|(at, _)| *at >= LONGEST) {
        redacted.truncate(end);
    }
    Some(redacted).filter(|redacted| !redacted.is_empty())
}

/// Removes quoted values of the input: they may be a mistyped password.
fn redact_serde_values(text: &str, is_complete: bool) -> String {
    let Some(end) = QUOTING.iter().filter_map(|words| Some(text.find(words)? + words.len())).min()
    else {
        return text.to_owned();
    };
    let (known, quoted) = text.split_at(end);
    // The last of them, because a quoted value may contain such words.
    let rest = ENDING.iter().filter_map(|words| quoted.rfind(words)).max();
    let rest = rest.filter(|_| is_complete).and_then(|start| quoted.get(start..));
    format!("{}…{}", known.trim_end_matches('`'), rest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_removed() {
        for (text, redacted) in [
            ("key must be a string at line 1 column 2", "key must be a string at line 1 column 2"),
            (
                "Failed to deserialize: pin: invalid type: string \"hunter2\", expected u64 at line 1 column 9",
                "Failed to deserialize: pin: invalid type: …, expected u64 at line 1 column 9",
            ),
            ("invalid value: integer `1234`, expected u8", "invalid value: …, expected u8"),
            (
                "unknown variant `hunter2, expected x`, expected `a` or `b`",
                "unknown variant …, expected `a` or `b`",
            ),
            (
                "unknown field `hunter2`, there are no fields",
                "unknown field …, there are no fields",
            ),
            (
                "unknown field `a`: invalid type: string \"hunter2\", expected u8",
                "unknown field …, expected u8",
            ),
            ("invalid type: string \"hunter2", "invalid type: …"),
            ("missing field `name` at line 1 column 2", "missing field `name` at line 1 column 2"),
            ("an invalid value for parameter \"zone\"", "an invalid value for parameter \"zone\""),
        ] {
            assert_eq!(redact_serde_values(text, true), redacted);
        }
        let cut = "invalid type: string \"as agreed, expected delivery to Jane";
        assert_eq!(redact_serde_values(cut, false), "invalid type: …");
    }

    #[test]
    fn long_text_is_cut_after_quotes_are_removed() {
        let long = "hunter2, expected x ".repeat(1000);
        let said = format!("count: invalid type: string \"{long}\", expected u8");
        assert_eq!(
            redact_input(&said, true).as_deref(),
            Some("count: invalid type: …, expected u8")
        );
        assert_eq!(redact_input(&"語".repeat(1000), true).map(|text| text.len()), Some(1026));
        assert_eq!(redact_input(" \n", true), None);
    }
}
