//! Sends the alerts of a drill to an Alertmanager on this machine, and asks where it takes them.

use std::net::SocketAddr;

use catalog_specs::operations::DrilledAlert;
use catalog_specs::{Json, Problem};
use serde_json::Value;

use super::exchange::{Request, exchange};
use crate::answer::Failure;
use crate::printing::visible;

/// The label of alerts that are a drill.
const DRILL: &str = "drill";
const IS_IT_ONE: &str =
    "is it the address of an Alertmanager? `curl http://ADDRESS/-/ready` asks it";

/// Sends the alerts. Returns the name of each with each receiver that Alertmanager takes it to. It is a failure if an alert
/// has none, or if no receiver has a channel: a drill that reaches no one has found something.
///
/// `knows_channels`: whether the channels of the alerts are those of the settings. A spec has no settings.
pub(super) fn send(
    address: SocketAddr,
    alerts: &[DrilledAlert],
    knows_channels: bool,
) -> Result<Vec<(String, String)>, Failure> {
    let body = Json::List(alerts.iter().map(json).collect()).compact();
    ask(address, "POST", "/api/v2/alerts", &body)?;
    let filter = format!("/api/v2/alerts?filter={DRILL}%3D%22true%22");
    let answer = ask(address, "GET", &filter, "")?;
    let listed: Vec<Value> = serde_json::from_str(&answer).map_err(|error| {
        let message = format!("the answer of `{address}` is no list of alerts: {error}");
        Failure::unreadable(message, IS_IT_ONE)
    })?;
    let (mut taken, mut lost) = (Vec::new(), Vec::new());
    let mut reaches_someone = false;
    for alert in alerts {
        // Those of an earlier drill of another code have other labels.
        let is_it = |listed: &&Value| {
            let label = |name: &str| listed.get("labels")?.get(name)?.as_str();
            alert.labels.iter().all(|(name, value)| label(name) == Some(value))
        };
        let known = listed.iter().find(is_it).unwrap_or(&Value::Null);
        let receivers = texts(known, "/receivers", "/name");
        if let Some((reason, help)) = reason_not_sent(known, &receivers) {
            let message = format!("`{}` is not sent: {}", alert.name, visible(&reason));
            lost.push(Problem::without_place(message, help));
        }
        // Another receiver than that of the settings may have a channel.
        reaches_someone |= !knows_channels
            || !alert.channels.is_empty()
            || receivers.iter().any(|receiver| *receiver != alert.receiver);
        taken.extend(receivers.into_iter().map(|receiver| (alert.name.clone(), receiver)));
    }
    if lost.is_empty() && !reaches_someone {
        lost.extend(alerts.iter().map(without_channel));
    }
    if lost.is_empty() { Ok(taken) } else { Err(Failure::Unreadable(lost)) }
}

/// Why Alertmanager sends an alert to no one, and what to do about it.
fn reason_not_sent(known: &Value, receivers: &[String]) -> Option<(String, &'static str)> {
    let [silences, causes] =
        ["/status/silencedBy", "/status/inhibitedBy"].map(|list| texts(known, list, ""));
    if !silences.is_empty() {
        let reason = format!("it is silenced by `{}`", silences.join("`, `"));
        Some((reason, "expire the silence, and drill again"))
    } else if !causes.is_empty() {
        let reason = format!("it is inhibited by the alert `{}`", causes.join("`, `"));
        Some((reason, "a real alert of the code holds it back: drill again when that has ended"))
    } else if receivers.is_empty() {
        Some(("Alertmanager does not list it".to_owned(), IS_IT_ONE))
    } else {
        None
    }
}

/// The problem that the settings give the receiver of an alert no channel.
fn without_channel(alert: &DrilledAlert) -> Problem {
    let message = format!(
        "`{}` is sent to no one: its receiver `{}` has no channel",
        alert.name,
        visible(&alert.receiver)
    );
    let help = "declare the channels under `[operations.receivers]`, write the configuration with `docs`, and load it into Alertmanager";
    Problem::without_place(message, help)
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
        let message = format!("Alertmanager at `{address}` does not answer: {error}");
        Failure::unreadable(message, IS_IT_ONE)
    })
}

/// The texts at a pointer of each element of the list at another one, sorted.
fn texts(value: &Value, list: &str, pointer: &str) -> Vec<String> {
    let elements = value.pointer(list).and_then(Value::as_array).into_iter().flatten();
    let texts = elements.filter_map(|element| element.pointer(pointer)?.as_str());
    let mut texts: Vec<_> = texts.map(ToOwned::to_owned).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}
