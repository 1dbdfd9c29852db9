//! The ready sets are what the extractors answer with: no code more, no code less.

use std::collections::BTreeSet;

use axum::Router;
use axum::routing::{get, post};
use edge_axum::server::run;
use edge_validation::{Codes, Item};
use error_catalog::axum::{Form, Json, Path, Query, Valid};
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, SystemError, catalog};
use http::Request;
use tower::ServiceExt as _;

catalog! {
    pub struct OfJson of Codes { ..error_catalog::JsonBody }
}
catalog! {
    pub struct OfForm of Codes { ..error_catalog::FormBody }
}
catalog! {
    pub struct OfAddress of Codes { ..error_catalog::PathAndQuery }
}
catalog! {
    pub struct NoRoutes of Codes { SystemError::{MethodNotAllowed} }
}

/// More than axum reads.
const TOO_LARGE: usize = (2 << 20) + 1;

fn router() -> Router {
    Router::new()
        .route(
            "/json",
            post(|Json(item): Json<Item>| async { Ok::<_, Failure<OfJson>>(item.code) }),
        )
        .route(
            "/valid",
            post(|Valid(item): Valid<Item>| async { Ok::<_, Failure<OfJson>>(item.code) }),
        )
        .route(
            "/form",
            post(|Form(item): Form<Item>| async { Ok::<_, Failure<OfForm>>(item.code) }),
        )
        .route(
            "/query",
            get(|Query(item): Query<Item>| async { Ok::<_, Failure<OfAddress>>(item.code) }),
        )
        .route(
            "/path/{id}",
            get(|Path(id): Path<u8>| async move { Ok::<_, Failure<OfAddress>>(id.to_string()) }),
        )
        .route(
            "/axum/{id}",
            get(|axum::extract::Path(id): axum::extract::Path<u8>| async move {
                Ok::<_, Failure<OfAddress>>(id.to_string())
            }),
        )
        .route(
            "/undeclared",
            get(|| async { Err::<(), _>(Failure::<NoRoutes>::from(SystemError::RouteNotFound)) }),
        )
        .layer(CatalogLayer::<Codes>::new())
}

/// The codes that requests are answered with.
fn codes<'a>(
    requests: impl IntoIterator<Item = (&'a str, &'a str, &'a str, Vec<u8>)>,
) -> BTreeSet<String> {
    let shop = run(router());
    let ask = |(method, path, media_type, body): (&str, &str, &str, Vec<u8>)| {
        let request =
            Request::builder().method(method).uri(path).header("content-type", media_type);
        let seen = shop.send(request, body);
        let body: serde_json::Value = serde_json::from_slice(&seen.body).unwrap();
        body["code"].as_str().unwrap_or_else(|| panic!("{path}: {body}")).to_owned()
    };
    requests.into_iter().map(ask).collect()
}

fn listed(entries: &[&'static error_catalog::Entry]) -> BTreeSet<String> {
    let codes = entries.iter().map(|entry| entry.code().to_owned());
    codes.filter(|code| code != "SYSTEM_INTERNAL_ERROR").collect()
}

#[test]
fn json_bodies() {
    let json = "application/json";
    for path in ["/json", "/valid"] {
        let found = codes([
            ("POST", path, json, b"{".to_vec()),
            ("POST", path, json, b"\xff".to_vec()),
            ("POST", path, json, b"{}".to_vec()),
            ("POST", path, "text/plain", b"{}".to_vec()),
            ("POST", path, json, vec![b' '; TOO_LARGE]),
        ]);
        assert_eq!(found, listed(&OfJson::entries()), "{path}");
    }
}

#[test]
fn forms() {
    let form = "application/x-www-form-urlencoded";
    let found = codes([
        ("POST", "/form", form, b"price=x".to_vec()),
        ("POST", "/form", form, b"\xff".to_vec()),
        ("POST", "/form", "application/json", b"{}".to_vec()),
        ("POST", "/form", form, vec![b'a'; TOO_LARGE]),
    ]);
    assert_eq!(found, listed(&OfForm::entries()));
}

#[test]
fn paths_and_queries() {
    let found = codes([
        ("GET", "/query?price=x", "", Vec::new()),
        ("GET", "/path/seven", "", Vec::new()),
        ("GET", "/path/%ff", "", Vec::new()),
        // axum's own, which the layer answers for.
        ("GET", "/axum/seven", "", Vec::new()),
    ]);
    assert_eq!(found, listed(&OfAddress::entries()));
}

/// No layer may make a response of it.
#[tokio::test]
#[should_panic(
    expected = "undeclared error code: `NoRoutes` does not list `SYSTEM_ROUTE_NOT_FOUND`"
)]
async fn an_undeclared_code_fails_the_test_through_the_layer() {
    let request = Request::get("/undeclared").body(axum::body::Body::empty()).unwrap();
    let _ = router().oneshot(request).await;
}
