//! What breaks beside a call costs neither the answer nor the other reports.

use std::sync::{Arc, Mutex};

use edge_tonic::breaking::{BreakingLog, BreakingRecorder, CALLS, Call, quiet};
use edge_tonic::client::{self, call};
use edge_tonic::server::serve_under;
use error_catalog::tonic::code_of;
use tonic::Code;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

const CASES: [(&str, &str, Option<&str>); 5] = [
    ("/shop.Shop/Buy", "cart-empty", Some("SHOP_CART_EMPTY")),
    ("/shop.Shop/Buy", "panic-later", Some("SHOP_BROKEN")),
    ("/shop.Shop/Watch", "cart-empty", Some("SHOP_CART_EMPTY")),
    ("/nested.Shop/Buy", "internal", Some("SHOP_BROKEN")),
    ("/shop.Shop/Buy", "fine", None),
];

#[test]
fn a_panicking_log_does_not_affect_responses() {
    // A status has no id that differs from the span's, so the span is recorded once.
    for call_of_log in CALLS.into_iter().filter(|call| *call != Call::Record) {
        let log = BreakingLog::new(call_of_log, 1);
        let address = serve_under(log.clone(), metrics::NoopRecorder);
        for (path, what, code) in CASES {
            let status = call(address, path, what, 0, &[]).status;
            assert_eq!(
                code_of(&status).as_deref(),
                code,
                "{call_of_log:?} {path} {what}: {status:?}"
            );
            assert!(code.is_some() || status.code() == Code::Ok, "{call_of_log:?}: {status:?}");
        }
        assert!(log.calls() > 0, "{call_of_log:?}");
    }
}

/// `BREAKING_REQUESTS=1000000 cargo test --release -p edge-tonic --test edge -- tenth` sends as many as are promised.
#[test]
fn every_call_is_answered_while_every_tenth_call_of_the_log_panics() {
    let count = std::env::var("BREAKING_REQUESTS").map_or(1_000, |count| count.parse().unwrap());
    let log = BreakingLog::new(CALLS[7], 10);
    let address = serve_under(log.clone(), metrics::NoopRecorder);
    quiet();
    let statuses = client::flood(address, "cart-empty", count);
    assert_eq!(statuses, count, "as many were sent as `SHOP_CART_EMPTY`");
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
    let subscriber = tracing_subscriber::registry().with(targets.clone());
    let address = serve_under(subscriber, BreakingRecorder);
    for (path, what, _) in CASES {
        call(address, path, what, 0, &[]);
    }
    let targets = targets.0.lock().unwrap();
    for target in ["error_catalog", "error_catalog::edge"] {
        assert_eq!(targets.iter().filter(|own| *own == target).count(), 4, "{targets:?}");
    }
}
