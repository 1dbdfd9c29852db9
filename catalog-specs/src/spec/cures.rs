//! The cures of the rules, which are written for Rust, as a spec is written.

/// A cure as the spec writes it: `key = "value"` is a member, `allow(word)` a list, `#[detail]` a
/// field of `details`. What is no such thing stays as it is.
pub(super) fn in_json(text: &str) -> String {
    let text = text.replace("the enum's `#[catalog(...)]`", "the enum");
    let mut out = String::new();
    for (at, piece) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        match (at % 2 == 1).then(|| member(piece)).flatten() {
            Some(member) => out.push_str(&member),
            None => out.push_str(piece),
        }
    }
    out
}

fn member(piece: &str) -> Option<String> {
    if let Some(field) = piece.strip_prefix("#[detail] ") {
        let (name, ty) = field.split_once(": ")?;
        return Some(format!("\"details\": [{{\"name\": \"{name}\", \"type\": \"{ty}\"}}]"));
    }
    if piece == "#[detail]" {
        return Some("detail".to_owned());
    }
    if piece == "#[context]" {
        return Some("\"hidden\": [{..., \"roles\": [\"context\"]}]".to_owned());
    }
    if let Some(name) = piece.strip_prefix("#[detail(").and_then(|rest| rest.strip_suffix(")]")) {
        return Some(format!("\"name\": {name}"));
    }
    if let Some((code, reason)) = piece.split_once("\" => \"") {
        return Some(format!("{code}\": \"{reason}"));
    }
    if let Some((key, value)) = piece.split_once(" = ") {
        let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_value = value.starts_with(['"', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return (is_key && is_value && !value.contains(" = "))
            .then(|| format!("\"{key}\": {value}"));
    }
    if let Some(words) = piece.strip_prefix("allow(").and_then(|rest| rest.strip_suffix(')')) {
        return Some(format!("\"allow\": [\"{words}\"]"));
    }
    if let Some(texts) = piece.strip_prefix("locales(").and_then(|rest| rest.strip_suffix(')')) {
        let texts = if texts == "..." { "\"...\"" } else { texts };
        return Some(format!("\"locales\": [{texts}]"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cures_are_those_of_the_file() {
        for (rust, json) in [
            (
                "write `log_level = \"ERROR\"`, or `allow(level)` if it is meant",
                "write `\"log_level\": \"ERROR\"`, or `\"allow\": [\"level\"]` if it is meant",
            ),
            (
                "write `#[detail] name: String`, so",
                "write `\"details\": [{\"name\": \"name\", \"type\": \"String\"}]`, so",
            ),
            (
                "add `locales(\"ja\", \"en\")` to the enum's `#[catalog(...)]`",
                "add `\"locales\": [\"ja\", \"en\"]` to the enum",
            ),
            ("write `\"A_B\" => \"2.0: why\"`", "write `\"A_B\": \"2.0: why\"`"),
            ("the message shows `a = b`", "the message shows `a = b`"),
        ] {
            assert_eq!(in_json(rust), json);
        }
    }
}
