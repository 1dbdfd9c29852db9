//! Catalogues that have little in them, or odd names.

use std::time::Duration;

use catalog_specs::Level;
use catalog_specs::model::{Catalog, Detail, Entry, Group, Text};

/// Each with its name.
pub fn catalogues() -> Vec<(String, Catalog)> {
    let one = entry("CART_EMPTY", 400, Vec::new());
    let waiting =
        Entry { retry_after: Some(Duration::from_secs(60)), ..entry("CART_BUSY", 503, Vec::new()) };
    let limits = detail("limits", "BTreeMap<String, u32>", true);
    let fields = detail("fields", "Violations", true);
    let catalogues = vec![
        ("empty", catalog(Vec::new())),
        ("without_codes", catalog(vec![Group { domain: "CART".to_owned(), ..Group::default() }])),
        ("one", catalog(vec![group("CART", vec![one.clone()])])),
        ("without_details", catalog(vec![group("CART", vec![one.clone(), waiting])])),
        ("only_maps", catalog(vec![group("CART", vec![entry("CART_FULL", 403, vec![limits])])])),
        (
            "only_violations",
            catalog(vec![group("CART", vec![entry("CART_WRONG", 422, vec![fields])])]),
        ),
        ("odd_names", catalog(vec![group("CART", odd_names())])),
    ];
    catalogues.into_iter().map(|(name, catalog)| (name.to_owned(), catalog)).collect()
}

/// Names that a language takes for something else, that meet each other in camelCase, and that are no names.
fn odd_names() -> Vec<Entry> {
    let names = [
        "__proto__",
        "constructor",
        "type",
        "code",
        "status",
        "error",
        "message",
        "details",
        "toString",
        "a-b",
        "a b",
        "1st",
        "",
        "日本語",
        "\"quoted\"",
        "*/",
        "new\nline",
        "slot_start",
        "slotStart",
        "user_id",
        "default",
    ];
    let details: Vec<_> = names.iter().map(|name| detail(name, "u32", false)).collect();
    let types = [
        "Vec<Option<String>>",
        "(u8, String)",
        "[bool; 2]",
        "serde_json::Value",
        "Option<Duration>",
        "BTreeMap<String, Vec<u8>>",
        "Range<f64>",
        "()",
        "UserId",
        "Uuid",
        "u128",
        "Vec<String>",
        "HashMap<String, i64>",
        "[f32; 3]",
        "Duration",
        "Limit",
    ];
    let of_types =
        types.iter().enumerate().map(|(at, name)| detail(&format!("member_{at}"), name, false));
    let mixed = vec![
        detail("form", "u32", false),
        detail("why", "Option<String>", false),
        detail("fields", "BTreeMap<String, String>", true),
    ];
    let two = vec![
        detail("left", "BTreeMap<String, String>", true),
        detail("right", "BTreeMap<String, u32>", true),
    ];
    let codes = [
        "user.notFound",
        "user_notFound",
        "404",
        "日本",
        "KnownError",
        "*/ export {}",
        "JsonValue",
        "class",
    ];
    let mut entries: Vec<_> = codes.iter().map(|code| entry(code, 404, details.clone())).collect();
    entries.push(entry("CART_TYPED", 409, of_types.collect()));
    entries.push(entry("CART_MIXED", 422, mixed));
    entries.push(entry("CART_TWO", 403, two));
    entries
}

fn catalog(groups: Vec<Group>) -> Catalog {
    Catalog { name: "Codes".to_owned(), groups, ..Catalog::default() }
}

fn group(domain: &str, entries: Vec<Entry>) -> Group {
    Group { domain: domain.to_owned(), entries, ..Group::default() }
}

fn entry(code: &str, status: u16, details: Vec<Detail>) -> Entry {
    let message = "`text` */ ${text} \"text\" \u{2028}".to_owned();
    Entry {
        messages: vec![Text { locale: String::new(), message }],
        details,
        ..Entry::new(code, "Variant", status, Level::Info)
    }
}

fn detail(name: &str, type_name: &str, flatten: bool) -> Detail {
    Detail {
        name: name.to_owned(),
        field: name.to_owned(),
        type_name: type_name.to_owned(),
        doc: String::new(),
        flatten,
        display: false,
        retry_after: false,
        data_class: None,
    }
}
