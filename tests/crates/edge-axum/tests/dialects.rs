//! A dialect that speaks in headers too: it speaks once, and for the client who asked.

use std::time::Duration;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use error_catalog::dialect::{Dialect, Parts, Standard};
use error_catalog::edge::entry_of;
use error_catalog::tower::CatalogLayer;
use error_catalog::{Entry, Envelope, ErrorCatalog, Failure, StatusError, SystemError, catalog};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use tower_http::set_header::SetResponseHeaderLayer;

const ID: &str = "req-42";

/// The standard body, with the code in a header, and the id and the locale in the challenge of each 401.
struct Telling;

impl Dialect for Telling {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        // Without the layer it can be written still.
        assert!(parts.code() != "DOOR_SIGN_BROKEN" || parts.trace_id().is_none());
        Standard.write(parts, body);
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        if parts.code() == "DOOR_SIGN_BROKEN" {
            headers.insert(header::LOCATION, HeaderValue::from_static("/nowhere"));
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.append("x-code", HeaderValue::from_static(parts.code()));
        headers.append(header::VARY, HeaderValue::from_static("x-shop"));
        if parts.status() == StatusCode::UNAUTHORIZED {
            let (id, locale) = (parts.trace_id().unwrap_or("?"), parts.locale().unwrap_or("?"));
            let said = format!(r#"Bearer id="{id}", locale="{locale}""#);
            headers.insert(header::WWW_AUTHENTICATE, said.parse().unwrap());
        }
    }
}

/// Of an answer that has no body, whatever the code says.
struct Silent;

impl Dialect for Silent {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        Standard.write(parts, body);
    }

    fn status(&self, _: &Parts<'_>) -> StatusCode {
        StatusCode::NO_CONTENT
    }
}

catalog! {
    #[registry(dialect = Telling, locales("ja", "en"))]
    struct Codes { DoorError, SystemError, StatusError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DOOR", registry = Codes, locales("ja", "en"))]
enum DoorError {
    #[catalog(code = "DOOR_KEY_NEEDED", status = 401, log_level = INFO,
        message("ja" = "鍵が必要です", "en" = "A key is needed"))]
    KeyNeeded,
    #[catalog(code = "DOOR_SHUT_NOW", status = 503, log_level = WARN, retry_after = 7,
        message("ja" = "閉まっています", "en" = "It is shut"))]
    ShutNow,
    #[catalog(code = "DOOR_SIGN_BROKEN", status = 409, log_level = WARN,
        message("ja" = "看板が壊れています", "en" = "The sign is broken"))]
    SignBroken,
    #[catalog(code = "DOOR_QUEUE_LONG", status = 429, log_level = WARN, retry = transient,
        message("ja" = "混んでいます", "en" = "The queue is long"))]
    QueueLong {
        #[retry_after]
        wait: Duration,
    },
}

/// It sets its content type and another header.
struct Untyped;

impl Dialect for Untyped {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        Standard.write(parts, body);
    }

    fn headers(&self, parts: &Parts<'_>, headers: &mut HeaderMap) {
        headers.remove(header::CONTENT_TYPE);
        headers.append("x-code", HeaderValue::from_static(parts.code()));
    }
}

catalog! {
    #[registry(dialect = Untyped, locales("ja"))]
    struct OneLocale { HallError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HALL", registry = OneLocale, locales("ja", "en"))]
enum HallError {
    #[catalog(code = "HALL_LAMP_OUT", status = 409, log_level = WARN, message("ja" = "灯りが消えています", "en" = "The lamp is out"))]
    LampOut,
}

fn door() -> Running {
    let key = async || Result::<(), _>::Err(Failure::<Codes>::from(DoorError::KeyNeeded));
    let shut = async || Result::<(), _>::Err(Failure::<Codes>::from(DoorError::ShutNow));
    let english = async || by_hand(DoorError::KeyNeeded.envelope().locale("en"));
    let under = async || by_hand(DoorError::KeyNeeded.envelope().trace_id("own-7"));
    let no_id = async || by_hand(DoorError::KeyNeeded.envelope().trace_id("no id"));
    let silent = async || by_hand(DoorError::KeyNeeded.envelope().dialect(&Silent));
    // What stands within the layer and knows better.
    let later =
        SetResponseHeaderLayer::overriding(header::RETRY_AFTER, HeaderValue::from_static("90"));
    let again = SetResponseHeaderLayer::appending(
        HeaderName::from_static("x-code"),
        HeaderValue::from_static("of-another"),
    );
    let broken = async || Result::<(), _>::Err(Failure::<Codes>::from(DoorError::SignBroken));
    let waiting = async || {
        let error = DoorError::QueueLong { wait: Duration::from_secs(60) };
        by_hand(error.envelope().retry_after(Duration::from_secs(9)))
    };
    let cookie =
        SetResponseHeaderLayer::overriding(header::SET_COOKIE, HeaderValue::from_static("seen=1"));
    let basic = SetResponseHeaderLayer::appending(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static("Basic"),
    );
    let routes = Router::new()
        .route("/broken", get(broken).layer(cookie))
        .route("/waiting", get(waiting))
        .route("/basic", get(key).layer(basic))
        .route("/key", get(key))
        .route("/shut", get(shut))
        .route("/later", get(shut).layer(later))
        .route("/again", get(key).layer(again))
        .route("/english", get(english))
        .route("/under", get(under))
        .route("/no-id", get(no_id))
        .route("/silent", get(silent));
    run(routes.layer(CatalogLayer::<Codes>::new()))
}

/// What a handler gives back that makes its answer by hand.
fn by_hand(envelope: Envelope<'_>) -> Response {
    IntoResponse::into_response(envelope)
}

fn ask(door: &Running, path: &str) -> Seen {
    let request = Request::get(path).header("x-request-id", ID).header("accept-language", "en");
    door.send(request, "")
}

fn lines(seen: &Seen, name: &str) -> Vec<String> {
    let values = seen.headers.get_all(name).iter();
    values.map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[test]
fn dialect_headers_are_sent_once_in_the_language_of_the_client() {
    let door = door();
    let seen = ask(&door, "/key");
    assert_eq!(lines(&seen, "x-code"), ["DOOR_KEY_NEEDED"]);
    assert_eq!(lines(&seen, "vary"), ["Accept-Language", "x-shop"]);
    assert_eq!(lines(&seen, "www-authenticate"), [r#"Bearer id="req-42", locale="en""#]);
    assert_eq!(lines(&seen, "content-language"), ["en"]);
    assert_eq!(lines(&seen, "x-request-id"), [ID]);
}

#[test]
fn headers_of_inner_layers_are_kept_beside_those_of_the_dialect() {
    let door = door();
    assert_eq!(lines(&ask(&door, "/shut"), "retry-after"), ["7"]);
    assert_eq!(lines(&ask(&door, "/later"), "retry-after"), ["90"]);
    assert_eq!(lines(&ask(&door, "/again"), "x-code"), ["of-another", "DOOR_KEY_NEEDED"]);
    // A second way to authenticate is beside ours, and not in its place.
    let own = r#"Bearer id="req-42", locale="en""#;
    assert_eq!(lines(&ask(&door, "/basic"), "www-authenticate"), [own, "Basic"]);
}

#[test]
fn a_wait_set_by_hand_precedes_that_of_the_error() {
    assert_eq!(lines(&ask(&door(), "/waiting"), "retry-after"), ["9"]);
}

#[test]
fn a_replacement_response_has_no_headers_of_the_failed_one() {
    let seen = ask(&door(), "/broken");
    assert_eq!(seen.code(), "SYSTEM_INTERNAL_ERROR");
    assert_eq!(lines(&seen, "x-code"), ["SYSTEM_INTERNAL_ERROR"]);
    assert_eq!((seen.header("location"), seen.header("content-encoding")), Default::default());
    assert_eq!(seen.header("set-cookie"), "seen=1");
}

#[test]
fn a_dialect_without_a_content_type_sends_its_headers_once() {
    let lamp = async || Result::<(), _>::Err(Failure::<OneLocale>::from(HallError::LampOut));
    let routes = Router::new().route("/lamp", get(lamp));
    let hall = run(routes.layer(CatalogLayer::<OneLocale>::new()));
    assert_eq!(lines(&ask(&hall, "/lamp"), "x-code"), ["HALL_LAMP_OUT"]);
}

#[test]
fn a_locale_set_by_hand_is_kept_without_negotiation() {
    let english = async || by_hand(HallError::LampOut.envelope().locale("en"));
    let routes = Router::new().route("/english", get(english));
    let hall = run(routes.layer(CatalogLayer::<OneLocale>::new()));
    let seen = ask(&hall, "/english");
    assert_eq!(seen.member("message"), "The lamp is out");
    assert_eq!(seen.header("content-language"), "en");
}

#[test]
fn a_locale_set_by_hand_keeps_the_id_of_the_request() {
    let door = door();
    let request =
        Request::get("/english").header("x-request-id", ID).header("accept-language", "ja");
    let seen = door.send(request, "");
    assert_eq!(seen.member("message"), "A key is needed");
    assert_eq!((seen.member("trace_id").as_str(), seen.header("x-request-id").as_str()), (ID, ID));
    assert_eq!(lines(&seen, "www-authenticate"), [r#"Bearer id="req-42", locale="en""#]);
    assert_eq!(lines(&seen, "content-language"), ["en"]);
    assert_eq!(lines(&seen, "vary"), ["Accept-Language", "x-shop"]);
    assert_eq!(door.log.failures()[0].fields["trace_id"], ID);
}

#[test]
fn an_id_set_by_hand_keeps_the_language_of_the_client() {
    let door = door();
    let seen = ask(&door, "/under");
    assert_eq!(seen.member("message"), "A key is needed");
    assert_eq!(
        (seen.member("trace_id").as_str(), seen.header("x-request-id").as_str()),
        ("own-7", "own-7")
    );
    assert_eq!(door.log.failures()[0].fields["trace_id"], "own-7");
    // What cannot be a header is no id: body, header and record agree all the same.
    let seen = ask(&door, "/no-id");
    assert_eq!((seen.member("trace_id").as_str(), seen.header("x-request-id").as_str()), (ID, ID));
    assert_eq!(door.log.failures()[1].fields["trace_id"], ID);
}

#[test]
fn a_response_without_a_body_has_no_body_headers() {
    let door = door();
    let seen = ask(&door, "/silent");
    assert_eq!((seen.status, seen.body.len()), (StatusCode::NO_CONTENT, 0));
    for name in ["content-length", "content-type"] {
        assert_eq!(lines(&seen, name), [""; 0], "{name}");
    }
    assert_eq!(seen.header("x-request-id"), ID);
    assert_eq!((door.log.failures().len(), door.counts.failures()), (1, 1));
}

#[test]
fn outer_layers_can_read_the_code() {
    let tell = async |mut response: Response| {
        let told = entry_of(response.extensions()).map_or("none", Entry::code);
        response.headers_mut().insert("x-seen", HeaderValue::from_static(told));
        response
    };
    let routes = Router::new()
        .route("/key", get(async || Failure::<Codes>::from(DoorError::KeyNeeded)))
        .route("/broken", get(async || Failure::<Codes>::from(DoorError::SignBroken)))
        .route("/silent", get(async || by_hand(DoorError::KeyNeeded.envelope().dialect(&Silent))))
        .route("/panic", get(async || -> () { panic!("at the door") }))
        .route("/own", get(async || (StatusCode::BAD_GATEWAY, axum::Json(()))))
        .route("/fine", get(async || "fine"));
    let routes = routes.layer(CatalogLayer::<Codes>::new());
    let door = run(routes.layer(axum::middleware::map_response(tell)));
    for (path, code) in [
        ("/key", "DOOR_KEY_NEEDED"),
        ("/broken", "SYSTEM_INTERNAL_ERROR"),
        ("/silent", "DOOR_KEY_NEEDED"),
        ("/panic", "SYSTEM_INTERNAL_ERROR"),
        ("/nowhere", "SYSTEM_ROUTE_NOT_FOUND"),
        ("/own", "SYSTEM_UPSTREAM_FAILED"),
        ("/fine", "none"),
    ] {
        assert_eq!(ask(&door, path).header("x-seen"), code, "{path}");
    }
}
