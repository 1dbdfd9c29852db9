use error_catalog::{Failure, OrFail as _, Remote};
use http_body_util::{BodyExt as _, Limited};

use crate::catalogue::Codes;

/// No error of the other service is longer.
const LARGEST: usize = 1 << 20;

pub async fn get(
    client: &reqwest::Client,
    url: &str,
    trace_id: &str,
) -> Result<String, Failure<Codes>> {
    let sent = client.get(url).header("x-request-id", trace_id).send().await;
    let response = sent.or_internal_with(|| "calling the shop")?;
    // `Remote` reads an `http::Response` with its bytes.
    let (head, body) = http::Response::<reqwest::Body>::from(response).into_parts();
    let body = Limited::new(body, LARGEST).collect().await;
    let body = body.or_internal_with(|| "reading the shop's answer")?.to_bytes();
    let response = http::Response::from_parts(head, body);
    let status = response.status();
    if status.is_success() {
        return Ok(String::from_utf8_lossy(response.body()).into_owned());
    }
    let remote = Remote::<Codes>::from_response(&response);
    Err(remote.or_internal_with(|| format!("the shop answered {status}"))?.into())
}
