//! What a framework says of a request that it refused, which is for the log: all but the values of the request.

/// The words of `serde` behind which it quotes the input, up to what it expected in its place.
const QUOTING: [&str; 4] = ["invalid type", "invalid value", "unknown variant", "unknown field"];

/// The words that end what is quoted.
const ENDING: [&str; 2] = [", expected ", ", there are no "];

/// The text without what it quotes of the input, which may be what a password was mistyped as.
pub(super) fn without_values(said: &str) -> String {
    let Some(end) = QUOTING.iter().filter_map(|words| Some(said.find(words)? + words.len())).min()
    else {
        return said.to_owned();
    };
    let (known, quoted) = said.split_at(end);
    // The last of them: what is quoted may hold such words too.
    let rest = ENDING.iter().filter_map(|words| quoted.rfind(words)).max();
    let rest = rest.and_then(|start| quoted.get(start..)).unwrap_or_default();
    format!("{known}{rest}")
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
                "Failed to deserialize: pin: invalid type, expected u64 at line 1 column 9",
            ),
            ("invalid value: integer `1234`, expected u8", "invalid value, expected u8"),
            (
                "unknown variant `hunter2, expected x`, expected `a` or `b`",
                "unknown variant, expected `a` or `b`",
            ),
            ("unknown field `hunter2`, there are no fields", "unknown field, there are no fields"),
            (
                "unknown field `a`: invalid type: string \"hunter2\", expected u8",
                "unknown field, expected u8",
            ),
            ("invalid type: string \"hunter2", "invalid type"),
            ("missing field `name` at line 1 column 2", "missing field `name` at line 1 column 2"),
        ] {
            assert_eq!(without_values(said), told);
        }
    }
}
