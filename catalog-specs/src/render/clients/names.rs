//! Identifiers: of ASCII letters, so that every version of every language reads them.

use std::collections::BTreeSet;

/// Names that are given once each.
pub(in crate::render) struct Names {
    reserved: &'static str,
    /// In lower case: Java writes a file for each class, and some file systems ignore the case.
    used: BTreeSet<String>,
}

impl Names {
    /// `reserved`: words of the language and names that the file uses, with spaces between them.
    pub(in crate::render) fn new(reserved: &'static str) -> Self {
        Self { reserved, used: BTreeSet::new() }
    }

    /// The name, followed by underscores if it is taken.
    pub(in crate::render) fn unique(&mut self, mut name: String) -> String {
        while self.reserved.split(' ').any(|word| word == name)
            || !self.used.insert(name.to_ascii_lowercase())
        {
            name.push('_');
        }
        name
    }
}

/// `AUTH_TOKEN_EXPIRED` is `AuthTokenExpired`. What would begin with no letter begins with `prefix`.
pub(in crate::render) fn pascal_case(text: &str, prefix: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let is_upper = !text.contains(|c: char| c.is_ascii_lowercase());
    for word in words(text) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        if is_upper {
            name.push_str(&letters.as_str().to_ascii_lowercase());
        } else {
            name.push_str(letters.as_str());
        }
    }
    not_a_number(name, prefix)
}

/// `slotStart` and `slot-start` are `slot_start`.
pub(in crate::render) fn snake_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 4);
    let mut was_lower = false;
    for word in words(text) {
        if !name.is_empty() {
            name.push('_');
            was_lower = false;
        }
        for c in word.chars() {
            if c.is_ascii_uppercase() && was_lower {
                name.push('_');
            }
            was_lower = !c.is_ascii_uppercase();
            name.push(c.to_ascii_lowercase());
        }
    }
    not_a_number(name, "field_")
}

/// `slot_start` is `slotStart`.
pub(in crate::render) fn camel_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for (at, word) in snake_case(text).split('_').filter(|word| !word.is_empty()).enumerate() {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at > 0 => name.push(first.to_ascii_uppercase()),
            Some(first) => name.push(first),
            None => {}
        }
        name.push_str(letters.as_str());
    }
    name
}

/// The code, if it is a name.
pub(in crate::render) fn constant_name(code: &str) -> String {
    let name: Vec<_> = words(code).collect();
    not_a_number(name.join("_"), "CODE_")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn not_a_number(mut name: String, prefix: &str) -> String {
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, prefix);
        if name.ends_with('_') {
            name.pop();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_unique_name() {
        let codes = [
            "AUTH_TOKEN_EXPIRED",
            "E1042",
            "user.notFound",
            "user_notFound",
            "USER_NOTFOUND",
            "404",
            "ERROR_CODE",
            "日本",
        ];
        let mut names = Names::new("ErrorCode");
        assert_eq!(
            codes.map(|code| names.unique(pascal_case(code, "Code"))),
            [
                "AuthTokenExpired",
                "E1042",
                "UserNotFound",
                "UserNotFound_",
                "UserNotfound__",
                "Code404",
                "ErrorCode_",
                "Code"
            ]
        );
    }

    #[test]
    fn a_detail_is_named_in_each_style() {
        for (wire, snake, camel) in [
            ("slot_start", "slot_start", "slotStart"),
            ("slotStart", "slot_start", "slotStart"),
            ("a-b c", "a_b_c", "aBC"),
            ("userID", "user_id", "userId"),
            ("__proto__", "proto", "proto"),
            ("1st", "field_1st", "field1st"),
            ("日本", "field", "field"),
            ("", "field", "field"),
        ] {
            assert_eq!(snake_case(wire), snake);
            assert_eq!(camel_case(wire), camel);
        }
        assert_eq!(constant_name("user.notFound"), "user_notFound");
        assert_eq!(constant_name("404"), "CODE_404");
    }
}
