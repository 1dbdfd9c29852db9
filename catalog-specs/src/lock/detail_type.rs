//! Compares the types of fields by what clients receive: by JSON type, not by the text of the Rust type.

use crate::json_type::JsonType;

/// How the type of a detail changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeChange {
    /// The same JSON type; only Rust code can tell.
    Renamed,
    /// Each new value is also a value of the old type.
    Narrowed,
    /// Another JSON type, or values that the old type did not have.
    Changed,
    /// The JSON type of one of them is not known.
    Unknown,
}

/// Compares two types whose texts differ.
pub(super) fn compare(old: &str, new: &str) -> TypeChange {
    if normalize(old) == normalize(new) {
        return TypeChange::Renamed;
    }
    let (old, new) = (JsonType::parse(old), JsonType::parse(new));
    if is_unknown(&old) || is_unknown(&new) {
        TypeChange::Unknown
    } else if old == new {
        TypeChange::Renamed
    } else if includes(&old, &new) {
        TypeChange::Narrowed
    } else {
        TypeChange::Changed
    }
}

/// Whether a type hides its value in logs and bodies: `Secret<T>`, or a type that is named like one.
pub(super) fn is_masked(type_name: &str) -> bool {
    words(type_name).iter().any(|word| MASKED.contains(word))
}

/// Whether a type could be that of a masked value without its mask.
pub(super) fn is_unmasked(type_name: &str, masked: &str) -> bool {
    let inner: Vec<_> = match words(masked).iter().position(|word| MASKED.contains(word)) {
        // `SecretString` is a text.
        Some(at) if words(masked).get(at + 1) != Some(&"<") => {
            return JsonType::parse(type_name) == JsonType::parse("String");
        }
        Some(_) => {
            normalize(masked).into_iter().filter(|word| !MASKED.contains(&word.as_str())).collect()
        }
        None => return normalize(masked) == normalize(type_name),
    };
    let ignored = ["<", ">", "Option"];
    let core = |words: Vec<String>| {
        words.into_iter().filter(|word| !ignored.contains(&word.as_str())).collect::<Vec<_>>()
    };
    core(inner) == core(normalize(type_name))
        || (core(normalize(masked)).iter().any(|word| word == "String")
            && JsonType::parse(type_name.trim()) == JsonType::parse("String"))
}

/// The names of types that mask their value: ours, and those of the crate `secrecy`.
const MASKED: &[&str] =
    &["Secret", "Masked", "SecretString", "SecretBox", "SecretVec", "SecretSlice"];

/// Types that serde writes as the type in them.
const TRANSPARENT: &[&str] = &["Box", "Rc", "Arc", "Cow"];

fn is_unknown(json_type: &JsonType) -> bool {
    match json_type {
        JsonType::Any => true,
        JsonType::List { of, .. } => is_unknown(of),
        JsonType::Map(inner) | JsonType::Nullable(inner) => is_unknown(inner),
        JsonType::Tuple(types) => types.iter().any(is_unknown),
        JsonType::Record(members) => members.iter().any(|(_, inner)| is_unknown(inner)),
        JsonType::Text { .. } | JsonType::Integer { .. } | JsonType::Number | JsonType::Bool => {
            false
        }
    }
}

/// Whether every value of `new` is a value of `old`.
fn includes(old: &JsonType, new: &JsonType) -> bool {
    match (old, new) {
        (JsonType::Text { format: None }, JsonType::Text { .. })
        | (JsonType::Number, JsonType::Integer { .. }) => true,
        (JsonType::Integer { min, max }, JsonType::Integer { min: new_min, max: new_max }) => {
            min.is_none_or(|min| new_min.is_some_and(|new| new >= min))
                && max.is_none_or(|max| new_max.is_some_and(|new| new <= max))
        }
        (JsonType::List { of, length }, JsonType::List { of: new_of, length: new_length }) => {
            (length.is_none() || length == new_length) && includes(of, new_of)
        }
        (JsonType::Map(inner), JsonType::Map(new_inner))
        | (JsonType::Nullable(inner), JsonType::Nullable(new_inner)) => includes(inner, new_inner),
        (JsonType::Tuple(types), JsonType::Tuple(new_types)) => {
            types.len() == new_types.len()
                && types.iter().zip(new_types).all(|(old, new)| includes(old, new))
        }
        (JsonType::Nullable(inner), new) => includes(inner, new),
        (old, new) => old == new,
    }
}

/// The words of a type without paths, references, lifetimes and transparent containers, which do not show in JSON.
fn normalize(type_name: &str) -> Vec<String> {
    let mut kept = Vec::new();
    // For each open bracket whether it is left out.
    let mut brackets = Vec::new();
    let mut words = words(type_name).into_iter().peekable();
    while let Some(word) = words.next() {
        match word {
            "<" => {
                brackets.push(false);
                kept.push(word.to_owned());
            }
            ">" => {
                if brackets.pop() != Some(true) {
                    kept.push(word.to_owned());
                }
            }
            word if TRANSPARENT.contains(&word) && words.peek() == Some(&"<") => {
                words.next();
                brackets.push(true);
            }
            word => kept.push(word.to_owned()),
        }
    }
    kept
}

/// The names and signs of a type: of a path its last name; no references and no lifetimes.
fn words(type_name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = type_name.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = match first {
            '\'' => {
                1 + rest.get(1..).map_or(0, |rest| rest.find(|c| !is_name(c)).unwrap_or(rest.len()))
            }
            first if is_name(first) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after.trim_start();
        if let Some(after) = rest.strip_prefix("::").filter(|_| is_name(first)) {
            // A turbofish belongs to the name before it.
            rest = after.trim_start();
            if rest.starts_with('<') {
                words.push(word);
            }
            continue;
        }
        match word {
            "&" | "mut" | ":" => {}
            _ if first == '\'' => rest = rest.strip_prefix(',').unwrap_or(rest).trim_start(),
            word => words.push(word),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_compared_by_what_clients_receive() {
        use TypeChange::{Changed, Narrowed, Renamed, Unknown};
        for (old, new, expected) in [
            ("String", "&'static str", Renamed),
            ("String", "std::borrow::Cow<'static, str>", Renamed),
            ("String", "Box<str>", Renamed),
            ("String", "std::sync::Arc<str>", Renamed),
            ("Vec<u8>", "Arc<[u8]>", Renamed),
            ("u64", "usize", Renamed),
            ("UserId", "crate::ids::UserId", Renamed),
            ("Box<UserId>", "&'a UserId", Renamed),
            ("Vec<UserId>", "Vec<Arc<ids::UserId>>", Renamed),
            ("HashMap<String, u8>", "BTreeMap<String, u8>", Renamed),
            ("u64", "u32", Narrowed),
            ("i64", "u8", Narrowed),
            ("f64", "u8", Narrowed),
            ("String", "Uuid", Narrowed),
            ("Vec<u64>", "[u32; 3]", Narrowed),
            ("Vec<Option<u8>>", "Vec<u8>", Narrowed),
            ("u32", "u64", Changed),
            ("u32", "i64", Changed),
            ("u8", "f64", Changed),
            ("Uuid", "String", Changed),
            ("u64", "String", Changed),
            ("bool", "u8", Changed),
            ("[u8; 3]", "Vec<u8>", Changed),
            ("Vec<u8>", "Vec<Option<u8>>", Changed),
            ("UserId", "u64", Unknown),
            ("u64", "UserId", Unknown),
            ("UserId", "AccountId", Unknown),
            ("Vec<UserId>", "HashSet<UserId>", Unknown),
        ] {
            assert_eq!(compare(old, new), expected, "{old} -> {new}");
        }
    }

    #[test]
    fn masks_are_recognised_at_any_depth() {
        for masked in [
            "Secret<String>",
            "Option<error_catalog::Secret<String>>",
            "Vec<Secret<u8>>",
            "secrecy::SecretString",
        ] {
            assert!(is_masked(masked), "{masked}");
        }
        for open in ["String", "SecretaryId", "Vec<u8>"] {
            assert!(!is_masked(open), "{open}");
        }
        for (open, masked) in [
            ("String", "Secret<String>"),
            ("&'static str", "Secret<String>"),
            ("Option<String>", "Option<Secret<String>>"),
            ("Vec<u8>", "Secret<Vec<u8>>"),
            ("Vec<String>", "Vec<Secret<String>>"),
            ("String", "SecretString"),
            ("Token", "Token"),
        ] {
            assert!(is_unmasked(open, masked), "{masked} -> {open}");
        }
        assert!(!is_unmasked("u64", "Secret<String>"));
    }
}
