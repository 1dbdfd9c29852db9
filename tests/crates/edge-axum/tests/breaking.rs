//! What breaks beside a request costs neither the answer nor the other reports: each call of the log, the recorder, an
//! observer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use edge_axum::breaking::{BreakingLog, BreakingRecorder, CALLS, quiet};
use edge_axum::capture::{Counts, Log};
use edge_axum::catalogue::Codes;
use edge_axum::server::{run, run_under};
use edge_axum::{flood, shop};
use error_catalog::edge::{DefaultObserver, Occurrence};
use error_catalog::tower::CatalogLayer;
use tracing_subscriber::layer::SubscriberExt as _;

/// Paths, and how many failures each is.
const PATHS: [(&str, u64); 6] = [
    ("/fine", 0),
    ("/cart", 1),
    ("/envelope-with-its-own-id", 1),
    ("/panic", 1),
    ("/nowhere", 1),
    ("/own-500", 1),
];

fn shop() -> Router {
    shop::routes().layer(CatalogLayer::<Codes>::new())
}

#[test]
fn a_panicking_log_does_not_affect_responses_and_counts() {
    for call in CALLS {
        let (log, counts) = (BreakingLog::new(call, 1), Counts::default());
        let shop = run_under(shop(), log.clone(), counts.clone());
        let mut failed = 0;
        for (path, failures) in PATHS {
            let seen = shop.get(path);
            assert!(!seen.header("x-request-id").is_empty(), "{call:?} {path}");
            failed += failures;
            assert_eq!(counts.failures(), failed, "{call:?} {path}");
        }
        assert!(log.calls() > 0, "{call:?}");
    }
}

/// `BREAKING_REQUESTS=1000000 cargo test --release -p edge-axum --test breaking -- tenth` sends as many as are promised.
#[test]
fn every_request_is_answered_while_every_tenth_call_of_the_log_panics() {
    let (log, counts) = (BreakingLog::new(CALLS[7], 10), Counts::default());
    let shop = run_under(shop(), log.clone(), counts.clone());
    quiet();
    let count = flood::requests();
    assert_eq!(flood::get(shop.address, "/cart", count, "SHOP_CART_EMPTY"), count);
    assert_eq!(counts.failures(), count);
    assert!(log.calls() > count);
}

#[test]
fn a_panicking_recorder_does_not_affect_records() {
    let log = Log::default();
    let subscriber = tracing_subscriber::registry().with(log.clone());
    let shop = run_under(shop(), subscriber, BreakingRecorder);
    let mut failed = 0;
    for (path, failures) in PATHS {
        shop.get(path);
        failed += failures;
        assert_eq!(u64::try_from(log.failures().len()).unwrap(), failed, "{path}");
    }
    let broken = log.records().into_iter().filter(|record| record.target == "error_catalog::edge");
    let broken: Vec<_> = broken.map(|record| record.fields["message"].clone()).collect();
    assert_eq!(u64::try_from(broken.len()).unwrap(), failed, "the log says what broke");
    assert!(broken[0].starts_with("the recorder of metrics panicked"), "{}", broken[0]);
}

#[test]
fn a_panicking_observer_does_not_affect_others() {
    let told = Arc::new(AtomicU64::new(0));
    let own = Arc::clone(&told);
    let breaks = |_: &Occurrence<'_>| panic!("the observer is broken");
    let counts = move |_: &Occurrence<'_>| {
        own.fetch_add(1, Ordering::SeqCst);
    };
    let layer = CatalogLayer::<Codes>::new().observer((breaks, DefaultObserver, breaks, (counts,)));
    let shop = run(shop::routes().layer(layer));
    let mut failed = 0;
    for (path, failures) in PATHS {
        shop.get(path);
        failed += failures;
        assert_eq!(told.load(Ordering::SeqCst), failed, "{path}");
        assert_eq!(shop.counts.failures(), failed, "{path}");
        assert_eq!(u64::try_from(shop.log.failures().len()).unwrap(), failed, "{path}");
    }
    let broken =
        shop.log.records().into_iter().filter(|record| record.target == "error_catalog::edge");
    assert_eq!(u64::try_from(broken.count()).unwrap(), 2 * failed);
}
