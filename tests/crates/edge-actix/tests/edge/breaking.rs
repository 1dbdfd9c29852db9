//! What breaks beside a request costs neither the answer nor the other reports.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use edge_actix::breaking::{BreakingLog, BreakingRecorder, CALLS, quiet};
use edge_actix::client::{Answer, parse, raw_at};
use edge_actix::flood;
use edge_actix::server::serve_under;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

const PATHS: [&str; 5] = ["/ok", "/cart-empty", "/by-hand", "/panic-later", "/nowhere"];

fn get(address: SocketAddr, path: &str) -> Answer {
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let answer = raw_at(address, request.as_bytes());
    parse(&answer, false).unwrap_or_else(|| panic!("{path} was not answered"))
}

#[test]
fn a_panicking_log_does_not_affect_responses() {
    for call in CALLS {
        let log = BreakingLog::new(call, 1);
        let address = serve_under(log.clone(), || metrics::NoopRecorder);
        for path in PATHS {
            let answer = get(address, path);
            assert!(!answer.header("x-request-id").is_empty(), "{call:?} {path}: {answer:?}");
        }
        assert!(log.calls() > 0, "{call:?}");
    }
}

/// `BREAKING_REQUESTS=1000000 cargo test --release -p edge-actix --test edge -- tenth` sends as many as are promised.
#[test]
fn every_request_is_answered_while_every_tenth_call_of_the_log_panics() {
    let log = BreakingLog::new(CALLS[7], 10);
    let address = serve_under(log.clone(), || metrics::NoopRecorder);
    quiet();
    let count = flood::requests();
    assert_eq!(flood::get(address, "/cart-empty", count, "SHOP_CART_EMPTY"), count);
    assert!(log.calls() > count);
}

/// Takes the targets of all records down.
#[derive(Clone, Default)]
struct Targets(Arc<Mutex<Vec<String>>>);

impl<S: tracing::Subscriber> Layer<S> for Targets {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        self.0.lock().unwrap().push(event.metadata().target().to_owned());
    }
}

#[test]
fn a_panicking_recorder_does_not_affect_records() {
    let targets = Targets::default();
    let subscriber = Arc::new(tracing_subscriber::registry().with(targets.clone()));
    let address = serve_under(subscriber, || BreakingRecorder);
    for path in PATHS {
        get(address, path);
    }
    let targets = targets.0.lock().unwrap();
    for target in ["error_catalog", "error_catalog::edge"] {
        assert_eq!(targets.iter().filter(|own| *own == target).count(), 4, "{targets:?}");
    }
}
