//! What is too large for a header, and what is too slow for the client.

use edge_tonic::client::{call, trace_id};
use edge_tonic::raw;
use edge_tonic::server::address;
use edge_tonic::shop::Order;
use error_catalog::tonic::code_of;
use http::HeaderMap;
use prost::Message as _;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

fn head(what: &str, amount: u32) -> HeaderMap {
    let order = Order { what: what.into(), amount }.encode_to_vec();
    let request = raw::request("/shop.Shop/Buy", &[("accept-language", "ja")], &order);
    raw::send(address(), vec![request]).remove(0).unwrap().headers
}

/// As RFC 9113 counts a header list.
fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum()
}

#[test]
fn every_status_is_below_8_kib() {
    for what in ["sold-much", "invalid-much"] {
        for amount in [0, 1, 10, 100, 200, 300, 500, 1_000, 10_000, 100_000] {
            let headers = head(what, amount);
            assert!(size(&headers) < 8 * 1024, "{what} {amount}: {}", size(&headers));
            let status = Status::from_header_map(&headers).unwrap();
            assert!(code_of(&status).is_some(), "{what} {amount}");
            assert_eq!(trace_id(&status).len(), 32);
        }
    }
}

#[test]
fn the_least_important_details_are_dropped_first() {
    let details = |amount| {
        let status = Status::from_header_map(&head("sold-much", amount)).unwrap();
        (status.message().to_owned(), status.get_error_details())
    };
    let (message, all) = details(10);
    assert!(all.help().is_some() && all.localized_message().is_some());
    assert!(message.ends_with("は売り切れです"));

    let (message, most) = details(400);
    assert!(message.ends_with('…') && message.len() <= 1024, "{message}");
    assert!(message.starts_with("漢漢"), "{message}");
    let metadata = &most.error_info().unwrap().metadata;
    assert_eq!(metadata["leftOver"], "3");

    let (_, least) = details(100_000);
    let metadata = &least.error_info().unwrap().metadata;
    assert!(least.help().is_none() && !metadata.contains_key("item"));
    assert_eq!(metadata["leftOver"], "3", "the longest went");
}

#[test]
fn violations_are_sent_up_to_the_limit() {
    let fields = |amount| {
        let status = Status::from_header_map(&head("invalid-much", amount)).unwrap();
        let violations = status.get_details_bad_request().unwrap().field_violations;
        assert_eq!(violations[0].field, "items[0].price");
        violations.len()
    };
    assert_eq!(fields(5), 5);
    assert!((20..100).contains(&fields(100_000)), "{}", fields(100_000));
}

#[test]
fn the_time_that_the_client_gives() {
    let order = Order { what: "slow".into(), amount: 0 }.encode_to_vec();
    for timeout in ["20m", "1m", "1n", "20000u"] {
        let request = raw::request("/shop.Shop/Buy", &[("grpc-timeout", timeout)], &order);
        let answer = raw::send(address(), vec![request]).remove(0).unwrap();
        let status = Status::from_header_map(&answer.headers).unwrap();
        assert_eq!(status.code(), Code::DeadlineExceeded, "{timeout}: {status:?}");
        assert_eq!(code_of(&status).as_deref(), Some("SYSTEM_REQUEST_TIMEOUT"), "{timeout}");
    }
    // tonic's own client keeps the time as well, and may be the first to give up.
    let ended = call(address(), "/shop.Shop/Buy", "tea", 0, &[("grpc-timeout", "5S")]);
    assert_eq!(ended.status.code(), Code::Ok);
}

#[test]
fn a_message_that_cannot_be_decoded() {
    for broken in [&b"\xFF\xFF\xFF"[..], b"\x0A\x05ab", b"\x0A\x02\xFF\xFE"] {
        let request = raw::request("/shop.Shop/Buy", &[], broken);
        let answer = raw::send(address(), vec![request]).remove(0).unwrap();
        let status = Status::from_header_map(&answer.headers).unwrap();
        assert_eq!(code_of(&status).as_deref(), Some("SYSTEM_BODY_MALFORMED"), "{status:?}");
        assert_eq!(status.code(), Code::InvalidArgument);
        assert!(!status.message().contains("decode"), "{status:?}");
    }
}
