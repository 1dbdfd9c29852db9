//! A service that tonic's generator has not written: what it answers may be no status, and what it holds may panic.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};

use bytes::Bytes;
use edge_tonic::raw::{self, Answer};
use edge_tonic::recorded;
use edge_tonic::shop::{Codes, MARKER};
use error_catalog::tonic::CatalogLayer;
use http::{HeaderMap, Request, Response};
use http_body::{Frame, SizeHint};
use tokio_stream::wrappers::TcpListenerStream;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::transport::Server;
use tower_service::Service;

/// Panics where it is dropped.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{MARKER}");
    }
}

/// Answers in the way that the method names.
#[derive(Clone)]
struct Own;

impl NamedService for Own {
    const NAME: &'static str = "own.Shop";
}

impl Service<Request<Body>> for Own {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Held;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Held {
        let way = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
        let trap = (way == "held").then(|| Trap);
        Held(Some(way), trap)
    }
}

/// The future response, which holds a trap beyond its end.
struct Held(Option<String>, #[allow(dead_code, reason = "it is dropped")] Option<Trap>);

impl Future for Held {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let way = self.0.take().unwrap();
        let mut response = Response::new(());
        let headers = response.headers_mut();
        headers.insert("content-type", "application/grpc".parse().unwrap());
        match way.as_str() {
            "failed" => {
                headers.insert("grpc-status", "5".parse().unwrap());
            }
            "page" => {
                headers.insert("content-type", "text/html".parse().unwrap());
                *response.status_mut() = http::StatusCode::BAD_GATEWAY;
            }
            _ => {}
        }
        let trap = matches!(way.as_str(), "mined" | "failed").then(|| Trap);
        Poll::Ready(Ok(response.map(|()| Body::new(Pieces { way, sent: 0, _trap: trap }))))
    }
}

/// An empty message, and then what the method names.
struct Pieces {
    way: String,
    sent: u8,
    _trap: Option<Trap>,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        self.sent += 1;
        Poll::Ready(match (self.way.as_str(), self.sent) {
            ("failed", _) => panic!("{MARKER}"),
            ("page", 1) => Some(Ok(Frame::data(Bytes::from_static(MARKER.as_bytes())))),
            (_, 1) => Some(Ok(Frame::data(Bytes::from_static(&[0; 5])))),
            ("silent" | "page", _) | (_, 3..) => None,
            _ => {
                let mut trailers = HeaderMap::new();
                trailers.insert("grpc-status", "0".parse().unwrap());
                Some(Ok(Frame::trailers(trailers)))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        assert!(self.way != "shy", "{MARKER}");
        false
    }

    fn size_hint(&self) -> SizeHint {
        assert!(self.way != "sizeless", "{MARKER}");
        SizeHint::default()
    }
}

fn serve() -> SocketAddr {
    recorded::listen();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send.send(listener.local_addr().unwrap()).unwrap();
            let server = Server::builder().layer(CatalogLayer::<Codes>::new()).add_service(Own);
            server.serve_with_incoming(TcpListenerStream::new(listener)).await.unwrap();
        });
    });
    receive.recv().unwrap()
}

fn ask(address: SocketAddr, way: &str) -> Option<Answer> {
    let request = Request::post(format!("http://{address}/own.Shop/{way}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .header("x-request-id", format!("own-{way}"))
        .body(())
        .unwrap();
    raw::send(address, vec![(request, Bytes::from_static(&[0; 5]))]).remove(0)
}

/// The gRPC status of an answer, in its head or its trailers.
fn status(answer: &Answer) -> String {
    let status = answer.trailers.get("grpc-status").or(answer.headers.get("grpc-status"));
    status.map_or("none".to_owned(), |status| status.to_str().unwrap().to_owned())
}

#[test]
fn what_a_service_holds_may_panic() {
    let address = serve();
    for way in ["held", "mined", "shy", "sizeless"] {
        let answer = ask(address, way).unwrap_or_else(|| panic!("{way} was not answered"));
        // What tonic itself asks or drops is a panic of the service.
        let statuses: &[&str] = if way == "mined" { &["0"] } else { &["0", "13"] };
        assert!(statuses.contains(&&*status(&answer)), "{way}: {answer:?}");
    }
}

/// The library of a client would make `UNKNOWN` of it.
#[test]
fn an_answer_without_a_status_is_a_failure() {
    let address = serve();
    for (way, code) in [("silent", "13"), ("page", "14"), ("failed", "5")] {
        let answer = ask(address, way).unwrap_or_else(|| panic!("{way} was not answered"));
        assert_eq!(status(&answer), code, "{way}: {answer:?}");
        assert_eq!(answer.headers["content-type"], "application/grpc", "{way}");
        assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
        let records = recorded::records(&format!("own-{way}"));
        assert_eq!(records.len(), 1, "{way}: {records:?}");
    }
}
