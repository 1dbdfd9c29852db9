//! Errors of another service, read by real clients and raised again.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use edge_recipes::catalogue::Codes;
use edge_recipes::{reqwest, ureq};
use error_catalog::testing::{assert_code, collect};
use error_catalog::{Failure, Remote};

use crate::servers;

type Got = Result<String, Failure<Codes>>;

fn by_ureq(url: &str) -> Got {
    ureq::get(&ureq::agent(), url, "order-9")
}

fn by_reqwest(url: &str) -> Got {
    let client = ::reqwest::Client::builder().no_proxy().build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(reqwest::get(&client, url, "order-9"))
}

fn failed(get: fn(&str) -> Got, url: &str) -> Failure<Codes> {
    get(url).unwrap_err()
}

#[test]
fn a_known_code_is_raised_again() {
    let address = servers::of_hyper();
    for get in [by_ureq as fn(&str) -> Got, by_reqwest] {
        let failure = failed(get, &format!("http://{address}/stock"));
        assert!(failure.is(Codes::CART_STOCK_DOWN));
        let remote = failure.downcast_ref::<Remote<Codes>>().unwrap();
        assert_eq!(remote.retry_after(), Some(Duration::from_secs(5)));
        assert_eq!(remote.trace_id(), Some("order-9"));
        assert_eq!(failure.into_response().headers()["retry-after"], "5");
        assert!(failed(get, &format!("http://{address}/cart")).is(Codes::CART_EMPTY));
    }
}

#[test]
fn an_answer_of_a_client_is_asserted() {
    let url = format!("http://{}/cart", servers::of_hyper());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = ::reqwest::Client::builder().no_proxy().build().unwrap();
    runtime.block_on(async {
        let response = client.get(&url).send().await.unwrap();
        assert_code!(collect(response.into()).await, Codes::CART_EMPTY);
    });
    let mut response = ureq::agent().get(&url).call().unwrap();
    let body = response.body_mut().read_to_vec().unwrap();
    assert_code!((response.status(), body), Codes::CART_EMPTY);
}

/// Answers every request with the same bytes.
fn bare(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            // A client that has enough hangs up.
            let _ = stream.write_all(&answer);
        }
    });
    address
}

#[test]
fn a_body_that_is_no_envelope_is_internal_and_read_in_part() {
    let page =
        b"HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n<html>SELECT 1</html>".to_vec();
    let mut endless = b"HTTP/1.1 500 X\r\nconnection: close\r\n\r\n".to_vec();
    endless.resize(64 << 20, b'a');
    let (page, endless) = (bare(page), bare(endless));
    for (get, of_page, of_endless) in [
        (
            by_ureq as fn(&str) -> Got,
            "the shop answered 502 Bad Gateway: ",
            "reading the shop's answer: ",
        ),
        (
            by_reqwest,
            "another service answered 502 Bad Gateway without",
            "another service answered 500 Internal Server Error without",
        ),
    ] {
        let failure = failed(get, &format!("http://{page}/"));
        assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
        assert!(failure.to_string().starts_with(of_page), "{failure}");
        let failure = failed(get, &format!("http://{endless}/"));
        assert!(failure.to_string().starts_with(of_endless), "{failure}");
        let failure = failed(get, "http://127.0.0.1:1/");
        assert!(failure.to_string().starts_with("calling the shop: "), "{failure}");
        assert!(!failure.envelope().to_json().contains("shop"));
    }
}
