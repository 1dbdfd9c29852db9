//! What is dropped beside a response may panic: futures of middlewares, bodies that are sent whole or not at all.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Path, Request};
use axum::response::Response;
use axum::routing::get;
use edge_axum::catalogue::{Codes, MARKER};
use edge_axum::server::{Running, run};
use error_catalog::tower::CatalogLayer;
use http::StatusCode;
use http_body::{Frame, SizeHint};
use tower::{Layer, Service};

/// Panics where it is dropped.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{MARKER}");
    }
}

/// A middleware whose future holds a trap, as a guard of a span or a permit is held.
#[derive(Clone, Copy)]
struct Holds;

#[derive(Clone)]
struct Holding<S>(S);

impl<S> Layer<S> for Holds {
    type Service = Holding<S>;

    fn layer(&self, inner: S) -> Holding<S> {
        Holding(inner)
    }
}

impl<S: Service<Request>> Service<Request> for Holding<S>
where
    S::Future: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Held<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Held(Box::pin(self.0.call(request)), Trap)
    }
}

struct Held<F>(Pin<Box<F>>, #[allow(dead_code, reason = "it is dropped")] Trap);

impl<F: Future> Future for Held<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let answer = ready!(self.0.as_mut().poll(cx));
        Poll::Ready(answer)
    }
}

/// A body that is sent whole, or is empty, and panics where it is dropped.
struct Mined {
    bytes: Option<Bytes>,
    length: Option<u64>,
    _trap: Trap,
}

impl HttpBody for Mined {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

async fn mined(Path((status, way)): Path<(u16, String)>) -> Response {
    let (bytes, length) = match way.as_str() {
        "whole" => (Some("whole"), Some(5)),
        "open" => (Some("whole"), None),
        _ => (None, Some(0)),
    };
    let bytes = bytes.map(|bytes| Bytes::from_static(bytes.as_bytes()));
    let mut response = Response::new(Body::new(Mined { bytes, length, _trap: Trap }));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

/// The answer as it came; nothing where the connection ended without one.
fn ask(shop: &Running, method: &str, path: &str) -> String {
    let request = format!("{method} {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n");
    String::from_utf8_lossy(&shop.raw(request.as_bytes())).into_owned()
}

/// Beneath a router of axum, which drops such a future itself, this is a panic of the handler.
#[test]
fn the_future_of_a_middleware_may_panic_when_dropped() {
    let fine = tower::service_fn(async |_: Request| {
        Ok::<_, std::convert::Infallible>(Response::new(Body::from("fine")))
    });
    let service = CatalogLayer::<Codes>::new().layer(Holds.layer(fine));
    let shop = run(Router::new().fallback_service(service));
    let seen = ask(&shop, "GET", "/fine");
    assert!(seen.starts_with("HTTP/1.1 200") && seen.ends_with("fine"), "{seen:?}");
}

#[test]
fn a_body_may_panic_when_dropped() {
    let routes = Router::new().route("/mined/{status}/{way}", get(mined));
    let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
    let mut wrong = Vec::new();
    for status in [200, 409, 500, 204, 304] {
        for way in ["whole", "open", "empty"] {
            let path = format!("/mined/{status}/{way}");
            let seen = ask(&shop, "GET", &path);
            let is_right = seen.starts_with(&format!("HTTP/1.1 {status}"));
            wrong.extend((!is_right).then(|| format!("{path}: {seen:?}")));
            // axum itself drops the body of a HEAD, which is a panic of the handler.
            let seen = ask(&shop, "HEAD", &path);
            wrong
                .extend((!seen.starts_with("HTTP/1.1 ")).then(|| format!("HEAD {path}: {seen:?}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Without axum's own handling of HEAD.
#[test]
fn a_body_that_is_not_asked_for_may_panic_when_dropped() {
    let service = tower::service_fn(async |_: Request| {
        let body =
            Mined { bytes: Some(Bytes::from_static(b"whole")), length: Some(5), _trap: Trap };
        Ok::<_, std::convert::Infallible>(Response::new(Body::new(body)))
    });
    let service = CatalogLayer::<Codes>::new().layer(service);
    let shop = run(Router::new().fallback_service(service));
    let seen = ask(&shop, "GET", "/");
    assert!(seen.starts_with("HTTP/1.1 200") && seen.ends_with("whole"), "{seen:?}");
    let seen = ask(&shop, "HEAD", "/");
    assert!(seen.starts_with("HTTP/1.1 200"), "{seen:?}");
}
