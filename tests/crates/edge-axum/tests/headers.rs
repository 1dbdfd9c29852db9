//! The headers of failures, and the id that a request brings or is given.

use axum::response::AppendHeaders;
use axum::routing::get;
use edge_axum::catalogue::{Codes, ShopError};
use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use edge_axum::shop;
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;
use http::{Request, StatusCode};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

fn shop() -> Running {
    run(shop::routes().layer(CatalogLayer::<Codes>::new()))
}

fn with(shop: &Running, headers: &[(&str, &[u8])]) -> Seen {
    let request = headers.iter().fold(Request::get("/cart"), |request, (name, value)| {
        request.header(*name, http::HeaderValue::from_bytes(value).unwrap())
    });
    shop.send(request, "")
}

/// The id in the body, in the header, in the log record and in the span.
fn ids(shop: &Running, seen: &Seen) -> [String; 4] {
    let record = shop.log.failures().pop().unwrap();
    [
        seen.member("trace_id"),
        seen.header("x-request-id"),
        record.fields["trace_id"].clone(),
        record.spans[0].1["trace_id"].clone(),
    ]
}

#[test]
fn the_id_that_a_request_brings_is_the_same_everywhere() {
    let shop = shop();
    let long = "a".repeat(128);
    for (headers, id) in [
        (vec![("traceparent", PARENT.as_bytes())], TRACE),
        (vec![("x-request-id", &b"order-7"[..])], "order-7"),
        (vec![("x-request-id", b"order-7"), ("traceparent", PARENT.as_bytes())], TRACE),
        (vec![("x-request-id", b"order-7"), ("traceparent", b"00-0-0-00")], "order-7"),
        (vec![("x-request-id", long.as_bytes())], long.as_str()),
    ] {
        let seen = with(&shop, &headers);
        assert_eq!(ids(&shop, &seen), [id; 4].map(str::to_owned));
    }
}

#[test]
fn an_invalid_id_is_replaced_by_a_new_one() {
    let shop = shop();
    let longer = "a".repeat(129);
    let giant = "a".repeat(60_000);
    for bad in [
        &b""[..],
        b"a b",
        b"a\tb",
        b"<script>alert(1)</script>",
        b"\"quoted\"",
        b"id, x-admin: true",
        "日本".as_bytes(),
        b"\xff\xfe",
        b"%0d%0aset-cookie: a=b",
        longer.as_bytes(),
        giant.as_bytes(),
    ] {
        let seen = with(&shop, &[("x-request-id", bad)]);
        let [id, others @ ..] = ids(&shop, &seen);
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert!(others.iter().all(|other| *other == id), "{others:?}");
        assert!(!format!("{:?}", seen.headers).contains("set-cookie"));
    }
}

#[test]
fn of_two_ids_the_first_is_used_and_sent_once() {
    let shop = shop();
    let seen = with(&shop, &[("x-request-id", b"one"), ("x-request-id", b"two")]);
    assert_eq!(ids(&shop, &seen), ["one"; 4].map(str::to_owned));
}

#[test]
fn each_request_without_an_id_gets_a_new_one() {
    let shop = shop();
    let ids: std::collections::BTreeSet<_> =
        (0..50).map(|_| shop.get("/fine").header("x-request-id")).collect();
    assert_eq!(ids.len(), 50);
}

/// No library sends these, so the test writes the bytes.
#[test]
fn an_id_with_line_breaks_is_refused() {
    let shop = shop();
    for id in ["a\rset-cookie: x=y", "a\r\nset-cookie: x=y", "a\nset-cookie: x=y", "a\0b", "a\x7fb"]
    {
        let request = format!(
            "GET /cart HTTP/1.1\r\nhost: shop\r\nconnection: close\r\nx-request-id: {id}\r\n\r\n"
        );
        let answer = String::from_utf8_lossy(&shop.raw(request.as_bytes())).to_lowercase();
        assert!(answer.starts_with("http/1.1 400"), "{answer}");
        assert!(!answer.contains("set-cookie"), "{answer}");
    }
}

#[test]
fn a_401_has_the_challenge_of_the_code_or_of_the_framework() {
    let shop = shop();
    assert_eq!(shop.get("/login").header("www-authenticate"), "Bearer");
    assert_eq!(shop.get("/key").header("www-authenticate"), r#"Basic realm="shop""#);
    assert_eq!(shop.get("/cart").header("www-authenticate"), "");

    // A bare 401 that names its own way keeps it; without one it is that of its code.
    let digest = [("www-authenticate", r#"Digest realm="shop", nonce="1""#)];
    let routes = axum::Router::new()
        .route("/digest", get(async move || (StatusCode::UNAUTHORIZED, digest)))
        .route("/plain", get(async || StatusCode::UNAUTHORIZED));
    let layer =
        CatalogLayer::<Codes>::new().answer(StatusCode::UNAUTHORIZED, Codes::SHOP_KEY_NEEDED);
    let shop = run(routes.layer(layer));
    let seen = shop.get("/digest");
    assert_eq!(seen.code(), "SHOP_KEY_NEEDED");
    assert_eq!(seen.header("www-authenticate"), digest[0].1);
    assert_eq!(shop.get("/plain").header("www-authenticate"), r#"Basic realm="shop""#);
}

#[test]
fn retry_after_and_allow_of_the_framework_are_kept() {
    let shop = shop();
    assert_eq!(shop.get("/calls").header("retry-after"), "7");
    assert_eq!(shop.get("/stock").header("retry-after"), "5");
    let refused = shop.send(Request::delete("/cart"), "");
    assert_eq!(refused.code(), "SYSTEM_METHOD_NOT_ALLOWED");
    assert_eq!(refused.header("allow"), "GET,HEAD");

    let busy = async || (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "99")], "slow down");
    // The failure has a wait, and the handler sets another.
    let known = async || {
        let failure = Failure::<Codes>::from(ShopError::CallsTooMany);
        (AppendHeaders([("retry-after", "99")]), failure)
    };
    let routes = axum::Router::new().route("/busy", get(busy)).route("/known", get(known));
    let layer = CatalogLayer::<Codes>::new()
        .answer(StatusCode::TOO_MANY_REQUESTS, Codes::SHOP_CALLS_TOO_MANY);
    let shop = run(routes.layer(layer));
    for path in ["/busy", "/known"] {
        let seen = shop.get(path);
        assert_eq!(
            (seen.code().as_str(), seen.header("retry-after").as_str()),
            ("SHOP_CALLS_TOO_MANY", "99"),
            "{path}"
        );
    }
}

#[test]
fn headers_of_the_old_body_are_removed_and_others_kept() {
    assert_eq!(shop().get("/cookie").header("set-cookie"), "session=; Max-Age=0");

    let headers = [
        ("etag", "\"old\""),
        ("last-modified", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("content-encoding", "gzip"),
        ("content-disposition", "attachment"),
        ("vary", "Origin"),
        ("content-type", "text/plain"),
        ("x-own", "kept"),
    ];
    let old = async move || {
        let more = AppendHeaders([("x-own", "twice"), ("content-type", "text/plain")]);
        (StatusCode::NOT_FOUND, headers, more, "an old body that is longer by far")
    };
    let routes = axum::Router::new().route("/old", get(old));
    let seen = run(routes.layer(CatalogLayer::<Codes>::new())).get("/old");
    assert_eq!(seen.code(), "SYSTEM_ROUTE_NOT_FOUND");
    for gone in ["etag", "last-modified", "content-encoding", "content-disposition"] {
        assert_eq!(seen.header(gone), "", "{gone}");
    }
    assert_eq!(seen.headers.get_all("x-own").iter().collect::<Vec<_>>(), ["kept", "twice"]);
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.header("content-length"), seen.body.len().to_string());
    let varies: Vec<_> = seen.headers.get_all("vary").iter().collect();
    assert_eq!(varies, ["Accept-Language", "Origin"]);
}

/// As a service of files refuses a range, and as a handler fails that had begun to answer one.
#[test]
fn only_a_416_keeps_content_range() {
    let range = [("content-range", "bytes */1000"), ("accept-ranges", "bytes")];
    let failure = || Failure::<Codes>::from(ShopError::CartEmpty);
    let routes = axum::Router::new()
        .route("/file", get(async move || (StatusCode::RANGE_NOT_SATISFIABLE, range)))
        .route("/broken", get(async move || (StatusCode::INTERNAL_SERVER_ERROR, range)))
        .route("/part", get(async move || (range, failure())));
    let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
    for (path, status, said) in
        [("/file", 416, "bytes */1000"), ("/broken", 500, ""), ("/part", 400, "")]
    {
        let seen = shop.get(path);
        assert!(!seen.code().is_empty(), "{}", seen.text());
        assert_eq!((seen.status.as_u16(), seen.header("content-range").as_str()), (status, said));
        assert_eq!(seen.header("accept-ranges"), "bytes", "{path}");
    }
}

/// Headers that a framework, a limiter or a proxy added are kept beside our body.
#[test]
fn body_headers_are_removed_and_others_kept() {
    const STAYING: [(&str, &str); 22] = [
        ("allow", "GET, HEAD"),
        ("retry-after", "99"),
        ("www-authenticate", "Digest realm=\"shop\""),
        ("www-authenticate", "Negotiate"),
        ("proxy-authenticate", "Basic"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("access-control-allow-origin", "https://shop.example"),
        ("access-control-allow-credentials", "true"),
        ("access-control-expose-headers", "x-request-id"),
        ("vary", "Origin"),
        ("vary", "Access-Control-Request-Method"),
        ("ratelimit", "limit=10, remaining=0"),
        ("x-ratelimit-remaining", "0"),
        ("cache-control", "no-store"),
        ("accept-ranges", "bytes"),
        ("accept-encoding", "gzip"),
        ("accept-post", "application/json"),
        ("link", "</limits>; rel=help"),
        ("strict-transport-security", "max-age=1"),
        ("content-security-policy", "default-src 'none'"),
        ("x-own", "kept"),
    ];
    const GOING: [&str; 11] = [
        "content-encoding",
        "content-location",
        "content-disposition",
        "etag",
        "last-modified",
        "content-range",
        "content-digest",
        "repr-digest",
        "digest",
        "content-md5",
        "content-language",
    ];
    let headers =
        || (AppendHeaders(STAYING), AppendHeaders(GOING.map(|name| (name, "of the old body"))));
    let failure = || Failure::<Codes>::from(ShopError::LoginNeeded);
    let routes = axum::Router::new()
        .route("/bare", get(async move || (StatusCode::UNAUTHORIZED, headers())))
        .route("/failure", get(async move || (headers(), failure())));
    let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
    for path in ["/bare", "/failure"] {
        let seen = shop.get(path);
        assert_eq!(seen.status, StatusCode::UNAUTHORIZED, "{}", seen.text());
        for (name, value) in STAYING {
            let said: Vec<_> = seen.headers.get_all(name).iter().collect();
            assert!(said.iter().any(|said| *said == value), "{path} {name}: {said:?}");
        }
        for name in GOING {
            assert!(seen.header(name) != "of the old body", "{path} {name}");
        }
    }
}

#[test]
fn the_language_is_negotiated_and_vary_is_sent() {
    let layer = CatalogLayer::<Codes>::new();
    let origin = [("vary", "Origin")];
    let far = async move || (StatusCode::NOT_FOUND, origin);
    let routes = shop::routes().route("/far", get(far));
    let shop = run(routes.layer(layer));
    for path in ["/cart", "/envelope", "/bare", "/no/such/route", "/panic", "/far"] {
        let seen = shop.send(Request::get(path).header("accept-language", "en"), "");
        assert_eq!(seen.header("content-language"), "en", "{path}");
        let varies: Vec<_> =
            seen.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(varies.contains(&"Accept-Language"), "{path}: {varies:?}");
        assert_eq!(varies.len(), if path == "/far" { 2 } else { 1 }, "{path}: {varies:?}");
        assert!(seen.member("message").is_ascii(), "{}", seen.text());
        assert!(!shop.get(path).member("message").is_ascii());
    }
    let seen = shop.send(Request::get("/item/7").header("accept-language", "en"), "");
    assert_eq!(seen.member("message"), "There is no item 7");
}

/// RFC 9110, 5.3: a proxy may send what it adds as another line of the same header.
#[test]
fn languages_in_several_header_lines_are_one_list() {
    let shop = shop();
    for (lines, language) in [
        (&["fr", "en"][..], "en"),
        (&["en;q=0.1", "ja"], "ja"),
        (&["", "en"], "en"),
        (&["en;q=0", "*"], "ja"),
        (&["ja;q=0.5", "fr, de", "en;q=0.8"], "en"),
    ] {
        let request = Request::get("/cart");
        let request =
            lines.iter().fold(request, |request, line| request.header("accept-language", *line));
        let seen = shop.send(request, "");
        assert_eq!(seen.header("content-language"), language, "{lines:?}");
    }
}
