//! A real client, and a raw one for what no client would send.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

use crate::server::address;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: Vec<u8>,
}

/// Sends a request. A body makes it a POST unless the method says otherwise.
pub fn send(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
    send_to(address(), method, path, headers, body)
}

/// The same to another server.
pub fn send_to(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
) -> Answer {
    let mut request =
        http::Request::builder().method(method).uri(format!("http://{address}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = match body {
        Some(body) => agent().run(request.body(body).unwrap()),
        None => agent().run(request.body(()).unwrap()),
    };
    let mut response = response.unwrap();
    let body = response.body_mut().read_to_vec().unwrap();
    Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
}

pub fn get(path: &str) -> Answer {
    send("GET", path, &[], None)
}

/// Sends bytes as they are on a connection of their own, and reads until the server ends it.
pub fn raw(bytes: &[u8]) -> Vec<u8> {
    raw_at(address(), bytes)
}

/// The same of another server.
pub fn raw_at(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // The server may have refused before all is written.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The first response of what came back raw.
pub fn parse(bytes: &[u8], is_head: bool) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = http::HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        headers.append(name.parse::<http::HeaderName>().ok()?, value.parse().ok()?);
    }
    let said = headers.get("content-length").filter(|_| !is_head);
    let length: usize = said.map_or(0, |length| length.to_str().unwrap().parse().unwrap());
    let body = bytes.get(end + 4..)?;
    Some(Answer { status, headers, body: body[..length.min(body.len())].to_vec() })
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no code: {self:?}"))
            .to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The id of the request, which is the same in the header and in the body.
    pub fn trace_id(&self) -> String {
        let id = self.header("x-request-id").to_owned();
        assert_eq!(self.json()["error"]["trace_id"], *id, "{self:?}");
        id
    }

    /// Everything a client could read.
    pub fn all(&self) -> String {
        format!("{:?} {}", self.headers, String::from_utf8_lossy(&self.body))
    }
}

fn agent() -> &'static Agent {
    static AGENT: OnceLock<Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(30)))
            .max_redirects(0)
            // A connection that the server closes at the same moment would fail the next request.
            .max_idle_connections(0)
            .build()
            .into()
    })
}
