//! Sends the alerts of a drill to an Alertmanager on this machine, and asks where it takes them.

use std::net::SocketAddr;

use catalog_specs::Json;
use catalog_specs::operations::DrilledAlert;
use serde_json::Value;

use super::exchange::{Request, exchange};
use crate::answer::Failure;

/// The label of alerts that are a drill.
const DRILL: &str = "drill";

/// Sends the alerts. Returns the name of each with each receiver that Alertmanager takes it to.
pub(super) fn send(
    address: SocketAddr,
    alerts: &[DrilledAlert],
) -> Result<Vec<(String, String)>, Failure> {
    let body = Json::List(alerts.iter().map(json).collect()).compact();
    ask(address, "POST", "/api/v2/alerts", &body)?;
    let filter = format!("/api/v2/alerts?filter={DRILL}%3D%22true%22");
    let answer = ask(address, "GET", &filter, "")?;
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
fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> Result<String, Failure> {
    exchange(address, &Request { method, path, header: None, body }).map_err(|error| {
        let help = "is it the address of an Alertmanager? `curl http://ADDRESS/-/ready` asks it";
        Failure::unreadable(format!("Alertmanager at `{address}` does not answer: {error}"), help)
    })
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
