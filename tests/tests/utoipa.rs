//! Services that use utoipa read the `OpenAPI` components into its types and write them again. Nothing that a client
//! relies on may be lost on the way.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

#[path = "../src/bin/documents/sample.rs"]
mod sample;

use catalog_specs::render::{self, Dialect};
use sample::Codes;
use serde_json::Value;
use utoipa::openapi::OpenApi;

/// Members that utoipa has no place for, and that describe nothing of a body.
const NOT_KEPT: [&str; 2] = ["externalDocs", "summary"];

/// The words of the dialects, and a dialect of a user.
fn documents() -> impl Iterator<Item = (&'static str, Value)> {
    let words = Dialect::ALL.iter().map(|dialect| dialect.as_str());
    words.chain(["crate::envelope::Mine"]).map(|dialect| {
        let mut catalog = Codes::spec();
        dialect.clone_into(&mut catalog.settings.dialect);
        (dialect, serde_json::from_str(&render::openapi(&catalog)).unwrap())
    })
}

/// Calls `visit` for a value and for each value in it, with the path of each.
fn walk(value: &Value, path: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| walk(value, &format!("{path}/{name}"), visit));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, item)| walk(item, &format!("{path}/{at}"), visit));
        }
        _ => {}
    }
}

/// What is in `before` and not in `after`.
fn losses(before: &Value, after: Option<&Value>, path: &str, lost: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Some(Value::Object(after))) => {
            for (name, value) in
                before.iter().filter(|(name, _)| !NOT_KEPT.contains(&name.as_str()))
            {
                losses(value, after.get(name), &format!("{path}/{name}"), lost);
            }
        }
        (Value::Array(before), Some(Value::Array(after))) if before.len() == after.len() => {
            for (at, (before, after)) in before.iter().zip(after).enumerate() {
                losses(before, Some(after), &format!("{path}/{at}"), lost);
            }
        }
        (before, Some(after))
            if before == after || before.is_number() && before.as_f64() == after.as_f64() => {}
        // `enum` says the same.
        (_, None) if path.ends_with("/const") => {}
        // Any items, which is what it means without the word.
        (Value::Bool(true), None) if path.ends_with("/items") => {}
        // utoipa 5 reads no example of a header, and no headers that responses may refer to: none of ours does.
        (_, None) if path.contains("/headers/") || path == "/components/headers" => {}
        (before, after) => lost.push(format!("{path}: {before} became {after:?}")),
    }
}

/// The codes that a schema of bodies admits, each of a constant under a name of the dialects.
fn codes(schema: &Value) -> Vec<String> {
    let mut codes = Vec::new();
    walk(schema, "", &mut |path, value| {
        let name = path.rsplit('/').next().unwrap();
        if let (true, Some([Value::String(code)])) = (
            matches!(name, "code" | "error_code" | "reason"),
            value.get("enum").and_then(Value::as_array).map(Vec::as_slice),
        ) {
            codes.push(code.clone());
        }
    });
    codes
}

#[test]
fn every_body_is_described_in_words_that_readers_keep() {
    for (dialect, document) in documents() {
        walk(&document, "", &mut |path, value| {
            let name = path.rsplit('/').next().unwrap();
            assert!(!name.starts_with("x-"), "{dialect} {path}");
            let is_empty = value.as_object().is_some_and(serde_json::Map::is_empty);
            let is_example = path.contains("/examples/");
            assert!(!is_empty || is_example || path == "/paths", "{dialect} {path} is empty");
            let is_copied = path.starts_with("/components/responses/");
            assert!(!(is_copied && name == "$ref"), "{dialect} {path}");
            if let Some(constant) = value.get("const").filter(|_| !is_example) {
                assert_eq!(value["enum"], serde_json::json!([constant]), "{dialect} {path}");
                assert!(value["type"].is_string(), "{dialect} {path}");
            }
            if let Some(alternatives) = value.get("oneOf") {
                let beside: Vec<_> = value.as_object().unwrap().keys().collect();
                let is_bare =
                    beside.iter().all(|name| matches!(name.as_str(), "oneOf" | "description"));
                assert!(
                    is_bare && alternatives.as_array().unwrap().len() > 1,
                    "{dialect} {path} {beside:?}"
                );
            }
        });
        for (name, response) in document["components"]["responses"].as_object().unwrap() {
            let (_, media) = response["content"].as_object().unwrap().iter().next().unwrap();
            let sent: Vec<_> = media["examples"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(codes(&media["schema"]), sent, "{dialect} {name}");
        }
    }
}

#[test]
fn utoipa_keeps_what_the_components_say() {
    for (dialect, document) in documents() {
        let read: OpenApi = serde_json::from_value(document.clone()).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        let mut lost = Vec::new();
        losses(&document, Some(&written), "", &mut lost);
        assert!(lost.is_empty(), "{dialect}: {lost:#?}");
        for (name, response) in document["components"]["responses"].as_object().unwrap() {
            let again = &written["components"]["responses"][name];
            assert_eq!(codes(again), codes(response), "{dialect} {name}");
        }
    }
}
