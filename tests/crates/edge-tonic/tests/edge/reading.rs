//! The way back: what a client reads of a status.

use std::time::Duration;

use edge_tonic::client::{buy, buy_with, watch};
use edge_tonic::shop::Codes;
use error_catalog::tonic::{code_of, received};
use error_catalog::{Failure, Remote};
use tonic::{Code, Status};

#[test]
fn a_code_is_found_in_the_registry() {
    let code = code_of(&buy("cart-empty")).unwrap();
    assert_eq!(Codes::get(&code).unwrap().status().as_u16(), 400);
}

#[test]
fn an_error_is_read_back_whole() {
    let read = received(&buy_with("sold", &[("x-request-id", "hop-1")])).unwrap();
    assert_eq!(read.code(), "SHOP_ITEM_SOLD");
    assert_eq!(read.message(), "桜\"<b>\n is sold");
    assert_eq!(read.details()["item"], "桜\"<b>\n");
    assert_eq!(read.details()["left_over"], "3");
    assert_eq!((read.trace_id(), read.locale()), (Some("hop-1"), Some("en")));

    let read = received(&buy("stock-down")).unwrap();
    assert_eq!(read.retry_after(), Some(Duration::from_secs(5)));

    let read = received(&buy("invalid")).unwrap();
    assert_eq!(read.details()["items[2].price"], "0以上");
    assert_eq!(read.details().len(), 2);
    assert_eq!(received(&watch("cart-empty").status).unwrap().code(), "SHOP_CART_EMPTY");
}

#[test]
fn an_error_is_raised_again_in_the_service_that_called() {
    let status = buy_with("stock-down", &[("x-request-id", "hop-2")]);
    let remote = Remote::<Codes>::from(received(&status).unwrap());
    assert!(remote.is(Codes::SHOP_STOCK_DOWN));
    let again = Status::from(Failure::<Codes>::from(remote));
    assert_eq!(code_of(&again).as_deref(), Some("SHOP_STOCK_DOWN"));
    let read = received(&again).unwrap();
    assert_eq!(read.retry_after(), Some(Duration::from_secs(5)));
    assert_eq!(read.trace_id(), Some("hop-2"));
}

#[test]
fn a_status_without_a_code_is_read_as_none() {
    for status in [
        Status::ok(""),
        Status::not_found("no such room"),
        Status::with_details(Code::Internal, "broken", b"\xFF\xFF".as_slice().into()),
    ] {
        assert_eq!(code_of(&status), None);
        assert!(received(&status).is_none());
    }
}
