//! The shop's routes: each fails in its own way.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Extension, Path, Query};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use error_catalog::edge::{Exchange, ResponseError, TraceId};
use error_catalog::{ErrorCatalog as _, Failure, OrFail as _};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::catalogue::{Bare, Codes, Label, MARKER, Mine, ShopError};

type Answer<T> = Result<T, Failure<Codes>>;

/// An order, as clients send it.
#[derive(Debug, Deserialize)]
pub struct Order {
    pub item: String,
    pub count: u32,
}

#[derive(Debug, Deserialize)]
struct Page {
    page: u32,
}

/// No layer puts it into a request.
#[derive(Clone)]
struct Nowhere;

/// As many bytes as the shop reads.
pub const LIMIT: usize = 4096;

/// The routes, without a layer around them.
pub fn routes() -> Router {
    catalogued().merge(answering())
}

/// The routes whose every failure has a code.
pub fn catalogued() -> Router {
    Router::new().merge(failing()).merge(refusing())
}

/// Handlers that fail.
fn failing() -> Router {
    Router::new()
        .route("/cart", get(async || Answer::<()>::Err(ShopError::CartEmpty.into())))
        .route("/item/{item}", get(item))
        .route("/stock", get(async || Answer::<()>::Err(ShopError::stock_down().into())))
        .route("/login", get(async || Answer::<()>::Err(ShopError::LoginNeeded.into())))
        .route("/key", get(async || Answer::<()>::Err(ShopError::KeyNeeded.into())))
        .route("/calls", get(async || Answer::<()>::Err(ShopError::CallsTooMany.into())))
        .route("/io", get(io))
        .route("/panic", get(panics))
        .route_service("/panic-at-once", tower::service_fn(panics_at_once))
        .route("/bare", get(async || Result::<(), _>::Err(Bare::FeetCold)))
        .route(
            "/envelope",
            get(async || answer(ShopError::ItemMissing { item: "<b>".into() }.envelope())),
        )
        .route(
            "/envelope-in-english",
            get(async || answer(ShopError::CartEmpty.envelope().locale("en"))),
        )
        .route(
            "/envelope-with-its-own-id",
            get(async || answer(ShopError::CartEmpty.envelope().trace_id("own-7"))),
        )
        .route("/cookie", get(cookie))
        .merge(broken())
}

/// Errors that break where they are shown: a failure, so that it is the layer that shows them.
fn broken() -> Router {
    let torn =
        |label| move || async move { Answer::<()>::Err(ShopError::LabelTorn { label }.into()) };
    let kept = async || {
        let mut response = StatusCode::BAD_REQUEST.into_response();
        response
            .extensions_mut()
            .insert(ResponseError::new(Arc::new(ShopError::ParcelMined { mine: Mine })));
        response
    };
    Router::new()
        .route("/broken/display", get(torn(Label::Fails)))
        .route("/broken/display-that-panics", get(torn(Label::Panics)))
        .route("/broken/detail-that-panics", get(kept))
        .route("/broken/details", get(async || Answer::<()>::Err(ShopError::bill_odd().into())))
        .route(
            "/broken/details-of-an-envelope",
            get(async || answer(ShopError::bill_odd().envelope())),
        )
}

/// Routes that the framework refuses.
fn refusing() -> Router {
    let slow = async || tokio::time::sleep(Duration::from_secs(60)).await;
    let soon =
        TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(50));
    Router::new()
        .route(
            "/order",
            post(async |Json(order): Json<Order>| format!("{} {}", order.count, order.item)),
        )
        .route("/number/{number}", get(async |Path(number): Path<u32>| number.to_string()))
        .route("/text/{text}", get(async |Path(text): Path<String>| text))
        .route("/page", get(async |Query(page): Query<Page>| page.page.to_string()))
        .route("/echo", post(async |body: String| body))
        .route("/bytes", post(async |body: Bytes| body.len().to_string()))
        .layer(DefaultBodyLimit::max(LIMIT))
        .route(
            "/limited",
            post(async |body: Bytes| body.len().to_string())
                .layer(RequestBodyLimitLayer::new(LIMIT)),
        )
        .route("/slow", get(slow).layer(soon))
        .route("/extension", get(async |_: Extension<Nowhere>| ()))
        .route("/fine", get(async || "fine"))
}

/// Handlers that do not fail, whatever their status says.
fn answering() -> Router {
    let json = [("content-type", "application/json")];
    let problem = [(header::CONTENT_TYPE, "application/problem+json")];
    Router::new()
        .route("/status/{status}", any(status))
        .route("/nothing", get(async || StatusCode::NO_CONTENT))
        .route("/same", get(async || StatusCode::NOT_MODIFIED))
        .route("/id", get(async |id: TraceId| id.to_string()))
        .route(
            "/exchange",
            get(async |exchange: Exchange| format!("{} {}", exchange.method(), exchange.path())),
        )
        .route("/own", get(async move || (StatusCode::NOT_FOUND, json, r#"{"own":true}"#)))
        .route("/own-500", get(async move || (StatusCode::INTERNAL_SERVER_ERROR, json, "{}")))
        .route("/own-503", get(async move || (StatusCode::SERVICE_UNAVAILABLE, json, "{}")))
        .route("/dump", get(async || (StatusCode::INTERNAL_SERVER_ERROR, MARKER.as_bytes())))
        .route("/text-of-an-error", get(async || (StatusCode::CONFLICT, MARKER)))
        .route("/problem", get(async move || (StatusCode::CONFLICT, problem, "{}")))
        .route("/page-of-its-own", get(async || (StatusCode::NOT_FOUND, Html("<h1>404</h1>"))))
        .route("/stream", get(async || Body::new(Body::from("streamed"))))
}

async fn item(Path(item): Path<String>) -> Answer<()> {
    Err(ShopError::ItemMissing { item })?
}

async fn io() -> Answer<String> {
    let read = Err::<String, _>(std::io::Error::other(MARKER));
    Ok(read.or_internal_with(|| "reading the stock")?)
}

async fn panics() {
    panic!("{MARKER}");
}

fn panics_at_once(_: axum::extract::Request) -> std::future::Ready<Result<Response, Infallible>> {
    panic!("{MARKER}");
}

/// A failure with a cookie, as a logout answers.
async fn cookie() -> Response {
    let failure = Failure::<Codes>::from(ShopError::LoginNeeded);
    ([(header::SET_COOKIE, "session=; Max-Age=0")], failure).into_response()
}

async fn status(Path(status): Path<u16>) -> (StatusCode, HeaderMap) {
    (StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), HeaderMap::new())
}

fn answer(envelope: error_catalog::Envelope<'_>) -> Response {
    IntoResponse::into_response(envelope)
}
