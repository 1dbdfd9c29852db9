//! What every reader of `OpenAPI` keeps: the shape of a response, wherever it comes from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The codes of each status of an operation, by its responses from 400 on. Each response is held to the shape on the way.
pub fn codes(responses: &Map<String, Value>) -> BTreeMap<String, Vec<String>> {
    let errors = responses.iter().filter(|(status, _)| status.as_str() >= "400");
    let each = errors.map(|(status, response)| {
        assert!(!response["description"].as_str().unwrap().is_empty(), "{status}");
        let (name, media) = response["content"].as_object().unwrap().iter().next().unwrap();
        assert!(name.starts_with("application/"), "{name}");
        let schema = &media["schema"];
        walk(schema, status, &mut check);
        walk(&response["headers"], status, &mut check);
        let alternatives = schema.get("oneOf").map(|all| all.as_array().unwrap().clone());
        if alternatives.is_some() {
            assert_eq!(schema.as_object().unwrap().len(), 1, "{status}: a bare `oneOf`");
        }
        let alternatives = alternatives.unwrap_or_else(|| vec![schema.clone()]);
        let codes: Vec<_> = alternatives.iter().map(closed_code).collect();
        let examples: Vec<_> = media["examples"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(codes, examples, "{status}: an example per code");
        (status.clone(), codes)
    });
    each.collect()
}

/// The closed code of a schema, in any dialect.
fn closed_code(schema: &Value) -> String {
    let mut codes = Vec::new();
    walk(schema, "", &mut |path, value| {
        let name = path.rsplit('/').next().unwrap();
        if matches!(name, "code" | "error_code" | "reason") {
            if let Some([Value::String(code)]) =
                value.get("enum").and_then(Value::as_array).map(Vec::as_slice)
            {
                codes.push(code.clone());
            }
        }
    });
    assert_eq!(codes.len(), 1, "{schema}");
    codes.remove(0)
}

fn check(path: &str, value: &Value) {
    let name = path.rsplit('/').next().unwrap();
    assert!(!name.starts_with("x-") && name != "$ref", "{path}");
    assert!(value.as_object().is_none_or(|members| !members.is_empty()), "{path} is empty");
}

/// Calls `visit` for a value and for each value in it, with the path of each.
pub fn walk(value: &Value, path: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| walk(value, &format!("{path}/{name}"), visit));
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}/{at}"), visit);
            }
        }
        _ => {}
    }
}

/// A value without members that utoipa has no place for.
pub fn without(value: &Value, names: &[&str]) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
            // Any items, which is what it means without the word.
            .filter(|(name, value)| *name != "items" || **value != Value::Bool(true))
            .map(|(name, value)| (name.clone(), without(value, names)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(|item| without(item, names)).collect(),
        // One is written as 1 or as 1.0.
        Value::Number(number) => number.as_f64().into(),
        other => other.clone(),
    }
}
