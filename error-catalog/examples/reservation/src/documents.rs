//! What is made of the catalogue: a page for people at `/errors`, and the errors in the service's OpenAPI.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html, Redirect};
use axum::routing::get;
use catalog_specs::render;
use serde_json::Value;

use crate::app::App;
use crate::catalogue::Codes;
use crate::openapi;

/// The documents cannot change while the service runs: they are made once.
pub fn routes() -> serde_json::Result<Router<Arc<App>>> {
    let catalog = Codes::spec();
    let pages: BTreeMap<String, String> = render::html(&catalog).into_iter().collect();
    let pages = Arc::new(pages);
    let page = async move |Path(name): Path<String>| {
        pages.get(&name).cloned().map(Html).ok_or(StatusCode::NOT_FOUND)
    };
    let site = || get(async || Redirect::permanent("/errors/index.html"));
    let openapi = json(with_components(&render::openapi(&catalog))?);
    let codes = json(Codes::to_json());
    Ok(Router::new()
        .route("/errors", site())
        // People often type the address with a slash at its end.
        .route("/errors/", site())
        .route("/errors/{page}", get(page))
        .route("/errors.json", get(async || codes))
        .route("/openapi.json", get(async || openapi)))
}

fn json(text: String) -> ([(HeaderName, &'static str); 1], String) {
    ([(CONTENT_TYPE, "application/json")], text)
}

/// The service's document, with the components of the catalogue.
fn with_components(errors: &str) -> serde_json::Result<String> {
    let mut service = openapi::document()?;
    add(&mut service, serde_json::from_str(errors)?);
    serde_json::to_string_pretty(&service)
}

/// Adds what is not there, at any depth.
fn add(document: &mut Value, more: Value) {
    let (Value::Object(members), Value::Object(more)) = (document, more) else { return };
    for (name, value) in more {
        match members.get_mut(&name) {
            Some(known) => add(known, value),
            None => _ = members.insert(name, value),
        }
    }
}
