use error_catalog::{Failure, OrFail as _, Remote};

use crate::catalogue::Codes;

/// No error of the other service is longer.
const LARGEST: u64 = 1 << 20;

/// Without this setting a 4xx and a 5xx are errors of ureq, which have no body.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

pub fn get(agent: &ureq::Agent, url: &str, trace_id: &str) -> Result<String, Failure<Codes>> {
    let sent = agent.get(url).header("x-request-id", trace_id).call();
    let mut response = sent.or_internal_with(|| "calling the shop")?;
    let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
    let body = body.or_internal_with(|| "reading the shop's answer")?;
    let response = response.map(|_| body);
    let status = response.status();
    if status.is_success() {
        return Ok(String::from_utf8_lossy(response.body()).into_owned());
    }
    let remote = Remote::<Codes>::from_response(&response);
    Err(remote.or_internal_with(|| format!("the shop answered {status}"))?.into())
}
