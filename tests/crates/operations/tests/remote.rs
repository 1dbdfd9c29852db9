//! Errors of another service in the responses of `reqwest`, against a server on this machine.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use error_catalog::reqwest::{CallError, ResponseExt as _};
use error_catalog::retry::Policy;
use error_catalog::{ErrorCatalog, Failure, OrFail as _, Remote, Retry, SystemError, catalog};
use tokio::net::TcpListener;

catalog! {
    /// The codes of the stock, as its clients know them.
    pub struct Stock { StockError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = Stock)]
pub enum StockError {
    #[catalog(
        code = "STOCK_SOLD_OUT",
        status = 409,
        log_level = "INFO",
        message = "Only {left} of {article} are left"
    )]
    SoldOut {
        #[detail]
        left: u32,
        #[detail]
        article: String,
        #[detail(flatten)]
        others: BTreeMap<String, u32>,
    },
    #[catalog(
        code = "STOCK_API_BUSY",
        status = 503,
        log_level = "WARN",
        message = "Try again later",
        retry_after = 5
    )]
    Busy,
}

async fn serve() -> String {
    let error = |status: u16, body: &'static str| {
        let status = StatusCode::from_u16(status).unwrap();
        get(move || async move { (status, HeaderMap::new(), body) })
    };
    let wait = |seconds: &'static str, body: &'static str| {
        get(
            move || async move { (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", seconds)], body) },
        )
    };
    let limited = |wait: &'static str| {
        get(
            move || async move { (StatusCode::TOO_MANY_REQUESTS, [("retry-after", wait)], "slow down") },
        )
    };
    let until = |wait: &'static str| {
        let headers = [("retry-after", wait), ("date", "Wed, 21 Oct 2026 07:28:00 GMT")];
        get(move || async move { (StatusCode::TOO_MANY_REQUESTS, headers, "slow down") })
    };
    let app = Router::new()
        .route("/fine", get(|| async { "fine" }))
        .route(
            "/sold",
            error(
                409,
                r#"{"error":{"code":"STOCK_SOLD_OUT","message":"x","details":{"left":2,"article":"箱","shelf":3,"hall":"x"},"trace_id":"t-1"}}"#,
            ),
        )
        .route(
            "/google",
            error(
                409,
                r#"{"error":{"code":409,"message":"x","status":"ABORTED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"STOCK_SOLD_OUT","metadata":{"left":"2","article":"箱"}}]}}"#,
            ),
        )
        .route("/busy", wait("60", r#"{"error":{"code":"STOCK_API_BUSY","message":"x"}}"#))
        .route("/soon", wait("0", r#"{"error":{"code":"STOCK_API_BUSY","message":"x"}}"#))
        .route("/new", wait("7", r#"{"error":{"code":"STOCK_ON_FIRE","message":"!","details":{"floor":3}}}"#))
        .route("/limited", limited("120"))
        .route("/soon-limited", limited("0"))
        .route("/limited-until", limited("Wed, 21 Oct 2015 07:28:00 GMT"))
        .route("/limited-for-years", limited("315360000"))
        .route("/limited-for-ever", limited("99999999999999999999999"))
        .route("/limited-until-then", until("Wed, 21 Oct 2026 07:29:30 GMT"))
        .route("/limited-until-now", until("Wed, 21 Oct 2026 07:27:00 GMT"))
        .route("/proxy", error(502, "<html>SELECT 1</html>"))
        .route("/odd", error(799, "<html>"))
        .route("/odd-sold", error(600, r#"{"error":{"code":"STOCK_SOLD_OUT","message":"x"}}"#))
        .route("/other-status", error(400, r#"{"type":"a","title":"t","status":503,"code":"STOCK_ON_FIRE"}"#))
        .route("/large", get(|| async { (StatusCode::INTERNAL_SERVER_ERROR, "[".repeat(64 << 20)) }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    url
}

async fn call(url: &str, path: &str) -> Result<String, CallError<Stock>> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let response = client.get(format!("{url}{path}")).send().await?;
    Ok(response.error_for_code::<Stock>().await?.text().await?)
}

async fn raised(url: &str, path: &str) -> Result<String, Failure<Stock>> {
    Ok(call(url, path).await?)
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct SoldOut {
    left: u32,
    article: String,
}

#[tokio::test]
async fn a_code_has_its_details_in_every_dialect() {
    let url = serve().await;
    assert_eq!(call(&url, "/fine").await.unwrap(), "fine");
    for path in ["/sold", "/google"] {
        let error = call(&url, path).await.unwrap_err();
        assert!(error.is(Stock::STOCK_SOLD_OUT) && !error.retryable(), "{error:?}");
        let remote = error.remote().unwrap();
        assert_eq!(
            remote.details_as::<SoldOut>().unwrap(),
            SoldOut { left: 2, article: "箱".into() }
        );
        assert_eq!(remote.detail::<u64>("left"), Some(2));
        assert_eq!(remote.detail::<u64>("article"), None);
        assert_eq!((error.status(), error.wait()), (Some(409), None));
    }
    let sold = call(&url, "/sold").await.unwrap_err();
    // What the catalogue does not declare is in `details()` alone: `hall` is no number.
    assert_eq!(sold.remote().unwrap().detail::<u8>("shelf"), Some(3));
    assert_eq!(sold.remote().unwrap().detail::<String>("hall"), None);
    assert!(sold.remote().unwrap().details().contains_key("hall"));
    let failure = raised(&url, "/sold").await.unwrap_err();
    assert!(failure.is(Stock::STOCK_SOLD_OUT) && failure.downcast_ref::<Remote<Stock>>().is_some());
    assert_eq!(failure.user_message(), "Only 2 of 箱 are left");
}

#[tokio::test]
async fn every_status_from_400_on_is_an_error() {
    let url = serve().await;
    let odd = call(&url, "/odd-sold").await.unwrap_err();
    assert!(odd.is(Stock::STOCK_SOLD_OUT), "{odd:?}");
    assert_eq!(odd.status(), Some(600));
    let other = call(&url, "/odd").await.unwrap_err();
    assert_eq!((other.status(), other.retryable(), other.wait()), (Some(799), false, None));
    let text = "another service answered 799 ";
    assert!(other.to_string().starts_with(text) && other.remote().is_none(), "{other}");
    assert_eq!(raised(&url, "/odd").await.unwrap_err().code(), "SYSTEM_INTERNAL_ERROR");
}

#[tokio::test]
async fn the_status_is_that_of_the_response() {
    let url = serve().await;
    let error = call(&url, "/other-status").await.unwrap_err();
    assert_eq!((error.status(), error.retryable()), (Some(400), false), "{error:?}");
}

#[tokio::test]
async fn the_wait_is_that_of_the_service() {
    let url = serve().await;
    let wait = async |path: &str| {
        let error = call(&url, path).await.unwrap_err();
        assert!(error.retryable(), "{error}");
        error.wait().map(|wait| wait.as_secs())
    };
    assert_eq!(wait("/busy").await, Some(60));
    // The first delay of the policy is longer.
    assert_eq!(wait("/soon").await, Some(2));
    // An unknown code has the advice of its status.
    assert_eq!(wait("/new").await, Some(7));
    let new = call(&url, "/new").await.unwrap_err();
    assert_eq!(
        (new.remote().unwrap().code(), new.remote().unwrap().detail::<u8>("floor")),
        ("STOCK_ON_FIRE", Some(3))
    );
    let raised = raised(&url, "/new").await.unwrap_err();
    assert_eq!(raised.code(), "SYSTEM_INTERNAL_ERROR");
    // The advice of its cause.
    let known = raised.foreign().unwrap();
    assert_eq!((known.to_string(), known.origin()), ("http 503".to_owned(), "api"));
    assert_eq!((raised.retry(), raised.wait()), (Retry::Transient, Some(Duration::from_secs(7))));
    // It is advice for this service, and not for its clients.
    assert!(!raised.into_response().headers().contains_key("retry-after"));
}

/// An error of a call has the same advice where its code is not sent on.
#[tokio::test]
async fn an_internal_failure_has_the_advice_of_the_call_that_caused_it() {
    let url = serve().await;
    for (path, row, wait) in [
        ("/new", "http 503", Some(7)),
        ("/busy", "http 503", Some(60)),
        ("/limited", "http 429", Some(120)),
        ("/proxy", "http 502", Some(1)),
        ("/sold", "http 409", None),
    ] {
        let called = call(&url, path).await;
        let failure: Failure<Stock> = called.or_internal().unwrap_err().into();
        assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
        assert_eq!(failure.foreign().unwrap().to_string(), row, "{path}");
        assert_eq!(failure.wait(), wait.map(Duration::from_secs), "{path}");
    }
}

/// A proxy or a CDN that limits requests answers in plain text.
#[tokio::test]
async fn the_wait_of_a_response_without_an_envelope_is_honoured() {
    let url = serve().await;
    for (path, seconds) in [
        ("/limited", 120),
        ("/soon-limited", 2),
        // A time that is gone when the response is sent.
        ("/limited-until", 2),
        ("/limited-for-years", 24 * 60 * 60),
        ("/limited-for-ever", 24 * 60 * 60),
        // By the clock of the response.
        ("/limited-until-then", 90),
        ("/limited-until-now", 2),
    ] {
        let wait = Some(Duration::from_secs(seconds));
        let error = call(&url, path).await.unwrap_err();
        assert!(error.remote().is_none() && error.retryable(), "{error}");
        assert_eq!(error.wait(), wait, "{path}");
        let failure = raised(&url, path).await.unwrap_err();
        assert_eq!(failure.wait(), wait, "{path}");
        let policy = Policy::new().without_jitter().longest_wait(Duration::MAX);
        let mut tries = policy.begin();
        assert_eq!([tries.wait(&failure), tries.wait(&failure)], [wait, wait], "{path}");
        // It is advice for this service, and not for its clients.
        assert!(!failure.into_response().headers().contains_key("retry-after"), "{path}");
    }
    let limited = raised(&url, "/limited-for-years").await.unwrap_err();
    assert_eq!(Policy::new().begin().wait(&limited), None, "nothing waits for a day");
}

#[tokio::test]
async fn what_is_no_error_of_the_service_is_internal() {
    let url = serve().await;
    let refused = "http://127.0.0.1:1".to_owned();
    for (url, path, status, text, retryable) in [
        (&url, "/proxy", Some(502), "another service answered 502 Bad Gateway", true),
        (&url, "/large", Some(500), "another service answered 500 Internal Server Error", false),
        (&refused, "/", None, "error sending request", true),
    ] {
        let error = call(url, path).await.unwrap_err();
        assert!(error.to_string().starts_with(text) && error.to_string().len() < 400, "{error}");
        assert_eq!((error.status(), error.retryable()), (status, retryable), "{error:?}");
        assert!(error.remote().is_none());
        let failure = raised(url, path).await.unwrap_err();
        assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
        assert_eq!(failure.retryable(), retryable);
        assert!(failure.foreign().is_some(), "{failure}");
    }
}
