//! Every way in which a call can fail gets the details of its code.

use std::time::Duration;

use edge_tonic::client::{all, buy, call, trace_id, watch};
use edge_tonic::server::{address, impatient, patient};
use error_catalog::tonic::code_of;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

#[track_caller]
fn expect(status: &Status, code: Code, name: &str) {
    assert_eq!((status.code(), code_of(status).as_deref()), (code, Some(name)), "{status:?}");
    assert_eq!(trace_id(status).len(), 32);
    assert_eq!(status.get_details_error_info().unwrap().domain, "shop.example.com");
}

#[test]
fn a_returned_failure_is_answered() {
    expect(&buy("cart-empty"), Code::FailedPrecondition, "SHOP_CART_EMPTY");
    expect(&buy("sold"), Code::Aborted, "SHOP_ITEM_SOLD");
    expect(&buy("stock-down"), Code::Unavailable, "SHOP_STOCK_DOWN");
    expect(&buy("unexpected"), Code::Internal, "SHOP_BROKEN");
    expect(&buy("fraud"), Code::FailedPrecondition, "SHOP_CART_EMPTY");
    assert_eq!(buy("tea").code(), Code::Ok);
}

#[test]
fn panics_and_unexpected_errors_hide_their_text() {
    for (what, code) in [
        ("panic", Code::Internal),
        ("panic-later", Code::Internal),
        ("internal", Code::Internal),
        ("unknown", Code::Unknown),
        ("from-error", Code::Unknown),
        ("trap", Code::Internal),
    ] {
        let status = buy(what);
        expect(&status, code, "SHOP_BROKEN");
        assert_eq!(status.message(), "The shop is closed", "{what}");
    }
}

#[test]
fn the_details_of_a_status() {
    let status = buy("sold");
    let details = status.get_error_details();
    let metadata = &details.error_info().unwrap().metadata;
    assert_eq!(metadata["item"], "桜\"<b>\n");
    assert_eq!(metadata["leftOver"], "3");
    assert_eq!(status.message(), "桜\"<b>\n is sold");
    let text = details.localized_message().unwrap();
    assert_eq!((text.locale.as_str(), text.message.as_str()), ("en", status.message()));
    let link = &details.help().unwrap().links[0];
    assert_eq!(link.url, "https://docs.example.com/errors/SHOP_ITEM_SOLD");
    assert!(details.retry_info().is_none() && details.bad_request().is_none());
    assert!(details.debug_info().is_none());

    let wait = buy("stock-down").get_details_retry_info().unwrap().retry_delay;
    assert_eq!(wait, Some(Duration::from_secs(5)));
}

#[test]
fn the_fields_of_a_validation() {
    let status = buy("invalid");
    expect(&status, Code::InvalidArgument, "VALIDATION_ERROR");
    let violations = status.get_details_bad_request().unwrap().field_violations;
    let violations: Vec<_> =
        violations.iter().map(|one| (one.field.as_str(), one.description.as_str())).collect();
    assert_eq!(violations, [("items[2].price", "0以上"), ("email", "<script>")]);
    assert_eq!(status.get_details_error_info().unwrap().metadata["fields"], "items[2].price,email");
}

#[test]
fn a_stream_that_fails_in_its_middle() {
    for (what, code, name) in [
        ("cart-empty", Code::FailedPrecondition, "SHOP_CART_EMPTY"),
        ("stock-down", Code::Unavailable, "SHOP_STOCK_DOWN"),
        ("internal", Code::Internal, "SHOP_BROKEN"),
        ("panic-in-stream", Code::Internal, "SHOP_BROKEN"),
    ] {
        let ended = watch(what);
        assert_eq!(ended.receipts.len(), 2, "{what}: what came before came");
        assert_eq!((ended.status.code(), code_of(&ended.status).as_deref()), (code, Some(name)));
        // Trailers have no `x-request-id`; the head had it.
        assert_eq!(trace_id(&ended.status).len(), 32);
    }
    let ended = watch("tea");
    assert_eq!((ended.receipts.len(), ended.status.code()), (3, Code::Ok));
}

#[test]
fn a_call_that_takes_too_long() {
    let status = call(impatient(), "/shop.Shop/Buy", "slow", 0, &[]).status;
    expect(&status, Code::DeadlineExceeded, "SYSTEM_REQUEST_TIMEOUT");
    assert_eq!(call(patient(), "/shop.Shop/Buy", "tea", 0, &[]).status.code(), Code::Ok);
}

#[test]
fn metadata_of_a_handler_is_kept() {
    let status = buy("with-metadata");
    expect(&status, Code::FailedPrecondition, "SHOP_CART_EMPTY");
    assert_eq!(status.metadata().get("x-own").unwrap(), "kept");
}

#[test]
fn nested_layers_act_as_one() {
    for (what, name) in
        [("cart-empty", "SHOP_CART_EMPTY"), ("panic", "SHOP_BROKEN"), ("internal", "SHOP_BROKEN")]
    {
        let status = call(address(), "/nested.Shop/Buy", what, 0, &[]).status;
        assert_eq!(code_of(&status).as_deref(), Some(name), "{}", all(&status));
        trace_id(&status);
        let ended = call(address(), "/nested.Shop/Watch", what, 0, &[]);
        assert_eq!(code_of(&ended.status).as_deref(), Some(name));
    }
}
