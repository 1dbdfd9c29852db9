//! The names of types.

use std::collections::BTreeSet;

/// Names that the module defines or uses.
const TAKEN: [&str; 11] = [
    "JsonValue",
    "ErrorCode",
    "ErrorEntry",
    "ErrorOf",
    "KnownError",
    "Readonly",
    "Record",
    "Retry",
    "UnknownError",
    "Extract",
    "Object",
];

/// A type for each code: `AUTH_TOKEN_EXPIRED` is `AuthTokenExpired`.
pub(super) fn type_names<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<String> {
    let mut used: BTreeSet<String> = TAKEN.iter().map(ToString::to_string).collect();
    codes
        .map(|code| {
            let mut name = pascal_case(code);
            // Old spellings may differ in characters that a name cannot contain.
            while !used.insert(name.clone()) {
                name.push('_');
            }
            name
        })
        .collect()
}

fn pascal_case(code: &str) -> String {
    let mut name = String::with_capacity(code.len());
    let is_upper = !code.contains(|c: char| c.is_ascii_lowercase());
    for word in code.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        if is_upper {
            name.push_str(&letters.as_str().to_ascii_lowercase());
        } else {
            name.push_str(letters.as_str());
        }
    }
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "Code");
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
            "404",
            "ERROR_CODE",
            "日本",
        ];
        assert_eq!(
            type_names(codes.into_iter()),
            [
                "AuthTokenExpired",
                "E1042",
                "UserNotFound",
                "UserNotFound_",
                "Code404",
                "ErrorCode_",
                "Code"
            ]
        );
    }
}
