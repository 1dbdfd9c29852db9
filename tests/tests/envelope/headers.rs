//! The headers that go with a body.

use crate::{ReservationError, TRACE, slot, store_down};
use error_catalog::{Envelope, ErrorCatalog};
use std::time::Duration;

#[test]
fn headers_go_with_the_error() {
    let headers = |envelope: Envelope<'_>| {
        let mut headers: Vec<_> = envelope
            .into_response()
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort_unstable();
        headers
    };
    assert_eq!(headers(slot().envelope()), ["content-type: application/json"]);
    assert_eq!(
        headers(slot().envelope().locale("en-GB").trace_id(TRACE)),
        [
            "content-language: en".to_owned(),
            "content-type: application/json".to_owned(),
            "vary: Accept-Language".to_owned(),
            format!("x-request-id: {TRACE}"),
        ]
    );
    // A language that is not there is answered in the default one, and says so.
    assert!(headers(slot().envelope().locale("fr")).contains(&"content-language: ja".to_owned()));
    let login = headers(ReservationError::LoginNeeded.envelope());
    assert_eq!(login, ["content-type: application/json", "www-authenticate: Bearer"]);

    let limited = ReservationError::RateLimited { limit: 3, wait: Duration::from_millis(1500) };
    // Never earlier than the wait.
    assert!(headers(limited.envelope()).contains(&"retry-after: 2".to_owned()));
    let longer = limited.envelope().retry_after(Duration::from_secs(9));
    assert!(headers(longer).contains(&"retry-after: 9".to_owned()));
    let unknown = ReservationError::StoreFull { path: String::new(), wait: None };
    assert_eq!(headers(unknown.envelope()), ["content-type: application/json"]);
    assert!(headers(store_down().envelope()).contains(&"retry-after: 60".to_owned()));
}
