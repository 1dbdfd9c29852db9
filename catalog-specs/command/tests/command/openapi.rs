//! `openapi merge`.

use serde_json::{Value, json};

use crate::harness::{Said, Shop, exactly};

/// The shop with two sets.
fn shop() -> Shop {
    let shop = Shop::new();
    shop.write(
        "src/lib.rs",
        r#"//! A shop.
pub mod auth;
pub mod user;

error_catalog::catalog! {
    /// Every code of the shop.
    #[registry(locales("ja", "en"), docs = "https://docs.example.com/errors/{code}")]
    pub struct Codes { auth::AuthError, user::UserError, error_catalog::SystemError, error_catalog::ValidationError }

    /// What reading an account can answer.
    pub struct ShowUser of Codes { user::UserError::{NotFound, Hidden}, auth::AuthError::{InsufficientPermissions} }

    pub struct SignIn of Codes { auth::AuthError::{InvalidCredentials, ProviderDown}, ..error_catalog::JsonBody }
}
"#,
    );
    shop.write("service.json", &text());
    shop
}

/// The service's document, whose members are in another order than that of the alphabet.
fn text() -> String {
    let service = service();
    let member = |name: &str| format!("{}: {}", Value::from(name), service[name]);
    format!("{{{}}}", ["paths", "openapi", "info", "components"].map(member).join(", "))
}

fn service() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Shop", "version": "1" },
        "paths": {
            "/users/{name}": {
                "parameters": [{ "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }],
                "get": { "operationId": "show_user", "responses": { "200": { "description": "The user." } } },
            },
            "/session": { "post": { "operationId": "logIn", "responses": {
                "201": { "description": "Signed in." },
                "401": { "description": "Our own." },
            } } },
            "/health": { "get": { "responses": { "200": { "description": "日本語" } } } },
        },
        "components": { "schemas": { "User": { "type": "object", "example": 1.5 } } },
    })
}

fn merge(shop: &Shop, more: &[&str]) -> Said {
    let arguments = ["openapi", "merge", "service.json", "--preview"];
    let mut said = exactly(shop.path(), &[&arguments[..], more].concat());
    said.stderr = said
        .stderr
        .lines()
        .filter(|line| !line.starts_with("preview: "))
        .map(|line| line.to_owned() + "\n")
        .collect();
    said
}

const MAPPED: &[&str] = &["--operation", "logIn=SignIn", "--operation", "GET /health=none"];

fn statuses(responses: &Value) -> Vec<&str> {
    responses.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_responses_of_sets_are_added_and_others_kept() {
    let shop = shop();
    let text = merge(&shop, &[MAPPED, &["--out", "out.json"]].concat()).fine();
    assert!(text.contains("show_user") && text.contains("wrote out.json"), "{text}");
    let written = shop.read("out.json");
    let document: Value = serde_json::from_str(&written).unwrap();
    let user = &document["paths"]["/users/{name}"]["get"]["responses"];
    assert_eq!(statuses(user), ["200", "403", "404", "500"]);
    let session = &document["paths"]["/session"]["post"]["responses"];
    assert_eq!(statuses(session), ["201", "400", "401", "413", "415", "422", "500", "503"]);
    assert_eq!(session["401"]["description"], "Our own.");
    assert_eq!(session["503"]["headers"]["Retry-After"]["schema"]["type"], "integer");
    let health = &document["paths"]["/health"]["get"]["responses"];
    assert_eq!(health, &service()["paths"]["/health"]["get"]["responses"]);
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["User"], service()["components"]["schemas"]["User"]);
    let not_found = &user["404"]["content"]["application/json"]["schema"];
    assert_eq!(not_found, &schemas["USER_NOT_FOUND"]);
    assert!(!written.contains("USER_HIDDEN"), "a masked code is not shown");
    // The order of the document stays.
    let at = |text: &str| written.find(text).unwrap();
    assert!(at("\"paths\"") < at("\"openapi\"") && at("\"info\"") < at("\"components\""));
}

#[test]
fn it_is_compared_and_written_again() {
    let shop = shop();
    let out = [MAPPED, &["--out", "out.json"]].concat();
    let check = [&out[..], &["--check"]].concat();
    assert!(merge(&shop, &check).failed().contains("stale out.json"));
    merge(&shop, &out).fine();
    assert!(merge(&shop, &check).fine().contains("current out.json"));
    // As git writes it on Windows.
    let merged = shop.read("out.json");
    shop.write("out.json", &merged.replace('\n', "\r\n"));
    assert!(merge(&shop, &check).fine().contains("current out.json"));
    shop.write("out.json", &merged);
    merge(&shop, &out).fine();
    shop.edit("src/user.rs", "status = 404", "status = 410");
    merge(&shop, &check).failed();
    let stdout = merge(&shop, MAPPED).fine();
    assert!(serde_json::from_str::<Value>(&stdout).unwrap()["paths"]["/users/{name}"]["get"]["responses"]["410"].is_object());
}

#[test]
fn the_configuration_maps_operations_too() {
    let shop = shop();
    let config = "[openapi.operations]\nlogIn = \"SignIn\"\n\"GET /health\" = \"none\"\n";
    shop.write("error-catalog.toml", config);
    let answer = merge(&shop, &["--json"]);
    let answer: Value = serde_json::from_str(&answer.fine()).unwrap();
    assert_eq!(answer["command"], "openapi");
    let added = json!(["403", "404", "500"]);
    let first = json!({ "operation": "show_user", "set": "ShowUser", "added": added, "kept": [] });
    assert_eq!(answer["operations"][2], first);
    assert_eq!(answer["operations"][1]["kept"], json!(["401"]));
    assert_eq!(answer["operations"][0]["set"], Value::Null);
    assert_eq!(answer["unused_sets"], json!([]));
    shop.write(
        "error-catalog.toml",
        "[openapi.operations]\nlogIn = \"SignIm\"\nlogOut = \"none\"\n",
    );
    let said = merge(&shop, &[]).refused(3);
    for part in [
        "the registry has no error set `SignIm`",
        "did you mean `SignIn`?",
        "the document has no operation `logOut`",
        "error-catalog.toml:2:1",
        "the operation `GET /health` has no error set",
        "service.json:1:",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn what_cannot_be_merged_is_no_success() {
    let shop = shop();
    let refused = |service: &str, reason: &str| {
        shop.write("service.json", service);
        let said = merge(&shop, MAPPED).refused(3);
        assert!(said.contains(reason), "{reason}\n{said}");
    };
    let changed = |from: &str, to: &str| {
        let text = text();
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    refused(&changed("\"logIn\"", "\"show_user\""), "`show_user` is given to two operations");
    refused(&changed("3.1.0", "3.0.3"), "the schemas of the catalogue need OpenAPI 3.1");
    refused(
        &changed("\"User\"", "\"Error\""),
        "`components/schemas/Error` of `service.json` is not that of the catalogue",
    );
    refused(&changed("\"paths\"", "\"webhooks\""), "`service.json` has no operation");
    refused("openapi: 3.1.0\npaths: {}\n", "`service.json` is YAML, and only JSON is read");
    refused("[1]", "must be an object");
    refused(r#"{"swagger": "2.0"}"#, "this is no OpenAPI document");
    refused(&changed("日本語\"", "日本語"), "service.json");
    let said = merge(&shop, &["--operation", "logIn"]).refused(2);
    assert!(said.contains("signIn=SignIn"), "{said}");
}

/// The service sends these requests and others answer them, with errors of their own.
#[test]
fn operations_of_webhooks_and_callbacks_are_kept_as_they_are() {
    let shop = shop();
    let mut service = service();
    let responses = || json!({ "200": { "description": "Received." } });
    let item = json!({ "post": { "operationId": "onOrder", "responses": responses() } });
    service["webhooks"] = json!({ "order": item });
    service["paths"]["/session"]["post"]["callbacks"] =
        json!({ "done": { "{$request.body#/url}": item } });
    shop.write("service.json", &service.to_string());
    let merged: Value = serde_json::from_str(&merge(&shop, MAPPED).fine()).unwrap();
    assert_eq!(merged["webhooks"], service["webhooks"]);
    let login = &merged["paths"]["/session"]["post"];
    assert_eq!(login["callbacks"], service["paths"]["/session"]["post"]["callbacks"]);
    assert!(statuses(&login["responses"]).contains(&"503"), "{login}");
}

#[test]
fn the_output_replaces_no_other_file() {
    let shop = shop();
    let to =
        |path: &str, code: i32| merge(&shop, &[MAPPED, &["--out", path]].concat()).refused(code);
    assert!(to("service.json", 2).contains("is the document that is read"));
    assert!(to("Cargo.toml", 3).contains("is no OpenAPI document"));
    assert!(to("../out.json", 3).contains("outside"));
}
