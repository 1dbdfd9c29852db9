//! Hostile requests: 100,000 in the process, thousands over the socket. Nothing panics, every error body is the
//! envelope, nothing internal is sent, and each failure has its code.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use edge_axum::catalogue::{Codes, MARKER, SECRET};
use edge_axum::client::{Seen, read_raw};
use edge_axum::server::run;
use edge_axum::shop::{self, LIMIT};
use error_catalog::edge::{Occurrence, TraceId};
use error_catalog::tower::CatalogLayer;
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use tower::ServiceExt as _;

const IN_PROCESS: usize = 100_000;
const OVER_THE_SOCKET: usize = 4_000;

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1)).map(|_| self.number().to_le_bytes()[0]).collect()
    }
}

const METHODS: &[&str] = &[
    "GET", "POST", "HEAD", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW",
    "get", "G-E.T",
];

const PATHS: &[&str] = &[
    "/cart",
    "/item/7",
    "/item/%3Cscript%3E",
    "/item/%ff%fe",
    "/item/%00",
    "/item/a%0d%0ab",
    "/stock",
    "/login",
    "/key",
    "/calls",
    "/io",
    "/panic",
    "/panic-at-once",
    "/bare",
    "/envelope",
    "/cookie",
    "/order",
    "/number/7",
    "/number/-1",
    "/number/99999999999999999999",
    "/number/%e3%81%82",
    "/text/%c0%af",
    "/text/%ed%a0%80",
    "/page?page=1",
    "/page?page=%ff",
    "/page?page[]=1&page=2",
    "/page?%00",
    "/echo",
    "/bytes",
    "/limited",
    "/extension",
    "/fine",
    "/",
    "//",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/cart/",
    "/CART",
    "/cart;id=1",
    "/cart?<script>",
    "/*",
    "/{item}",
    "/item/",
    "/%",
    "/%zz",
    "*",
    "http://elsewhere.example/cart",
    "/日本",
];

const TYPES: &[&str] = &[
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "application/json; charset=\"",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/xml",
    "",
    "/",
    "*/*",
    "application/problem+json",
    "\u{1f4a9}",
];

const HEADERS: &[&str] = &[
    "x-request-id",
    "x-request-id",
    "traceparent",
    "traceparent",
    "accept-language",
    "accept",
    "authorization",
    "cookie",
    "content-length-2",
    "x-forwarded-for",
    "range",
    "if-none-match",
    "expect-2",
    "accept-encoding",
    "user-agent",
    "tracestate",
];

const VALUES: &[&[u8]] = &[
    b"",
    b"a",
    b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    b"00-00000000000000000000000000000000-0000000000000000-00",
    b"ff-f-f-f",
    b"00-4BF92F35-\t-01",
    b"<script>alert(1)</script>",
    b"\xff\xfe\x80",
    "日本語".as_bytes(),
    "\u{202e}evil".as_bytes(),
    b"a\tb",
    b"' OR 1=1 --",
    b"${jndi:ldap://x}",
    b"en-US,en;q=0.9,*;q=0.1",
    b"ja;q=2",
    b"zh-TW, zh;q=nan",
    b"*",
    b";;;;,,,,",
    b"en;q=",
    b"bytes=0-,0-,0-",
    b"%0d%0aset-cookie:%20a=b",
    b"{\"error\":{}}",
];

fn value(random: &mut Random) -> Vec<u8> {
    match random.below(8) {
        0 => random.bytes(40),
        1 => b"a".repeat(random.below(300)),
        2 => b"en,".repeat(random.below(2_000)),
        3 => b"x".repeat(random.below(60_000)),
        _ => random.pick(VALUES).to_vec(),
    }
}

fn body(random: &mut Random) -> Vec<u8> {
    match random.below(12) {
        0 => vec![],
        1 => random.bytes(200),
        2 => b"x".repeat(LIMIT + random.below(3)),
        3 => b"[".repeat(random.below(LIMIT)),
        4 => br#"{"a":"#.repeat(random.below(500)),
        5 => br#"{"item":"x","count":1}"#.to_vec(),
        6 => br#"{"item":"SELECT","count":"hunter3"}"#.to_vec(),
        7 => br#"{"item":"x","count":1e999}"#.to_vec(),
        8 => br#"{"item":"\ud800","count":1}"#.to_vec(),
        9 => b"{\"item\":\"\xff\",\"count\":1}".to_vec(),
        10 => br#"{"item":"x","item":"y","count":-1}"#.to_vec(),
        _ => br#"{"item":"x","count":1"#.to_vec(),
    }
}

/// A request that the `http` crate takes; a server refuses the others before the layer sees them.
fn request(random: &mut Random) -> Request<Body> {
    let path = match random.below(1_000) {
        // It waits for the timeout.
        0 => "/slow".to_owned(),
        1..=150 => {
            random.bytes(30).iter().fold("/".to_owned(), |path, byte| format!("{path}%{byte:02x}"))
        }
        _ => random.pick(PATHS).to_owned(),
    };
    let mut request = Request::new(Body::from(body(random)));
    let is_posted = ["/order", "/echo", "/bytes", "/limited"].contains(&path.as_str());
    *request.method_mut() = match (random.below(4), is_posted) {
        (0, _) => Method::from_bytes(random.pick(METHODS).as_bytes()).unwrap(),
        (_, true) => Method::POST,
        (_, false) => Method::GET,
    };
    *request.uri_mut() = path.parse().unwrap_or_else(|_| Uri::from_static("/no/such/route"));
    let headers = request.headers_mut();
    if let Ok(value) = HeaderValue::from_str(random.pick(TYPES)) {
        headers.append(http::header::CONTENT_TYPE, value);
    }
    for _ in 0..random.below(6) {
        let name = HeaderName::from_static(random.pick(HEADERS));
        if let Ok(value) = HeaderValue::from_bytes(&value(random)) {
            headers.append(name, value);
        }
    }
    request
}

/// What every answer must be; `asked` is for the message of a failing test.
fn check(asked: &str, is_head: bool, seen: &Seen) {
    let context = || format!("{asked}\n{seen:?}\n{}", seen.text());
    let id = seen.header("x-request-id");
    assert!(TraceId::parse(id.as_bytes()).is_some(), "{}", context());
    let everything = format!("{:?}{}", seen.headers, seen.text());
    for internal in
        [MARKER, SECRET, "key.pem", "panicked", ".rs:", "serde", "expected", "axum", "line 1"]
    {
        assert!(!everything.contains(internal), "`{internal}` in {}", context());
    }
    if !(seen.status.is_client_error() || seen.status.is_server_error()) {
        assert!(seen.status.is_success(), "{}", context());
        return;
    }
    assert_eq!(seen.header("content-type"), "application/json", "{}", context());
    if is_head {
        assert!(seen.body.is_empty(), "{}", context());
        return;
    }
    let body: serde_json::Value =
        serde_json::from_slice(&seen.body).unwrap_or_else(|_| panic!("{}", context()));
    let members = body.as_object().unwrap_or_else(|| panic!("{}", context()));
    assert!(members.len() == 1 && body["error"].is_object(), "{}", context());
    let entry = Codes::get(&seen.code()).unwrap_or_else(|| panic!("{}", context()));
    assert_eq!(entry.status(), seen.status, "{}", context());
    assert_eq!(seen.member("trace_id"), id, "{}", context());
    if let Some(length) = seen.headers.get("content-length") {
        assert_eq!(length.to_str().unwrap(), seen.body.len().to_string(), "{}", context());
    }
}

/// Panics that were not meant are kept, and fail the test.
fn watch_panics() -> Arc<Mutex<Vec<String>>> {
    let unmeant = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&unmeant);
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if text != MARKER {
            eprintln!("{panic}");
            kept.lock().unwrap().push(panic.to_string());
        }
    }));
    unmeant
}

#[test]
fn hostile_requests_are_answered_with_an_envelope() {
    let unmeant = watch_panics();
    in_the_process();
    over_the_socket();
    assert_eq!(*unmeant.lock().unwrap(), Vec::<String>::new());
}

fn in_the_process() {
    let begun = Instant::now();
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let layer = CatalogLayer::<Codes>::new().observer(move |_: &Occurrence<'_>| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let router = shop::catalogued().layer(layer);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let statuses = runtime.block_on(async {
        let tasks: Vec<_> = (1..=8)
            .map(|seed| {
                tokio::spawn(harm(
                    router.clone(),
                    0x9e37_79b9_7f4a_7c15_u64.rotate_left(seed),
                    IN_PROCESS / 8,
                ))
            })
            .collect();
        let mut all = BTreeMap::new();
        for task in tasks {
            for (status, count) in task.await.unwrap() {
                *all.entry(status).or_insert(0) += count;
            }
        }
        all
    });
    let failed: usize =
        statuses.iter().filter(|(status, _)| **status >= 400).map(|(_, count)| count).sum();
    assert_eq!(statuses.values().sum::<usize>(), IN_PROCESS);
    assert_eq!(told.load(Ordering::SeqCst), failed, "each failure is told of once");
    for status in [200, 400, 401, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503] {
        assert!(statuses.get(&status).is_some_and(|count| *count > 10), "{status} of {statuses:?}");
    }
    println!("{IN_PROCESS} in the process in {:?}: {statuses:?}", begun.elapsed());
}

async fn harm(router: Router, seed: u64, requests: usize) -> BTreeMap<u16, usize> {
    let mut random = Random(seed);
    let mut statuses = BTreeMap::new();
    for _ in 0..requests {
        let request = request(&mut random);
        let asked = format!("{} {} {:?}", request.method(), request.uri(), request.headers());
        let is_head = request.method() == Method::HEAD;
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let answer = Seen { status: parts.status, headers: parts.headers, body };
        check(&asked, is_head, &answer);
        *statuses.entry(answer.status.as_u16()).or_insert(0) += 1;
    }
    statuses
}

/// Lines that break the protocol itself; each request ends, so that the server does not wait for more.
const BROKEN: &[&[u8]] = &[
    b"x-request-id: a\rb",
    b"x-request-id: a\nset-cookie: b=c",
    b"x-request-id: a\0b",
    b"no colon here",
    b": no name",
    b"x y: z",
    b" folded: once",
    b"x-request-id: a\r\n folded",
    b"\xff\xfe: a",
    b"content-length: -1",
    b"content-length: 5, 6",
    b"content-length: 99999999999999999999",
    b"transfer-encoding: gzip",
    b"transfer-encoding: chunked\r\ncontent-length: 3",
    b"host: a\r\nhost: b",
    b"expect: 100-continue",
    b"upgrade: websocket\r\nconnection: upgrade",
    b"x-request-id: <script>",
    b"x-request-id: fine-1",
];

const LINES: &[&str] = &[
    "GET /cart HTTP/1.1",
    "GET /cart HTTP/1.0",
    "HEAD /cart HTTP/1.0",
    "HEAD /io HTTP/1.1",
    "GET /panic HTTP/1.0",
    "POST /order HTTP/1.1",
    "GET /fine HTTP/1.0",
    "GET /cart HTTP/9.9",
    "GET /cart",
    "get /cart HTTP/1.1",
    "GET  /cart HTTP/1.1",
    "GET /\u{e9} HTTP/1.1",
    "GET /text/%ff HTTP/1.1",
    "GET /a\0b HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT shop:80 HTTP/1.1",
    "GET http://elsewhere.example/cart HTTP/1.1",
    "PRI * HTTP/2.0",
    "BREW /cart HTTP/1.1",
    "TRACE /cart HTTP/1.1",
    "",
    "\u{0}",
];

fn over_the_socket() {
    let begun = Instant::now();
    let shop = run(shop::catalogued().layer(CatalogLayer::<Codes>::new()));
    let mut random = Random(0x5eed);
    let (mut answered, mut refused) = (0, 0);
    for _ in 0..OVER_THE_SOCKET {
        let line = random.pick(LINES);
        let mut bytes = line.as_bytes().to_vec();
        bytes.extend_from_slice(b"\r\nhost: shop\r\nconnection: close\r\n");
        match random.below(4) {
            0 => {
                bytes.extend_from_slice(random.pick(BROKEN));
                bytes.extend_from_slice(b"\r\n");
            }
            1 => {
                bytes.extend_from_slice(b"x-request-id: ");
                bytes.extend(value(&mut random).iter().filter(|byte| !b"\r\n".contains(byte)));
                bytes.extend_from_slice(b"\r\n");
            }
            2 => (0..random.below(200)).for_each(|_| bytes.extend_from_slice(b"x-many: 1\r\n")),
            _ => {}
        }
        bytes.extend_from_slice(b"\r\n");
        let asked = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
        let answer = shop.raw(&bytes);
        match read_raw(&answer) {
            // Hyper closes, or says itself that this is no HTTP: without a body, before any layer.
            None => refused += 1,
            Some(seen) if !seen.headers.contains_key("x-request-id") => {
                assert!(matches!(seen.status.as_u16(), 400 | 414 | 431 | 505), "{asked}\n{seen:?}");
                assert!(seen.body.is_empty(), "{asked}\n{seen:?}");
                refused += 1;
            }
            Some(seen) => {
                check(&asked, line.starts_with("HEAD"), &seen);
                assert!(!seen.headers.contains_key("set-cookie"), "{asked}\n{seen:?}");
                answered += 1;
            }
        }
    }
    assert!(
        answered > OVER_THE_SOCKET / 4 && refused > OVER_THE_SOCKET / 20,
        "{answered} {refused}"
    );
    assert_eq!(shop.get("/fine").text(), "fine");
    assert!(!format!("{:?}", shop.log.records()).contains(SECRET));
    println!(
        "{OVER_THE_SOCKET} over the socket in {:?}: {answered} answered, {refused} refused by hyper",
        begun.elapsed()
    );
}
