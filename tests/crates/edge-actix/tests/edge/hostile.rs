//! Requests that no client would send.

use edge_actix::client::{Answer, parse, raw, send};
use edge_actix::shop::Codes;

/// Requests of each kind; `EDGE_HOSTILE=100000` for a long run.
fn rounds() -> u64 {
    std::env::var("EDGE_HOSTILE").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2_000)
}

#[test]
fn every_hostile_request_is_answered_by_an_envelope_or_refused_by_actix() {
    let mut refused = 0_u64;
    let mut enveloped = 0_u64;
    for seed in 0..rounds() {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let request = request(&mut random);
        let shown = || String::from_utf8_lossy(&request).into_owned();
        let bytes = raw(&request);
        let Some(answer) = parse(&bytes, request.starts_with(b"HEAD ")) else {
            // A head that never ended.
            assert!(bytes.is_empty(), "{}: {}", shown(), String::from_utf8_lossy(&bytes));
            refused += 1;
            continue;
        };
        if answer.headers.contains_key("x-request-id") {
            enveloped += u64::from(answer.status >= 400);
            check(&answer, &shown());
        } else {
            refused += 1;
            assert!(
                answer.status == 400 || answer.status == 408 || answer.status == 431,
                "{}: {answer:?}",
                shown()
            );
            assert!(answer.body.is_empty(), "{answer:?}");
        }
    }
    assert!(enveloped > rounds() / 4, "{enveloped} of {}, {refused} refused", rounds());
    assert_eq!(send("GET", "/ok", &[], None).body, b"fine");
}

/// A body is the envelope of a code of the shop, or it is empty because it must be.
fn check(answer: &Answer, request: &str) {
    assert!(answer.status < 500, "{request}: {answer:?}");
    if answer.status < 400 || request.starts_with("HEAD ") {
        return;
    }
    assert_eq!(answer.header("content-type"), "application/json", "{request}: {answer:?}");
    let entry = Codes::get(&answer.code()).unwrap_or_else(|| panic!("{request}: {answer:?}"));
    assert_eq!(entry.status().as_u16(), answer.status, "{request}: {answer:?}");
    let id = answer.trace_id();
    assert!(id.len() <= 128 && id.bytes().all(|byte| byte.is_ascii_graphic()), "{id}");
}

fn request(random: &mut Random) -> Vec<u8> {
    let method = random.pick(&["GET", "POST", "PUT", "HEAD", "OPTIONS", "BREW", "get", "G\0T", ""]);
    let path = random.pick(&[
        "/json",
        "/form",
        "/query",
        "/query?item=%FF",
        "/number/9999999999999",
        "/body",
        "/nowhere",
        "/ok",
        "//",
        "/%",
        "/..%2f..%2fetc",
        "*",
        "/sold/%00",
        "/cart-empty",
        "/invalid",
    ]);
    let version = random.pick(&["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9"]);
    let mut request =
        format!("{method} {path} {version}\r\nhost: shop\r\nconnection: close\r\n").into_bytes();
    for _ in 0..random.below(4) {
        let name = random.pick(&[
            "traceparent",
            "x-request-id",
            "accept-language",
            "content-type",
            "x",
            "accept-encoding",
            "\u{0}",
        ]);
        request.extend_from_slice(name.as_bytes());
        request.extend_from_slice(b": ");
        let length = random.pick(&[0, 3, 40, 200, 5000]);
        match random.below(3) {
            0 => request.extend_from_slice(b"application/json"),
            1 => request.extend((0..length).map(|_| b'a' + random.byte() % 26)),
            _ => request.extend((0..length).map(|_| random.byte())),
        }
        request.extend_from_slice(b"\r\n");
    }
    let mut body = random
        .pick(&[
            "{",
            "{\"item\":\"a\",\"amount\":300}",
            "[[[[[[[[",
            "item=%FF&amount=-1",
            "null",
            "",
        ])
        .as_bytes()
        .to_vec();
    for _ in 0..random.below(64) {
        body.push(random.byte());
    }
    body.resize(body.len() + random.pick(&[0, 0, 0, 6000]), b'[');
    let said = random.pick(&[0, 0, 0, 1, 99_999_999]);
    match random.below(3) {
        0 => request.extend_from_slice(b"transfer-encoding: chunked\r\n\r\n"),
        1 => request.extend_from_slice(b"\r\n"),
        _ => {
            let length = if said == 0 { body.len() } else { said };
            request.extend_from_slice(format!("content-length: {length}\r\n\r\n").as_bytes());
        }
    }
    request.append(&mut body);
    request
}

/// The same requests in every run.
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
