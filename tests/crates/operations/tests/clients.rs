//! Failures of real HTTP clients, against servers on this machine.

use std::time::Duration;

use error_catalog::{Failure, OrFail as _};
use operations::Codes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A server that answers one request with these bytes, and then closes the connection; with nothing it keeps it open.
async fn server(answer: Option<&'static str>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).await;
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
            None => tokio::time::sleep(Duration::from_secs(600)).await,
        }
    });
    format!("http://{address}/")
}

async fn call(url: &str, timeout: Duration) -> Result<String, Failure<Codes>> {
    let client = reqwest::Client::builder().no_proxy().timeout(timeout).build();
    let response = client.or_internal()?.get(url).send().await.or_internal()?;
    let response = response.error_for_status().or_internal()?;
    Ok(response.json::<String>().await.or_internal()?)
}

/// How the failure of a call is classified that has time to fail in its own way.
async fn known(url: String) -> String {
    known_within(Duration::from_secs(60), url).await
}

async fn known_within(timeout: Duration, url: String) -> String {
    let failure = call(&url, timeout).await.unwrap_err();
    assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
    failure.foreign().unwrap_or_else(|| panic!("{failure:?}")).to_string()
}

#[tokio::test]
async fn each_way_a_call_fails_has_its_advice() {
    assert_eq!(known("http://127.0.0.1:1/".to_owned()).await, "http connect");
    let hangs = server(None).await;
    assert_eq!(known_within(Duration::from_millis(500), hangs).await, "http timeout");
    assert_eq!(known(server(Some("")).await).await, "http closed");
    assert_eq!(known(server(Some("garbage\r\n\r\n")).await).await, "http parse");
    let unavailable = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(known(server(Some(unavailable)).await).await, "http 503");
    let teapot = "HTTP/1.1 418 I'm a teapot\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(known(server(Some(teapot)).await).await, "http 4xx");
    let not_json = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{";
    assert_eq!(known(server(Some(not_json)).await).await, "http decode");
    assert_eq!(known("not a url".to_owned()).await, "http request");
    let moved = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n\"half";
    let cut = known(server(Some(moved)).await).await;
    assert!(["http closed", "http body", "http decode"].contains(&&*cut), "{cut}");
}
