//! `responses(…, Failure<…>)` of both releases of utoipa.

use edge_openapi::by_utoipa::Api;
use edge_openapi::codes::{Agent, Codes, Flat, Google, Problem};
use error_catalog::{Failure, Registry, openapi};
use serde_json::Value;
use utoipa::OpenApi as _;

use crate::shape::{codes, without};

fn document() -> Value {
    serde_json::to_value(Api::openapi()).unwrap()
}

#[test]
fn a_failure_documents_every_code_of_its_operation() {
    let document = document();
    for (path, method) in [("/users", "post"), ("/users/{id}", "get")] {
        let responses = document["paths"][path][method]["responses"].as_object().unwrap();
        let codes = codes(responses);
        assert_eq!(
            codes["409"],
            ["USER_EMAIL_EXISTS", "USER_NAME_TAKEN", "USER_PLAN_ENDED"],
            "{path}"
        );
        assert_eq!(codes["422"], ["VALIDATION_ERROR"]);
        let internal = ["AUTH_SERVICE_FAILED", "SYSTEM_INTERNAL_ERROR"];
        assert_eq!(codes["500"], internal, "a masked code is not shown");
        assert_eq!(codes["413"], ["SYSTEM_BODY_TOO_LARGE"]);
        assert_eq!(codes["415"], ["SYSTEM_MEDIA_UNSUPPORTED"]);
    }
    let created = &document["paths"]["/users"]["post"]["responses"]["201"];
    assert_eq!(
        created["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/User"
    );
}

#[test]
fn headers_and_details_are_typed_inline() {
    let document = document();
    let responses = &document["paths"]["/users"]["post"]["responses"];
    let header = |status: &str, name: &str| responses[status]["headers"][name].clone();
    assert_eq!(header("503", "Retry-After")["schema"]["type"], "integer");
    assert_eq!(header("401", "WWW-Authenticate")["schema"]["type"], "string");
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
    let example = &responses["404"]["content"]["application/json"]["examples"]["USER_NOT_FOUND"];
    assert_eq!(example["value"]["error"]["details"]["id"], "id-123");
}

/// The responses by utoipa 6, by utoipa 5 and as JSON are those of the components.
fn assert_one_source<C: Registry>(document: &str)
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
    assert_one_source::<Problem>(&rendered(&Problem::spec()));
    assert_one_source::<Google>(&rendered(&Google::spec()));
    assert_one_source::<Flat>(&rendered(&Flat::spec()));
    assert_one_source::<Agent>(&rendered(&Agent::spec()));
}

fn rendered(catalog: &catalog_specs::Catalog) -> String {
    catalog_specs::render::openapi(catalog)
}
