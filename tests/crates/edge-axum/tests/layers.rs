//! The layer among other layers: what stands within it and around it, and errors that services return.

use std::convert::Infallible;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::error_handling::HandleErrorLayer;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, get_service};
use edge_axum::capture::Counts;
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::server::run;
use edge_axum::shop;
use error_catalog::edge::{Edge, Exchange, Kept, Occurrence, entry_of, replace};
use error_catalog::tower::CatalogLayer;
use error_catalog::{
    Catalogued, Entry, ErrorCatalog, Failure, Fields, OrFail as _, Registry, Settings, SystemError,
    ValidationError, catalog,
};
use http::{Method, Request, StatusCode};
use tower::load_shed::error::Overloaded;
use tower::{Layer as _, ServiceBuilder, ServiceExt as _};
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::trace::TraceLayer;

type Layer = CatalogLayer<Codes>;

const ORIGIN: &str = "https://shop.example";

/// A service that answers nothing and fails as it is told.
fn failing<E>(
    error: fn() -> E,
) -> tower::util::BoxCloneSyncService<axum::extract::Request, Response, E>
where
    E: Send + 'static,
{
    let service = tower::service_fn(move |_| async move { Err(error()) });
    tower::util::BoxCloneSyncService::new(service)
}

#[test]
fn errors_of_services_beneath_are_failures() {
    let elapsed = ServiceBuilder::new()
        .layer(Layer::new())
        .timeout(Duration::from_millis(20))
        .service(tower::service_fn(|_: axum::extract::Request| async {
            std::future::pending::<Result<Response, Infallible>>().await
        }));
    let shedding = Layer::new().answer_error::<Overloaded>(Codes::SHOP_CALLS_TOO_MANY);
    let shed = shedding.layer(failing(Overloaded::new));
    let io = Layer::new().layer(failing(|| std::io::Error::other(MARKER)));
    let own = Layer::new().layer(failing(ShopError::stock_down));
    let text = Layer::new().layer(failing(|| MARKER));
    let routes = Router::new()
        .route_service("/elapsed", elapsed)
        .route_service("/shed", shed)
        .route_service("/io", io)
        .route_service("/own", own)
        .route_service("/text", text);
    let shop = run(routes);
    for (count, (path, status, code)) in [
        ("/elapsed", 408, "SYSTEM_REQUEST_TIMEOUT"),
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

/// An error that is its own cause.
#[derive(Debug)]
struct Endless;

impl std::fmt::Display for Endless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MARKER)
    }
}

impl std::error::Error for Endless {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }
}

/// An error that panics whatever it is asked.
struct Panicking;

impl std::fmt::Debug for Panicking {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("{MARKER}")
    }
}

impl std::fmt::Display for Panicking {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("{MARKER}")
    }
}

impl std::error::Error for Panicking {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        panic!("{MARKER}")
    }
}

#[test]
fn an_error_without_end_and_one_that_panics_are_answered() {
    let routes = Router::new()
        .route_service("/endless", Layer::new().layer(failing(|| Endless)))
        .route_service("/panicking", Layer::new().layer(failing(|| Panicking)));
    let shop = run(routes);
    for (count, path) in ["/endless", "/panicking"].into_iter().enumerate() {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), seen.code().as_str()), (500, "SYSTEM_INTERNAL_ERROR"));
        seen.leaks_nothing();
        assert_eq!(shop.log.failures().len(), count + 1);
    }
}

/// A catalogued error, written by hand, that panics when it is asked for its row.
#[derive(Debug)]
struct Rowless;

impl std::fmt::Display for Rowless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MARKER)
    }
}

impl std::error::Error for Rowless {}

impl Catalogued for Rowless {
    fn catalog_row(&self) -> &'static Entry {
        panic!("{MARKER}")
    }

    fn catalog_fields(&self, _: &mut dyn Fields) {}

    fn catalog_settings(&self) -> &'static Settings {
        <Traps as Registry>::settings()
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TRAP")]
enum TrapError {
    #[catalog(transparent)]
    Rowless(Box<Rowless>),
}

catalog! { struct Traps { TrapError, SystemError } }

#[test]
fn an_error_that_panics_for_its_row_is_answered() {
    let trap = || TrapError::Rowless(Box::new(Rowless));
    let kept = async || {
        let mut response = StatusCode::CONFLICT.into_response();
        response.extensions_mut().insert(Kept::new(Arc::new(Rowless)));
        response
    };
    let layer = CatalogLayer::<Traps>::new();
    let routes = Router::new()
        .route("/raised", get(async move || Result::<(), _>::Err(Failure::<Traps>::from(trap()))))
        .route("/kept", get(kept))
        .route_service("/returned", layer.layer(failing(trap)))
        .layer(layer);
    let shop = run(routes);
    for (count, path) in ["/raised", "/kept", "/returned"].into_iter().enumerate() {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), seen.code().as_str()), (500, "SYSTEM_INTERNAL_ERROR"));
        seen.leaks_nothing();
        assert_eq!(shop.log.failures().len(), count + 1, "{path}");
    }
    // What was returned is whole, and the log has it.
    assert_eq!(shop.log.failures()[2].fields["message"], MARKER);
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CORNER", registry = Corner, locales("en", "zh-TW"), into_response)]
enum ClockError {
    #[catalog(code = "CORNER_CLOCK_STOPPED", status = 409, log_level = INFO,
        message("en" = "The clock stopped", "zh-TW" = "鐘停了"))]
    Stopped(#[source] Endless),
}

#[test]
fn an_error_without_end_is_kept_and_shown_to_an_end() {
    let stopped = async || Result::<(), _>::Err(ClockError::Stopped(Endless));
    let shop = run(Router::new().route("/", get(stopped)).layer(CatalogLayer::<Corner>::new()));
    let seen = shop.get("/");
    assert_eq!(seen.code(), "CORNER_CLOCK_STOPPED");
    seen.leaks_nothing();
    assert!(shop.log.failures()[0].fields["causes"].len() < 4096);
    let failure = Failure::<Corner>::from(ClockError::Stopped(Endless));
    assert!(format!("{failure:?}").lines().count() < 64);
}

#[test]
fn an_answer_has_one_id() {
    let twice = || async {
        axum::response::AppendHeaders([("x-request-id", "own-7"), ("x-request-id", "another")])
    };
    let shop = run(Router::new().route("/twice", get(twice)).layer(Layer::new()));
    let seen = shop.send(Request::get("/twice").header("x-request-id", "own-7"), "");
    let ids: Vec<_> = seen.headers.get_all("x-request-id").iter().collect();
    assert_eq!(ids, ["own-7"]);
}

#[test]
fn a_test_of_what_passes_may_panic() {
    let layer = Layer::new().passthrough(|answered| answered.content_type.unwrap() == "text/html");
    let shop = run(Router::new().merge(shop::routes()).layer(layer));
    let seen = shop.get("/nowhere");
    assert_eq!((seen.status.as_u16(), seen.code().as_str()), (404, "SYSTEM_ROUTE_NOT_FOUND"));
    assert_eq!(shop.log.failures().len(), 1);
}

/// A dialect that panics at every error, as one does that looks for a detail that only some have.
struct Panicky;

impl error_catalog::dialect::Dialect for Panicky {
    fn write(&self, _: &error_catalog::dialect::Parts<'_>, _: &mut Vec<u8>) {
        panic!("{MARKER}")
    }
}

static PANICKY: Panicky = Panicky;

error_catalog::catalog! {
    #[registry(dialect = PANICKY)]
    struct Panicked { error_catalog::SystemError }
}

#[test]
fn a_dialect_that_panics_is_answered_for_in_ours() {
    let shop = run(Router::new().layer(CatalogLayer::<Panicked>::new()));
    let seen = shop.get("/nowhere");
    assert_eq!((seen.status.as_u16(), seen.code().as_str()), (500, "SYSTEM_INTERNAL_ERROR"));
    seen.leaks_nothing();
    assert_eq!(shop.log.failures().len(), 1);
}

/// A service that never gets ready answers with why, and is not called.
#[test]
fn a_service_that_is_not_ready_answers_too() {
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

/// What a future holds may panic as it is dropped, after it panicked itself.
#[test]
fn a_panic_on_the_way_out_is_one_failure_still() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "{MARKER}");
        }
    }
    struct Held(Bomb);
    impl Future for Held {
        type Output = Result<Response, Infallible>;
        fn poll(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Self::Output> {
            std::panic::panic_any(Bomb)
        }
    }
    let service = tower::service_fn(|_: axum::extract::Request| Held(Bomb));
    let shop = run(Router::new().route_service("/", Layer::new().layer(service)));
    let seen = shop.get("/");
    assert_eq!((seen.code().as_str(), shop.log.failures().len()), ("SYSTEM_INTERNAL_ERROR", 1));
}

/// What a panic throws may panic as it is dropped, and what that throws may again.
#[test]
fn what_is_thrown_may_panic_as_it_is_dropped() {
    struct Bomb(usize);
    impl Drop for Bomb {
        fn drop(&mut self) {
            if self.0 > 0 {
                std::panic::panic_any(Self(self.0 - 1));
            }
        }
    }
    let routes = Router::new().route("/", get(async || -> () { std::panic::panic_any(Bomb(3)) }));
    let shop = run(routes.layer(Layer::new()));
    assert_eq!(shop.get("/").code(), "SYSTEM_INTERNAL_ERROR");
    assert_eq!(shop.log.failures().len(), 1);
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

/// What an answer carries goes along into others: each has an id, and is told of once.
#[test]
fn a_finished_answer_is_finished_wherever_it_goes() {
    let exchange = |edge: &Edge<Codes>| edge.begin(Method::GET, "/", |_| None);
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let edge = Edge::<Codes>::new().observer(move |_: &Occurrence<'_>| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    // A handler that had failed, and then panicked: the panic is what is told of.
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
    struct Corner { CornerError, ClockError, SystemError, ValidationError }
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

/// What an error holds may panic as it goes.
#[test]
fn an_error_whose_drop_panics_is_answered() {
    #[derive(Debug)]
    struct Trap;
    impl Drop for Trap {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "{MARKER}");
        }
    }
    impl std::fmt::Display for Trap {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a trap")
        }
    }
    impl std::error::Error for Trap {}
    async fn caused() -> Result<(), Failure<Codes>> {
        Ok(Err(Trap).or_fail(ShopError::CartEmpty)?)
    }
    let routes = Router::new()
        .route("/internal", get(async || Failure::<Codes>::internal(Trap)))
        .route("/caused", get(caused))
        .route_service("/beneath", Layer::new().layer(failing(|| Trap)));
    let shop = run(routes.layer(Layer::new()));
    let internal = "SYSTEM_INTERNAL_ERROR";
    for (count, (path, code)) in
        [("/internal", internal), ("/caused", "SHOP_CART_EMPTY"), ("/beneath", internal)]
            .into_iter()
            .enumerate()
    {
        let seen = shop.get(path);
        assert_eq!(seen.code(), code, "{path}");
        seen.leaks_nothing();
        let records = shop.log.failures();
        assert_eq!(
            (records.len(), shop.counts.failures()),
            (count + 1, count as u64 + 1),
            "{path}"
        );
        assert_eq!(records[count].fields["error_code"], code, "{path}");
    }
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
fn the_documented_order_serves_browsers_and_compresses_what_did_not_fail() {
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
fn a_plain_service_is_served_too() {
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
fn a_stream_goes_through_as_it_comes() {
    let chunks = || {
        Body::from_stream(futures_util::stream::unfold(0, async |number| {
            if number == 1 {
                // The first must be with the client long before the second is there.
                tokio::time::sleep(Duration::from_millis(700)).await;
            }
            (number < 2).then(|| (Ok::<_, Infallible>(format!("chunk {number}\n")), number + 1))
        }))
    };
    let routes = Router::new().route("/", get(async move || chunks())).layer(Layer::new());
    let shop = run(routes);
    let mut stream = TcpStream::connect(shop.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n").unwrap();
    let mut seen = String::new();
    let mut buffer = [0; 1024];
    while let Ok(length) = stream.read(&mut buffer) {
        seen.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
    assert!(seen.contains("chunk 0") && !seen.contains("chunk 1"), "{seen}");
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.read_to_string(&mut seen).unwrap();
    assert!(seen.contains("chunk 1"), "{seen}");
}

/// Axum's own way to take errors in stays open: the layer's service never returns one.
#[test]
fn the_layer_stands_in_a_stack_of_axum() {
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

/// What listens to the log may break, and goes on breaking.
#[test]
fn a_log_that_panics_costs_neither_the_answer_nor_the_count() {
    struct Breaking;
    impl tracing::Subscriber for Breaking {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
            tracing::span::Id::from_u64(1)
        }
        fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {
            panic!("no span is recorded")
        }
        fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
        fn event(&self, _: &tracing::Event<'_>) {
            panic!("the log is broken")
        }
        fn enter(&self, _: &tracing::span::Id) {}
        fn exit(&self, _: &tracing::span::Id) {}
    }
    let counts = Counts::default();
    let layered = shop::routes().layer(Layer::new());
    let answered = |path: &str| {
        let request = axum::extract::Request::get(path).body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        tracing::subscriber::with_default(Breaking, || {
            metrics::with_local_recorder(&counts, || {
                runtime.block_on(layered.clone().oneshot(request)).unwrap().status()
            })
        })
    };
    for (count, path) in ["/cart", "/envelope-with-its-own-id", "/no/such/route"].iter().enumerate()
    {
        assert!(answered(path).is_client_error(), "{path}");
        assert_eq!(counts.failures(), count as u64 + 1, "{path}");
    }
}
