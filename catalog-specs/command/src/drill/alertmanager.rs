//! Sends the alerts of a drill to an Alertmanager on this machine, and asks where it takes them.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use catalog_specs::Json;
use catalog_specs::operations::DrilledAlert;
use serde_json::Value;

use crate::answer::Failure;

/// The label of alerts that are a drill.
const DRILL: &str = "drill";
const TIMEOUT: Duration = Duration::from_secs(5);
/// An answer has a few alerts. More is another program.
const LONGEST_ANSWER: u64 = 16 << 20;

/// Sends the alerts. Returns the name of each with each receiver that Alertmanager takes it to.
pub(super) fn send(
    address: SocketAddr,
    alerts: &[DrilledAlert],
) -> Result<Vec<(String, String)>, Failure> {
    let body = Json::List(alerts.iter().map(json).collect()).compact();
    exchange(address, "POST", "/api/v2/alerts", &body)?;
    let filter = format!("/api/v2/alerts?filter={DRILL}%3D%22true%22");
    let answer = exchange(address, "GET", &filter, "")?;
    let taken = receivers(&answer);
    let is_ours = |name: &String| alerts.iter().any(|alert| alert.name == *name);
    let mut taken: Vec<_> = taken.into_iter().filter(|(name, _)| is_ours(name)).collect();
    taken.sort_unstable();
    taken.dedup();
    Ok(taken)
}

/// An alert as Alertmanager takes it. Without an end it lasts as long as `resolve_timeout` says.
fn json(alert: &DrilledAlert) -> Json {
    let drill = (DRILL, Json::from("true"));
    let labels = alert.labels.iter().map(|(name, value)| (name.as_str(), value.as_str().into()));
    let texts = alert.annotations.iter().map(|(name, value)| {
        let is_title = matches!(name.as_str(), "title" | "summary");
        let prefix = if is_title { "[drill] " } else { "" };
        (name.as_str(), Json::from(format!("{prefix}{value}")))
    });
    Json::object([
        ("labels", Json::object(labels.chain([drill]))),
        ("annotations", Json::object(texts)),
    ])
}

/// One request and its answer.
fn exchange(address: SocketAddr, method: &str, path: &str, body: &str) -> Result<String, Failure> {
    let unreadable = |error: String| {
        let help = "is it the address of an Alertmanager? `curl http://ADDRESS/-/ready` asks it";
        Failure::unreadable(format!("Alertmanager at `{address}` does not answer: {error}"), help)
    };
    let mut answer = Vec::new();
    let exchanged = TcpStream::connect_timeout(&address, TIMEOUT).and_then(|mut stream| {
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        // The answer to HTTP/1.0 ends with the connection and has no chunks.
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        stream.take(LONGEST_ANSWER).read_to_end(&mut answer)
    });
    exchanged.map_err(|error| unreadable(error.to_string()))?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).unwrap_or_default();
    if status == "200" {
        return Ok(body.to_owned());
    }
    let first_line = head.lines().next().unwrap_or_default();
    Err(unreadable(format!("{first_line} {}", body.trim())))
}

/// The name of each alert in an answer, with each of its receivers.
fn receivers(answer: &str) -> Vec<(String, String)> {
    let alerts: Vec<Value> = serde_json::from_str(answer).unwrap_or_default();
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let taken = alerts.iter().flat_map(|alert| {
        let name = text(alert.pointer("/labels/alertname"));
        let receivers = alert.get("receivers").and_then(Value::as_array).into_iter().flatten();
        receivers.map(move |receiver| (name.clone(), text(receiver.get("name"))))
    });
    taken.collect()
}
