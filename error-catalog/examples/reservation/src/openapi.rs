//! The service's own OpenAPI document: its operations, without the errors that the catalogue adds.

use serde_json::Value;

/// Its text.
pub const OWN: &str = include_str!("openapi.json");

/// The routes that it describes.
pub fn routes() -> Vec<String> {
    let document: Value = serde_json::from_str(OWN).unwrap_or_default();
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flat_map(|paths| paths.keys().cloned()).collect()
}
