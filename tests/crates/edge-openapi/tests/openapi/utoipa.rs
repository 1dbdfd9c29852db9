//! `responses(…, Failure<…>)` of both releases of utoipa.

use edge_openapi::by_utoipa::Api;
use edge_openapi::codes::{Agent, Codes, Flat, Google, Problem, SignUp};
use error_catalog::{CodeSet, Failure, openapi};
use serde_json::Value;
use utoipa::OpenApi as _;

use crate::shape::{codes, without};

fn document() -> Value {
    serde_json::to_value(Api::openapi()).unwrap()
}

/// The codes of an operation by status.
fn declared(path: &str, method: &str) -> String {
    let document = document();
    let codes = codes(document["paths"][path][method]["responses"].as_object().unwrap());
    let lines = codes.iter().map(|(status, codes)| format!("{status} {}", codes.join(" ")));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn an_operation_declares_the_codes_of_its_set_and_no_others() {
    let sign_up = "400 SYSTEM_BODY_MALFORMED\n\
         409 USER_EMAIL_EXISTS USER_NAME_TAKEN USER_PLAN_ENDED\n\
         413 SYSTEM_BODY_TOO_LARGE\n\
         415 SYSTEM_MEDIA_UNSUPPORTED\n\
         422 VALIDATION_ERROR\n\
         500 SYSTEM_INTERNAL_ERROR\n\
         503 USER_STORE_BUSY\n";
    assert_eq!(declared("/users", "post"), sign_up);
    // `AUTH_KEYS_LOST` is sent as `AUTH_SERVICE_FAILED`.
    let show_user = "400 SYSTEM_BODY_MALFORMED\n\
         401 AUTH_TOKEN_EXPIRED\n\
         404 USER_NOT_FOUND\n\
         422 VALIDATION_ERROR\n\
         500 AUTH_SERVICE_FAILED SYSTEM_INTERNAL_ERROR\n";
    assert_eq!(declared("/users/{id}", "get"), show_user);
    let document = document();
    let created = &document["paths"]["/users"]["post"]["responses"]["201"];
    let schema = &created["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/User");
}

#[test]
fn headers_and_details_are_typed_inline() {
    let document = document();
    let responses = &document["paths"]["/users"]["post"]["responses"];
    let show_user = &document["paths"]["/users/{id}"]["get"]["responses"];
    let header = |status: &str, name: &str| responses[status]["headers"][name].clone();
    assert_eq!(header("503", "Retry-After")["schema"]["type"], "integer");
    assert_eq!(show_user["401"]["headers"]["WWW-Authenticate"]["schema"]["type"], "string");
    assert_eq!(header("409", "Retry-After"), Value::Null);
    let languages = header("409", "Content-Language")["schema"]["enum"].clone();
    assert_eq!(languages.as_array().unwrap()[..3], ["en", "ja", "vi"]);
    assert_eq!(header("409", "X-Request-Id")["schema"]["type"], "string");
    let taken = &responses["409"]["content"]["application/json"]["schema"]["oneOf"][1];
    let details = &taken["properties"]["error"]["properties"]["details"];
    assert_eq!(details["required"], serde_json::json!(["name", "tries"]));
    assert_eq!(details["properties"]["tries"]["maximum"].as_f64(), Some(255.0));
    assert_eq!(details["properties"]["free"]["items"]["type"], "string");
    let ended = &responses["409"]["content"]["application/json"]["schema"]["oneOf"][2];
    assert_eq!(ended["deprecated"], true);
    let example = &show_user["404"]["content"]["application/json"]["examples"]["USER_NOT_FOUND"];
    assert_eq!(example["value"]["error"]["details"]["id"], 123);
}

/// The responses by utoipa 6, by utoipa 5 and as JSON are those of the components.
fn assert_one_source<C: CodeSet>(document: &str)
where
    Failure<C>: utoipa::IntoResponses + utoipa5::IntoResponses,
{
    let components: Value = serde_json::from_str(document).unwrap();
    let components = components["components"]["responses"].as_object().unwrap();
    let plain = openapi::responses::<C>();
    let newest = <Failure<C> as utoipa::IntoResponses>::responses();
    let newest = serde_json::to_value(newest).unwrap();
    let older = serde_json::to_value(<Failure<C> as utoipa5::IntoResponses>::responses()).unwrap();
    assert_eq!(plain.len(), components.len());
    for (name, component) in components {
        let status = &name[1..];
        assert_eq!(&plain[status], component, "{name}");
        let kept = |value: &Value, names: &[&str]| without(value, names);
        // utoipa keeps the `enum` of a constant; the summary of an example and links to pages have no place in it.
        let lost = ["const", "externalDocs", "summary"];
        assert_eq!(kept(&newest[status], &lost), kept(component, &lost), "{name}");
        // utoipa 5 has no example in a header either.
        let headers = |value: &Value| kept(&value["headers"], &["example", "examples"]);
        assert_eq!(headers(&older[status]), headers(component), "{name}");
        assert_eq!(kept(&older[status]["content"], &lost), kept(&component["content"], &lost));
    }
    assert!(codes(newest.as_object().unwrap()) == codes(&plain));
}

#[test]
fn every_dialect_has_one_source() {
    assert_one_source::<Codes>(&rendered(&Codes::spec()));
    assert_one_source::<SignUp>(&rendered(&SignUp::spec()));
    assert_one_source::<Problem>(&rendered(&Problem::spec()));
    assert_one_source::<Google>(&rendered(&Google::spec()));
    assert_one_source::<Flat>(&rendered(&Flat::spec()));
    assert_one_source::<Agent>(&rendered(&Agent::spec()));
}

fn rendered(catalog: &catalog_specs::Catalog) -> String {
    catalog_specs::render::openapi(catalog)
}

#[test]
fn an_endpoint_costs_three_lines() {
    let sources = [include_str!("../../src/codes.rs"), include_str!("../../src/by_utoipa.rs")];
    let lines = sources.iter().flat_map(|source| source.lines().map(str::trim));
    let naming = lines.filter(|line| line.contains("ShowUser") && !line.starts_with("use "));
    // The set, the responses of the operation, and what the handler returns. The types of its clients are generated.
    assert_eq!(naming.count(), 3);
}
