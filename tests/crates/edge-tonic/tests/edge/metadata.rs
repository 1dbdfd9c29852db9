//! The trace id and the locale of a call.

use edge_tonic::client::{buy_with, trace_id};
use edge_tonic::raw;
use edge_tonic::server::address;
use prost::Message as _;
use tonic::Status;
use tonic_types::StatusExt as _;

#[test]
fn the_trace_id_is_taken_over_or_new() {
    let parent = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    let own = ("x-request-id", "req-42");
    for (metadata, id) in [
        (&[parent, own][..], Some("4bf92f3577b34da6a3ce929d0e0e4736")),
        (&[own], Some("req-42")),
        (&[("traceparent", "00-zz-1-1"), own], Some("req-42")),
        (&[("x-request-id", "two words")], None),
        (&[("x-request-id", &"a".repeat(4000))], None),
    ] {
        for what in ["cart-empty", "panic", "internal"] {
            let status = buy_with(what, metadata);
            match id {
                Some(id) => assert_eq!(trace_id(&status), id),
                None => assert_eq!(trace_id(&status).len(), 32),
            }
        }
    }
}

#[test]
fn the_text_is_in_the_language_of_the_client() {
    let status = buy_with("sold", &[("accept-language", "fr, ja-JP;q=0.8, en;q=0.5")]);
    assert_eq!(status.message(), "桜\"<b>\nは売り切れです");
    assert_eq!(status.get_details_localized_message().unwrap().locale, "ja");
    let lines =
        &[("accept-language", "fr"), ("accept-language", "en;q=0.2"), ("accept-language", "ja")];
    assert_eq!(buy_with("sold", lines).get_details_localized_message().unwrap().locale, "ja");
}

#[test]
fn a_message_is_encoded_as_grpc_wants_it() {
    let order = edge_tonic::shop::Order { what: "sold".into(), amount: 0 }.encode_to_vec();
    let metadata = &[("accept-language", "ja")];
    let answers = raw::send(address(), vec![raw::request("/shop.Shop/Buy", metadata, &order)]);
    let answer = answers[0].as_ref().unwrap();
    let message = answer.headers["grpc-message"].to_str().unwrap();
    assert!(message.starts_with("%E6%A1%9C"), "{message}");
    assert!(message.bytes().all(|byte| byte.is_ascii_graphic()), "{message}");
    assert_eq!(answer.headers.get_all("grpc-message").iter().count(), 1);
    assert_eq!(answer.headers.get_all("grpc-status-details-bin").iter().count(), 1);
    let status = Status::from_header_map(&answer.headers).unwrap();
    assert_eq!(status.message(), "桜\"<b>\nは売り切れです");
}
