//! Errors, dialects, predicates and logs that panic or do not end. Each request has one response.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use edge_axum::capture::Counts;
use edge_axum::catalogue::{Codes, MARKER, ShopError};
use edge_axum::server::{failing, run};
use edge_axum::shop;
use error_catalog::edge::ResponseError;
use error_catalog::tower::CatalogLayer;
use error_catalog::{
    Catalogued, Entry, ErrorCatalog, Failure, OrFail as _, Registry, SystemError, catalog,
    dialect::Settings, fields::Fields,
};
use http::StatusCode;
use tower::{Layer as _, ServiceExt as _};

type Layer = CatalogLayer<Codes>;

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
fn circular_and_panicking_errors_are_answered() {
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

// Only the derive implements this one; the test writes what no derive writes.
impl error_catalog::private::Derived for Rowless {}

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

catalog! { struct Traps { TrapError, ClockError, SystemError } }

#[test]
fn an_error_whose_entry_panics_is_answered() {
    let trap = || TrapError::Rowless(Box::new(Rowless));
    let kept = async || {
        let mut response = StatusCode::CONFLICT.into_response();
        response.extensions_mut().insert(ResponseError::new(Arc::new(Rowless)));
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
#[catalog(domain = "TRAP", registry = Traps, into_response)]
enum ClockError {
    #[catalog(code = "TRAP_CLOCK_STOPPED", status = 409, log_level = INFO,
        message = "The clock stopped")]
    Stopped(#[source] Endless),
}

#[test]
fn a_circular_error_is_kept_and_shown_in_part() {
    let stopped = async || Result::<(), _>::Err(ClockError::Stopped(Endless));
    let shop = run(Router::new().route("/", get(stopped)).layer(CatalogLayer::<Traps>::new()));
    let seen = shop.get("/");
    assert_eq!(seen.code(), "TRAP_CLOCK_STOPPED");
    seen.leaks_nothing();
    assert!(shop.log.failures()[0].fields["causes"].len() < 4096);
    let failure = Failure::<Traps>::from(ClockError::Stopped(Endless));
    assert!(format!("{failure:?}").lines().count() < 64);
}

#[test]
fn a_predicate_of_the_layer_may_panic() {
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

catalog! {
    #[registry(dialect = PANICKY)]
    struct Panicked { SystemError }
}

#[test]
fn a_panicking_dialect_is_replaced_by_the_standard_one() {
    let shop = run(Router::new().layer(CatalogLayer::<Panicked>::new()));
    let seen = shop.get("/nowhere");
    assert_eq!((seen.status.as_u16(), seen.code().as_str()), (500, "SYSTEM_INTERNAL_ERROR"));
    seen.leaks_nothing();
    assert_eq!(shop.log.failures().len(), 1);
}

/// What a future holds may panic as it is dropped, after it panicked itself.
#[test]
fn a_panic_during_a_panic_is_one_failure() {
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
fn a_panic_payload_may_panic_when_dropped() {
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

/// What a program prints of a failure is a line for each cause, whatever they say.
#[test]
fn the_display_of_a_failure_has_no_line_breaks() {
    let forged = "down\r\n2026-01-01 ERROR forged\u{9b}31m\u{202e}";
    let failure = Failure::<Codes>::from(ShopError::CartEmpty);
    assert_eq!(format!("{failure:?}").lines().count(), 1);
    let caused: Result<(), Failure<Codes>> =
        Err(forged).or_fail(ShopError::CartEmpty).map_err(Into::into);
    let shown = format!("{:?}\n{:?}", caused.unwrap_err(), Failure::<Codes>::internal(forged));
    assert_eq!(shown.lines().count(), 3, "{shown}");
    assert!(!shown.contains(['\r', '\u{9b}', '\u{202e}']), "{shown}");
}

/// What listens to the log may break, and goes on breaking.
#[test]
fn a_panic_of_the_log_does_not_affect_response_and_count() {
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
