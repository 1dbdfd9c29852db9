//! One request of HTTP and its answer, on this machine.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The address may be forwarded to a cluster, and the machine may be busy. A user can end the command earlier.
const TIMEOUT: Duration = Duration::from_secs(30);
/// An answer has a few alerts. More is another program.
const LONGEST_ANSWER: u64 = 16 << 20;

/// What is sent.
pub(super) struct Request<'r> {
    pub(super) method: &'r str,
    pub(super) path: &'r str,
    /// A further header, `name: value`.
    pub(super) header: Option<&'r str>,
    pub(super) body: &'r str,
}

/// The body of the answer; the error says why there is none.
pub(super) fn exchange(address: SocketAddr, request: &Request<'_>) -> Result<String, String> {
    let Request { method, path, header, body } = request;
    let header = header.map(|header| format!("{header}\r\n")).unwrap_or_default();
    let mut answer = Vec::new();
    let exchanged = TcpStream::connect_timeout(&address, TIMEOUT).and_then(|mut stream| {
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        // The answer to HTTP/1.0 ends with the connection and has no chunks.
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\n{header}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        stream.take(LONGEST_ANSWER).read_to_end(&mut answer)
    });
    exchanged.map_err(|error| error.to_string())?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).unwrap_or_default();
    if status.len() == 3 && status.starts_with('2') {
        return Ok(body.to_owned());
    }
    let first_line = head.lines().next().unwrap_or_default();
    Err(format!("{first_line} {}", body.trim()))
}
