//! A client: `ureq` for what a client may say, a bare socket for what none should.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use http::{HeaderMap, Request, StatusCode};

use crate::catalogue::{MARKER, SECRET};

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Seen {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Seen {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A member of the envelope, as text; empty where there is none.
    pub fn member(&self, name: &str) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body["error"][name].as_str().unwrap_or_default().to_owned()
    }

    /// The code of the envelope.
    pub fn code(&self) -> String {
        self.member("code")
    }

    /// A header that stands there once; empty where there is none.
    pub fn header(&self, name: &str) -> String {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        assert!(values.len() <= 1, "{name} stands there {} times", values.len());
        values
            .first()
            .map_or(String::new(), |value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Nothing of a cause, a context or a secret is in it.
    pub fn leaks_nothing(&self) {
        let all = format!("{:?}\n{}", self.headers, self.text());
        for hidden in [MARKER, SECRET, "SELECT", "key.pem", "panicked", ".rs:"] {
            assert!(!all.contains(hidden), "`{hidden}` is in {all}");
        }
    }
}

/// Sends a request; the path stands for the whole address.
pub fn send(address: SocketAddr, request: Request<Vec<u8>>) -> Seen {
    let (mut parts, body) = request.into_parts();
    parts.uri = format!("http://{address}{}", parts.uri).parse().unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .allow_non_standard_methods(true)
        .accept_encoding("")
        .build()
        .into();
    let mut response = agent.run(Request::from_parts(parts, body)).unwrap();
    let body = response.body_mut().read_to_vec().unwrap();
    Seen { status: response.status(), headers: response.headers().clone(), body }
}

/// Sends bytes as they are and reads until the other side closes.
pub fn send_raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // The server may refuse and close before all is written.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// Reads one answer with a length; nothing where none came.
pub fn read_raw(answer: &[u8]) -> Option<Seen> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        headers.append(name.parse::<http::HeaderName>().ok()?, value.parse().ok()?);
    }
    Some(Seen { status, headers, body: answer[end + 4..].to_vec() })
}
