//! Bodies that break while they are sent: the failure is reported once, with the status that was sent.

use std::convert::Infallible;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::server::{Running, run};
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;
use futures_util::stream::{self, StreamExt as _};
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, StatusCode};
use http_body::{Frame, SizeHint};
use tower_http::compression::CompressionLayer;
use tracing::Level;

type Layer = CatalogLayer<Codes>;
type Error = Box<dyn std::error::Error + Send + Sync>;

struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "{MARKER}");
    }
}

/// Two pieces, a pause in which they are sent, and then what the path says.
async fn stream(Path(way): Path<String>) -> Response {
    let pieces =
        stream::iter(["piece", "piece"].map(|piece| Ok(Bytes::from_static(piece.as_bytes()))));
    let trap = (way == "drop").then(|| Trap);
    let last = stream::once(async move {
        tokio::time::sleep(Duration::from_millis(5)).await;
        match way.as_str() {
            "panics" => panic!("{MARKER}"),
            "fails" | "sized" => Err(MARKER.into()),
            "fails-with-a-code" => {
                Err(Error::from(Failure::<Codes>::from(ShopError::stock_down())))
            }
            _ => Ok(Bytes::from_static(b"whole")),
        }
    });
    // The trap goes with the stream.
    let whole = pieces.chain(last).map(move |piece| {
        let _ = &trap;
        piece
    });
    Response::new(Body::from_stream(whole))
}

/// The same with a length that is known, as of a file: each piece is a part of it.
struct OfLength(Body, u64);

impl HttpBody for OfLength {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.1)
    }
}

/// Two pieces of a body that panics where it is asked about itself.
struct Shy(Body, &'static str);

impl HttpBody for Shy {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        assert!(self.1 != "size", "{MARKER}");
        SizeHint::default()
    }

    fn is_end_stream(&self) -> bool {
        assert!(self.1 != "end", "{MARKER}");
        false
    }
}

#[test]
fn a_body_that_panics_where_it_is_asked_about_itself_is_sent() {
    let shy = async |Path((status, what)): Path<(u16, String)>| {
        let what = if what == "size" { "size" } else { "end" };
        let whole = stream(Path("whole".to_owned())).await;
        let mut response = whole.map(|body| Body::new(Shy(body, what)));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response
    };
    let shop = run(Router::new().route("/shy/{status}/{what}", get(shy)).layer(Layer::new()));
    for what in ["size", "end"] {
        let sent = raw(&shop, &format!("/shy/200/{what}"));
        assert!(sent.starts_with("HTTP/1.1 200") && sent.ends_with("0\r\n\r\n"), "{what}: {sent}");
        assert!(sent.contains("piece") && sent.contains("whole"), "{what}: {sent}");
        // A bare response of the framework is read for the log.
        let sent = raw(&shop, &format!("/shy/409/{what}"));
        assert!(sent.starts_with("HTTP/1.1 409") && sent.contains("SYSTEM_"), "{what}: {sent}");
    }
    assert_eq!(shop.log.failures().len(), 2);
}

async fn of_length(path: Path<String>) -> Response {
    let length = if path.0 == "whole" { 15 } else { 1000 };
    stream(path).await.map(|body| Body::new(OfLength(body, length)))
}

async fn sized(path: Path<String>) -> Response {
    let mut response = stream(path).await;
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("1000"));
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    response
}

fn routes() -> Router {
    let endless = async || {
        let pieces = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 4096])));
        Response::new(Body::from_stream(pieces))
    };
    let echo = async |body: Body| Response::new(body);
    Router::new()
        .route("/stream/{way}", get(stream))
        .route("/sized/{way}", get(sized))
        .route("/of-length/{way}", get(of_length))
        .route("/endless", get(endless))
        .route("/echo", post(echo))
}

fn raw(running: &Running, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    String::from_utf8_lossy(&running.raw(request.as_bytes())).into_owned()
}

#[test]
fn a_body_that_breaks_is_reported_once_with_the_status_that_was_sent() {
    let layered = [
        routes().layer(Layer::new()),
        // Two layers act as one, and what is between them changes nothing.
        Router::new()
            .nest("/in", routes().layer(Layer::new()))
            .layer(CompressionLayer::new())
            .layer(Layer::new()),
    ];
    for (router, prefix) in layered.into_iter().zip(["", "/in"]) {
        let shop = run(router);
        for (count, (path, status, level, code)) in [
            ("/stream/fails", 200, Level::ERROR, "SYSTEM_INTERNAL_ERROR"),
            ("/stream/panics", 200, Level::ERROR, "SYSTEM_INTERNAL_ERROR"),
            ("/stream/fails-with-a-code", 200, Level::ERROR, "SHOP_STOCK_DOWN"),
            ("/sized/sized", 206, Level::ERROR, "SYSTEM_INTERNAL_ERROR"),
            ("/of-length/fails", 200, Level::ERROR, "SYSTEM_INTERNAL_ERROR"),
            ("/of-length/panics", 200, Level::ERROR, "SYSTEM_INTERNAL_ERROR"),
        ]
        .into_iter()
        .enumerate()
        {
            let sent = raw(&shop, &format!("{prefix}{path}"));
            assert!(sent.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {sent}");
            assert!(!sent.contains("SELECT") && !sent.ends_with("0\r\n\r\n"), "{path}: {sent}");
            assert_eq!(sent.matches("piece").count(), 2, "{path}: what came before came");
            let records = shop.log.failures();
            assert_eq!(records.len(), count + 1, "{path}: {records:#?}");
            let record = records.last().unwrap();
            assert_eq!((record.level, &*record.fields["error_code"]), (level, code), "{path}");
            assert_eq!(record.fields["status"], status.to_string(), "{path}");
            assert!(record.fields["route"].contains("{way}"), "{path}: {record:?}");
            assert!(format!("{:?}", record.fields).contains("SELECT"), "{path}: {record:?}");
            assert!(!record.spans.is_empty(), "{path}: the span is around it");
            assert_eq!(shop.counts.failures(), u64::try_from(count + 1).unwrap(), "{path}");
        }
        for path in ["/stream/whole", "/stream/drop"] {
            assert!(
                raw(&shop, &format!("{prefix}{path}")).ends_with("5\r\nwhole\r\n0\r\n\r\n"),
                "{path}"
            );
        }
        let whole = raw(&shop, &format!("{prefix}/of-length/whole"));
        assert!(
            whole.contains("content-length: 15") && whole.ends_with("piecepiecewhole"),
            "{whole}"
        );
        assert_eq!(shop.log.failures().len(), 6, "these were whole");
    }
}

/// A stream that breaks costs the other streams of its connection nothing.
#[test]
fn a_body_that_breaks_over_http2_is_reported_once() {
    let shop = run(routes().layer(Layer::new()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let tcp = tokio::net::TcpStream::connect(shop.address).await.unwrap();
        let (mut client, connection) = h2::client::handshake(tcp).await.unwrap();
        tokio::spawn(connection);
        for (count, path) in
            ["/stream/fails", "/of-length/panics", "/sized/sized"].iter().enumerate()
        {
            for (path, is_whole) in [(*path, false), ("/stream/whole", true)] {
                let uri = format!("http://{}{path}", shop.address);
                let request = http::Request::get(uri).body(()).unwrap();
                let (response, _) = client.send_request(request, true).unwrap();
                let mut body = response.await.unwrap().into_body();
                let mut last = None;
                while let Some(piece) = body.data().await {
                    last = Some(piece.is_ok());
                    if last == Some(false) {
                        break;
                    }
                }
                assert_eq!(last, Some(is_whole), "{path}");
            }
            assert_eq!(shop.log.failures().len(), count + 1, "{path}");
        }
    });
}

/// Who goes away has not made the service fail, and raises no alarm.
#[test]
fn a_client_that_disconnects_is_no_failure() {
    let shop = run(routes().layer(Layer::new()));
    let go_away = |request: &str, read: usize| {
        let mut stream = TcpStream::connect(shop.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        // The server may be the first to go away.
        let _ = stream.read_exact(&mut vec![0; read]);
    };
    go_away("GET /endless HTTP/1.1\r\nhost: x\r\n\r\n", 64);
    go_away("GET /stream/drop HTTP/1.1\r\nhost: x\r\n\r\n", 1);
    // A handler that sends back what it receives, of a body that ends too early or is no body.
    go_away("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf", 64);
    go_away("POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", 1);
    std::thread::sleep(Duration::from_millis(300));
    let records = shop.log.failures();
    assert!(records.iter().all(|record| record.level != Level::ERROR), "{records:#?}");
    assert!(raw(&shop, "/stream/whole").contains("whole"));
}

/// A server cuts a body off at the length that a handler has set, or closes the connection where there is less.
#[test]
fn a_wrong_length_of_a_whole_body_is_corrected() {
    let wrong = async |Path(length): Path<u64>| {
        let mut response = Response::new(Body::from("whole"));
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        response
    };
    let shop = run(Router::new().route("/wrong/{length}", get(wrong)).layer(Layer::new()));
    for length in [0, 4, 5, 6, 1000] {
        let sent = raw(&shop, &format!("/wrong/{length}"));
        assert!(
            sent.contains("content-length: 5\r\n") && sent.ends_with("whole"),
            "{length}: {sent}"
        );
    }
}
