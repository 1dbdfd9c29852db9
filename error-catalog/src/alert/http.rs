//! The HTTP client of alerts.

use core::time::Duration;

use ureq::Agent;

use super::transport::{Delivery, Transport, Unsent};

/// As much of a response is read, so that its connection can be used again.
const MOST_READ: u64 = 16 * 1024;
const MOST_HEADERS: usize = 16 * 1024;

/// Posts deliveries over HTTP, with TLS by `rustls`.
///
/// A call ends by its deadline in every phase: look-up, connection, TLS, request, head. Redirects are not followed, because a
/// webhook has none and they would pass the alert on. `HTTPS_PROXY` and `NO_PROXY` are respected.
///
/// At level TRACE, `ureq` logs addresses, which are secrets: keep the targets `ureq` and `ureq_proto` at DEBUG or above.
pub struct Http(Agent);

impl Http {
    /// A client.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(MOST_HEADERS)
            .user_agent(concat!("error-catalog/", env!("CARGO_PKG_VERSION")));
        Self(config.build().into())
    }
}

impl Default for Http {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Http {
    fn send(&self, delivery: &Delivery) -> Result<(), Unsent> {
        let url = delivery.url().ok_or_else(|| Unsent::refused("the channel has no address"))?;
        let request = self.0.post(url).header("content-type", "application/json; charset=utf-8");
        let request = request.config().timeout_global(Some(delivery.deadline())).build();
        let mut response = request.send(delivery.body()).map_err(|error| unsent(&error))?;
        let status = response.status();
        let wait = response.headers().get("retry-after").and_then(|wait| wait.to_str().ok());
        let wait = wait.and_then(|wait| wait.trim().parse().ok()).map(Duration::from_secs);
        // The receiver has decided: what its body says, or that it does not end, changes nothing. A short one is read, so that
        // the connection can be used again.
        if response.body().content_length().is_some_and(|length| length <= MOST_READ) {
            let _ = response.body_mut().with_config().limit(MOST_READ).read_to_vec();
        }
        let unsent = match status.as_u16() {
            200..=299 => return Ok(()),
            408 | 425 | 429 | 500..=599 => Unsent::new(format!("status {}", status.as_u16())),
            status => Unsent::refused(format!("status {status}")),
        };
        Err(match wait {
            Some(wait) => unsent.retry_after(wait),
            None => unsent,
        })
    }
}

/// Why a call failed, without what `ureq` quotes of the request.
fn unsent(error: &ureq::Error) -> Unsent {
    match error {
        ureq::Error::Timeout(phase) => Unsent::new(format!("timed out: {phase}")),
        ureq::Error::HostNotFound => Unsent::new("the host is not known"),
        ureq::Error::ConnectionFailed => Unsent::new("the connection failed"),
        ureq::Error::Io(error) => Unsent::new(error.kind().to_string()),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Unsent::new("TLS failed"),
        ureq::Error::Protocol(_) => Unsent::new("the response is not HTTP"),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            Unsent::refused("the address is not valid")
        }
        ureq::Error::InvalidProxyUrl => Unsent::refused("the address of the proxy is not valid"),
        _ => Unsent::new("the request failed"),
    }
}

impl core::fmt::Debug for Http {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}
