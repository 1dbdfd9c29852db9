//! What a client can provoke at will: requests as bytes, and the codes that they are answered with.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// The paths of a shop by what they read.
#[derive(Debug, Clone, Copy)]
pub struct Paths {
    /// Takes a POST of JSON.
    pub json: &'static str,
    /// Takes a GET with a query.
    pub query: &'static str,
    /// Takes a GET of a number behind it.
    pub number: &'static str,
    /// Takes a POST of a text.
    pub text: &'static str,
    /// Takes a GET and nothing else.
    pub fine: &'static str,
    /// Takes a GET and never ends.
    pub slow: &'static str,
}

/// A request, and what it may be answered with.
#[derive(Debug, Clone)]
pub struct Provocation {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// The codes; `-` where the server itself may refuse what is no HTTP, before any layer.
    pub codes: &'static [&'static str],
    /// Whether the client stops writing in the middle of what it announced.
    pub breaks_off: bool,
}

const MALFORMED: &[&str] = &["SYSTEM_BODY_MALFORMED"];
const UNSUPPORTED: &[&str] = &["SYSTEM_MEDIA_UNSUPPORTED"];
const TOO_LARGE: &[&str] = &["SYSTEM_BODY_TOO_LARGE"];
const NOWHERE: &[&str] = &["SYSTEM_ROUTE_NOT_FOUND"];
const NO_METHOD: &[&str] = &["SYSTEM_METHOD_NOT_ALLOWED"];
const NO_HTTP: &[&str] = &["-"];
/// axum and actix differ in the status.
const NO_VALUE: &[&str] = &["SYSTEM_BODY_MALFORMED", "VALIDATION_ERROR"];
const NO_PARAMETER: &[&str] = &["SYSTEM_BODY_MALFORMED", "SYSTEM_ROUTE_NOT_FOUND"];
/// Some servers read it, and some refuse it.
const EITHER: &[&str] = &["-", "", "SYSTEM_BODY_MALFORMED", "SYSTEM_ROUTE_NOT_FOUND"];
/// It is answered as any other request is.
const FINE: &[&str] = &[""];

const INTERIM: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// Every provocation.
#[expect(clippy::too_many_lines, reason = "a table")]
pub fn all(paths: &Paths) -> Vec<Provocation> {
    let Paths { json, query, number, text, fine, slow } = paths;
    let head = |line: &str, headers: &str| {
        format!("{line} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n{headers}\r\n")
    };
    let post = |path: &str, media_type: &str, body: &str| {
        let length = body.len();
        let headers = format!("content-type: {media_type}\r\ncontent-length: {length}\r\n");
        head(&format!("POST {path}"), &headers) + body
    };
    let get = |path: &str, headers: &str| head(&format!("GET {path}"), headers);
    let chunked = |chunks: &str| {
        let headers = "content-type: text/plain\r\ntransfer-encoding: chunked\r\n";
        head(&format!("POST {text}"), headers) + chunks
    };
    let long = "a".repeat(6000);
    let announced = |length: usize| {
        let headers = format!("content-type: text/plain\r\ncontent-length: {length}\r\n");
        head(&format!("POST {text}"), &headers) + "half"
    };
    let table: Vec<(&str, String, &[&str])> = vec![
        ("JSON that is none", post(json, "application/json", "{\"item\""), MALFORMED),
        ("an empty body", post(json, "application/json", ""), MALFORMED),
        ("deep JSON", post(json, "application/json", &"[".repeat(3000)), NO_VALUE),
        ("another shape", post(json, "application/json", r#"{"item":"桜","count":-1}"#), NO_VALUE),
        ("invalid text in JSON", post(json, "application/json", "{\"item\":\"\u{0}\"}"), NO_VALUE),
        ("another media type", post(json, "text/plain", "{}"), UNSUPPORTED),
        ("a media type that is none", post(json, "\u{fe}\u{ff};;=", "{}"), UNSUPPORTED),
        ("a large body", post(text, "text/plain", &long), TOO_LARGE),
        ("a large body of JSON", post(json, "application/json", &long), TOO_LARGE),
        ("large chunks", chunked(&format!("1770\r\n{long}\r\n0\r\n\r\n")), TOO_LARGE),
        ("an unknown route", get("/no/such/route", ""), NOWHERE),
        ("a route that climbs", get("/../../etc/passwd", ""), NOWHERE),
        ("a script as route", get("/%3Cscript%3E%0d%0aset-cookie:%20a=b", ""), NOWHERE),
        ("another method", head(&format!("DELETE {fine}"), ""), NO_METHOD),
        ("an unknown method", head(&format!("BREW {fine}"), ""), NO_METHOD),
        (
            "a body where none is read",
            head(&format!("PUT {fine}"), "content-length: 2\r\n") + "{}",
            NO_METHOD,
        ),
        ("a number that is none", get(&format!("{number}/seven"), ""), NO_PARAMETER),
        ("a number that is too large", get(&format!("{number}/99999999999"), ""), NO_PARAMETER),
        ("invalid UTF-8 in the path", get(&format!("{number}/%ff%fe"), ""), NO_PARAMETER),
        ("a query that is none", get(&format!("{query}?page=x&amount=x&item=%ff"), ""), MALFORMED),
        ("no query", get(query, ""), MALFORMED),
        ("a length that is none", head(&format!("POST {text}"), "content-length: -1\r\n"), NO_HTTP),
        (
            "two lengths",
            head(&format!("POST {text}"), "content-length: 1\r\ncontent-length: 2\r\n") + "ab",
            NO_HTTP,
        ),
        ("a header without a colon", get(fine, "no colon\r\n"), NO_HTTP),
        (
            "a header line of 200 kB",
            get(fine, &format!("x-long: {}\r\n", "a".repeat(600_000))),
            NO_HTTP,
        ),
        ("a thousand headers", get(fine, &"x-many: 1\r\n".repeat(1000)), NO_HTTP),
        ("a version that is none", format!("GET {fine} HTTP/9.9\r\n\r\n"), NO_HTTP),
        ("no HTTP at all", "\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), NO_HTTP),
        ("bytes beyond ASCII in the path", get("/é", ""), EITHER),
        (
            "a length and chunks",
            head(&format!("POST {text}"), "content-length: 3\r\ntransfer-encoding: chunked\r\n")
                + "0\r\n\r\n",
            EITHER,
        ),
        (
            "another transfer encoding",
            head(&format!("POST {text}"), "transfer-encoding: gzip\r\n"),
            EITHER,
        ),
        ("an id that is none", get("/no/such/route", "x-request-id: <script> \u{7f}\r\n"), EITHER),
        ("an id of 7 kB", get("/no/such/route", &format!("x-request-id: {long}\r\n")), NOWHERE),
        (
            "a secret as id",
            get(
                "/no/such/route",
                "x-request-id: Bearer-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln\r\n",
            ),
            NOWHERE,
        ),
        ("a trace that is none", get("/no/such/route", "traceparent: 00-zz-zz-zz\r\n"), NOWHERE),
        (
            "languages that are none",
            get("/no/such/route", "accept-language: ;q=;;,\"\",*;q=nan\r\n"),
            NOWHERE,
        ),
        (
            "an expectation",
            head(
                &format!("POST {json}"),
                "content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 1\r\n",
            ) + "{",
            MALFORMED,
        ),
        ("an expectation that is none", get("/no/such/route", "expect: wonders\r\n"), EITHER),
        (
            "an upgrade that is not offered",
            get(fine, "upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n"),
            FINE,
        ),
        ("a range that is none", get(fine, "range: bytes=5-1\r\n"), FINE),
        (
            "conditions that are none",
            get(fine, "if-none-match: ,,\r\nif-modified-since: never\r\n"),
            FINE,
        ),
        ("a request that takes too long", get(slow, ""), &["SYSTEM_REQUEST_TIMEOUT"]),
    ];
    let whole = table.into_iter().map(|(name, bytes, codes)| Provocation {
        name,
        bytes: bytes.into_bytes(),
        codes,
        breaks_off: false,
    });
    let broken = [
        ("chunks that are none", chunked("zz\r\nhalf\r\n")),
        ("a chunk that ends early", chunked("ff\r\nhalf")),
        ("a chunk larger than memory", chunked("fffffffffffffffff\r\n")),
        ("a body that ends early", announced(100)),
    ];
    let broken = broken.into_iter().map(|(name, bytes)| Provocation {
        name,
        bytes: bytes.into_bytes(),
        // The client may have gone; actix takes what came for the whole.
        codes: &["-", "", "SYSTEM_BODY_MALFORMED"],
        breaks_off: true,
    });
    let headers = "content-type: text/plain; charset=utf-8\r\ncontent-length: 4\r\n";
    let head = head(&format!("POST {text}"), headers);
    let invalid = Provocation {
        name: "a body that is no text",
        bytes: [head.as_bytes(), &[0xff; 4]].concat(),
        codes: MALFORMED,
        breaks_off: false,
    };
    whole.chain(broken).chain([invalid]).collect()
}

/// Sends it on a new connection, and reads to the end. Returns the first response that is not an interim one.
pub fn send(address: SocketAddr, provocation: &Provocation) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // The server may refuse and close before all is written.
    let _ = stream.write_all(&provocation.bytes);
    if provocation.breaks_off {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer.strip_prefix(INTERIM).map(<[u8]>::to_vec).unwrap_or(answer)
}
