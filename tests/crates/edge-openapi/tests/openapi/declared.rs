//! What the service sends is what its document declares.

use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use edge_openapi::by_utoipa::{Api, router};
use edge_openapi::codes::{Codes, UserError};
use error_catalog::testing::{DeclaredCodes, assert_code, collect};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog as _, Failure};
use http::{Request, Response};
use serde_json::Value;
use tower::ServiceExt as _;
use utoipa::OpenApi as _;

/// A document, to be told from a router by its type.
fn declared() -> DeclaredCodes {
    DeclaredCodes::of_openapi(&Api::openapi())
}

fn tested() -> Router {
    // The outermost layer.
    router().layer(DeclaredCodes::of_openapi(&Api::openapi()))
}

async fn send(router: Router, request: Request<Body>) -> Response<Vec<u8>> {
    collect(router.oneshot(request).await.unwrap()).await
}

fn post_user(media_type: &str, body: &str) -> Request<Body> {
    let request = Request::post("/users").header("content-type", media_type);
    request.body(Body::from(body.to_owned())).unwrap()
}

#[tokio::test]
async fn every_body_is_what_its_schema_says() {
    let document = serde_json::to_value(Api::openapi()).unwrap();
    let name = |name: &str| post_user("application/json", &format!(r#"{{"name":"{name}"}}"#));
    let show = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    for (request, path, code) in [
        (name("taken"), "/users", "USER_NAME_TAKEN"),
        (name("hanako"), "/users", "USER_EMAIL_EXISTS"),
        (name("ended"), "/users", "USER_PLAN_ENDED"),
        (name("busy"), "/users", "USER_STORE_BUSY"),
        (name(""), "/users", "VALIDATION_ERROR"),
        (name(&"語".repeat(21)), "/users", "VALIDATION_ERROR"),
        (post_user("application/json", "{"), "/users", "SYSTEM_BODY_MALFORMED"),
        (post_user("application/json", "{}"), "/users", "VALIDATION_ERROR"),
        (post_user("text/plain", "{}"), "/users", "SYSTEM_MEDIA_UNSUPPORTED"),
        (show("/users/9"), "/users/{id}", "USER_NOT_FOUND"),
        (show("/users/x"), "/users/{id}", "VALIDATION_ERROR"),
    ] {
        let method = request.method().as_str().to_lowercase();
        let response = send(tested(), request).await;
        let status = response.status().as_u16().to_string();
        let declared = &document["paths"][path][method.as_str()]["responses"][&status];
        let schema = &declared["content"]["application/json"]["schema"];
        let body: Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["error"]["code"], code, "{body}");
        let validator = jsonschema::validator_for(schema).unwrap();
        let problems: Vec<_> = validator.iter_errors(&body).map(|one| one.to_string()).collect();
        assert!(problems.is_empty(), "{path} {status} {body}: {problems:?}");
        for header in declared["headers"].as_object().unwrap().keys() {
            // Only a client that requests a language receives this header.
            let is_sent = response.headers().contains_key(header.as_str());
            assert!(is_sent || header == "Content-Language", "{path} {status} {header}");
        }
        let mut other = body.clone();
        other["error"]["code"] = "OTHER_CODE_SENT".into();
        assert!(!validator.is_valid(&other), "{schema}");
    }
}

#[tokio::test]
async fn success_passes_the_layer_as_it_is() {
    let request = post_user("application/json", r#"{"name":"Taro"}"#);
    let response = send(router().layer(declared()), request).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.body(), br#"{"id":7,"name":"Taro"}"#);
}

#[tokio::test]
async fn an_unknown_route_is_no_operation() {
    let request = Request::get("/nowhere").body(Body::empty()).unwrap();
    let response = send(router().layer(declared()), request).await;
    assert_code!(response, error_catalog::codes::SYSTEM_ROUTE_NOT_FOUND);
}

/// A document that declares less than the service sends: the test fails.
fn declares_less() -> DeclaredCodes {
    let mut document = serde_json::to_value(Api::openapi()).unwrap();
    let responses = &mut document["paths"]["/users"]["post"]["responses"];
    responses["409"]["content"]["application/json"]["schema"]["oneOf"]
        .as_array_mut()
        .unwrap()
        .remove(0);
    responses.as_object_mut().unwrap().remove("415");
    DeclaredCodes::of_openapi(&document)
}

#[tokio::test]
#[should_panic(
    expected = "`POST /users` sent `USER_EMAIL_EXISTS` with status 409, which the operation does not declare"
)]
async fn an_undeclared_code_fails_the_test() {
    let request = post_user("application/json", r#"{"name":"hanako"}"#);
    send(router().layer(declares_less()), request).await;
}

#[tokio::test]
#[should_panic(expected = "`POST /users` sent `SYSTEM_MEDIA_UNSUPPORTED` with status 415, which")]
async fn an_undeclared_code_of_an_extractor_fails_the_test() {
    send(router().layer(declares_less()), post_user("text/plain", "{}")).await;
}

async fn not_documented() -> Result<(), Failure<Codes>> {
    Err(UserError::EmailExists)?
}

#[tokio::test]
#[should_panic(expected = "and the OpenAPI document has no such operation")]
async fn an_operation_that_is_not_documented_fails_the_test() {
    let router =
        Router::new().route("/other", post(not_documented)).route("/", get(not_documented));
    let router = router.layer(CatalogLayer::<Codes>::new()).layer(declared().except("/"));
    let response = send(router.clone(), Request::get("/").body(Body::empty()).unwrap()).await;
    assert_code!(response, UserError::EmailExists.code());
    send(router, Request::post("/other").body(Body::empty()).unwrap()).await;
}
