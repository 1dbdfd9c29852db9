//! Calls that no client would make.

use bytes::Bytes;
use edge_tonic::client::buy;
use edge_tonic::raw;
use edge_tonic::server::address;
use edge_tonic::shop::{Codes, MARKER, Order};
use error_catalog::tonic::code_of;
use http::{HeaderMap, HeaderValue, Request};
use prost::Message as _;
use tonic::{Code, Status};

/// Calls; `EDGE_HOSTILE=100000` for a long run.
fn rounds() -> u64 {
    std::env::var("EDGE_HOSTILE").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1_000)
}

#[test]
fn every_hostile_request_is_answered_by_a_status_of_the_catalogue_or_tonic() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut answered, mut catalogued) = (0_u64, 0_u64);
    for _ in 0..rounds() / 50 {
        let requests: Vec<_> = (0..50).map(|_| request(&mut random)).collect();
        for answer in raw::send(address(), requests).into_iter().flatten() {
            answered += 1;
            catalogued += u64::from(check(&answer));
        }
    }
    assert!(answered > rounds() * 9 / 10, "{answered} of {}", rounds());
    assert!(catalogued > rounds() / 10, "{catalogued} of {}", rounds());
    assert_eq!(buy("tea").code(), Code::Ok);
}

/// Whether the status is of the catalogue.
fn check(answer: &raw::Answer) -> bool {
    assert!(answer.headers.contains_key("x-request-id"), "{answer:?}");
    let shown = format!("{answer:?}");
    assert!(!shown.contains(MARKER) && !shown.contains("hunter2"), "{shown}");
    let of = |headers: &HeaderMap| Status::from_header_map(headers);
    let Some(status) = of(&answer.headers).or_else(|| of(&answer.trailers)) else { return false };
    if status.code() == Code::Ok {
        return false;
    }
    let code = code_of(&status).unwrap_or_else(|| panic!("{answer:?}"));
    assert!(Codes::get(&code).is_some(), "{answer:?}");
    true
}

fn request(random: &mut Random) -> (Request<()>, Bytes) {
    let path = random.pick(&[
        "/shop.Shop/Buy",
        "/shop.Shop/Buy",
        "/shop.Shop/Watch",
        "/nested.Shop/Watch",
        "/shop.Shop/Sell",
        "/",
        "/%FF/%00",
        "//..//",
        "/nowhere.Shop/Buy?x=1",
    ]);
    let method = random.pick(&["POST", "POST", "POST", "GET", "PUT", "BREW"]);
    let mut request = Request::builder().method(method).uri(format!("http://shop{path}"));
    request = request.header(
        "content-type",
        random.pick(&[
            "application/grpc",
            "application/grpc",
            "application/grpc+json",
            "text/html",
            "",
        ]),
    );
    for _ in 0..random.below(4) {
        let name = random.pick(&[
            "traceparent",
            "x-request-id",
            "accept-language",
            "grpc-timeout",
            "grpc-encoding",
            "x-bin",
        ]);
        let length = random.pick(&[0, 1, 5, 40, 2000]);
        let value: Vec<u8> = match random.below(3) {
            0 => b"5S".to_vec(),
            1 => (0..length).map(|_| b' ' + random.byte() % 95).collect(),
            _ => (0..length).map(|_| random.byte() | 0x80).collect(),
        };
        if let Ok(value) = HeaderValue::from_bytes(&value) {
            request = request.header(name, value);
        }
    }
    let what = random.pick(&[
        "cart-empty",
        "sold",
        "stock-down",
        "panic",
        "internal",
        "tea",
        "<script>",
        "\u{202E}\0",
    ]);
    let mut message = Order { what: what.to_owned(), amount: 1 }.encode_to_vec();
    for _ in 0..random.pick(&[0, 0, 1, 9]) {
        let at = usize::try_from(random.below(u64::try_from(message.len()).unwrap())).unwrap();
        message[at] = random.byte();
    }
    let body = match random.below(8) {
        0 => Bytes::new(),
        1 => Bytes::from_static(b"\x00\xFF\xFF\xFF\xFF"),
        2 => Bytes::from_static(b"\x01\x00\x00\x00\x01x"),
        3 => raw::frame(&message).slice(..4),
        _ => raw::frame(&message),
    };
    (request.body(()).unwrap(), body)
}

/// The same calls in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[2]
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let end = u64::try_from(choices.len()).unwrap();
        choices[usize::try_from(self.below(end)).unwrap()]
    }
}
