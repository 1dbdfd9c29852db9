//! Extractors know no registry: what they refuse is sent under a code that the registry of the layer lists.

use axum::Router;
use axum::routing::{get, post};
use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use error_catalog::axum::{Json, Path, Query, Refused};
use error_catalog::tower::CatalogLayer;
use error_catalog::{
    ErrorCatalog, Failure, Registry, StatusError, SystemError, ValidationError, catalog,
};
use http::Request;
use serde::Deserialize;
use tracing::Level;

catalog! {
    /// Without `ValidationError`.
    struct System { SystemError }
}

catalog! {
    /// With a code for every other refusal.
    struct Statuses { SystemError, StatusError }
}

catalog! {
    /// With one code that is not built in.
    #[registry(internal = "KIOSK_CLOSED")]
    struct Own { KioskError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "KIOSK")]
enum KioskError {
    #[catalog(
        code = "KIOSK_CLOSED",
        status = 500,
        log_level = "ERROR",
        message = "The kiosk is closed"
    )]
    Closed,
}

catalog! {
    /// With the built-in internal code beside its own.
    #[registry(internal = "KIOSK_CLOSED")]
    struct Both { KioskError, SystemError, ValidationError }
}

/// A body that cannot be written.
struct Broken;

impl serde::Serialize for Broken {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("cannot be written"))
    }
}

async fn passed_on(number: Result<Path<(u8, u8)>, Refused>) -> Result<String, Failure<Both>> {
    let Path((row, place)) = number?;
    Ok(format!("{row} {place}"))
}

#[derive(Debug, Deserialize)]
struct Order {
    item: String,
}

fn routes() -> Router {
    Router::new()
        .route("/order", post(async |Json(order): Json<Order>| order.item))
        .route("/query", get(async |Query(order): Query<Order>| order.item))
        .route("/number/{number}", get(async |Path(number): Path<u8>| number.to_string()))
        .route("/mistake/{only}", get(async |Path(_): Path<(u8, u8)>| "never"))
        .route("/passed-on/{only}", get(passed_on))
        .route("/broken", get(async || Json(Broken)))
}

fn post_to(shop: &Running, media_type: &str, body: &str) -> Seen {
    shop.send(Request::post("/order").header("content-type", media_type), body)
}

/// The code of a shape that does not fit, of what is no JSON, and of another media type.
fn assert_answers<C: Registry>(shop: &Running, invalid: &str, malformed: &str, unsupported: &str) {
    let json = "application/json";
    let asked = [
        (post_to(shop, json, r#"{"item":7}"#), 422, invalid),
        (shop.get("/query"), 422, invalid),
        (shop.get("/number/seven"), 422, invalid),
        (post_to(shop, json, "{"), 400, malformed),
        (post_to(shop, "text/plain", "{}"), 415, unsupported),
    ];
    for (count, (seen, status, code)) in asked.iter().enumerate() {
        assert_eq!((seen.status.as_u16(), &*seen.code()), (*status, *code), "{}", seen.text());
        assert!(C::get(code).is_some());
        assert!(!seen.text().contains("details"), "{}", seen.text());
        let record = &shop.log.failures()[count];
        assert_ne!(record.level, Level::ERROR, "a client can provoke it");
        assert_eq!(&record.fields["error_code"], code);
        // They are codes of ours, which a registry need not list.
        assert!(!record.fields["context"].contains("unlisted"), "{record:?}");
    }
    let texts: Vec<_> =
        shop.log.failures().iter().map(|one| one.fields["context"].clone()).collect();
    assert!(texts[0].contains("item"), "the log has the broken field: {texts:?}");
    assert_eq!(shop.log.failures().len(), 5);
}

#[test]
fn what_an_extractor_refuses_has_a_listed_code() {
    let malformed = "SYSTEM_BODY_MALFORMED";
    let shop = run(routes().layer(CatalogLayer::<System>::new()));
    assert_answers::<System>(&shop, malformed, malformed, "SYSTEM_MEDIA_UNSUPPORTED");
    let shop = run(routes().layer(CatalogLayer::<Statuses>::new()));
    let refused = "SYSTEM_REQUEST_REFUSED";
    assert_answers::<Statuses>(&shop, refused, malformed, "SYSTEM_MEDIA_UNSUPPORTED");
    let shop = run(routes().layer(CatalogLayer::<Own>::new()));
    let closed = KioskError::Closed.code();
    let closed = closed.as_str();
    assert_answers::<Own>(&shop, closed, closed, closed);
}

#[test]
fn a_mistake_of_the_service_has_its_own_internal_code() {
    for shop in [
        run(routes().layer(CatalogLayer::<Own>::new())),
        run(routes().layer(CatalogLayer::<Both>::new())),
    ] {
        let paths = ["/mistake/7", "/passed-on/7", "/broken"];
        for path in paths {
            let seen = shop.get(path);
            let found = (seen.status.as_u16(), &*seen.code());
            assert_eq!(found, (500, "KIOSK_CLOSED"), "{path} {}", seen.text());
            assert!(!seen.text().contains("cannot be written"), "{}", seen.text());
        }
        let records = shop.log.failures();
        assert_eq!(records.len(), paths.len());
        assert!(format!("{:?}", records[2]).contains("cannot be written"), "{records:?}");
        assert!(records.iter().all(|record| record.fields["error_code"] == "KIOSK_CLOSED"));
    }
}
