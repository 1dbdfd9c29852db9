//! Clients that stream, and calls that stream both ways: each is answered once and reported once, however it ends.

use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use edge_tonic::raw::{self, Answer, Ending};
use edge_tonic::recorded::{Record, records};
use edge_tonic::server::{address, impatient};
use edge_tonic::shop::Order;
use error_catalog::tonic::code_of;
use prost::Message as _;
use tonic::{Code, Status};

const PATHS: [&str; 3] = ["/shop.Shop/Collect", "/shop.Shop/Chat", "/nested.Shop/Chat"];

fn order(what: &str) -> Bytes {
    raw::frame(&Order { what: what.to_owned(), amount: 1 }.encode_to_vec())
}

fn orders(all: &[&str]) -> Vec<Bytes> {
    all.iter().map(|what| order(what)).collect()
}

/// Sends messages under an id.
fn send(path: &str, id: &str, pieces: Vec<Bytes>, ending: Ending) -> (usize, Option<Answer>) {
    let (request, _) = raw::request(path, &[("x-request-id", id)], b"");
    raw::stream(address(), request, pieces, ending)
}

fn status(answer: &Answer) -> Status {
    let head = Status::from_header_map(&answer.headers);
    head.or_else(|| Status::from_header_map(&answer.trailers))
        .unwrap_or_else(|| panic!("no status: {answer:?}"))
}

/// The records under an id. A client that breaks off does not wait for its report.
fn settled(id: &str, ending: Ending) -> Vec<Record> {
    let begun = Instant::now();
    while ending == Ending::Reset && begun.elapsed() < Duration::from_millis(100) {
        thread::sleep(Duration::from_millis(5));
        if !records(id).is_empty() {
            break;
        }
    }
    records(id)
}

#[test]
fn streams_that_succeed_are_answered_and_not_reported() {
    for (at, path) in PATHS.iter().enumerate() {
        for (ending, all) in [
            (Ending::Whole, &["tea", "tea", "tea"][..]),
            (Ending::Whole, &[]),
            // What a client says in trailers changes nothing.
            (Ending::Trailers, &["tea"]),
        ] {
            let id = format!("streams-fine-{at}-{}", all.len());
            let (count, answer) = send(path, &id, orders(all), ending);
            let answer = answer.unwrap_or_else(|| panic!("{path} {all:?}: no answer"));
            assert_eq!(status(&answer).code(), Code::Ok, "{path} {all:?}");
            assert_eq!(count, if at == 0 { 1 } else { all.len() }, "{path} {all:?}");
            assert_eq!(answer.headers["x-request-id"], *id, "{path} {all:?}");
            assert_eq!(records(&id).len(), 0, "{path} {all:?}");
        }
    }
}

#[test]
fn an_order_that_fails_in_the_middle_is_reported_once() {
    for (what, level, code) in [
        ("cart-empty", "INFO", "SHOP_CART_EMPTY"),
        ("stock-down", "ERROR", "SHOP_STOCK_DOWN"),
        ("fraud", "WARN", "SHOP_FRAUD_SUSPECTED"),
        ("unexpected", "ERROR", "SHOP_BROKEN"),
        ("internal", "ERROR", "SHOP_BROKEN"),
        ("panic", "ERROR", "SHOP_BROKEN"),
        ("panic-later", "ERROR", "SHOP_BROKEN"),
        ("kettle", "ERROR", "SHOP_BROKEN"),
        ("upstream-stock-down", "ERROR", "SHOP_BROKEN"),
    ] {
        for (at, path) in PATHS.iter().enumerate() {
            // A client that ends, and one that goes on sending to a call that has failed.
            let mut endings = vec![(0, Ending::Whole)];
            if matches!(what, "cart-empty" | "panic-later") {
                endings.extend([(3, Ending::Whole), (0, Ending::Silent), (3, Ending::Reset)]);
            }
            for (number, (after, ending)) in endings.into_iter().enumerate() {
                let id = format!("streams-{what}-{at}-{number}");
                let all = [&["tea", "tea", what][..], &vec!["tea"; after]].concat();
                let (count, answer) = send(path, &id, orders(&all), ending);
                let context = format!("{path} {what} {ending:?} after {after}");
                if ending != Ending::Reset {
                    let answer = answer.unwrap_or_else(|| panic!("{context}: no answer"));
                    let status = status(&answer);
                    assert!(code_of(&status).is_some(), "{context}: {status:?}");
                    let sent = if at == 0 { 0 } else { 2 };
                    // tonic encodes answers that are ready together, and a panic takes along those that it has not handed on.
                    let is_cut = what.starts_with("panic") && count < sent;
                    assert!(count == sent || is_cut, "{context}: {count}");
                    let shown = format!("{answer:?}");
                    assert!(!shown.contains("hunter2") && !shown.contains("SELECT"), "{shown}");
                }
                let records = settled(&id, ending);
                // A client that breaks off may have been faster.
                let least = usize::from(ending != Ending::Reset);
                assert!((least..=1).contains(&records.len()), "{context}: {records:#?}");
                let Some(record) = records.first() else { continue };
                let fields = &record.fields;
                if what != "upstream-stock-down" {
                    assert_eq!(
                        (record.level.as_str(), fields["error_code"].as_str()),
                        (level, code),
                        "{context}"
                    );
                }
                assert_eq!(fields["path"], *path, "{context}");
                assert_eq!(record.span["trace_id"], id, "{context}");
            }
        }
    }
}

/// What a client does to its own stream is no alarm, whatever the handler makes of it.
#[test]
fn a_stream_that_the_client_breaks_is_answered_and_raises_no_alarm() {
    let broken: [(&str, &[u8]); 6] = [
        ("garbage", b"\x00\x00\x00\x00\x03\xFF\xFF\xFF"),
        ("utf-8", b"\x00\x00\x00\x00\x04\x0A\x02\xFF\xFE"),
        ("compressed", b"\x01\x00\x00\x00\x01x"),
        ("flag", b"\x07\x00\x00\x00\x01x"),
        ("large", b"\x00\xFF\xFF\xFF\xFF"),
        ("short", b"\x00\x00\x00\x00\x09ab"),
    ];
    for (at, path) in PATHS.iter().enumerate() {
        for (name, bytes) in broken {
            for (ending, before) in [(Ending::Whole, 1), (Ending::Trailers, 0), (Ending::Reset, 0)]
            {
                let id = format!("streams-broken-{name}-{at}-{before}-{ending:?}");
                let mut pieces = orders(&vec!["tea"; before]);
                pieces.push(Bytes::copy_from_slice(bytes));
                // tonic takes trailers for the end, whatever was sent of a message.
                if (name, ending) == ("short", Ending::Trailers) {
                    continue;
                }
                let (_, answer) = send(path, &id, pieces, ending);
                let context = format!("{path} {name} {ending:?} after {before}");
                if ending != Ending::Reset {
                    let answer = answer.unwrap_or_else(|| panic!("{context}: no answer"));
                    let status = status(&answer);
                    assert_ne!(status.code(), Code::Ok, "{context}");
                    assert!(code_of(&status).is_some(), "{context}: {status:?}");
                }
                let records = settled(&id, ending);
                assert!(records.len() <= 1, "{context}: {records:#?}");
                assert!(ending == Ending::Reset || records.len() == 1, "{context}: none");
                let is_alarm = records.iter().any(|record| record.level == "ERROR");
                assert!(!is_alarm, "{context}: {records:#?}");
            }
        }
    }
}

#[test]
fn a_client_that_goes_away_raises_no_alarm() {
    for (at, path) in PATHS.iter().enumerate() {
        for before in [0, 1, 3] {
            let id = format!("streams-away-{at}-{before}");
            send(path, &id, orders(&vec!["tea"; before]), Ending::Reset);
            let records = settled(&id, Ending::Reset);
            assert!(records.iter().all(|record| record.level != "ERROR"), "{records:#?}");
        }
    }
}

/// A client that sends nothing more does not hold a call for ever.
#[test]
fn a_silent_client_meets_the_deadline() {
    for (at, path) in PATHS.iter().enumerate() {
        let id = format!("streams-silent-{at}");
        let (request, _) = raw::request(path, &[("x-request-id", &id)], b"");
        let begun = Instant::now();
        let pieces = orders(&["tea"]);
        // A stream of receipts has begun: its deadline is that of the client.
        if at > 0 {
            let request = {
                let metadata = [("x-request-id", &*id), ("grpc-timeout", "300m")];
                raw::request(path, &metadata, b"").0
            };
            let (_, answer) = raw::stream(address(), request, pieces, Ending::Silent);
            assert_eq!(status(&answer.unwrap()).code(), Code::DeadlineExceeded, "{path}");
        } else {
            let (_, answer) = raw::stream(impatient(), request, pieces, Ending::Silent);
            assert_eq!(status(&answer.unwrap()).code(), Code::DeadlineExceeded, "{path}");
        }
        // The client would wait for sixty seconds.
        assert!(begun.elapsed() < Duration::from_secs(25), "{path}: {:?}", begun.elapsed());
        assert_eq!(records(&id).len(), 1, "{path}");
    }
}

/// Metadata beyond what a server takes is refused by it. The connection and the others on it stay.
#[test]
fn metadata_of_any_size_costs_no_other_call_its_answer() {
    for length in [1_000, 8_000, 15_000, 17_000, 70_000, 1_000_000] {
        let value = "a".repeat(length);
        let all = [("x-request-id", value.as_str()), ("x-more", value.as_str())];
        let large = raw::request("/shop.Shop/Buy", &all, &Order::default().encode_to_vec());
        let order = Order { what: "cart-empty".to_owned(), amount: 1 }.encode_to_vec();
        let answers =
            raw::send(address(), vec![large, raw::request("/shop.Shop/Buy", &[], &order)]);
        if let Some(answer) = &answers[0] {
            let id = answer.headers.get("x-request-id").map(http::HeaderValue::len);
            assert!(id.is_none_or(|length| length <= 128), "{length}: {id:?}");
        }
        let later = raw::send(address(), vec![raw::request("/shop.Shop/Buy", &[], &order)]);
        let later = status(later[0].as_ref().unwrap());
        assert_eq!(code_of(&later).as_deref(), Some("SHOP_CART_EMPTY"), "{length}");
    }
}
