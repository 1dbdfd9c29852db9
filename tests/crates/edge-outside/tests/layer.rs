//! A layer from outside does what those of the crate do.

use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex};

use edge_outside::{Answering, BoxError, Layer, Service};
use error_catalog::edge::{Edge, Exchange, Occurrence, entry_of};
use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, catalog, codes};
use http::{Request, Response, StatusCode};

catalog! { pub struct Codes { DepotError, SystemError } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DEPOT", registry = Codes)]
pub enum DepotError {
    #[catalog(
        code = "DEPOT_CLOSED",
        status = 409,
        log_level = "INFO",
        message = "The depot is closed"
    )]
    Closed,
}

/// What the service beneath does, by the path of the request.
struct Depot {
    is_ready: bool,
}

impl Service for Depot {
    fn poll_ready(&self) -> Poll<Result<(), BoxError>> {
        Poll::Ready(if self.is_ready { Ok(()) } else { Err("the pool is empty".into()) })
    }

    fn call(&self, request: Request<Vec<u8>>) -> Answering {
        assert_ne!(request.uri().path(), "/panics-at-once", "no such depot");
        Box::pin(async move {
            let bare = |status: StatusCode, text: &str| {
                let mut response = Response::new(text.as_bytes().to_vec());
                *response.status_mut() = status;
                response
            };
            match request.uri().path() {
                "/closed" => {
                    Ok(Failure::<Codes>::from(DepotError::Closed).into_response().map(Into::into))
                }
                "/broken" => {
                    let broken: Result<u8, Failure<Codes>> =
                        "x".parse::<u8>().or_internal().map_err(Into::into);
                    Ok(broken.unwrap_err().into_response().map(Into::into))
                }
                "/panics" => panic!("the shelf fell"),
                "/returns" => Err("the line is cut".into()),
                "/refused" => Ok(bare(
                    StatusCode::BAD_REQUEST,
                    "pin: invalid type: string \"hunter2\", expected u64",
                )),
                "/json" => {
                    let mut response = bare(StatusCode::CONFLICT, "{\"own\":true}");
                    let json = http::HeaderValue::from_static("application/json");
                    response.headers_mut().insert("content-type", json);
                    Ok(response)
                }
                "/id" => Ok(Response::new(
                    request
                        .extensions()
                        .get::<Exchange>()
                        .unwrap()
                        .trace_id()
                        .to_string()
                        .into_bytes(),
                )),
                _ => Ok(bare(StatusCode::NOT_FOUND, "")),
            }
        })
    }
}

/// What was reported: code, status and cause.
type Reports = Arc<Mutex<Vec<(&'static str, u16, String)>>>;

fn edge(reports: &Reports) -> Edge<Codes> {
    let reports = Arc::clone(reports);
    Edge::new().observer(move |occurrence: &Occurrence<'_>| {
        let cause = occurrence.error.source().map(ToString::to_string);
        let text = cause.unwrap_or_else(|| occurrence.error.to_string());
        let report = (occurrence.entry().code(), occurrence.status.as_u16(), text);
        reports.lock().unwrap().push(report);
    })
}

fn answer(service: &impl Service, path: &str) -> Response<Vec<u8>> {
    assert!(matches!(service.poll_ready(), Poll::Ready(Ok(()))), "a layer is always ready");
    let request =
        Request::builder().uri(path).header("x-request-id", "depot-1").body(Vec::new()).unwrap();
    let mut answering = service.call(request);
    match answering.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answered) => answered.unwrap(),
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn body(response: &Response<Vec<u8>>) -> &str {
    core::str::from_utf8(response.body()).unwrap()
}

#[test]
fn every_failure_has_the_envelope_and_is_reported_once() {
    for (path, code, cause) in [
        ("/closed", Codes::DEPOT_CLOSED, "The depot is closed"),
        ("/broken", codes::SYSTEM_INTERNAL_ERROR, "invalid digit found in string"),
        ("/panics", codes::SYSTEM_INTERNAL_ERROR, "panicked: the shelf fell"),
        ("/panics-at-once", codes::SYSTEM_INTERNAL_ERROR, "no such depot"),
        ("/returns", codes::SYSTEM_INTERNAL_ERROR, "the line is cut"),
        ("/refused", codes::SYSTEM_BODY_MALFORMED, "pin: invalid type: …, expected u64"),
        ("/nowhere", codes::SYSTEM_ROUTE_NOT_FOUND, ""),
    ] {
        let reports = Reports::default();
        let layer = Layer::new(edge(&reports), Depot { is_ready: true });
        let response = answer(&layer, path);
        assert_eq!(response.status(), code.status(), "{path}");
        assert_eq!(response.headers()["x-request-id"], "depot-1", "{path}");
        assert!(
            body(&response).contains(&format!(r#""code":"{code}""#)),
            "{path}: {}",
            body(&response)
        );
        assert!(body(&response).contains(r#""trace_id":"depot-1""#), "{path}: {}", body(&response));
        assert_eq!(entry_of(response.extensions()).unwrap().code(), code, "{path}");
        let reports = reports.lock().unwrap();
        let [(reported, status, text)] = &reports[..] else { panic!("{path}: {reports:?}") };
        assert_eq!((*reported, *status), (code.as_str(), code.status().as_u16()), "{path}");
        assert!(text.contains(cause) && !text.contains("hunter2"), "{path}: {text}");
    }
}

#[test]
fn a_service_that_cannot_get_ready_is_answered() {
    let reports = Reports::default();
    let layer = Layer::new(edge(&reports), Depot { is_ready: false });
    let response = answer(&layer, "/closed");
    assert_eq!(response.status(), 500);
    let reports = reports.lock().unwrap();
    assert!(reports.len() == 1 && reports[0].2.contains("the pool is empty"), "{reports:?}");
}

#[test]
fn two_layers_act_as_one() {
    let reports = Reports::default();
    let inner = Layer::new(edge(&reports), Depot { is_ready: true });
    let layer = Layer::new(edge(&reports), inner);
    for path in ["/closed", "/panics", "/nowhere"] {
        reports.lock().unwrap().clear();
        let response = answer(&layer, path);
        assert!(body(&response).contains("depot-1"), "{path}");
        assert_eq!(reports.lock().unwrap().len(), 1, "{path}");
    }
    assert_eq!(body(&answer(&layer, "/id")), "depot-1");
}

#[test]
fn other_responses_pass() {
    let reports = Reports::default();
    let layer = Layer::new(edge(&reports), Depot { is_ready: true });
    assert_eq!(body(&answer(&layer, "/json")), r#"{"own":true}"#);
    assert_eq!(body(&answer(&layer, "/id")), "depot-1");
    assert!(reports.lock().unwrap().is_empty());
}

#[test]
fn a_layer_without_requests_of_http_begins_by_headers() {
    let edge = Edge::<Codes>::new();
    let outer = edge
        .begin(http::Method::GET, "/a", |name| (name == "x-request-id").then_some(&b"depot-2"[..]));
    let own = Edge::<Codes>::new().begin_within(&outer, |_| None::<&[u8]>);
    assert_eq!((own.trace_id().as_str(), own.path()), ("depot-2", "/a"));
    let entry = |status| edge.entry_for_status(status).map(error_catalog::Entry::code);
    assert_eq!(entry(StatusCode::NOT_FOUND), Some("SYSTEM_ROUTE_NOT_FOUND"));
    assert_eq!(entry(StatusCode::INTERNAL_SERVER_ERROR), None);
}
