//! Every way to fail comes out as the one envelope, with one id, one log record and one count.

use axum::Router;
use axum::routing::get as get_route;
use edge_axum::catalogue::{Codes, MARKER, Mine, SECRET};
use edge_axum::server::{Running, run};
use edge_axum::shop::{self, LIMIT};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, SystemError, catalog};
use http::request::Builder;
use http::{Method, Request, StatusCode};

const ID: &str = "req-42_a.b:c";

fn shop() -> Running {
    run(shop::routes().layer(CatalogLayer::<Codes>::new()))
}

fn get(path: &str) -> (Builder, Vec<u8>) {
    (Request::get(path), Vec::new())
}

fn post(path: &str, content_type: &str, body: impl Into<Vec<u8>>) -> (Builder, Vec<u8>) {
    let mut request = Request::post(path);
    if !content_type.is_empty() {
        request = request.header("content-type", content_type);
    }
    (request, body.into())
}

/// A request, and the status, code and level that follow.
type Asked = ((Builder, Vec<u8>), u16, &'static str, &'static str);

fn failures() -> Vec<Asked> {
    let large = vec![b'x'; LIMIT + 1];
    let json = "application/json";
    vec![
        // A returned error.
        (get("/cart"), 400, "SHOP_CART_EMPTY", "INFO"),
        (get("/item/7"), 404, "SHOP_ITEM_MISSING", "INFO"),
        (get("/login"), 401, "SHOP_LOGIN_NEEDED", "INFO"),
        (get("/key"), 401, "SHOP_KEY_NEEDED", "WARN"),
        (get("/calls"), 429, "SHOP_CALLS_TOO_MANY", "WARN"),
        (get("/stock"), 503, "SHOP_STOCK_DOWN", "ERROR"),
        (get("/cookie"), 401, "SHOP_LOGIN_NEEDED", "INFO"),
        (get("/bare"), 409, "BARE_FEET_COLD", "WARN"),
        (get("/envelope"), 404, "SHOP_ITEM_MISSING", "INFO"),
        // The unexpected, and a panic.
        (get("/io"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        (get("/panic"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        (get("/panic-at-once"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        // The router.
        (get("/no/such/route"), 404, "SYSTEM_ROUTE_NOT_FOUND", "INFO"),
        ((Request::delete("/cart"), vec![]), 405, "SYSTEM_METHOD_NOT_ALLOWED", "INFO"),
        // Limits and timeouts.
        (post("/bytes", "", large.clone()), 413, "SYSTEM_BODY_TOO_LARGE", "INFO"),
        (post("/limited", "", large.clone()), 413, "SYSTEM_BODY_TOO_LARGE", "INFO"),
        (post("/order", json, large), 413, "SYSTEM_BODY_TOO_LARGE", "INFO"),
        (get("/slow"), 408, "SYSTEM_REQUEST_TIMEOUT", "WARN"),
        // Extractors.
        (post("/order", json, "{\"item\":"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (post("/order", json, r#"{"item":"x","count":"many"}"#), 422, "VALIDATION_ERROR", "INFO"),
        (post("/order", "text/plain", "{}"), 415, "SYSTEM_MEDIA_UNSUPPORTED", "INFO"),
        (post("/order", "", "{}"), 415, "SYSTEM_MEDIA_UNSUPPORTED", "INFO"),
        (post("/echo", "text/plain", b"\xff\xfe"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (get("/number/seven"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (get("/text/%ff%fe"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (get("/page?page=two"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (get("/page"), 400, "SYSTEM_BODY_MALFORMED", "INFO"),
        (get("/extension"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        // Bare answers.
        (get("/status/500"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        (get("/status/404"), 404, "SYSTEM_ROUTE_NOT_FOUND", "INFO"),
        (get("/status/401"), 401, "SYSTEM_AUTH_REQUIRED", "INFO"),
        (get("/status/403"), 403, "SYSTEM_ACCESS_FORBIDDEN", "INFO"),
        (get("/status/429"), 429, "SYSTEM_RATE_EXCEEDED", "WARN"),
        (get("/status/418"), 418, "SYSTEM_REQUEST_REFUSED", "INFO"),
        (get("/status/451"), 451, "SYSTEM_REQUEST_REFUSED", "INFO"),
        // A probe asks by the status.
        (get("/status/502"), 502, "SYSTEM_UPSTREAM_FAILED", "ERROR"),
        (get("/status/503"), 503, "SYSTEM_SERVICE_UNAVAILABLE", "ERROR"),
        (get("/status/504"), 504, "SYSTEM_UPSTREAM_TIMEOUT", "ERROR"),
        (get("/status/507"), 507, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        // Bytes of no type from a service that is broken.
        (get("/dump"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        (get("/text-of-an-error"), 409, "SYSTEM_REQUEST_REFUSED", "INFO"),
        // What shows an error may be broken itself.
        (get("/broken/display"), 400, "SHOP_LABEL_TORN", "INFO"),
        (get("/broken/display-that-panics"), 400, "SHOP_LABEL_TORN", "INFO"),
        (get("/broken/detail-that-panics"), 500, "SYSTEM_INTERNAL_ERROR", "ERROR"),
        (get("/broken/details"), 400, "SHOP_BILL_ODD", "INFO"),
        (get("/broken/details-of-an-envelope"), 400, "SHOP_BILL_ODD", "INFO"),
    ]
}

/// The messages of axum quote the body. A password that was sent in place of a number is neither sent nor logged.
#[test]
fn the_log_has_the_reason_of_axum_without_quoted_input() {
    let shop = shop();
    let long = format!("\"hunter2, expected {}\"", "hunter2 ".repeat(100));
    for body in [r#"{"item":"x","count":"hunter2"}"#, r#""hunter2, expected u8""#, &long] {
        let (request, body) = post("/order", "application/json", body);
        assert_eq!(shop.send(request, body).code(), "VALIDATION_ERROR");
    }
    let records = shop.log.failures();
    assert!(!format!("{records:?}").contains("hunter2"), "{records:?}");
    let causes = |at: usize| records[at].fields["causes"].as_str();
    assert!(causes(0).contains("count: invalid type: …, expected u32 at line 1"), "{}", causes(0));
    assert!(causes(1).contains("invalid type: …, expected struct Order"), "{}", causes(1));
}

#[test]
fn each_is_the_envelope_with_one_id_one_record_and_one_count() {
    for ((request, body), status, code, level) in failures() {
        let shop = shop();
        let seen = shop.send(request.header("x-request-id", ID), body);
        assert_eq!((seen.status.as_u16(), seen.code().as_str()), (status, code), "{}", seen.text());
        assert_eq!(seen.header("content-type"), "application/json");
        assert_eq!(seen.header("content-length"), seen.body.len().to_string());
        assert!(!seen.member("message").is_empty());
        assert_eq!(seen.member("trace_id"), ID, "{code}");
        assert_eq!(seen.header("x-request-id"), ID, "{code}");
        seen.leaks_nothing();

        let records = shop.log.failures();
        assert_eq!(records.len(), 1, "{code}: {records:#?}");
        let record = &records[0];
        assert_eq!(record.level.as_str(), level, "{code}");
        assert_eq!(record.fields["error_code"], code);
        assert_eq!(record.fields["status"], status.to_string());
        assert_eq!(record.fields["trace_id"], ID);
        // The span is open still, and is the only one.
        assert_eq!(record.spans.len(), 1, "{code}");
        let (name, fields) = &record.spans[0];
        assert_eq!((*name, fields["trace_id"].as_str()), ("request", ID));
        assert_eq!(shop.counts.count(code), 1, "{:?}", shop.counts.all());
        assert_eq!(shop.counts.failures(), 1);
        let log = format!("{:?}", shop.log.records());
        assert!(!log.contains(SECRET), "{log}");
    }
}

#[test]
fn the_log_names_unwritable_details_with_the_reason() {
    for path in ["/broken/details", "/broken/details-of-an-envelope"] {
        let shop = shop();
        let seen = shop.get(path);
        let body: serde_json::Value = serde_json::from_slice(&seen.body).unwrap();
        assert_eq!(body["error"]["details"], serde_json::json!({ "sum": 7 }), "{path}");
        seen.leaks_nothing();

        let fields = &shop.log.failures()[0].fields;
        let context: serde_json::Value = serde_json::from_str(&fields["context"]).unwrap();
        assert_eq!((&context["sum"], &context["desk"]), (&7.into(), &9.into()), "{path}");
        let told = [
            "the detail `rates` could not be written: key must be a string".to_owned(),
            "the detail `share` could not be written: JSON has no number that is not finite"
                .to_owned(),
            format!("the detail `seal` could not be written: {MARKER}"),
            "the detail `pages` could not be written: what is flattened is a map or a struct"
                .to_owned(),
            "the context `cell` could not be written: JSON has no number that is not finite"
                .to_owned(),
        ];
        assert_eq!(fields["unwritten"].split("; ").collect::<Vec<_>>(), told, "{path}");
    }
    // Where all can be written there is no word about it.
    let shop = shop();
    shop.get("/item/7");
    assert!(!shop.log.failures()[0].fields.contains_key("unwritten"));
}

catalog! { struct Cellar { CellarError, SystemError } }

/// Writes its own response: the envelope keeps what the log record needs.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CELLAR", registry = Cellar, into_response)]
enum CellarError {
    #[catalog(code = "CELLAR_DOOR_SHUT", status = 409, log_level = WARN, message = "The door is shut")]
    DoorShut {
        #[context]
        mine: Mine,
    },
}

#[test]
fn a_panicking_context_does_not_change_the_response() {
    let handler = async || Result::<(), _>::Err(CellarError::DoorShut { mine: Mine });
    let cellar = run(Router::new()
        .route("/cellar", get_route(handler))
        .layer(CatalogLayer::<Cellar>::new()));
    let seen = cellar.get("/cellar");
    assert_eq!((seen.status, seen.code().as_str()), (StatusCode::CONFLICT, "CELLAR_DOOR_SHUT"));
    seen.leaks_nothing();
    let fields = &cellar.log.failures()[0].fields;
    assert_eq!(fields["error_code"], "CELLAR_DOOR_SHUT");
    let why = format!("the context `mine` could not be written: panicked: {MARKER}");
    assert_eq!(fields["unwritten"], why);
    assert_eq!(cellar.counts.count("CELLAR_DOOR_SHUT"), 1);
}

#[test]
fn the_cause_is_in_the_log_and_not_in_the_response() {
    for path in ["/stock", "/io", "/panic", "/panic-at-once"] {
        let shop = shop();
        shop.get(path).leaks_nothing();
        let records = shop.log.failures();
        assert!(format!("{:?}", records[0].fields).contains("SELECT"), "{path}: {records:?}");
    }
    let shop = shop();
    shop.get("/stock");
    let record = &shop.log.failures()[0];
    assert_eq!(record.fields["message"], format!("the stock at {MARKER} is down"));
    assert_eq!(record.fields["causes"], MARKER);
}

#[test]
fn a_failure_is_complete_without_the_layer() {
    let shop = run(shop::routes());
    for (path, status, code) in [
        ("/cart", 400, "SHOP_CART_EMPTY"),
        ("/bare", 409, "BARE_FEET_COLD"),
        ("/envelope", 404, "SHOP_ITEM_MISSING"),
        ("/stock", 503, "SHOP_STOCK_DOWN"),
        // An extractor of the exchange outside of the layer says so in the log. The client receives the internal code.
        ("/id", 500, "SYSTEM_INTERNAL_ERROR"),
    ] {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), seen.code().as_str()), (status, code));
        assert_eq!(seen.header("content-type"), "application/json");
        seen.leaks_nothing();
    }
    assert_eq!(shop.get("/stock").header("retry-after"), "5");
    // Only the layer reports failures. The extractor reports that the layer is missing.
    let records = shop.log.failures();
    assert_eq!((records.len(), shop.counts.failures()), (1, 0));
    assert_eq!(records[0].level, tracing::Level::ERROR);
    let told = &records[0].fields["message"];
    assert!(told.starts_with("no `CatalogLayer` stands around this route; put it"), "{told}");
}

#[test]
fn values_set_on_an_envelope_are_kept() {
    let shop = shop();
    let seen = shop.send(Request::get("/envelope-in-english").header("x-request-id", ID), "");
    assert_eq!(seen.member("message"), "The cart is empty");
    assert_eq!(seen.header("x-request-id"), ID);
    assert_eq!((shop.log.failures().len(), shop.counts.failures()), (1, 1));
    assert_eq!(shop.log.failures()[0].fields["trace_id"], ID);
}

#[test]
fn a_success_passes_unchanged_with_the_request_id() {
    let shop = shop();
    for (path, status, body) in [
        ("/fine", 200, "fine"),
        ("/nothing", 204, ""),
        ("/same", 304, ""),
        ("/stream", 200, "streamed"),
        ("/own", 404, r#"{"own":true}"#),
        ("/problem", 409, "{}"),
        ("/page-of-its-own", 404, "<h1>404</h1>"),
        ("/exchange", 200, "GET /exchange"),
        ("/id", 200, ID),
    ] {
        let seen = shop.send(Request::get(path).header("x-request-id", ID), "");
        assert_eq!((seen.status.as_u16(), seen.text().as_str()), (status, body), "{path}");
        assert_eq!(seen.header("x-request-id"), ID, "{path}");
    }
    assert_eq!((shop.log.failures().len(), shop.counts.failures()), (0, 0));
}

#[test]
fn a_head_has_the_headers_of_a_get_and_no_body() {
    let shop = shop();
    for path in ["/cart", "/io", "/panic", "/no/such/route", "/status/500", "/bare"] {
        let ask = |method| {
            shop.send(Request::builder().method(method).uri(path).header("x-request-id", ID), "")
        };
        let (got, seen) = (ask(Method::GET), ask(Method::HEAD));
        assert_eq!((seen.status, seen.body.len()), (got.status, 0), "{path}");
        assert_eq!(seen.header("content-length"), got.body.len().to_string(), "{path}");
        assert_eq!(seen.header("content-type"), "application/json");
    }
}

#[test]
fn statuses_are_given_codes_and_responses_are_exempt() {
    let layer = CatalogLayer::<Codes>::new()
        .answer(StatusCode::IM_A_TEAPOT, Codes::SHOP_CART_EMPTY)
        .answer(StatusCode::NOT_FOUND, Codes::SHOP_ITEM_MISSING)
        .passthrough(|answered| answered.status == StatusCode::BAD_GATEWAY);
    let shop = run(Router::new().merge(shop::routes()).layer(layer));
    assert_eq!(shop.get("/status/418").code(), "SHOP_CART_EMPTY");
    assert_eq!(shop.get("/status/404").code(), "SHOP_ITEM_MISSING");
    let passed = shop.get("/status/502");
    assert_eq!((passed.status.as_u16(), passed.text().as_str()), (502, ""));
    assert_eq!(shop.log.failures().len(), 2);
}

#[test]
fn a_5xx_that_passes_is_reported_and_an_exempt_response_is_not() {
    let shop = shop();
    for (path, status, code) in [
        ("/own-500", 500, "SYSTEM_INTERNAL_ERROR"),
        ("/own-503", 503, "SYSTEM_SERVICE_UNAVAILABLE"),
    ] {
        let seen = shop.get(path);
        assert_eq!((seen.status.as_u16(), seen.text().as_str()), (status, "{}"));
        assert_eq!(shop.counts.count(code), 1);
        let record = shop.log.failures().pop().unwrap();
        assert_eq!(record.fields["trace_id"], seen.header("x-request-id"));
        assert_eq!(record.fields["status"], status.to_string());
    }
    assert_eq!(shop.log.failures().len(), 2);
    let layer = CatalogLayer::<Codes>::new().passthrough(|_| true);
    let shop = run(shop::routes().layer(layer));
    assert_eq!(shop.get("/own-500").text(), "{}");
    assert_eq!(shop.log.failures().len(), 0);
}

/// The text of a framework about a request is for the log: cut, in one line. Clients do not receive it.
#[test]
fn the_reason_of_a_refusal_is_in_the_log() {
    let shop = shop();
    for (path, reason) in [
        ("/number/seven", "Cannot parse `seven` to a `u32`"),
        ("/page?page=two", "invalid digit found in string"),
        ("/text-of-an-error", "SELECT"),
        ("/number/%E2%80%AEx%0Aforged", "\\u{202e}x\\u{a}forged"),
    ] {
        shop.get(path).leaks_nothing();
        let record = shop.log.failures().pop().unwrap();
        assert!(record.fields["causes"].contains(reason), "{path}: {record:#?}");
    }
    shop.get(&format!("/number/{}", "x".repeat(5000))).leaks_nothing();
    let record = shop.log.failures().pop().unwrap();
    assert!(record.fields["causes"].len() < 1100, "{record:#?}");
}

#[test]
fn a_client_cannot_write_lines_or_long_text_into_the_log() {
    let shop = shop();
    shop.get("/item/x%0A2026-01-01%20ERROR%20forged%1B%5B2J%E2%80%AE%D8%9C");
    shop.get(&format!("/item/{}", "a".repeat(60_000)));
    for record in shop.log.failures() {
        let spans = record.spans.iter().flat_map(|(_, fields)| fields);
        for (name, text) in record.fields.iter().chain(spans) {
            let breaks = |c: char| c.is_control() || "\u{202e}\u{61c}".contains(c);
            assert!(!text.contains(breaks), "{name}: {text:?}");
            assert!(text.len() < 9_000, "{name} has {} bytes", text.len());
        }
        assert!(record.fields["path"].len() <= 1024 + "…".len());
        assert_eq!(record.spans[0].1["path"], record.fields["path"]);
        let context = &record.fields["context"];
        assert!(serde_json::from_str::<serde_json::Value>(context).is_ok(), "{context}");
    }
}

/// The client receives the id of the log record.
#[test]
fn an_id_set_by_hand_is_in_the_record() {
    let two = shop::routes().layer(CatalogLayer::<Codes>::new());
    let shops = [shop(), run(two.layer(CatalogLayer::<Codes>::new()))];
    for shop in shops {
        let request = Request::get("/envelope-with-its-own-id").header("x-request-id", ID);
        let seen = shop.send(request, "");
        assert_eq!(seen.member("trace_id"), "own-7");
        assert_eq!(seen.header("x-request-id"), "own-7");
        let records = shop.log.failures();
        assert_eq!((records.len(), records[0].fields["trace_id"].as_str()), (1, "own-7"));
        assert_eq!(records[0].spans[0].1["trace_id"], "own-7");
    }
}

#[test]
fn a_panicking_observer_does_not_affect_response_and_event() {
    let layer = CatalogLayer::<Codes>::new()
        .observer(|_: &error_catalog::edge::Occurrence<'_>| panic!("{MARKER}"));
    let shop = run(shop::routes().layer(layer));
    let seen = shop.send(Request::get("/cart").header("x-request-id", ID), "");
    assert_eq!(seen.code(), "SHOP_CART_EMPTY");
    let records = shop.log.failures();
    assert_eq!((records.len(), records[0].fields["trace_id"].as_str()), (1, ID));
    assert!(records[0].fields["message"].starts_with("the observer of failures panicked"));
}
