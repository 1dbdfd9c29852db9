//! Values with a data class, by every way that a failure goes through sets and registries, at every exit.

use std::io;
use std::sync::Arc;

use error_catalog::alert::{Alerts, Delivery};
use error_catalog::edge::Edge;
use error_catalog::mask::{Mask, Treatment};
use error_catalog::otel::OtelObserver;
use error_catalog::report::{Console, JsonLines, Reporter};
use error_catalog::sentry::{self, SentryObserver};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, Widen as _, catalog};
use http::{Method, Request};
use operations::Written;
use sentry_core::test::with_captured_events;
use tower::ServiceExt as _;

use alerts::PATIENCE;

catalog! {
    /// The codes of a hotel.
    #[registry(service = "hotel.example.com")]
    pub struct Codes { RoomError, BookingError, SystemError }
}

catalog! {
    /// What checking in can answer.
    pub struct CheckIn of Codes { RoomError }
}

catalog! {
    /// What a stay can answer.
    pub struct Stay of Codes { ..CheckIn, BookingError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROOM", registry = Codes)]
pub enum RoomError {
    #[catalog(
        code = "ROOM_GUEST_REFUSED",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "{guest} is refused: {reason:?}",
        severity = "CRITICAL"
    )]
    Refused {
        #[context(data_class = "pii")]
        guest: String,
        #[context(data_class = "health")]
        reason: Option<String>,
        #[source]
        cause: io::Error,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BOOKING", registry = Codes)]
pub enum BookingError {
    #[catalog(transparent)]
    Room(#[from] RoomError),

    #[catalog(
        code = "BOOKING_ROOM_FAILED",
        status = 502,
        log_level = "ERROR",
        message = "Something went wrong",
        severity = "CRITICAL"
    )]
    Failed {
        #[source]
        cause: Box<RoomError>,
    },
}

const GUEST: &str = "Nguyễn Thị 花子";
const REASON: &str = "ナッツアレルギー";

fn refused() -> RoomError {
    let cause = io::Error::other(format!("no row for {GUEST} ({REASON})"));
    RoomError::Refused { guest: GUEST.to_owned(), reason: Some(REASON.to_owned()), cause }
}

/// A failure by each way, in the registry.
fn failures() -> Vec<(&'static str, Failure<Codes>)> {
    fn check_in() -> Result<(), Failure<CheckIn>> {
        Err(refused())?
    }
    fn stay() -> Result<(), Failure<Stay>> {
        check_in().widen()
    }
    let failed = |result: Result<(), Failure<Codes>>| result.unwrap_err();
    let unexpected = |error: Box<dyn std::error::Error + Send + Sync>| -> Failure<Codes> {
        Err::<(), _>(error).or_internal().unwrap_err().into()
    };
    vec![
        ("itself", refused().into()),
        ("transparent", BookingError::from(refused()).into()),
        ("a set", failed(check_in().widen())),
        ("a set in a set", failed(stay().widen())),
        ("the cause of another code", BookingError::Failed { cause: Box::new(refused()) }.into()),
        (
            "a cause by hand",
            Err::<(), _>(refused()).or_fail(SystemError::Internal).unwrap_err().into(),
        ),
        ("unexpected", unexpected(refused().into())),
        ("unexpected behind a pointer", unexpected(Arc::new(refused()).into())),
        (
            "unexpected with what was done",
            Err::<(), _>(refused()).or_internal_with(|| "checking in").unwrap_err().into(),
        ),
        ("the cause of a text", unexpected(io::Error::other(refused()).into())),
        ("an error of anyhow", Failure::from_anyhow(anyhow::Error::from(refused()))),
        (
            "an error of anyhow with a context",
            Failure::from_anyhow(anyhow::Error::from(refused()).context("checking in")),
        ),
    ]
}

/// The exits that have the causes of a failure, too.
const QUOTES: [&str; 4] =
    ["the JSON record", "the console", "events of tracing", "events of Sentry"];

/// Everything that leaves when one failure is reported, each with the name of the exit.
fn exits(failure: Failure<Codes>, mask: &Mask) -> Vec<(&'static str, String)> {
    let [json, console, fallback] = [(); 3].map(|()| Written::default());
    let texts = Arc::<std::sync::Mutex<String>>::default();
    let kept = Arc::clone(&texts);
    let alerts = |fallback: &Written| {
        Alerts::for_registry::<Codes>().mask(mask.clone()).fallback(fallback.clone())
    };
    let sent = alerts(&Written::default())
        .channel("all", "ERROR", move |delivery: &Delivery| {
            let body = String::from_utf8_lossy(delivery.body()).into_owned();
            kept.lock().unwrap().extend([delivery.text(), " ", &body]);
            Ok(())
        })
        .start()
        .unwrap();
    let alone = alerts(&fallback).start().unwrap();
    let (reporter, guard) = Reporter::to(JsonLines::to(json.clone()))
        .and(Console::to(console.clone()))
        .mask(mask.clone())
        .start()
        .unwrap();
    let debug = format!("{failure:?}");
    let events = Written::default();
    let writer = events.clone();
    let subscriber =
        tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let captured = tracing::subscriber::with_default(subscriber, || {
        with_captured_events(|| {
            // By hand, and as a response of a handler.
            reporter.report(&failure).trace_id("job-1").send();
            sent.report(&failure).trace_id("job-1").send();
            alone.report(&failure).trace_id("job-1").send();
            sentry::capture_masked(&failure, Some("job-1"), mask);
            let observers = (
                (reporter.clone(), sent.clone(), alone.clone()),
                (OtelObserver::new(), SentryObserver::new()),
            );
            let layer = CatalogLayer::<Codes>::new().mask(mask.clone()).observer(observers);
            let service = axum::Router::new()
                .route("/", axum::routing::get(async move || -> Result<(), _> { Err(failure) }))
                .layer(layer);
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let request = Request::get("/").body(axum::body::Body::empty()).unwrap();
            runtime.block_on(service.oneshot(request)).unwrap();
        })
    });
    assert!(guard.flush(PATIENCE) && sent.flush(PATIENCE) && alone.flush(PATIENCE));
    vec![
        ("the JSON record", json.text()),
        ("the console", console.text()),
        ("alerts", texts.lock().unwrap().clone()),
        ("the fallback log", fallback.text()),
        ("events of tracing", events.text()),
        ("events of Sentry", serde_json::to_string(&captured).unwrap()),
        ("the debug text", debug),
    ]
}

#[test]
fn no_value_of_a_class_leaves_by_any_way() {
    if std::env::var_os(crate::SERVICE).is_some() {
        return;
    }
    let mut leaks = Vec::new();
    for (way, failure) in failures() {
        for (exit, text) in exits(failure, &Mask::default()) {
            assert!(text.contains("***") || !QUOTES.contains(&exit), "{way}: {exit}: {text}");
            if text.contains(GUEST) || text.contains(REASON) {
                leaks.push(format!("{way}: {exit}: {text}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

/// A class that is kept in development is seen there alone, and the others are not.
#[test]
fn a_class_is_kept_in_its_environment() {
    if std::env::var_os(crate::SERVICE).is_some() {
        return;
    }
    let mask = Mask::default().class_in("development", "pii", Treatment::Kept);
    for (environment, is_kept) in [("development", true), ("production", false)] {
        let mask = mask.clone().environment(environment);
        for (way, failure) in failures() {
            for (exit, text) in exits(failure, &mask) {
                if QUOTES.contains(&exit) {
                    let has_guest = text.contains(GUEST);
                    assert_eq!(has_guest, is_kept, "{environment}, {way}: {exit}: {text}");
                }
                assert!(!text.contains(REASON), "{environment}, {way}: {exit}: {text}");
            }
        }
    }
}

/// A layer with another registry sends the failure as a code that it lists, and logs all that it may.
#[test]
fn an_unlisted_failure_keeps_its_classes() {
    mod elsewhere {
        error_catalog::catalog! { pub struct Codes { error_catalog::SystemError } }
    }
    if std::env::var_os(crate::SERVICE).is_some() {
        return;
    }
    for (way, failure) in failures() {
        let written = Written::default();
        let (reporter, guard) = Reporter::to(JsonLines::to(written.clone())).start().unwrap();
        let edge = Edge::<elsewhere::Codes>::new().observer(reporter);
        let exchange = edge.begin(Method::GET, "/", |_| None::<&[u8]>);
        let _ = edge.fail(&exchange, &*failure);
        assert!(guard.flush(PATIENCE));
        let text = written.text();
        assert!(text.contains("***"), "{way}: {text}");
        assert!(!text.contains(GUEST) && !text.contains(REASON), "{way}: {text}");
    }
}
