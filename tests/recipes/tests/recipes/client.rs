//! A client that reads everything that is sent.

use std::net::SocketAddr;
use std::time::Duration;

/// An answer, read to its end.
pub struct Seen {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Seen {
    /// All that the client was told.
    pub fn all(&self) -> String {
        format!("{} {:?} {}", self.status, self.headers, self.body)
    }
}

pub fn send(method: &str, address: SocketAddr, path: &str, id: &str) -> Seen {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into();
    let request = http::Request::builder().method(method).uri(format!("http://{address}{path}"));
    let request = request.header("x-request-id", id).header("accept-language", "en, hunter2");
    let mut response = agent.run(request.body(()).unwrap()).unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    Seen { status: response.status().as_u16(), headers: response.headers().clone(), body }
}
