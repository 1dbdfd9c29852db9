//! What alerts write to the log of the service: alone in its process, because threads have the global subscriber.

use std::time::Duration;

use alerts::{Answer, Codes, PATIENCE, Receiver, RoutingError, TestClock, Written};
use error_catalog::alert::{Alerts, Delivery, Unsent};

/// A transport that never delivers.
type Failing = fn(&Delivery) -> Result<(), Unsent>;

#[test]
fn a_failure_to_send_is_logged_without_the_address() {
    let log = Written::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let receiver = Receiver::start(Answer::Status(500));
    let url = receiver.url();
    let alerts = Alerts::for_registry::<Codes>()
        .clock(TestClock::default())
        .slack("CRITICAL", url.clone())
        .retry_pause(Duration::from_millis(1))
        .fallback(Written::default())
        .start()
        .unwrap();
    for number in 0..7 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    assert!(alerts.flush(PATIENCE));
    let text = log.text();
    for expected in [
        "WARN error_catalog::alert: an alert was not sent: status 500 channel=\"slack_critical\" error_code=\"EXTERNAL_POOL_EXHAUSTED\"",
        "ERROR error_catalog::alert: this channel of alerts has failed 10 times in a row and rests channel=\"slack_critical\"",
        "ERROR error_catalog::alert: no channel has taken this alert: Database connection pool exhausted error_code=\"EXTERNAL_POOL_EXHAUSTED\" severity=\"CRITICAL\" trace_id=\"req-6\"",
    ] {
        assert!(text.contains(expected), "{expected}\nin\n{text}");
    }

    // A transport that quotes what it was given.
    let quotes = |delivery: &Delivery| -> Result<(), Unsent> {
        let url = delivery.url().unwrap();
        Err(Unsent::new(format!(
            "cannot post to {url}: password=hunter2\nforged line {delivery:?}"
        )))
    };
    // What follows the host, and the body, in which the key of a service stands.
    let quotes_parts = |delivery: &Delivery| -> Result<(), Unsent> {
        let url = delivery.url().unwrap();
        let path = url.split_once("://").unwrap().1.split_once('/').unwrap().1;
        let body = String::from_utf8_lossy(delivery.body()).into_owned();
        Err(Unsent::new(format!("POST /{path} refused: {body} for {body:?}")))
    };
    let transports: [(Failing, _); 2] = [(quotes, url), (quotes_parts, receiver.url())];
    for (transport, url) in transports {
        let alerts = Alerts::for_registry::<Codes>()
            .transport(transport)
            .slack("CRITICAL", url)
            .pagerduty("r0utingKeyOfAService")
            .pagerduty_url(receiver.url())
            .retry_pause(Duration::ZERO)
            .fallback(Written::default())
            .start()
            .unwrap();
        alerts.report(&RoutingError::disk("full")).send();
        assert!(alerts.flush(PATIENCE));
    }
    let text = log.text();
    assert!(text.contains("POST *** refused"), "{text}");
    assert!(text.contains("cannot post to ***: password=***\\u{a}forged line Delivery"), "{text}");
    for secret in ["s3cr3tHookPath", "r0utingKeyOfAService", "hunter2", "t0ps3cret"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
