//! What a client can provoke at will is answered with a listed code and is never logged at ERROR.

use std::sync::Arc;

use edge_actix::capture::{Counts, Log};
use edge_actix::client::parse;
use edge_actix::provoked::{Paths, all, send};
use edge_actix::server::serve_under;
use edge_actix::shop::Codes;
use tracing::Level;
use tracing_subscriber::layer::SubscriberExt as _;

const PATHS: Paths = Paths {
    json: "/json",
    query: "/query",
    number: "/number",
    text: "/body",
    fine: "/pot",
    slow: "/timed/slow",
};

/// The shop reads longer texts.
const OTHERS: [&str; 2] = ["a large body", "large chunks"];

#[test]
fn no_client_can_raise_an_alarm() {
    let log = Log::default();
    let subscriber = Arc::new(tracing_subscriber::registry().with(log.clone()));
    let address = serve_under(subscriber, Counts::default);
    for provocation in all(&PATHS) {
        let name = provocation.name;
        let codes = if OTHERS.contains(&name) { &[""] } else { provocation.codes };
        let before = log.failures().len();
        let answer = send(address, &provocation);
        let told = String::from_utf8_lossy(&answer).into_owned();
        let Some(seen) = parse(&answer, false) else {
            // Of a body that breaks off, the connection may be gone before the response.
            assert!(provocation.breaks_off || codes.contains(&"-"), "{name}: {told}");
            continue;
        };
        let is_refused_by_actix = !seen.headers.contains_key("x-request-id");
        let code = match seen.status {
            _ if is_refused_by_actix => "-".to_owned(),
            200 => String::new(),
            _ => seen.code(),
        };
        assert!(codes.contains(&code.as_str()), "{name}: {told}");
        if !["", "-"].contains(&code.as_str()) {
            assert!(Codes::get(&code).is_some(), "{name}: {told}");
            assert_eq!(log.failures().len(), before + 1, "{name}");
        }
    }
    let records = log.records();
    let ours = records.iter().filter(|record| record.target.starts_with("error_catalog"));
    let alarms: Vec<_> = ours.filter(|record| record.level == Level::ERROR).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}
