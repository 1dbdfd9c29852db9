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
    let (old_words, new_words) = (normalize(old), normalize(new));
    if names(&old_words) == names(&new_words) {
        let is_same = old_words.iter().zip(&new_words).all(|(old, new)| is_same_path(old, new));
        return if is_same { TypeChange::Renamed } else { TypeChange::Unknown };
    }
    if has_namesake(&old_words, &new_words) || has_namesake(&new_words, &old_words) {
        return TypeChange::Unknown;
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
    names(&words(type_name)).iter().any(|name| MASKED.contains(name))
}

/// Whether a type could be that of a masked value without its mask.
pub(super) fn is_unmasked(type_name: &str, masked: &str) -> bool {
    let (open_words, masked_words) = (normalize(type_name), normalize(masked));
    let (open, hidden) = (names(&open_words), names(&masked_words));
    let all_words = words(masked);
    let all = names(&all_words);
    let inner: Vec<_> = match all.iter().position(|name| MASKED.contains(name)) {
        // `SecretString` is a text.
        Some(at) if all.get(at + 1) != Some(&"<") => {
            return JsonType::parse(type_name) == JsonType::parse("String");
        }
        Some(_) => hidden.iter().copied().filter(|name| !MASKED.contains(name)).collect(),
        None => return hidden == open,
    };
    let ignored = ["<", ">", "Option"];
    let core = |names: &[&str]| {
        let kept = names.iter().filter(|name| !ignored.contains(name));
        kept.map(ToString::to_string).collect::<Vec<_>>()
    };
    core(&inner) == core(&open)
        || (core(&hidden).iter().any(|name| name == "String")
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

/// A path with its segments, or a sign.
type Word<'t> = Vec<&'t str>;

/// The last name of each path, and the signs.
fn names<'t>(words: &[Word<'t>]) -> Vec<&'t str> {
    words.iter().filter_map(|word| word.last().copied()).collect()
}

/// Whether two paths with the same last name lead to one type, as far as their texts can tell. A name alone may be
/// imported from any path.
fn is_same_path(one: &[&str], other: &[&str]) -> bool {
    one.len() == 1 || other.len() == 1 || root_path(one) == root_path(other)
}

/// A path without `crate`, `self` and `super`. What `core` and `alloc` have is in `std` too.
fn root_path<'t>(path: &[&'t str]) -> Vec<&'t str> {
    let relative = ["crate", "self", "super"];
    let path = path.iter().skip_while(|segment| relative.contains(segment));
    let of_std = |segment: &'t str| match segment {
        "core" | "alloc" => "std",
        other => other,
    };
    path.map(|segment| of_std(segment)).collect()
}

/// Whether one of these types has the name of others and is none of them.
fn has_namesake(words: &[Word<'_>], others: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        let mut namesakes = others.iter().filter(|other| other.last() == word.last()).peekable();
        namesakes.peek().is_some() && !namesakes.any(|other| is_same_path(word, other))
    })
}

/// The words of a type without references, lifetimes and transparent containers, which do not show in JSON.
fn normalize(type_name: &str) -> Vec<Word<'_>> {
    let mut kept = Vec::new();
    // For each open bracket whether it is left out.
    let mut brackets = Vec::new();
    let mut words = words(type_name).into_iter().peekable();
    while let Some(word) = words.next() {
        let name = word.last().copied().unwrap_or_default();
        let opens = words.peek().is_some_and(|next| **next == ["<"]);
        if name == ">" {
            if brackets.pop() != Some(true) {
                kept.push(word);
            }
        } else if opens && TRANSPARENT.contains(&name) {
            words.next();
            brackets.push(true);
        } else {
            if name == "<" {
                brackets.push(false);
            }
            kept.push(word);
        }
    }
    kept
}

/// The paths and signs of a type; no references and no lifetimes.
fn words(type_name: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut path = Vec::new();
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
            rest = after.trim_start();
            path.push(word);
            // A turbofish belongs to the name before it.
            if rest.starts_with('<') {
                words.push(std::mem::take(&mut path));
            }
            continue;
        }
        match word {
            "&" | "mut" | ":" => {}
            _ if first == '\'' => rest = rest.strip_prefix(',').unwrap_or(rest).trim_start(),
            word => {
                path.push(word);
                words.push(std::mem::take(&mut path));
            }
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
            ("v1::Money", "v2::Money", Unknown),
            ("Vec<v1::Money>", "Box<[v2::Money]>", Unknown),
            ("std::time::Duration", "time::Duration", Unknown),
            ("Vec<std::time::Duration>", "HashSet<chrono::Duration>", Unknown),
            ("(std::time::Duration, u8)", "(u8, time::Duration)", Unknown),
            ("std::time::Duration", "core::time::Duration", Renamed),
            ("alloc::string::String", "::std::string::String", Renamed),
            ("std::time::Duration", "Duration", Renamed),
            ("super::ids::UserId", "crate::ids::UserId", Renamed),
            ("Box<(a::Id, b::Id)>", "(a::Id, b::Id)", Renamed),
            ("(a::Id, b::Id)", "(b::Id, a::Id)", Unknown),
            ("std::collections::HashMap<String, u8>", "indexmap::IndexMap<String, u8>", Renamed),
            ("String", "OsString", Unknown),
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
