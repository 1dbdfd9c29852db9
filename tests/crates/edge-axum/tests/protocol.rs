//! What HTTP asks of responses beside their bodies: questions of browsers, upgrades, statuses without a body, HTTP/2, and
//! clients that go away.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use edge_axum::shop;
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;
use http::{HeaderMap, Method, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tracing::Level;

type Layer = CatalogLayer<Codes>;

const ORIGIN: &str = "https://shop.example";

fn ask_from_browser(shop: &Running, method: Method, path: &str) -> Seen {
    let request = http::Request::builder().method(method).uri(path).header("origin", ORIGIN);
    shop.send(request.header("access-control-request-method", "GET"), "")
}

/// The layer within CORS, as documented, and around it.
#[test]
fn a_browser_may_read_the_error_and_its_questions_are_answered() {
    let within = shop::routes().layer(Layer::new()).layer(CorsLayer::permissive());
    let around = shop::routes().layer(CorsLayer::permissive()).layer(Layer::new());
    for (shop, is_within) in [(run(within), true), (run(around), false)] {
        for path in ["/cart", "/bare", "/stock", "/text-of-an-error", "/no/such/route", "/panic"] {
            let seen = ask_from_browser(&shop, Method::GET, path);
            assert!(!seen.code().is_empty(), "{path}: {}", seen.text());
            // A panic passes a layer of CORS that is within: nothing is left of its response.
            if is_within || path != "/panic" {
                assert_eq!(seen.header("access-control-allow-origin"), "*", "{path}");
                assert_eq!(seen.header("access-control-expose-headers"), "*", "{path}");
            }
        }
        let before = shop.log.failures().len();
        assert_eq!(before, 6);
        for path in ["/cart", "/no/such/route"] {
            let question = ask_from_browser(&shop, Method::OPTIONS, path);
            assert_eq!((question.status.as_u16(), question.body.len()), (200, 0), "{path}");
            assert_eq!(question.header("access-control-allow-methods"), "*", "{path}");
        }
        assert_eq!(shop.log.failures().len(), before, "a question is no failure");
    }
}

#[test]
fn an_options_without_cors_is_a_method_that_is_not_allowed() {
    let shop = run(shop::routes().layer(Layer::new()));
    let seen = shop.send(http::Request::options("/cart"), "");
    assert_eq!((seen.status.as_u16(), &*seen.code()), (405, "SYSTEM_METHOD_NOT_ALLOWED"));
    assert_eq!(seen.header("allow"), "GET,HEAD");
}

#[test]
fn a_panic_that_another_layer_catches_is_answered_and_reported_once() {
    let within = shop::routes().layer(CatchPanicLayer::new()).layer(Layer::new());
    let around = shop::routes().layer(Layer::new()).layer(CatchPanicLayer::new());
    for router in [within, around] {
        let shop = run(router);
        let seen = shop.get("/panic");
        assert_eq!((seen.status.as_u16(), &*seen.code()), (500, "SYSTEM_INTERNAL_ERROR"));
        seen.leaks_nothing();
        let records = shop.log.failures();
        assert_eq!((records.len(), records[0].level), (1, Level::ERROR));
    }
}

/// What compression within the layer has made of a text is no text for the log.
#[test]
fn a_compressed_text_of_the_framework_is_replaced_and_not_logged() {
    let long = || "the handler explains itself. ".repeat(100);
    let routes = Router::new()
        .route("/text", get(async move || (StatusCode::CONFLICT, long())))
        .layer(CompressionLayer::new())
        .layer(Layer::new());
    let shop = run(routes);
    for (encoding, is_read) in [("gzip", false), ("identity", true)] {
        let request = http::Request::get("/text").header("accept-encoding", encoding);
        let seen = shop.send(request, "");
        assert_eq!((seen.status.as_u16(), &*seen.code()), (409, "SYSTEM_REQUEST_REFUSED"));
        assert_eq!(seen.header("content-encoding"), "");
        assert_eq!(seen.header("content-length"), seen.body.len().to_string());
        let causes = shop.log.failures().pop().unwrap().fields["causes"].clone();
        assert_eq!(causes.contains("explains itself"), is_read, "{causes:?}");
        assert!(is_read || causes.is_empty(), "{causes:?}");
    }
}

/// Sends back what it receives over the upgraded connection.
async fn echo(request: Request) -> Response {
    if !request.headers().contains_key("upgrade") {
        return Failure::<Codes>::from(ShopError::CartEmpty).into_response().map(Body::from);
    }
    tokio::spawn(async move {
        let mut stream = TokioIo::new(hyper::upgrade::on(request).await.unwrap());
        let mut piece = [0; 4];
        stream.read_exact(&mut piece).await.unwrap();
        stream.write_all(&piece).await.unwrap();
        stream.shutdown().await.unwrap();
    });
    let headers = [("upgrade", "echo"), ("connection", "upgrade")];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}

#[test]
fn an_upgraded_connection_passes_both_ways() {
    let shop = run(Router::new().route("/echo", get(echo)).layer(Layer::new()).layer(Layer::new()));
    let mut stream = TcpStream::connect(shop.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let head = "GET /echo HTTP/1.1\r\nhost: shop\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(b"tea!").unwrap();
    let mut seen = String::new();
    stream.read_to_string(&mut seen).unwrap();
    assert!(seen.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), "{seen}");
    assert!(seen.contains("x-request-id: ") && !seen.contains("content-type"), "{seen}");
    assert!(seen.ends_with("\r\n\r\ntea!"), "{seen}");
    assert_eq!(shop.log.failures().len(), 0);
    assert_eq!(shop.get("/echo").code(), "SHOP_CART_EMPTY");
}

#[test]
fn statuses_that_are_no_failure_pass_with_an_id_and_without_a_body() {
    let shop = run(shop::routes().layer(Layer::new()));
    for status in [204, 205, 301, 302, 303, 304, 307, 308] {
        let path = format!("/status/{status}");
        let request = format!("GET {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n");
        let seen = String::from_utf8(shop.raw(request.as_bytes())).unwrap();
        assert!(seen.starts_with(&format!("HTTP/1.1 {status} ")), "{seen}");
        assert!(seen.contains("x-request-id: ") && seen.ends_with("\r\n\r\n"), "{seen}");
    }
    assert_eq!(shop.log.records().len(), 0);
}

#[test]
fn fallbacks_of_the_router_fail_as_its_handlers_do() {
    let moved = async || Result::<(), _>::Err(Failure::<Codes>::from(ShopError::CartEmpty));
    let refused = async || (StatusCode::METHOD_NOT_ALLOWED, MARKER);
    let inner = Router::new().route("/tea", get(async || "tea")).fallback(moved);
    let routes = Router::new()
        .route("/cart", get(async || "cart"))
        .nest("/inner", inner.layer(Layer::new()))
        .method_not_allowed_fallback(refused)
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(Layer::new());
    let shop = run(routes);
    for (count, (method, path, status, code)) in [
        (Method::GET, "/no/such", 404, "SYSTEM_ROUTE_NOT_FOUND"),
        (Method::GET, "/inner/no/such", 400, "SHOP_CART_EMPTY"),
        (Method::PUT, "/cart", 405, "SYSTEM_METHOD_NOT_ALLOWED"),
    ]
    .into_iter()
    .enumerate()
    {
        let seen = shop.send(http::Request::builder().method(method).uri(path), "");
        assert_eq!((seen.status.as_u16(), &*seen.code()), (status, code), "{path}");
        seen.leaks_nothing();
        let records = shop.log.failures();
        assert_eq!(records.len(), count + 1, "{path}");
        // A route has matched where only the method differs.
        let route = records[count].fields.get("route").map(String::as_str);
        assert_eq!(route, (status == 405).then_some("/cart"), "{path}: {records:#?}");
    }
}

fn endless() -> Body {
    Body::from_stream(futures_util::stream::unfold((), async |()| {
        tokio::task::yield_now().await;
        Some((Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 4096])), ()))
    }))
}

#[test]
fn a_client_that_goes_away_in_the_middle_is_no_failure() {
    let (dropped, is_dropped) = std::sync::mpsc::channel::<()>();
    let stream = move || {
        let held = dropped.clone();
        async move {
            let body = futures_util::StreamExt::map(endless().into_data_stream(), move |piece| {
                let _held = &held;
                piece
            });
            Body::from_stream(body)
        }
    };
    let routes = Router::new().route("/endless", get(stream)).route("/fine", get(async || "fine"));
    let shop = run(routes.layer(Layer::new()));
    for _ in 0..8 {
        let mut stream = TcpStream::connect(shop.address).unwrap();
        stream.write_all(b"GET /endless HTTP/1.1\r\nhost: shop\r\n\r\n").unwrap();
        let mut piece = vec![0; 20_000];
        stream.read_exact(&mut piece).unwrap();
        assert!(piece.starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
    // The server learns of it as it writes; it goes on serving.
    let begun = Instant::now();
    assert_eq!(shop.get("/fine").text(), "fine");
    let Running { log, .. } = &shop;
    assert!(log.failures().is_empty(), "{:?} after {:?}", log.failures(), begun.elapsed());
    let log = log.clone();
    drop(shop);
    // With the router the last sender is gone: every body has been dropped.
    assert!(is_dropped.recv().is_err());
    assert!(log.failures().is_empty(), "{:?}", log.failures());
}

/// Asks over HTTP/2, several requests on one connection.
async fn over_http2(shop: &Running, asked: &[(Method, &str)]) -> Vec<Seen> {
    let stream = tokio::net::TcpStream::connect(shop.address).await.unwrap();
    let (mut client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    let mut responses = Vec::new();
    for (method, path) in asked {
        let uri = format!("http://{}{path}", shop.address);
        let request = http::Request::builder().method(method).uri(uri).body(()).unwrap();
        client = client.ready().await.unwrap();
        responses.push(client.send_request(request, true).unwrap().0);
    }
    let mut all = Vec::new();
    for response in responses {
        let (head, mut stream) = response.await.unwrap().into_parts();
        let (mut body, mut headers) = (Vec::new(), HeaderMap::new());
        while let Some(piece) = stream.data().await {
            let piece = piece.unwrap();
            body.extend_from_slice(&piece);
            stream.flow_control().release_capacity(piece.len()).unwrap();
        }
        headers.extend(head.headers);
        all.push(Seen { status: head.status, headers, body });
    }
    all
}

#[test]
fn http2_is_served_as_http1_is() {
    let shop = run(shop::routes().route("/any", any(async || "any")).layer(Layer::new()));
    let asked = [
        (Method::GET, "/cart", 400, "SHOP_CART_EMPTY"),
        (Method::GET, "/panic", 500, "SYSTEM_INTERNAL_ERROR"),
        (Method::GET, "/no/such/route", 404, "SYSTEM_ROUTE_NOT_FOUND"),
        (Method::POST, "/cart", 405, "SYSTEM_METHOD_NOT_ALLOWED"),
        (Method::HEAD, "/stock", 503, ""),
        (Method::GET, "/any", 200, ""),
        (Method::GET, "/nothing", 204, ""),
    ];
    let requests = asked.clone().map(|(method, path, ..)| (method, path));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answers = runtime.block_on(over_http2(&shop, &requests));
    for ((method, path, status, code), seen) in asked.into_iter().zip(answers) {
        assert_eq!((seen.status.as_u16(), &*seen.code()), (status, code), "{method} {path}");
        assert_eq!(seen.header("x-request-id").len(), 32, "{path}");
        assert!(!seen.headers.contains_key("connection"), "{path}");
        seen.leaks_nothing();
        if method == Method::HEAD {
            assert!(seen.body.is_empty());
            assert_ne!(seen.header("content-length"), "0");
        }
    }
    assert_eq!(shop.log.failures().len(), 5);
}

/// Over HTTP/1, whose chunked bodies may have trailers: what a client writes there is no header.
#[test]
fn trailers_of_a_request_are_no_headers() {
    let shop = run(shop::routes().layer(Layer::new()));
    let posted = |path: &str, body: &str, trailers: &str| {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\ncontent-type: application/json\r\n\
             x-request-id: of-the-head\r\ntrailer: x-request-id\r\ntransfer-encoding: chunked\r\n\r\n\
             {:x}\r\n{body}\r\n0\r\n{trailers}\r\n",
            body.len()
        );
        String::from_utf8_lossy(&shop.raw(request.as_bytes())).into_owned()
    };
    let forged =
        "x-request-id: of-a-trailer\r\nauthorization: Bearer hunter2\r\nx-\u{1f4a9}: a\r\n";
    let many = "x-trailer: hunter2\r\n".repeat(500);
    let long = format!("x-trailer: {}\r\n", "hunter2".repeat(100_000));
    for trailers in
        ["", "x-request-id: of-a-trailer\r\n", forged, &many, &long, "no colon\r\n", ": \r\n"]
    {
        for (path, body, code) in [
            ("/order", r#"{"item":"x","count":1}"#, ""),
            ("/order", r#"{"item":"x""#, "SYSTEM_BODY_MALFORMED"),
            ("/no/such/route", "{}", "SYSTEM_ROUTE_NOT_FOUND"),
        ] {
            let before = shop.log.failures().len();
            let seen = posted(path, body, trailers);
            let start = trailers.get(..20).unwrap_or(trailers);
            // hyper refuses some trailers, for which the body is broken; the service still answers.
            assert!(seen.starts_with("HTTP/1.1 "), "{path} {start:?}: {seen}");
            assert!(seen.contains(code), "{path} {start:?}: {seen}");
            assert!(!seen.contains("of-a-trailer") && !seen.contains("hunter2"), "{seen}");
            assert!(seen.contains("x-request-id: of-the-head"), "{path} {start:?}: {seen}");
            let new = shop.log.failures().split_off(before);
            assert!(new.len() <= 1, "{path} {start:?}: {new:#?}");
            assert!(new.iter().all(|record| record.level != Level::ERROR), "{new:#?}");
            assert!(!format!("{new:?}").contains("hunter2"), "{new:#?}");
        }
    }
    assert_eq!(shop.get("/cart").code(), "SHOP_CART_EMPTY");
}

/// What is in a body is sent, with its trailers; a failure in the place of trailers is reported.
#[test]
fn trailers_of_a_response_pass() {
    use http_body::Frame;
    type Piece = Result<Frame<Bytes>, std::io::Error>;

    struct Pieces(std::vec::IntoIter<Piece>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Piece>> {
            std::task::Poll::Ready(self.0.next())
        }
    }

    let body = |last: Piece| {
        Body::new(Pieces(vec![Ok(Frame::data(Bytes::from_static(b"tea"))), last].into_iter()))
    };
    let trailers = move || {
        let mut trailers = HeaderMap::new();
        trailers.insert("x-checksum", "7".parse().unwrap());
        body(Ok(Frame::trailers(trailers)))
    };
    let routes = Router::new()
        .route("/trailers", get(async move || trailers()))
        // A bare response is replaced, and with it what was to follow.
        .route("/bare", get(async move || (StatusCode::CONFLICT, trailers())))
        .route("/broken", get(async move || body(Err(std::io::Error::other(MARKER)))));
    let shop = run(routes.layer(Layer::new()).layer(Layer::new()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ask = async |path: &str| {
        let stream = tokio::net::TcpStream::connect(shop.address).await.unwrap();
        let (client, connection) = h2::client::handshake(stream).await.unwrap();
        tokio::spawn(connection);
        let uri = format!("http://{}{path}", shop.address);
        let request = http::Request::get(uri).header("te", "trailers").body(()).unwrap();
        let (response, _) = client.ready().await.unwrap().send_request(request, true).unwrap();
        // hyper may end a stream before its head is written.
        let mut body = response.await.map_err(|_| ())?.into_body();
        let mut bytes = Vec::new();
        while let Some(piece) = body.data().await {
            bytes.extend_from_slice(&piece.map_err(|_| ())?);
        }
        Ok::<_, ()>((bytes, body.trailers().await.map_err(|_| ())?))
    };
    let (bytes, trailers) = runtime.block_on(ask("/trailers")).unwrap();
    assert_eq!((&*bytes, &trailers.unwrap()["x-checksum"]), (&b"tea"[..], &"7".parse().unwrap()));
    let (bytes, trailers) = runtime.block_on(ask("/bare")).unwrap();
    assert!(String::from_utf8(bytes).unwrap().contains("SYSTEM_REQUEST_REFUSED"));
    assert_eq!(trailers, None);
    assert_eq!(shop.log.failures().len(), 1);
    assert!(runtime.block_on(ask("/broken")).is_err());
    let records = shop.log.failures();
    assert_eq!((records.len(), records[1].level), (2, Level::ERROR), "{records:#?}");
    assert!(format!("{:?}", records[1].fields).contains("SELECT"), "{records:#?}");
    // Over HTTP/1 the client has to ask for trailers.
    let request =
        "GET /trailers HTTP/1.1\r\nhost: shop\r\nte: trailers\r\nconnection: close\r\n\r\n";
    let seen = String::from_utf8(shop.raw(request.as_bytes())).unwrap();
    assert!(seen.contains("3\r\ntea\r\n0\r\n"), "{seen}");
}

/// Headers beyond what a server takes are refused by it; up to there the service answers.
#[test]
fn headers_of_any_size_are_answered_and_raise_no_alarm() {
    let shop = run(shop::routes().layer(Layer::new()));
    for (name, count, length) in [
        ("x-request-id", 1, 8_000),
        ("x-request-id", 1, 100_000),
        ("x-request-id", 90, 10),
        ("traceparent", 1, 50_000),
        ("accept-language", 1, 60_000),
        ("accept-language", 80, 500),
        ("cookie", 1, 200_000),
        ("authorization", 1, 300_000),
        ("x-a", 99, 1_000),
        ("x-a", 200, 10),
        ("x-a", 5_000, 10),
        ("x-a", 1, 2_000_000),
    ] {
        let line = format!("{name}: {}\r\n", "a".repeat(length)).repeat(count);
        let request =
            format!("GET /cart HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n{line}\r\n");
        let seen = String::from_utf8_lossy(&shop.raw(request.as_bytes())).into_owned();
        let start = seen.get(..200).unwrap_or(&seen);
        // A server that closes before all was written may lose its answer on the way.
        let is_refused = seen.is_empty() || seen.starts_with("HTTP/1.1 431 ");
        assert!(is_refused || seen.contains("SHOP_CART_EMPTY"), "{name} {count} {length}: {start}");
        assert!(
            is_refused == (count >= 99 || length > 350_000),
            "{name} {count} {length}: {start}"
        );
        // None of it comes back.
        assert!(!seen.contains(&"a".repeat(200)), "{name} {count} {length}: {start}");
    }
    let path = format!("/cart?{}", "q".repeat(60_000));
    let request = format!("GET {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n");
    let seen = String::from_utf8_lossy(&shop.raw(request.as_bytes())).into_owned();
    assert!(seen.contains("SHOP_CART_EMPTY"), "{seen}");
    let records = shop.log.failures();
    assert!(records.iter().all(|record| record.level != Level::ERROR), "{records:#?}");
    let longest = records.iter().map(|record| format!("{record:?}").len()).max();
    assert!(longest.is_some_and(|length| length < 8_000), "{longest:?}");
    // A header of a response that no client takes is the handler's.
    assert_eq!(shop.get("/cart").code(), "SHOP_CART_EMPTY");
}
