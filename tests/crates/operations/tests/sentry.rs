//! What Sentry receives of a failure, by the test transport of its SDK.

use error_catalog::edge::Edge;
use error_catalog::sentry::{self, SentryObserver};
use error_catalog::{ErrorCatalog, Failure, OrFail as _, Severity};
use http::Method;
use operations::{Codes, SECRETS, StockError};
use sentry_core::protocol::{Breadcrumb, Event};
use sentry_core::test::with_captured_events;
use sentry_core::{Hub, Level};

fn fail(observer: SentryObserver, error: &StockError) -> Vec<Event<'static>> {
    with_captured_events(|| {
        let edge = Edge::<Codes>::new().observer(observer);
        let exchange = edge.begin(Method::GET, "/stock/7", |name| {
            (name == "x-request-id").then_some(&b"req-7"[..])
        });
        let _ = edge.fail(&exchange, error);
    })
}

#[test]
fn a_failure_is_an_event_by_its_code() {
    let events = fail(SentryObserver::new(), &StockError::with_secrets());
    let [event] = &events[..] else { panic!("{events:?}") };
    assert_eq!(event.fingerprint[..], ["STOCK_KEY_REFUSED"]);
    assert_eq!(event.level, Level::Fatal, "CRITICAL");
    let tags = ["error_code", "trace_id", "source", "status"].map(|name| event.tags[name].as_str());
    assert_eq!(tags, ["STOCK_KEY_REFUSED", "req-7", "stock", "500"]);
    assert_eq!(event.tags["error_type"], "INTERNAL_ERROR");
    let exceptions: Vec<_> = event.exception.values.iter().map(|it| it.ty.as_str()).collect();
    assert_eq!(exceptions, ["cause", "STOCK_KEY_REFUSED"], "the outermost last");
}

#[test]
fn the_level_follows_from_the_severity() {
    let level = |error| fail(SentryObserver::new(), &error).first().map(|event| event.level);
    assert_eq!(level(StockError::Down), Some(Level::Error));
    assert_eq!(level(StockError::Sku), None, "a client causes it at will");
    let all = SentryObserver::default().from_severity(Severity::Warning);
    assert_eq!(fail(all, &StockError::Sku)[0].level, Level::Warning);
}

#[test]
fn no_secret_of_an_event_or_its_scope_is_sent() {
    let events = with_captured_events(|| {
        sentry_core::add_breadcrumb(Breadcrumb {
            message: Some("sql password=hunter2hunter2".into()),
            ..Breadcrumb::default()
        });
        sentry_core::configure_scope(|scope| {
            scope.set_extra("url", "postgres://app:s3cr3tpw@db".into());
            scope.set_tag("mail", "alice@example.com");
        });
        sentry::capture(&StockError::with_secrets(), Some("Bearer abc.def-ghi123456"));
    });
    let text = serde_json::to_string(&events).unwrap();
    assert!(text.contains("stock refused"), "{text}");
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "GUEST")]
enum GuestError {
    #[catalog(
        code = "GUEST_ROOM_GONE",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "{guest} has no room"
    )]
    RoomGone {
        #[context(data_class = "pii")]
        guest: String,
        #[source]
        cause: std::io::Error,
    },
}

#[test]
fn a_value_of_a_data_class_is_not_sent() {
    let guest = "山田花子".to_owned();
    let cause = std::io::Error::other(format!("no row for {guest}"));
    let error = GuestError::RoomGone { guest: guest.clone(), cause };
    let events = with_captured_events(|| sentry::capture(&error, None));
    let text = serde_json::to_string(&events).unwrap();
    assert!(text.contains("*** has no room") && text.contains("no row for ***"), "{text}");
    assert!(!text.contains(&guest), "{text}");
}

#[test]
fn a_foreign_cause_is_in_the_tags() {
    let refused = Err::<(), _>(std::io::Error::from(std::io::ErrorKind::ConnectionRefused));
    let failure = Failure::<Codes>::from(refused.or_internal().unwrap_err());
    let events = with_captured_events(|| sentry::capture(&failure, None));
    assert_eq!(events[0].tags["source"], "io");
    assert_eq!(events[0].tags["error_type"], "SERVICE_UNAVAILABLE");
    assert!(!events[0].tags.contains_key("trace_id"));
}

#[test]
fn without_a_client_nothing_is_sent() {
    assert!(Hub::current().client().is_none());
    sentry::capture(&StockError::Down, Some("job-7"));
}

/// Rules of the service hold for reports by hand as well, and a tag has at most as much text as Sentry takes.
#[test]
fn a_report_by_hand_has_the_mask_of_the_service() {
    use error_catalog::mask::{Mask, Treatment};

    let guest = "山田花子".to_owned();
    let error =
        GuestError::RoomGone { guest, cause: std::io::Error::other("acme_live_0123456789abcdef") };
    let id = format!("{}\nforged acme_live_0123456789abcdef", "i".repeat(300));
    let mask =
        Mask::default().prefix("acme_live_", 8).class("pii", Treatment::Hashed).hash_key("k");
    let events = with_captured_events(|| {
        sentry::capture_masked(&error, Some(&id), &mask);
        sentry::capture_masked(&error, Some("acme_live_0123456789abcdef"), &mask);
        sentry::capture_masked(&error, Some(""), &mask);
    });
    assert_eq!(events.len(), 3);
    let text = serde_json::to_string(&events).unwrap();
    assert!(!text.contains("0123456789abcdef") && !text.contains("花子"), "{text}");
    let tag = &events[0].tags["trace_id"];
    assert!(tag.len() < 220 && !tag.contains('\n'), "{tag}");
    assert_eq!(events[1].tags["trace_id"], "***");
}
