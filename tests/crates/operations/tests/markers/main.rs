//! Every kind of secret by every way into a service: none is seen at any exit.
//!
//! The service runs in another process, whose standard error stream is an exit too.

mod classes;
mod exits;
mod secrets;
mod ways;

use std::fmt::Write as _;
use std::process::Command;

use error_catalog::otel::OtelObserver;
use error_catalog::sentry::SentryObserver;
use error_catalog::tower::CatalogLayer;
use sentry_core::test::with_captured_events;
use tower::ServiceExt as _;

use exits::Exits;
use secrets::{SECRETS, seen};
use ways::{Codes, VaultError, WAYS, Way, router};

/// Set in the process of the service.
const SERVICE: &str = "MARKERS_TEST_SERVICE";

#[test]
fn no_secret_leaves_by_any_way() {
    if std::env::var_os(SERVICE).is_some() {
        return serve();
    }
    let mut service = Command::new(std::env::current_exe().unwrap());
    let output = service.arg("--nocapture").env(SERVICE, "1").output().unwrap();
    let [stdout, stderr] =
        [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{stdout}\n{stderr}");
    // The place of each panic, and records for a developer.
    assert!(stderr.contains("panicked at") && stderr.contains("VAULT_CONTEXT_HELD"), "{stderr}");
    for (name, text) in [("stdout", &stdout), ("stderr", &stderr)] {
        assert_eq!(seen(text), [""; 0], "{name}");
    }
}

/// Plants every secret by every way, and looks at every exit.
fn serve() {
    error_catalog::edge::quiet_panic_hook();
    let exits = Exits::start();
    let observers = (
        (exits.reporter.clone(), exits.unmasked.clone(), exits.alerts.clone(), exits.alone.clone()),
        OtelObserver::new(),
        SentryObserver::default(),
    );
    let service = router().layer(CatalogLayer::<Codes>::new().observer(observers));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut responses = String::new();
    let events = with_captured_events(|| {
        for (kind, secret) in SECRETS.iter().enumerate() {
            for (number, way) in WAYS.into_iter().enumerate() {
                let text = secret.planted(kind, number);
                if way == Way::Tool {
                    exits.report_as_tool(&VaultError::Stuck, &text);
                    continue;
                }
                let response =
                    runtime.block_on(service.clone().oneshot(way.request(&text))).unwrap();
                let (head, body) = response.into_parts();
                let body = runtime.block_on(axum::body::to_bytes(body, usize::MAX)).unwrap();
                // A detail is public.
                if way != Way::Detail {
                    let _ = writeln!(responses, "{head:?} {}", String::from_utf8_lossy(&body));
                }
            }
            exits.advance();
        }
    });
    // From here on a panic is that of a test.
    let _ = std::panic::take_hook();
    let count = SECRETS.len() * WAYS.len();
    let mut texts = exits.texts();
    let reported = texts[0].1.lines().count();
    assert_eq!(reported, count, "one record for each");
    texts.push(("events of Sentry", serde_json::to_string(&events).unwrap()));
    texts.push(("responses", responses));
    let mut leaks = Vec::new();
    for (name, text) in &texts {
        assert!(text.contains("VAULT_"), "nothing is in {name}");
        leaks.extend(seen(text).into_iter().map(|around| format!("{name}: {around}")));
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));

    let control = exits.control();
    let records: Result<Vec<serde_json::Value>, _> =
        serde_json::Deserializer::from_str(&control).into_iter().collect();
    let control = format!("{:?}", records.unwrap());
    for (kind, secret) in SECRETS.iter().enumerate() {
        for (number, way) in WAYS.into_iter().enumerate().filter(|(_, way)| way.keeps_text()) {
            let name = secret.name;
            assert!(secret.is_in(kind, number, &control), "{name} by {way:?} was not planted");
        }
    }
    println!("{count} secrets planted, {} exits, 0 seen", texts.len() + 2);
}
