//! The capitalized names in generated code that are not of the catalogue, for the tests of the clients: a code must not hide
//! a type that its file uses.

use std::collections::BTreeSet;

use super::sample::detail;
use crate::model::{Catalog, CodeSet, Detail, Entry, Group, Text};
use crate::{Backoff, Class, Dialect, Level, Retry};

/// The names in the client of a catalogue with everything in it, in any dialect.
pub(super) fn in_every_dialect(render: impl Fn(&Catalog) -> String) -> BTreeSet<String> {
    let mut catalog = catalog();
    let mut found = BTreeSet::new();
    for dialect in Dialect::ALL {
        dialect.as_str().clone_into(&mut catalog.settings.dialect);
        let text = render(&catalog);
        found.extend(names(&text).filter(|name| !name.starts_with(OWN)).map(ToOwned::to_owned));
    }
    found
}

/// How the types of the catalogue begin.
const OWN: &str = "Zz";

fn catalog() -> Catalog {
    let types = [
        "String",
        "u8",
        "u64",
        "u128",
        "f64",
        "bool",
        "Vec<Option<u8>>",
        "[bool; 3]",
        "(u8, String)",
        "BTreeMap<String, f64>",
        "Duration",
        "Option<Option<Range<f64>>>",
        "Unknown",
    ];
    let of_types = types.iter().enumerate();
    let of_types = of_types.map(|(at, name)| detail(&format!("member_{at}"), name, false));
    let entry = |code: &str, details: Vec<Detail>| Entry {
        messages: vec![Text { locale: String::new(), message: "text".to_owned() }],
        details,
        ..Entry::new(code, "Variant", 422, Level::Info)
    };
    let violations = entry("ZZ_WRONG", vec![detail("fields", "Violations", true)]);
    let base = core::time::Duration::from_secs(1);
    let backoff = Backoff { max: 3, base, factor: 2, idempotent: false };
    let entries = vec![
        entry("ZZ_TYPED", of_types.collect()),
        Entry { class: Some(Class::Validation), ..violations },
        Entry { retry: Some(Retry::Custom(backoff)), ..entry("ZZ_BUSY", Vec::new()) },
    ];
    let group = Group { domain: "ZZ".to_owned(), entries, ..Group::default() };
    let sets = vec![CodeSet::new("ZzSet", vec!["ZZ_TYPED".to_owned()])];
    Catalog { groups: vec![group], sets, ..Catalog::default() }
}

/// The names with an upper-case and a lower-case letter, outside of comments and texts, and not of another name: `a.Name`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut names = Vec::new();
    let mut is_member = false;
    while let Some(c) = rest.chars().next() {
        let skipped = [("//", "\n"), ("#", "\n"), ("/*", "*/"), ("\"\"\"", "\"\"\"")];
        if let Some((start, end)) = skipped.iter().find(|(start, _)| rest.starts_with(start)) {
            let inner = &rest[start.len()..];
            rest = inner.find(end).map_or("", |at| &inner[at + end.len()..]);
        } else if c == '"' || c == '\'' {
            let mut chars = rest.char_indices().skip(1);
            let mut end = rest.len();
            while let Some((at, inner)) = chars.next() {
                match inner {
                    '\\' => _ = chars.next(),
                    _ if inner == c => {
                        end = at + 1;
                        break;
                    }
                    _ => {}
                }
            }
            rest = &rest[end..];
        } else {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end.max(c.len_utf8()));
            let is_type = name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.contains(|c: char| c.is_ascii_lowercase());
            if is_type && !is_member {
                names.push(name);
            }
            is_member = name == ".";
            rest = after;
        }
    }
    names.into_iter()
}

#[test]
fn names_are_those_of_types() {
    let text = "Map<String, a.B> x = \"Text\" + '\"' + Lower.of(MAX, 7) // It\n/* A Word */ Name # Comment\n";
    let found: Vec<_> = names(text).collect();
    assert_eq!(found, ["Map", "String", "Lower", "Name"]);
}
