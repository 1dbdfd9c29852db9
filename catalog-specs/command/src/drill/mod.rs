//! `drill`: who would be alerted about a code, when and with which text.

mod alertmanager;
mod exchange;
mod service;

use catalog_specs::operations::{DrilledAlert, Operations, Receivers, drill};
use catalog_specs::{Json, did_you_mean};

use crate::answer::{Answer, Failure};
use crate::arguments::Drill;
use crate::printing::{Style, visible};
use crate::progress::Working;
use crate::report;
use crate::sources::Loaded;

pub(crate) fn run(args: &Drill, working: &Working) -> Result<Answer, Failure> {
    if let Some(address) = args.alertmanager.filter(|address| !address.ip().is_loopback()) {
        let message = format!("`{address}` is not an address of this machine");
        let help = "run the command where Alertmanager runs, or forward its port, and write `127.0.0.1:9093`";
        return Err(Failure::usage(message, help));
    }
    if let Some(route) = args.service.as_ref().filter(|route| !route.address.ip().is_loopback()) {
        let message = format!("`{}` is not an address of this machine", route.address);
        let help = "run the command where the service runs, or forward its port, and write `127.0.0.1:3000/drills`";
        return Err(Failure::usage(message, help));
    }
    let loaded = Loaded::read_or_preview(&args.source, working)?;
    let notes = loaded.note();
    let operations = loaded.operations.clone().unwrap_or_default();
    let Some(drill) = drill(&loaded.catalog, &operations, &args.code) else {
        let codes: Vec<_> =
            loaded.catalog.entries().map(|(_, entry)| entry.code.as_str()).collect();
        let message = format!("no code is called `{}`", visible(&args.code));
        return Err(Failure::usage(message, did_you_mean(&args.code, &codes)));
    };
    let sent = match args.alertmanager {
        Some(address) if !drill.alerts.is_empty() => Some((
            address,
            alertmanager::send(address, &drill.alerts, loaded.operations.is_some())?,
        )),
        _ => None,
    };
    let raised = match &args.service {
        Some(route) => Some(service::raise(route, args.header.as_deref(), &drill.code)?),
        None => None,
    };
    let mut text = String::new();
    if let Some(raised) = &raised {
        text.push_str(&format!(
            "The service has raised {} for its own log and alerts: {raised}\n",
            drill.code
        ));
    }
    text += &match &sent {
        Some((address, _)) => format!("The alerts about {} were sent to {address}.\n", drill.code),
        None if raised.is_some() => "Nothing was sent to Alertmanager.\n".to_owned(),
        None => format!("A dry run for {}: nothing was sent.\n", drill.code),
    };
    if drill.alerts.is_empty() {
        text.push_str(&no_alert(&drill.code));
    }
    for alert in &drill.alerts {
        text.push('\n');
        text.push_str(&section(alert, loaded.operations.as_ref()));
        if let Some((_, taken)) = &sent {
            let receivers = taken.iter().filter(|(name, _)| *name == alert.name);
            let receivers: Vec<_> = receivers.map(|(_, receiver)| visible(receiver)).collect();
            text.push_str(&line("Taken to", &receivers.join(", ")));
        }
    }
    let mut json = Json::object([
        ("code", Json::from(drill.code.as_str())),
        ("alerts", Json::List(drill.alerts.iter().map(alert_json).collect())),
    ]);
    if let Some((_, taken)) = &sent {
        let taken = taken.iter().map(|(alert, receiver)| {
            Json::object([
                ("alert", Json::from(alert.as_str())),
                ("receiver", receiver.as_str().into()),
            ])
        });
        json.put("taken_to", Json::List(taken.collect()));
    }
    if let Some(raised) = raised {
        json.put("raised", raised);
    }
    json.put("catalogue", loaded.origin.as_str());
    json.put("problems", report::json(&loaded.problems));
    Ok(Answer { notes, ..Answer::new(text, json) })
}

fn no_alert(code: &str) -> String {
    format!(
        "\n{code} raises no alert: its severity is WARNING and it has no `alert(…)`. Its failures are in the log and on the dashboard.\n"
    )
}

/// An alert: what raises it, who gets it, when, and the text. A spec has no settings.
fn section(alert: &DrilledAlert, settings: Option<&Operations>) -> String {
    let mut text = format!("{}\n", Style::HEADING.paint(&alert.name));
    text.push_str(&line("Raised by", &alert.condition));
    let to = match alert.channels.as_slice() {
        [] => match settings {
            None => "not known: a spec has no `[operations.receivers]`".to_owned(),
            Some(settings) if settings.receivers == Receivers::default() => {
                "no one: `[operations.receivers]` is empty".to_owned()
            }
            Some(_) => "no one".to_owned(),
        },
        channels => visible(&channels.join(", ")),
    };
    text.push_str(&line("Sent to", &to));
    text.push_str(&line("Receiver", &alert.receiver));
    if !alert.group_wait.is_empty() {
        let wait = match alert.group_wait.as_str() {
            "0s" => "at once".to_owned(),
            wait => format!("after {wait}, with others of its group"),
        };
        let when = format!(
            "when Prometheus has evaluated the rule, then {wait}; again every {}",
            alert.repeat
        );
        text.push_str(&line("When", &when));
    }
    for (name, value) in &alert.annotations {
        text.push_str(&line(name, &visible(value)));
    }
    text
}

fn line(name: &str, value: &str) -> String {
    let mut lines = value.lines();
    let mut text = format!("  {name:<12} {}\n", lines.next().unwrap_or_default());
    for more in lines {
        text.push_str(&format!("  {:<12} {more}\n", ""));
    }
    text
}

fn alert_json(alert: &DrilledAlert) -> Json {
    let pairs = |pairs: &[(String, String)]| {
        Json::object(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str().into())))
    };
    Json::object([
        ("name", Json::from(alert.name.as_str())),
        ("condition", alert.condition.as_str().into()),
        ("labels", pairs(&alert.labels)),
        ("annotations", pairs(&alert.annotations)),
        ("receiver", alert.receiver.as_str().into()),
        ("channels", Json::list(alert.channels.iter().map(String::as_str))),
        ("group_wait", alert.group_wait.as_str().into()),
        ("repeat", alert.repeat.as_str().into()),
    ])
}
