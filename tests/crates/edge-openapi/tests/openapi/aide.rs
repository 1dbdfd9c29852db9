//! The types of a handler alone document it with aide.

use std::cell::RefCell;

use edge_openapi::by_aide::service;
use edge_openapi::codes::{Agent, Codes, Flat, Google, Problem, ShowUser};
use error_catalog::{CodeSet, Failure, openapi};
use serde_json::{Value, json};

use crate::shape::{codes, without};

thread_local!(static PROBLEMS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) });

#[test]
fn the_types_of_a_handler_document_it() {
    aide::generate::on_error(|error| PROBLEMS.with_borrow_mut(|all| all.push(error.to_string())));
    let (_, document) = service();
    let document = serde_json::to_value(document).unwrap();
    assert_eq!(PROBLEMS.take(), Vec::<String>::new());
    for (path, method, statuses) in [
        ("/users", "post", "400 409 413 415 422 500 503"),
        ("/users", "get", "400 401 404 405 408 409 413 415 422 500 503"),
        ("/users/checked", "get", "400 401 404 405 408 409 413 415 422 500 503"),
        ("/users/{id}", "get", "400 401 404 422 500"),
    ] {
        let responses = document["paths"][path][method]["responses"].as_object().unwrap();
        let codes = codes(responses);
        let found: Vec<_> = codes.keys().map(String::as_str).collect();
        assert_eq!(found.join(" "), statuses, "{path} {method}");
        assert!(responses.contains_key("200"), "{path} {method}");
    }
    let sign_up = &document["paths"]["/users"]["post"];
    let body = &sign_up["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/NewUser");
    assert_eq!(sign_up["requestBody"]["description"], "The user to be.");
    let parameters = |path: &str| {
        let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        let each = parameters.iter().map(|one| json!([one["in"], one["name"]]));
        Value::Array(each.collect())
    };
    assert_eq!(parameters("/users"), json!([["query", "page"]]));
    assert_eq!(parameters("/users/checked"), json!([["query", "page"]]));
    assert_eq!(parameters("/users/{id}"), json!([["path", "id"]]));
}

fn assert_one_source<C: CodeSet>() {
    let mut operation = aide::openapi::Operation::default();
    let inferred = aide::generate::in_context(|context| {
        <Failure<C> as aide::OperationOutput>::inferred_responses(context, &mut operation)
    });
    let plain = openapi::responses::<C>();
    assert_eq!(inferred.len(), plain.len());
    for (status, response) in inferred {
        let written = serde_json::to_value(response).unwrap();
        let plain = &plain[&status.unwrap().to_string()];
        // aide writes the defaults of headers.
        let lost = ["style", "summary"];
        assert_eq!(without(&written, &lost), without(plain, &lost), "{status:?}");
    }
}

#[test]
fn every_dialect_has_one_source() {
    assert_one_source::<Codes>();
    assert_one_source::<ShowUser>();
    assert_one_source::<Problem>();
    assert_one_source::<Google>();
    assert_one_source::<Flat>();
    assert_one_source::<Agent>();
}
