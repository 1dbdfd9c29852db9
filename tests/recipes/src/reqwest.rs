use error_catalog::reqwest::ResponseExt as _;
use error_catalog::{Failure, OrFail as _};

use crate::catalogue::Codes;

pub async fn get(
    client: &reqwest::Client,
    url: &str,
    trace_id: &str,
) -> Result<String, Failure<Codes>> {
    let sent = client.get(url).header("x-request-id", trace_id).send().await;
    let response = sent.or_internal_with(|| "calling the shop")?;
    let response = response.error_for_code::<Codes>().await?;
    Ok(response.text().await.or_internal_with(|| "reading the shop's answer")?)
}
