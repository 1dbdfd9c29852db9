//! Finds the imports for the types of fields.

use crate::model::Group;

/// Types of `std` outside the prelude, with their paths.
const KNOWN: &[(&str, &str)] = &[
    ("Arc", "std::sync::Arc"),
    ("BTreeMap", "std::collections::BTreeMap"),
    ("BTreeSet", "std::collections::BTreeSet"),
    ("Cow", "std::borrow::Cow"),
    ("Duration", "std::time::Duration"),
    ("HashMap", "std::collections::HashMap"),
    ("HashSet", "std::collections::HashSet"),
    ("IpAddr", "std::net::IpAddr"),
    ("Ipv4Addr", "std::net::Ipv4Addr"),
    ("Ipv6Addr", "std::net::Ipv6Addr"),
    ("NonZeroU32", "std::num::NonZeroU32"),
    ("NonZeroU64", "std::num::NonZeroU64"),
    ("OsString", "std::ffi::OsString"),
    ("PathBuf", "std::path::PathBuf"),
    ("Rc", "std::rc::Rc"),
    ("SocketAddr", "std::net::SocketAddr"),
    ("SystemTime", "std::time::SystemTime"),
    ("VecDeque", "std::collections::VecDeque"),
];

/// Words of a type that need no import.
const PRELUDE: &[&str] = &[
    "Box", "FnMut", "FnOnce", "From", "Fn", "Into", "Iterator", "Option", "Result", "Secret",
    "Self", "Send", "String", "Sync", "ToString", "Vec", "as", "bool", "char", "const", "dyn",
    "f32", "f64", "fn", "for", "i128", "i16", "i32", "i64", "i8", "impl", "isize", "mut", "static",
    "str", "u128", "u16", "u32", "u64", "u8", "usize", "where", "Sized", "Clone", "Copy", "Debug",
    "_",
];

/// The `use` lines of a module, sorted, those of `std` first.
pub(super) fn imports(groups: &[&Group]) -> Vec<Vec<String>> {
    let words: Vec<String> = groups.iter().flat_map(|group| types(group)).flat_map(words).collect();
    let has = |name: &str| words.iter().any(|word| word == name);
    // An enum of the catalogue may have the name of a type of `std`.
    let is_free = |name: &str| groups.iter().all(|group| group.type_name != name);
    let mut std: Vec<String> = KNOWN
        .iter()
        .filter(|(name, _)| has(name) && is_free(name))
        .map(|(_, path)| format!("use {path};"))
        .collect();
    std.sort();
    let import = if has("Secret") && is_free("Secret") {
        "use error_catalog::{ErrorCatalog, Secret};"
    } else {
        "use error_catalog::ErrorCatalog;"
    };
    let mut blocks = vec![std, vec![import.to_owned()]];
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The types that are neither in `std` nor in `error-catalog`, sorted.
pub(super) fn unknown(groups: &[&Group]) -> Vec<String> {
    let words = groups.iter().flat_map(|group| types(group)).flat_map(words);
    let mut unknown: Vec<_> = words
        .filter(|word| !PRELUDE.contains(&word.as_str()))
        .filter(|word| !KNOWN.iter().any(|(known, _)| known == word))
        .collect();
    unknown.sort();
    unknown.dedup();
    unknown
}

/// The lifetimes in the types of an enum, which the enum must declare.
pub(super) fn lifetimes(group: &Group) -> Vec<String> {
    let mut lifetimes = Vec::new();
    for ty in types(group) {
        for piece in ty.split('\'').skip(1) {
            let name: String = piece.chars().take_while(|c| is_word_part(*c)).collect();
            let is_named = !matches!(name.as_str(), "" | "static" | "_");
            if is_named && !lifetimes.contains(&name) {
                lifetimes.push(name);
            }
        }
    }
    lifetimes
}

fn types(group: &Group) -> impl Iterator<Item = &str> {
    group.entries.iter().flat_map(|entry| {
        let details = entry.details.iter().map(|detail| detail.type_name.as_str());
        details.chain(entry.hidden.iter().map(|hidden| hidden.type_name.as_str()))
    })
}

/// The names in a type that are neither part of a path nor lifetimes.
fn words(ty: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = ty;
    let mut before = String::new();
    while let Some(start) = rest.find(is_word_part) {
        let (gap, from) = rest.split_at(start);
        before.push_str(gap);
        let end = from.find(|c| !is_word_part(c)).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        let is_path = before.trim_end().ends_with("::") || behind.trim_start().starts_with("::");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        if !is_path && !is_number && !before.ends_with('\'') {
            words.push(word.to_owned());
        }
        word.clone_into(&mut before);
        rest = behind;
    }
    words
}

fn is_word_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_single_names_need_an_import() {
        assert_eq!(words("Vec<(u8, &'a std::net::IpAddr, Money)>"), ["Vec", "u8", "Money"]);
    }
}
