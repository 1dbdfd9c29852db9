//! The other side: what a careful service writes without a catalogue. The response is constant but for the id, which
//! the layer reads or makes, checks, puts into the request's extensions, the body and the header, and for the text,
//! which is in the client's language; it opens the same span, writes one log record, counts once, and answers
//! for a handler that panics.

use std::any::Any;
use std::convert::Infallible;
use std::hash::{BuildHasher as _, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use http::{HeaderValue, StatusCode, header};
use tower::Service;
use tracing::Instrument as _;

/// The mark of a failure, by which the layer knows that there is an id to fill in.
#[derive(Clone, Copy)]
struct Failed;

#[derive(Clone)]
struct TraceId(#[expect(dead_code, reason = "for handlers that ask")] String);

/// The response where there is no layer.
const BODY: &str = r#"{"error":{"code":"SHOP_CART_EMPTY","message":"カートが空です"}}"#;

/// Returns the failure of `/cart`: a constant response, complete without the layer.
pub async fn handler() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    let mut response = (StatusCode::BAD_REQUEST, headers, BODY).into_response();
    response.extensions_mut().insert(Failed);
    response
}

#[derive(Clone, Copy)]
pub struct Layer;

#[derive(Clone)]
pub struct ByHand<S>(S);

impl<S> tower::Layer<S> for Layer {
    type Service = ByHand<S>;

    fn layer(&self, inner: S) -> ByHand<S> {
        ByHand(inner)
    }
}

impl<S> Service<Request> for ByHand<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let (id, language) = (trace_id(&request), language(&request));
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        request.extensions_mut().insert(TraceId(id.clone()));
        let span = tracing::error_span!("request", trace_id = id, %method, path);
        let answered = catch_unwind(AssertUnwindSafe(|| self.0.call(request)));
        let finish = async move {
            let answered = match answered {
                Ok(answered) => AssertUnwindSafe(answered).catch_unwind().await,
                Err(panicked) => Err(panicked),
            };
            let mut response = answered.unwrap_or_else(|panicked| Ok(panicked_with(&*panicked)))?;
            if response.extensions_mut().remove::<Failed>().is_some() {
                let message =
                    if language == "ja" { "カートが空です" } else { "The cart is empty" };
                // The facts that the record of the catalogue has.
                tracing::info!(
                    severity = "WARNING",
                    environment = "production",
                    trace_id = id,
                    error_code = "SHOP_CART_EMPTY",
                    source = "internal",
                    status = 400,
                    route = "/cart",
                    %method,
                    path,
                    "{message}"
                );
                metrics::counter!(
                    "errors_total",
                    "error_code" => "SHOP_CART_EMPTY",
                    "domain" => "SHOP",
                    "severity" => "WARNING",
                    "source" => "internal",
                )
                .increment(1);
                metrics::counter!("severity_count", "severity" => "WARNING").increment(1);
                let body = format!(
                    r#"{{"error":{{"code":"SHOP_CART_EMPTY","message":"{message}","trace_id":"{id}"}}}}"#
                );
                let headers = response.headers_mut();
                headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
                headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language));
                headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
                *response.body_mut() = Body::from(body);
            }
            if let Ok(id) = HeaderValue::from_str(&id) {
                response.headers_mut().insert("x-request-id", id);
            }
            Ok(response)
        };
        Box::pin(finish.instrument(span))
    }
}

/// The answer to a handler that panicked.
fn panicked_with(panicked: &(dyn Any + Send)) -> Response {
    let text = panicked.downcast_ref::<&str>().copied().unwrap_or("a panic");
    tracing::error!(error_code = "SYSTEM_INTERNAL_ERROR", "{text}");
    let headers = [(header::CONTENT_TYPE, "application/json")];
    let body =
        r#"{"error":{"code":"SYSTEM_INTERNAL_ERROR","message":"システムエラーが発生しました"}}"#;
    (StatusCode::INTERNAL_SERVER_ERROR, headers, body).into_response()
}

/// The language that the client asks for first, of the two that there are.
fn language(request: &Request) -> &'static str {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok());
    accepted.filter(|accepted| accepted.starts_with("en")).map_or("ja", |_| "en")
}

/// The id of the request, if it is one, else a new one.
fn trace_id(request: &Request) -> String {
    let headers = request.headers();
    let parent = headers.get("traceparent").and_then(|value| value.to_str().ok());
    let parent = parent.and_then(|parent| parent.split('-').nth(1));
    let parent =
        parent.filter(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let own = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    let own = own.filter(|id| {
        let is_sound = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        !id.is_empty() && id.len() <= 128 && id.bytes().all(is_sound)
    });
    parent.or(own).map_or_else(
        || {
            format!(
                "{:016x}{:016x}",
                RandomState::new().hash_one(1),
                RandomState::new().hash_one(2)
            )
        },
        str::to_owned,
    )
}
