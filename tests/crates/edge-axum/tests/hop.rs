//! One service calls another over a real socket and raises what that answers with: its client sees the code, the id and
//! the wait, and of what is no error of the other service's catalogue nothing at all.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use edge_axum::server::{Running, run};
use error_catalog::edge::TraceId;
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, OrFail as _, Remote, SystemError, catalog};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request, StatusCode};

/// The service that is called.
mod stock {
    use error_catalog::{ErrorCatalog, SystemError, ValidationError, catalog};

    catalog! { pub struct Codes { StockError, SystemError, ValidationError } }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "STOCK", registry = Codes)]
    pub enum StockError {
        #[catalog(code = "STOCK_BUSY", status = 503, log_level = WARN, message = "混み合っています", retry_after = 7)]
        Busy,
        #[catalog(code = "STOCK_SHORT", status = 409, log_level = INFO, message = "残り{left}個です", class = "conflict")]
        Short {
            #[detail]
            left: u32,
        },
    }
}

catalog! {
    /// The service that calls.
    pub struct Codes { SystemError, ..stock::Codes }
}

/// The codes of the catalogue come from within the layer, everything else from beneath none.
fn run_stock() -> Running {
    async fn short() -> Result<String, Failure<stock::Codes>> {
        Err(stock::StockError::Short { left: 3 })?
    }
    async fn busy() -> Result<String, Failure<stock::Codes>> {
        Err(stock::StockError::Busy)?
    }
    async fn broken() -> Result<String, Failure<stock::Codes>> {
        Err(std::io::Error::other("SELECT 1")).or_internal()?
    }
    let catalogued = Router::new()
        .route("/short", get(short))
        .route("/busy", get(busy))
        .route("/broken", get(broken))
        .route("/fine", get(async || "fine"))
        .layer(CatalogLayer::<stock::Codes>::new());
    run(catalogued.merge(Router::new().route("/other/{what}", get(other))))
}

type Sent = (StatusCode, HeaderMap, Vec<u8>);

/// What no service of ours sends.
async fn other(Path(what): Path<String>) -> Sent {
    let json = "application/json";
    let (status, content_type, body) = match what.as_str() {
        "unknown" => (418, json, r#"{"error":{"code":"TEA_POT_SHORT","message":"SELECT 1","trace_id":"far-9"}}"#.into()),
        "forged" => (409, json, r#"{"error":{"code":"STOCK_SHORT","message":"SELECT 1","details":{"left":{"sql":"SELECT 1"},"sql":"SELECT 1"}}}"#.into()),
        "endless-wait" => (503, json, r#"{"error":{"code":"STOCK_BUSY","message":"x"}}"#.into()),
        "text" => (500, "text/plain", "SELECT 1".into()),
        "page" => (502, "text/html", "<html><h1>502 Bad Gateway</h1>SELECT 1</html>".into()),
        "other-json" => (500, json, r#"{"exception":"SELECT 1","stack":["a.rs:1"]}"#.into()),
        "half" => (500, json, r#"{"error":{"code":"STOCK_SHO"#.into()),
        "nothing" => (503, json, String::new()),
        "deep" => (500, json, format!(r#"{{"error":{}"#, "[".repeat(100_000))),
        "huge" => (500, json, format!(r#"{{"error":{{"code":"STOCK_BUSY","message":"{}"}}}}"#, "a".repeat(8 << 20))),
        "hostile" => (500, json, "{\"error\":{\"code\":\"A\\r\\nlocation: x\\u001b[2J\\u202e\",\"message\":\"SELECT 1\",\"trace_id\":\"a\\r\\nb\"}}".into()),
        _ => unreachable!(),
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
    headers.insert("retry-after", "99999999999".parse().unwrap());
    (StatusCode::from_u16(status).unwrap(), headers, body.into_bytes())
}

/// The service that calls. With `passes_id` it passes the id of the request that it received.
fn shop_service(stock: SocketAddr, passes_id: bool) -> Running {
    let order = async move |State(stock), Path(path): Path<String>, trace_id: TraceId| {
        let id = passes_id.then(|| trace_id.to_string());
        let asked = tokio::task::spawn_blocking(move || ask(stock, &path, id));
        asked.await.or_internal()?
    };
    let router: Router = Router::new()
        .route("/order/{*path}", get(order))
        .layer(CatalogLayer::<Codes>::new())
        .with_state(stock);
    run(router)
}

/// Calls the other service as a program does.
fn ask(stock: SocketAddr, path: &str, id: Option<String>) -> Result<String, Failure<Codes>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into();
    let mut request = agent.get(format!("http://{stock}/{path}"));
    if let Some(id) = id {
        request = request.header("x-request-id", id);
    }
    let mut response = request.call().or_internal_with(|| "calling the stock")?;
    let body = response.body_mut().read_to_vec().or_internal_with(|| "reading the stock")?;
    let response = response.map(|_| body);
    let status = response.status();
    if status.is_success() {
        return Ok(String::from_utf8(response.into_body()).or_internal()?);
    }
    let remote = Remote::<stock::Codes>::from_response(&response);
    Err(remote.or_internal_with(|| format!("the stock answered {status}"))?)?
}

#[test]
fn the_code_the_id_and_the_wait_survive_the_hop() {
    let stock = run_stock();
    let shop = shop_service(stock.address, true);
    let asked = |path: &str| {
        shop.send(Request::get(format!("/order/{path}")).header("x-request-id", "order-7"), "")
    };
    let fine = asked("fine");
    assert_eq!((fine.status, fine.text().as_str()), (StatusCode::OK, "fine"));

    let busy = asked("busy");
    assert_eq!(busy.status, 503);
    assert_eq!(
        busy.text(),
        r#"{"error":{"code":"STOCK_BUSY","message":"混み合っています","trace_id":"order-7"}}"#
    );
    assert_eq!(busy.header("retry-after"), "7");
    assert_eq!(busy.header("x-request-id"), "order-7");

    let short = asked("short");
    assert_eq!(short.status, 409);
    assert_eq!(
        short.text(),
        r#"{"error":{"code":"STOCK_SHORT","message":"残り3個です","details":{"left":3},"trace_id":"order-7"}}"#
    );
    assert_eq!(short.header("retry-after"), "");

    // Both services tell of it once, under the one id.
    for log in [&stock.log, &shop.log] {
        let codes: Vec<_> =
            log.failures().iter().map(|record| record.fields["error_code"].clone()).collect();
        assert_eq!(codes, ["STOCK_BUSY", "STOCK_SHORT"]);
        assert!(log.failures().iter().all(|record| record.fields["trace_id"] == "order-7"));
    }
    assert_eq!((shop.counts.failures(), stock.counts.failures()), (2, 2));
}

#[test]
fn the_calling_service_logs_both_ids() {
    let stock = run_stock();
    let shop = shop_service(stock.address, false);
    let busy = shop.send(Request::get("/order/busy").header("x-request-id", "order-8"), "");
    assert_eq!(busy.member("trace_id"), "order-8");
    let far = stock.log.failures()[0].fields["trace_id"].clone();
    assert_ne!(far, "order-8");
    let record = &shop.log.failures()[0];
    assert_eq!(record.fields["trace_id"], "order-8");
    assert!(
        record.fields["context"].contains(&format!(r#""remote_trace_id":"{far}""#)),
        "{record:?}"
    );
}

#[test]
fn an_unknown_code_is_internal_and_logged() {
    let stock = run_stock();
    let shop = shop_service(stock.address, true);
    for (path, told) in [
        ("other/unknown", "another service answered TEA_POT_SHORT: SELECT 1 (trace id far-9)"),
        ("other/text", "the stock answered 500 Internal Server Error: expected value"),
        ("other/page", "the stock answered 502 Bad Gateway: expected value"),
        ("other/other-json", r#"found the members ["exception", "stack"]"#),
        ("other/half", "EOF while parsing"),
        ("other/nothing", "the stock answered 503 Service Unavailable: EOF"),
        ("other/deep", "recursion limit"),
        ("other/huge", "expected an error envelope of at most 1048576"),
        ("other/hostile", r"another service answered A\u{d}\u{a}location: x\u{1b}[2J\u{202e}"),
    ] {
        let id = path.replace('/', "-");
        let seen =
            shop.send(Request::get(format!("/order/{path}")).header("x-request-id", &id), "");
        assert_eq!(
            (seen.status, seen.code().as_str()),
            (StatusCode::INTERNAL_SERVER_ERROR, "SYSTEM_INTERNAL_ERROR"),
            "{path}"
        );
        assert_eq!(seen.member("trace_id"), id);
        assert_eq!(seen.header("retry-after"), "", "{path}");
        assert!(seen.headers.get("location").is_none());
        let sent = format!("{:?} {}", seen.headers, seen.text());
        for hidden in ["SELECT", "502", "exception", "TEA_POT", "far-9"] {
            assert!(!sent.contains(hidden), "{path} says `{hidden}`: {sent}");
        }
        let failures = shop.log.failures();
        let mut records = failures.iter().filter(|record| record.fields["trace_id"] == id);
        let record = records.next().unwrap();
        assert!(record.fields["message"].contains(told), "{path}: {record:?}");
        assert!(records.next().is_none(), "{path} is told twice");
    }
    // The other service's own unexpected is ours too, by the same code.
    let broken = shop.get("/order/broken");
    assert_eq!(broken.code(), "SYSTEM_INTERNAL_ERROR");
    assert!(!broken.text().contains("SELECT"));
}

#[test]
fn forged_details_of_a_known_code_are_limited() {
    let stock = run_stock();
    let shop = shop_service(stock.address, true);
    let waits = shop.get("/order/other/endless-wait");
    assert_eq!(
        (waits.code().as_str(), waits.header("retry-after").as_str()),
        ("STOCK_BUSY", "86400")
    );
    let forged = shop.get("/order/other/forged");
    assert_eq!(forged.code(), "STOCK_SHORT");
    assert!(!forged.text().contains("details"), "{}", forged.text());
}
