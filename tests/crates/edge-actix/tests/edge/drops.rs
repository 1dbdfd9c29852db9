//! What is dropped beside a response may panic, and what a middleware is asked before a request.

use std::future::{Future, Ready, ready};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse};
use edge_actix::client::raw_at;
use edge_actix::recorded::records;
use edge_actix::shop::{MARKER, catalogue};

/// Panics where it is dropped.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{MARKER}");
    }
}

/// A body that panics where it is dropped, or asked for its bytes.
struct Mined {
    way: String,
    is_sent: bool,
    _trap: Trap,
}

impl MessageBody for Mined {
    type Error = std::convert::Infallible;

    fn size(&self) -> BodySize {
        match self.way.as_str() {
            "empty" => BodySize::Sized(0),
            "none" => BodySize::None,
            "open" => BodySize::Stream,
            "asked" => panic!("{MARKER}"),
            _ => BodySize::Sized(5),
        }
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let is_sent = std::mem::replace(&mut self.is_sent, true);
        Poll::Ready((!is_sent).then(|| Ok(Bytes::from_static(b"whole"))))
    }

    fn try_into_bytes(self) -> Result<Bytes, Self> {
        match self.way.as_str() {
            "bytes" => Ok(Bytes::from_static(b"whole")),
            "bytes-panic" => panic!("{MARKER}"),
            _ => Err(self),
        }
    }
}

async fn mined(path: web::Path<(u16, String)>) -> HttpResponse {
    let (status, way) = path.into_inner();
    let body = Mined { way, is_sent: false, _trap: Trap };
    HttpResponse::with_body(StatusCode::from_u16(status).unwrap(), body).map_into_boxed_body()
}

/// A middleware whose future holds a trap, and that may panic or fail before a request.
#[derive(Clone, Copy)]
struct Holds(Unready);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unready {
    Never,
    Panics,
    Fails,
}

impl<S, B> Transform<S, ServiceRequest> for Holds
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = actix_web::Error> + 'static,
    B: 'static,
{
    type Response = ServiceResponse<B>;
    type Error = actix_web::Error;
    type Transform = Holding<S>;
    type InitError = ();
    type Future = Ready<Result<Holding<S>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(Holding(inner, self.0)))
    }
}

struct Holding<S>(S, Unready);

impl<S, B> Service<ServiceRequest> for Holding<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = actix_web::Error> + 'static,
    B: 'static,
{
    type Response = ServiceResponse<B>;
    type Error = actix_web::Error;
    type Future = Held<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), actix_web::Error>> {
        match self.1 {
            Unready::Never => self.0.poll_ready(cx),
            Unready::Panics => panic!("{MARKER}"),
            Unready::Fails => Poll::Ready(Err(actix_web::error::ErrorServiceUnavailable(MARKER))),
        }
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        Held(Box::pin(self.0.call(request)), Trap)
    }
}

struct Held<F>(Pin<Box<F>>, #[allow(dead_code, reason = "it is dropped")] Trap);

impl<F: Future> Future for Held<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.0.as_mut().poll(cx)
    }
}

fn routes(app: &mut web::ServiceConfig) {
    app.route("/mined/{status}/{way}", web::route().to(mined))
        .route("/fine", web::get().to(async || "fine"));
}

fn ask(address: SocketAddr, method: &str, path: &str) -> String {
    let id = path.replace('/', ".");
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nx-request-id: drops{id}.{method}\r\nconnection: close\r\n\r\n"
    );
    String::from_utf8_lossy(&raw_at(address, request.as_bytes())).into_owned()
}

/// Each answer has its status; those that have another one than 500 are named.
fn wrong(
    address: SocketAddr,
    asked: impl Iterator<Item = (&'static str, String, u16)>,
) -> Vec<String> {
    let seen = asked.filter_map(|(method, path, status)| {
        let seen = ask(address, method, &path);
        let is_right = seen.starts_with(&format!("HTTP/1.1 {status}"));
        (!is_right)
            .then(|| format!("{method} {path}: {:?}", seen.lines().next().unwrap_or_default()))
    });
    seen.collect()
}

#[test]
fn a_body_may_panic_when_dropped_or_asked() {
    let address = edge_actix::serve!(App::new().configure(routes).wrap(catalogue()));
    let mut asked = Vec::new();
    for method in ["GET", "HEAD"] {
        for status in [200, 409, 500, 204, 304] {
            for way in ["open", "sized", "empty"] {
                asked.push((method, format!("/mined/{status}/{way}"), status));
            }
            // actix itself asks for the bytes and drops the body, which is a panic of the handler.
            for way in ["none", "bytes", "bytes-panic", "asked"] {
                asked.push((method, format!("/mined/{status}/{way}"), 500));
            }
        }
    }
    assert_eq!(wrong(address, asked.into_iter()), [""; 0]);
    assert_eq!(records("drops.mined.200.bytes-panic.GET").len(), 1);
}

#[test]
fn the_future_of_a_middleware_may_panic_when_dropped() {
    let address = edge_actix::serve!(
        App::new().configure(routes).wrap(Holds(Unready::Never)).wrap(catalogue())
    );
    let asked = [("GET", "/fine".to_owned(), 200), ("GET", "/nowhere".to_owned(), 404)];
    assert_eq!(wrong(address, asked.into_iter()), [""; 0]);
}

#[test]
fn a_middleware_that_does_not_become_ready_is_a_failure_of_the_request() {
    let panics = edge_actix::serve!(
        App::new().configure(routes).wrap(Holds(Unready::Panics)).wrap(catalogue())
    );
    let seen = ask(panics, "GET", "/fine");
    assert!(seen.starts_with("HTTP/1.1 500") && !seen.contains(MARKER), "{seen:?}");
    let fails = edge_actix::serve!(
        App::new().configure(routes).wrap(Holds(Unready::Fails)).wrap(catalogue())
    );
    let seen = ask(fails, "GET", "/fine");
    assert!(seen.starts_with("HTTP/1.1 503") && !seen.contains(MARKER), "{seen:?}");
}
