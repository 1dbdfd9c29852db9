//! Codes that the registry of the layer does not list: clients receive a listed code, and the log has the true one.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use edge_axum::capture::{Record, subscribe_everywhere};
use edge_axum::catalogue::{Codes, MARKER};
use edge_axum::server::{Running, run};
use error_catalog::dialect::ProblemDetails;
use error_catalog::edge::{Edge, ResponseError, ResponseInfo};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
use http::{Method, StatusCode};
use tracing::Level;

/// An enum that names no registry.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ATTIC", into_response)]
enum AtticError {
    #[catalog(
        code = "ATTIC_STAIRS_STEEP",
        status = 409,
        log_level = "INFO",
        message = "The stairs to {floor} are steep",
        display = "SELECT stairs FROM floors, which key.pem opens"
    )]
    StairsSteep {
        #[detail]
        floor: String,
        #[context]
        steps: u32,
    },
}

catalog! {
    /// The registry of another service.
    struct Cellar { CellarError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CELLAR", registry = Cellar, into_response)]
enum CellarError {
    #[catalog(code = "CELLAR_LIGHT_OUT", status = 404, log_level = "INFO", message = "It is dark")]
    LightOut(#[source] std::io::Error),
}

catalog! {
    /// A registry that lists an enum, and not the one within it.
    struct House { HouseError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HOUSE", registry = House)]
enum HouseError {
    #[catalog(
        code = "HOUSE_DOOR_SHUT",
        status = 409,
        log_level = "INFO",
        message = "The door is shut"
    )]
    DoorShut,
    #[catalog(transparent)]
    Attic(#[from] AtticError),
}

fn stairs() -> AtticError {
    AtticError::StairsSteep { floor: "二階".into(), steps: 14 }
}

fn light() -> CellarError {
    CellarError::LightOut(std::io::Error::other(MARKER))
}

/// An error that a middleware attached to a response, as the recipes for other frameworks do.
fn attached() -> Response {
    let mut response = StatusCode::CONFLICT.into_response();
    response.extensions_mut().insert(ResponseError::new(Arc::new(stairs())));
    response
}

fn house() -> Router {
    Router::new()
        .route("/enum", get(async || Result::<(), _>::Err(stairs())))
        .route("/of-another-registry", get(async || Result::<(), _>::Err(light())))
        .route("/failure", get(async || Failure::<Cellar>::from(light())))
        .route("/transparent", get(async || Failure::<House>::from(HouseError::Attic(stairs()))))
        .route(
            "/envelope",
            get(async || stairs().envelope().into_response().map(axum::body::Body::from)),
        )
        .route(
            "/another-dialect",
            get(async || {
                stairs()
                    .envelope()
                    .dialect(&ProblemDetails)
                    .into_response()
                    .map(axum::body::Body::from)
            }),
        )
        .route("/attached", get(async || attached()))
        .route("/listed", get(async || Failure::<House>::from(HouseError::DoorShut)))
}

#[track_caller]
fn ask(shop: &Running, path: &str, code: &str) -> Record {
    let before = shop.log.failures().len();
    let seen = shop.get(path);
    assert_eq!((seen.status.as_u16(), &*seen.code()), (500, code), "{path}: {}", seen.text());
    assert_eq!(seen.header("content-type"), "application/json", "{path}");
    assert_eq!(seen.member("trace_id"), seen.header("x-request-id"), "{path}");
    seen.leaks_nothing();
    for hidden in ["ATTIC", "CELLAR", "steep", "dark", "二階", "details"] {
        assert!(!seen.text().contains(hidden), "{path}: {}", seen.text());
    }
    let records = shop.log.failures();
    assert_eq!(records.len(), before + 1, "{path}");
    records[before].clone()
}

#[test]
fn a_code_that_is_not_listed_is_sent_as_the_internal_code() {
    let shop = run(house().layer(CatalogLayer::<House>::new()));
    for path in ["/enum", "/transparent", "/envelope", "/another-dialect", "/attached"] {
        let record = ask(&shop, path, "SYSTEM_INTERNAL_ERROR");
        assert_eq!(record.level, Level::ERROR, "{path}");
        assert_eq!(record.fields["error_code"], "SYSTEM_INTERNAL_ERROR", "{path}");
        assert_eq!(record.fields["status"], "500", "{path}");
        let context = &record.fields["context"];
        let all = r#"{"unlisted":"ATTIC_STAIRS_STEEP","floor":"二階","steps":14}"#;
        assert_eq!(context, all, "{path}");
        assert!(record.fields["message"].starts_with("SELECT stairs"), "{path}: {record:?}");
    }
    for path in ["/of-another-registry", "/failure"] {
        let record = ask(&shop, path, "SYSTEM_INTERNAL_ERROR");
        assert_eq!(record.fields["context"], r#"{"unlisted":"CELLAR_LIGHT_OUT"}"#, "{path}");
        assert!(record.fields["causes"].contains("SELECT"), "{path}: {record:?}");
    }
    // The series of the metrics are those of the registry.
    assert_eq!((shop.counts.count("SYSTEM_INTERNAL_ERROR"), shop.counts.failures()), (7, 7));
    assert_eq!(shop.get("/listed").code(), "HOUSE_DOOR_SHUT");
}

#[test]
fn a_layer_that_lists_the_code_sends_it() {
    let router = Router::new().route("/failure", get(async || Failure::<Cellar>::from(light())));
    let shop = run(router.layer(CatalogLayer::<Cellar>::new()).layer(CatalogLayer::<House>::new()));
    // The inner layer answers for its own registry.
    assert_eq!(shop.get("/failure").code(), "CELLAR_LIGHT_OUT");
    assert_eq!(shop.log.failures().len(), 1);
}

#[test]
fn an_error_that_a_layer_by_hand_hands_over_is_no_exception() {
    subscribe_everywhere();
    let edge = Edge::<Codes>::new();
    let exchange = edge.begin(Method::GET, "/", |_| None);
    let error = stairs();
    for answer in [
        edge.fail(&exchange, &error),
        edge.finish(&exchange, ResponseInfo::new(StatusCode::CONFLICT).error(Some(&error)))
            .unwrap(),
    ] {
        let body = String::from_utf8(answer.body().to_vec()).unwrap();
        assert_eq!(answer.status(), 500);
        assert!(body.contains("SYSTEM_INTERNAL_ERROR") && !body.contains("floor"), "{body}");
    }
}
