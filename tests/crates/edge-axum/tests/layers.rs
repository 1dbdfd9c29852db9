//! The layer among other layers: what stands within it and around it, and errors that services return.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::error_handling::HandleErrorLayer;
use axum::response::Response;
use axum::routing::{get, get_service};
use edge_axum::capture::subscribe_everywhere;
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::server::{failing, run};
use edge_axum::shop;
use error_catalog::edge::{Edge, Exchange, Occurrence, entry_of, replace};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, catalog};
use http::{Method, Request, StatusCode};
use tokio::sync::Notify;
use tower::load_shed::error::Overloaded;
use tower::{Layer as _, ServiceBuilder, ServiceExt as _};
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::trace::TraceLayer;
use tracing::Level;

type Layer = CatalogLayer<Codes>;

const ORIGIN: &str = "https://shop.example";

/// How long a test waits for what must happen, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn errors_of_services_beneath_are_failures() {
    let elapsed = ServiceBuilder::new()
        .layer(Layer::new())
        .timeout(Duration::from_millis(20))
        .service(tower::service_fn(|_: axum::extract::Request| async {
            std::future::pending::<Result<Response, Infallible>>().await
        }));
    let elapsed_of_tokio = Layer::new().layer(tower::service_fn(|_: axum::extract::Request| {
        tokio::time::timeout(Duration::ZERO, std::future::pending::<Response>())
    }));
    let shedding = Layer::new().answer_error::<Overloaded>(Codes::SHOP_CALLS_TOO_MANY);
    let shed = shedding.layer(failing(Overloaded::new));
    let io = Layer::new().layer(failing(|| std::io::Error::other(MARKER)));
    let own = Layer::new().layer(failing(ShopError::stock_down));
    let text = Layer::new().layer(failing(|| MARKER));
    let routes = Router::new()
        .route_service("/elapsed", elapsed)
        .route_service("/elapsed-of-tokio", elapsed_of_tokio)
        .route_service("/shed", shed)
        .route_service("/io", io)
        .route_service("/own", own)
        .route_service("/text", text);
    let shop = run(routes);
    for (count, (path, status, code)) in [
        ("/elapsed", 408, "SYSTEM_REQUEST_TIMEOUT"),
        ("/elapsed-of-tokio", 408, "SYSTEM_REQUEST_TIMEOUT"),
        ("/shed", 429, "SHOP_CALLS_TOO_MANY"),
        ("/io", 500, "SYSTEM_INTERNAL_ERROR"),
        ("/own", 503, "SHOP_STOCK_DOWN"),
        ("/text", 500, "SYSTEM_INTERNAL_ERROR"),
    ]
    .into_iter()
    .enumerate()
    {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), seen.code().as_str()), (status, code));
        seen.leaks_nothing();
        let records = shop.log.failures();
        assert_eq!(records.len(), count + 1);
        assert!(!records[count].fields["causes"].is_empty() || path == "/io" || path == "/text");
    }
}

/// Layers that answer in place of the service, as they are set up by default.
#[test]
fn load_shedding_is_a_503_and_not_logged_as_an_error() {
    let (enter, entered) = mpsc::channel();
    let gate = Arc::new(Notify::new());
    let opened = Arc::clone(&gate);
    let held = tower::service_fn(move |_: axum::extract::Request| {
        let (enter, opened) = (enter.clone(), Arc::clone(&opened));
        async move {
            enter.send(()).unwrap();
            opened.notified().await;
            Result::<Response, Infallible>::Ok(Response::new(Body::empty()))
        }
    });
    let real = ServiceBuilder::new().layer(Layer::new()).load_shed().concurrency_limit(1);
    let handled = get(async || ()).layer(
        ServiceBuilder::new()
            .layer(HandleErrorLayer::new(async |error: Overloaded| {
                (StatusCode::SERVICE_UNAVAILABLE, format!("{MARKER} {error}"))
            }))
            .layer(tower::layer::layer_fn(|_| failing(Overloaded::new))),
    );
    let routes = Router::new()
        .route_service("/real", real.service(held))
        .route_service("/shed", Layer::new().layer(failing(Overloaded::new)))
        .route("/handled", handled)
        .layer(Layer::new());
    let shop = run(routes);
    for (count, (path, level, wait)) in
        [("/shed", Level::WARN, "1"), ("/handled", Level::ERROR, "")].into_iter().enumerate()
    {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), &*seen.code()), (503, "SYSTEM_SERVICE_UNAVAILABLE"));
        assert_eq!(seen.header("retry-after"), wait, "{path}");
        seen.leaks_nothing();
        let records = shop.log.failures();
        assert_eq!(records.len(), count + 1, "{path}");
        assert_eq!(records[count].level, level, "{path}");
        assert!(records[count].fields["causes"].contains("overloaded"), "{path}");
    }
    std::thread::scope(|scope| {
        let first = scope.spawn(|| shop.get("/real"));
        entered.recv_timeout(PATIENCE).expect("the first has the only permit");
        let second = shop.get("/real");
        gate.notify_one();
        assert_eq!(second.code(), "SYSTEM_SERVICE_UNAVAILABLE");
        assert_eq!(first.join().unwrap().status, 200);
    });
}

#[test]
fn a_response_has_one_id() {
    let twice = || async {
        axum::response::AppendHeaders([("x-request-id", "own-7"), ("x-request-id", "another")])
    };
    let shop = run(Router::new().route("/twice", get(twice)).layer(Layer::new()));
    let seen = shop.send(Request::get("/twice").header("x-request-id", "own-7"), "");
    let ids: Vec<_> = seen.headers.get_all("x-request-id").iter().collect();
    assert_eq!(ids, ["own-7"]);
}

/// A service that never gets ready answers with why, and is not called.
#[test]
fn a_service_that_fails_to_get_ready_is_answered() {
    #[derive(Clone)]
    struct Broken(bool);
    impl tower::Service<axum::extract::Request> for Broken {
        type Response = Response;
        type Error = std::io::Error;
        type Future = std::future::Ready<Result<Response, std::io::Error>>;
        fn poll_ready(
            &mut self,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Result<(), std::io::Error>> {
            assert!(!self.0, "{MARKER}");
            std::task::Poll::Ready(Err(std::io::Error::other(MARKER)))
        }
        fn call(&mut self, _: axum::extract::Request) -> Self::Future {
            unreachable!("it was never ready")
        }
    }
    let routes = Router::new()
        .route_service("/broken", Layer::new().layer(Broken(false)))
        .route_service("/panics", Layer::new().layer(Broken(true)));
    let shop = run(routes);
    for (path, count) in [("/broken", 1), ("/panics", 2)] {
        let seen = shop.get(path);
        assert_eq!(seen.code(), "SYSTEM_INTERNAL_ERROR");
        seen.leaks_nothing();
        assert!(format!("{:?}", shop.log.failures().last()).contains("SELECT"));
        assert_eq!(shop.log.failures().len(), count);
    }
}

#[test]
fn two_layers_act_as_one() {
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let observer = move |_: &Occurrence<'_>| {
        count.fetch_add(1, Ordering::SeqCst);
    };
    let inner = Layer::new().observer(observer.clone());
    let outer =
        Layer::new().observer(observer).answer(StatusCode::IM_A_TEAPOT, Codes::SHOP_CART_EMPTY);
    let shop = run(Router::new().nest("/in", shop::routes().layer(inner)).layer(outer));
    for path in [
        "/in/cart",
        "/in/panic",
        "/in/envelope",
        "/in/envelope-in-english",
        "/in/status/500",
        "/nowhere",
    ] {
        told.store(0, Ordering::SeqCst);
        let seen = shop.get(path);
        assert!(!seen.code().is_empty(), "{path}");
        assert_eq!(told.load(Ordering::SeqCst), 1, "{path}");
        assert_eq!(seen.member("trace_id"), seen.header("x-request-id"), "{path}");
    }
    // The inner layer has seen the teapot, and the outer sees that it did.
    assert_eq!(shop.get("/in/status/418").code(), "SYSTEM_REQUEST_REFUSED");
}

/// A clone of a response has the error of the first. Each response has an id, and each failure is reported once.
#[test]
fn a_finished_response_is_not_rendered_again() {
    subscribe_everywhere();
    let exchange = |edge: &Edge<Codes>| edge.begin(Method::GET, "/", |_| None);
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let edge = Edge::<Codes>::new().observer(move |_: &Occurrence<'_>| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    // A handler that failed and then panicked: the panic is reported.
    let failed = Failure::<Codes>::from(ShopError::CartEmpty).into_response();
    let failed = failed.map(std::borrow::Cow::into_owned);
    let panicked = edge.fail(&exchange(&edge), &*Failure::<Codes>::internal("boom"));
    let answer = replace::<Vec<u8>, _>(panicked, failed);
    let answer = edge.finish_response(&exchange(&edge), answer);
    assert_eq!((answer.status().as_u16(), told.load(Ordering::SeqCst)), (500, 1));
    assert_eq!(entry_of(answer.extensions()).unwrap().code(), "SYSTEM_INTERNAL_ERROR");
    // An answer made by hand, in the place of another one that was finished.
    let other = Failure::<Codes>::from(ShopError::LoginNeeded).into_response();
    let other = edge.finish_response(&exchange(&edge), replace::<Vec<u8>, _>(other, answer));
    assert_eq!((other.status().as_u16(), told.swap(1, Ordering::SeqCst)), (401, 2));
    let answer = other;
    // Its extensions in a new answer.
    let (parts, _) = answer.into_parts();
    let mut bare = http::Response::new(Vec::new());
    *bare.extensions_mut() = parts.extensions;
    let answer = edge.finish_response(&exchange(&edge), bare);
    assert_eq!(answer.headers()["x-request-id"].len(), 32);
    assert_eq!(told.load(Ordering::SeqCst), 1);
}

catalog! {
    /// Of a part of the shop that speaks for itself.
    #[registry(locales("en", "zh-TW"))]
    struct Corner { CornerError, SystemError, ValidationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CORNER", registry = Corner, locales("en", "zh-TW"))]
enum CornerError {
    #[catalog(code = "CORNER_TEA_COLD", status = 409, log_level = INFO,
        message("en" = "The tea is cold", "zh-TW" = "茶涼了"))]
    TeaCold,
}

#[test]
fn a_layer_within_another_offers_its_own_locales() {
    let tea = async |exchange: Exchange| {
        assert_eq!(exchange.locale(), Some("zh-TW"));
        Result::<(), _>::Err(Failure::<Corner>::from(CornerError::TeaCold))
    };
    let corner = Router::new().route("/tea", get(tea)).layer(CatalogLayer::<Corner>::new());
    let shop = run(Router::new().nest("/corner", corner).merge(shop::routes()).layer(Layer::new()));
    let ask = |path| shop.send(Request::get(path).header("accept-language", "zh-TW, ja"), "");
    let seen = ask("/corner/tea");
    assert_eq!(
        (seen.member("message").as_str(), seen.header("content-language").as_str()),
        ("茶涼了", "zh-TW")
    );
    assert_eq!(seen.member("trace_id"), seen.header("x-request-id"));
    assert_eq!(ask("/cart").header("content-language"), "ja");
    assert_eq!(shop.log.failures().len(), 2);
}

#[test]
fn one_span_is_open_however_many_layers_there_are() {
    let handler = async |exchange: Exchange| {
        tracing::info!(target: "shop", "handling {}", exchange.trace_id());
        StatusCode::INTERNAL_SERVER_ERROR
    };
    let routes = Router::new().route("/", get(handler)).layer(Layer::new()).layer(Layer::new());
    let shop = run(routes);
    let seen = shop.get("/");
    let records = shop.log.records();
    let own = records.iter().find(|record| record.target == "shop").unwrap();
    let [(name, fields)] = own.spans.as_slice() else { panic!("{:?}", own.spans) };
    assert_eq!(
        (*name, fields["method"].as_str(), fields["path"].as_str()),
        ("request", "GET", "/")
    );
    assert_eq!(fields["trace_id"], seen.header("x-request-id"));
    assert_eq!(own.fields["message"], format!("handling {}", seen.header("x-request-id")));
}

/// The order of the documents: compression and limits within, CORS and the log of requests around.
#[test]
fn the_documented_order_serves_browsers_and_compresses_successes() {
    let long = "fine ".repeat(1000);
    let text = long.clone();
    let routes = shop::routes()
        .route("/long", get(async move || text))
        .layer(CompressionLayer::new())
        .layer(Layer::new())
        .layer(CorsLayer::permissive())
        .layer(TraceLayer::new_for_http());
    let shop = run(routes);
    let ask = |path: &str| {
        let request = Request::get(path).header("accept-encoding", "gzip").header("origin", ORIGIN);
        shop.send(request, "")
    };
    let fine = ask("/long");
    assert_eq!(fine.header("content-encoding"), "gzip");
    assert!(fine.body.len() < long.len() / 10);
    assert!(!fine.header("x-request-id").is_empty());
    for path in ["/cart", "/panic", "/no/such/route", "/item/7"] {
        let seen = ask(path);
        assert_eq!(seen.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(seen.header("content-encoding"), "", "{path}");
        assert_eq!(seen.header("content-length"), seen.body.len().to_string());
        assert!(!seen.code().is_empty(), "{}", seen.text());
    }
    assert_eq!(shop.log.failures().len(), 4);
    // A question of the browser is no failure, and is answered around the layer.
    let preflight = Request::options("/cart")
        .header("origin", ORIGIN)
        .header("access-control-request-method", "GET");
    assert_eq!(shop.send(preflight, "").status, 200);
}

/// Around the layer, compression takes the envelope too, and its length is right.
#[test]
fn compression_around_the_layer_compresses_the_envelope() {
    let item = "x".repeat(4000);
    let routes = shop::routes().layer(Layer::new()).layer(CompressionLayer::new());
    let shop = run(routes);
    let request = Request::get(format!("/item/{item}")).header("accept-encoding", "gzip");
    let seen = shop.send(request, "");
    assert_eq!((seen.status.as_u16(), seen.header("content-encoding").as_str()), (404, "gzip"));
    assert_eq!(&seen.body[..2], b"\x1f\x8b");
    assert_eq!(shop.log.failures().len(), 1);
}

/// Services need not be axum's: plain tower takes the layer as well.
#[test]
fn a_service_without_axum_is_answered() {
    subscribe_everywhere();
    let plain = tower::service_fn(async |request: Request<()>| {
        Ok::<_, Infallible>(match request.uri().path() {
            "/cart" => Failure::<Codes>::from(ShopError::CartEmpty).into_response(),
            _ => http::Response::builder()
                .status(404)
                .body(std::borrow::Cow::Borrowed(&b""[..]))
                .unwrap(),
        })
    });
    let service = Layer::new().layer(plain);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (path, code) in [("/cart", "SHOP_CART_EMPTY"), ("/", "SYSTEM_ROUTE_NOT_FOUND")] {
        let request = Request::get(path).body(()).unwrap();
        let response = runtime.block_on(service.clone().oneshot(request)).unwrap();
        let body = String::from_utf8(response.into_body().into_owned()).unwrap();
        assert!(body.contains(code) && body.contains("trace_id"), "{body}");
    }
}

#[test]
fn a_stream_passes_unbuffered() {
    let gate = Arc::new(Notify::new());
    let opened = Arc::clone(&gate);
    let chunks = move || {
        let opened = Arc::clone(&opened);
        Body::from_stream(futures_util::stream::unfold(0, move |number| {
            let opened = Arc::clone(&opened);
            async move {
                if number == 1 {
                    // Opened once the first is with the client.
                    opened.notified().await;
                }
                (number < 2).then(|| (Ok::<_, Infallible>(format!("chunk {number}\n")), number + 1))
            }
        }))
    };
    let routes = Router::new().route("/", get(async move || chunks())).layer(Layer::new());
    let shop = run(routes);
    let mut stream = TcpStream::connect(shop.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n").unwrap();
    let (mut stream, mut seen) = (BufReader::new(stream), String::new());
    while !seen.contains("chunk 0") {
        assert_ne!(stream.read_line(&mut seen).unwrap(), 0, "{seen}");
    }
    gate.notify_one();
    stream.read_to_string(&mut seen).unwrap();
    assert!(seen.contains("chunk 1"), "{seen}");
}

/// Axum's own way to take errors in stays open: the layer's service never returns one.
#[test]
fn the_layer_works_in_a_stack_of_axum() {
    let stack = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(async |_: tower::BoxError| StatusCode::SERVICE_UNAVAILABLE))
        .load_shed();
    let routes = Router::new()
        .route(
            "/service",
            get_service(tower::service_fn(async |_: axum::extract::Request| {
                Ok::<_, Infallible>(Response::builder().status(404).body(Body::empty()).unwrap())
            })),
        )
        .layer(stack)
        .layer(Layer::new());
    let shop = run(routes);
    assert_eq!(shop.get("/service").code(), "SYSTEM_ROUTE_NOT_FOUND");
}
