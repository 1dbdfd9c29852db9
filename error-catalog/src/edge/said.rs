//! What a framework says of a body that it refused, which is for the log: all but what `serde` quotes of the input.
//!
//! Names stay: those of fields, and what a path could not be read as, for the path itself is in the record.

/// As much of it as a record has.
const LONGEST: usize = 1024;

/// The words of `serde` behind which it quotes the input, up to what it expected in its place.
const QUOTING: [&str; 4] =
    ["invalid type: ", "invalid value: ", "unknown variant `", "unknown field `"];

/// The words that end what is quoted.
const ENDING: [&str; 2] = [", expected ", ", there are no "];

/// What is said, as a record has it. `is_whole` is not set where the text was cut off already: then nobody knows where
/// what is quoted ends.
pub(crate) fn told(said: &str, is_whole: bool) -> Option<String> {
    let mut told = without_values(said.trim(), is_whole);
    if let Some((end, _)) = told.char_indices().find(|(at, _)| *at >= LONGEST) {
        told.truncate(end);
    }
    Some(told).filter(|told| !told.is_empty())
}

/// The text without what it quotes of the input, which may be what a password was mistyped as.
fn without_values(said: &str, is_whole: bool) -> String {
    let Some(end) = QUOTING.iter().filter_map(|words| Some(said.find(words)? + words.len())).min()
    else {
        return said.to_owned();
    };
    let (known, quoted) = said.split_at(end);
    // The last of them: what is quoted may hold such words too.
    let rest = ENDING.iter().filter_map(|words| quoted.rfind(words)).max();
    let rest = rest.filter(|_| is_whole).and_then(|start| quoted.get(start..));
    format!("{}…{}", known.trim_end_matches('`'), rest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_left_out() {
        for (said, told) in [
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
            assert_eq!(without_values(said, true), told);
        }
        let cut = "invalid type: string \"as agreed, expected delivery to Jane";
        assert_eq!(without_values(cut, false), "invalid type: …");
    }

    #[test]
    fn what_is_long_is_cut_behind_what_was_left_out() {
        let long = "hunter2, expected x ".repeat(1000);
        let said = format!("count: invalid type: string \"{long}\", expected u8");
        assert_eq!(told(&said, true).as_deref(), Some("count: invalid type: …, expected u8"));
        assert_eq!(told(&"語".repeat(1000), true).map(|told| told.len()), Some(1026));
        assert_eq!(told(" \n", true), None);
    }
}
