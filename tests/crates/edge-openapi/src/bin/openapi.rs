//! Writes the documents of the service into a folder, for `tests/documents/run`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use edge_openapi::{by_aide, by_utoipa};
use serde_json::{Value, json};
use utoipa::OpenApi as _;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: openapi FOLDER")?);
    fs::create_dir_all(&folder)?;
    let written = serde_json::to_string_pretty(&by_utoipa::Api::openapi())?;
    fs::write(folder.join("utoipa.json"), written)?;
    let (_, document) = by_aide::service();
    fs::write(folder.join("aide.json"), serde_json::to_string_pretty(&document)?)?;
    fs::write(folder.join("by-hand.json"), serde_json::to_string_pretty(&by_hand())?)?;
    Ok(())
}

/// A document that was written by hand, without the errors.
fn by_hand() -> Value {
    let user = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/User" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Users", "version": "1.0.0" },
        "paths": {
            "/users": { "post": {
                "operationId": "signUp",
                "responses": { "201": { "description": "The new user.", "content": user.clone() } },
            } },
            "/users/{id}": { "get": {
                "operationId": "showUser",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "responses": { "200": { "description": "The user.", "content": user } },
            } },
            "/health": { "get": { "operationId": "health", "responses": {
                "204": { "description": "The service runs." },
                "4XX": { "description": "Never sent." },
            } } },
        },
        "components": { "schemas": { "User": {
            "type": "object",
            "required": ["id", "name"],
            "properties": { "id": { "type": "integer" }, "name": { "type": "string" } },
        } } },
    })
}
