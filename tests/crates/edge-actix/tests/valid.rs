//! Input that breaks rules: each response of `actix::Valid` and `actix::Garde` is that of `axum::Valid`.

use std::net::SocketAddr;

use actix_web::{App, web};
use edge_actix::serve;
use edge_axum::client::{Seen, send};
use edge_axum::server::{Running, run};
use edge_validation::names::{Person, by_garde, by_validator, router};
use edge_validation::{Codes, Order, SignUp};
use error_catalog::actix::{CatalogMiddleware, Form, Garde, Json, Path, Query, Valid};
use http::Request;
use serde_json::{Value, json};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// The routes of `edge_validation`, in actix.
fn routes(app: &mut web::ServiceConfig) {
    type Parcel = by_validator::Parcel;
    app.route("/validator", web::post().to(|Valid(it): Valid<Parcel>| async { Json(it) }))
        .route("/garde", web::post().to(|Garde(it): Garde<by_garde::Parcel>| async { Json(it) }))
        .route("/inside", web::post().to(|Valid(it): Valid<Json<Parcel>>| async { it }))
        .route(
            "/pages",
            web::get().to(|Valid(it): Valid<Query<by_validator::Page>>| async { as_json(it.0) }),
        )
        .route(
            "/pages-of-garde",
            web::get().to(|Garde(it): Garde<Query<by_garde::Page>>| async { as_json(it.0) }),
        )
        .route(
            "/forms",
            web::post().to(|Garde(it): Garde<Form<by_garde::Page>>| async { as_json(it.0) }),
        )
        .route(
            "/lines/{UNIT_PRICE}/{品名}",
            web::get().to(|Valid(it): Valid<Path<by_validator::Line>>| async { as_json(it.0) }),
        )
        .route(
            "/people/{id}/{name}",
            web::get().to(|Path(it): Path<Person>| async move { format!("{} {}", it.id, it.name) }),
        )
        .route(
            "/pairs/{id}/{name}",
            web::get()
                .to(|Path(it): Path<(u8, String)>| async move { format!("{} {}", it.0, it.1) }),
        )
        .route(
            "/halves/{id}/{name}",
            web::get().to(|Path((id,)): Path<(u8,)>| async move { id.to_string() }),
        )
        .route(
            "/parcel-forms",
            web::get().to(|Valid(it): Valid<Form<by_validator::Page>>| async { as_json(it.0) }),
        )
        .route(
            "/parcel-forms",
            web::post().to(|Valid(it): Valid<Form<by_validator::Page>>| async { as_json(it.0) }),
        )
        .route("/orders", web::post().to(|Valid(it): Valid<Order>| async { it.name }))
        .route("/sign-ups", web::post().to(|Garde(it): Garde<SignUp>| async { it.name }));
}

fn as_json<T>(value: T) -> Json<T> {
    Json(value)
}

fn actix() -> SocketAddr {
    serve!(
        factory: || App::new().configure(routes).wrap(CatalogMiddleware::<Codes>::new()),
        workers: 1
    )
}

fn axum() -> Running {
    run(router().merge(edge_validation::router()))
}

/// A response without what differs from request to request.
fn comparable(seen: &Seen) -> (u16, String, String, Value) {
    let mut body: Value = serde_json::from_slice(&seen.body).unwrap_or_else(|_| json!(seen.text()));
    if let Some(body) = body.as_object_mut() {
        body.remove("trace_id");
        body.remove("instance");
    }
    (seen.status.as_u16(), seen.header("content-type"), seen.header("content-language"), body)
}

struct Asked<'a> {
    method: &'a str,
    path: &'a str,
    media_type: &'a str,
    body: String,
}

fn post(path: &'static str, media_type: &'static str, body: &Value) -> Asked<'static> {
    let body = body.as_str().map_or_else(|| body.to_string(), ToOwned::to_owned);
    Asked { method: "POST", path, media_type, body }
}

fn get(path: &'static str) -> Asked<'static> {
    Asked { method: "GET", path, media_type: "", body: String::new() }
}

fn parcel(first_name: &str, zip: &str, house: &Value, price: i64) -> Value {
    json!({
        "firstName": first_name, "zip": zip, "mail": "a@example.com", "isAgreed": true,
        "street-name": "High Street", "house-number": house, "door-code": 7,
        "lineItems": [{"UNIT_PRICE": price, "品名": "pen"}], "送り主": [],
    })
}

fn cases() -> Vec<Asked<'static>> {
    let mut cases = vec![
        get("/pages?pageSize=10&q=tea&tag=a&tag=b"),
        get("/pages?pageSize=0&q=too+long&tag=a&tag=b&tag=c&tag=d"),
        get("/pages?pageSize=ten"),
        get("/pages?q=tea"),
        get("/pages-of-garde?pageSize=0&q=too+long"),
        get("/lines/5/%E8%8C%B6%E8%91%89"),
        get("/lines/10/x"),
        get("/lines/ten/tea"),
        get("/people/7/bob"),
        get("/people/bob/7"),
        get("/pairs/7/bob"),
        get("/pairs/bob/7"),
        get("/halves/7/bob"),
        get("/parcel-forms?pageSize=0"),
        get("/parcel-forms?pageSize=x"),
        post("/parcel-forms", FORM, &json!("pageSize=0")),
        post("/parcel-forms", FORM, &json!("pageSize=x")),
        post("/forms", FORM, &json!("pageSize=10&q=tea")),
        post("/forms", FORM, &json!("pageSize=0&q=too+long")),
        post("/forms", JSON, &json!("pageSize=0")),
        post(
            "/orders",
            JSON,
            &json!({
                "name": "あ", "フリガナ": "ふりがな", "email": "nobody", "password": "short-marker", "again": "other",
                "items": [{"price": 10, "count": 1, "code": "12345678"}, {"price": -1, "count": 0, "code": "1"}],
            }),
        ),
        post("/orders", JSON, &json!({"name": "あ", "unknown": 1})),
        post(
            "/sign-ups",
            JSON,
            &json!({
                "name": "x", "email": "nobody", "password": "short-marker", "again": "other",
                "children": [{"age": 3}, {"age": 18}],
            }),
        ),
    ];
    for way in ["/validator", "/garde", "/inside"] {
        for body in [
            parcel("Annette", "12345", &json!(1), 1),
            parcel("A", "1", &json!(0), 10),
            parcel("A", "1", &json!("one"), 10),
            json!({}),
            json!("{"),
        ] {
            cases.push(post(way, JSON, &body));
        }
        cases.push(post(way, "text/plain", &json!({})));
    }
    cases
}

#[test]
fn every_response_is_that_of_axum() {
    let (actix, axum) = (actix(), axum());
    let mut violations = 0;
    for asked in cases() {
        for language in ["en", "ja"] {
            let ask = |address| {
                let request = Request::builder()
                    .method(asked.method)
                    .uri(asked.path)
                    .header("accept-language", language);
                let request = match asked.media_type {
                    "" => request,
                    media_type => request.header("content-type", media_type),
                };
                send(address, request.body(asked.body.clone().into_bytes()).unwrap())
            };
            let (ours, theirs) = (comparable(&ask(actix)), comparable(&ask(axum.address)));
            assert_eq!(ours, theirs, "{} {} {}", asked.method, asked.path, asked.body);
            violations += ours.3["errors"].as_array().map_or(0, Vec::len);
        }
    }
    assert!(violations > 50, "only {violations}");
}

#[test]
fn a_violation_has_its_place_rule_and_parameters() {
    let request = Request::get("/pages?pageSize=0").header("accept-language", "en");
    let seen = send(actix(), request.body(Vec::new()).unwrap());
    let body: Value = serde_json::from_slice(&seen.body).unwrap();
    assert_eq!(
        body["errors"],
        json!([{
            "pointer": "#/pageSize", "detail": "The value must be from 1 to 100",
            "rule": "range", "params": {"min": 1, "max": 100}, "in": "query",
        }])
    );
}
