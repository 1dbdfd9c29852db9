//! A drill: which alerts a failure with a code would raise, where they would go, when, and with which text.

use super::Operations;
use super::route::{
    CRITICAL, ERRORS, LOG_ONLY, duration, owner_receiver, owners_with_channel, routes,
};
use super::rule::RuleKind;
use super::rules::{CODE_ALERTS, CODE_THRESHOLD, rules};
use crate::model::{Catalog, Group};

/// A drill for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drill {
    /// The code.
    pub code: String,
    /// The alerts, the most urgent first.
    pub alerts: Vec<DrilledAlert>,
}

/// An alert that a failure with the code would raise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DrilledAlert {
    /// Its name.
    pub name: String,
    /// What it takes, such as `one critical failure`.
    pub condition: String,
    /// Its labels, with its name.
    pub labels: Vec<(String, String)>,
    /// Its texts, with the values of the smallest case that raises it.
    pub annotations: Vec<(String, String)>,
    /// The receiver in the configuration of Alertmanager.
    pub receiver: String,
    /// The channels of the receiver; none if it sends nothing.
    pub channels: Vec<String>,
    /// How long Alertmanager waits for others of its group, such as `10s`.
    pub group_wait: String,
    /// When it is sent again while it lasts.
    pub repeat: String,
}

/// The drill of a code; `None` if no code has that name.
pub fn drill(catalog: &Catalog, operations: &Operations, code: &str) -> Option<Drill> {
    let (group, entry) = catalog.get(code)?;
    // The rules of a catalogue with this code alone are those about it.
    let alone = Group { entries: vec![entry.clone()], ..group.clone() };
    let alone = Catalog { groups: vec![alone], ..catalog.clone() };
    let routes = routes(catalog, operations);
    let mut alerts = Vec::new();
    for rule in rules(&alone, operations) {
        let RuleKind::Alert(alert) = &rule.kind else { continue };
        if !CODE_ALERTS.contains(&alert.name) {
            continue;
        }
        let Some((case, fired)) = rule.first_fired() else { continue };
        let mut labels = vec![("alertname".to_owned(), alert.name.to_owned())];
        labels.extend(rule.labels.iter().cloned());
        let is_new = |name: &String| !rule.labels.iter().any(|(own, _)| own == name);
        labels.extend(fired.labels.iter().filter(|(name, _)| is_new(name)).cloned());
        let texts = alert.annotations.iter();
        let route = routes.iter().find(|route| route.takes(&labels));
        let receiver = route.map_or(LOG_ONLY, |route| route.receiver.as_str());
        alerts.push(DrilledAlert {
            name: alert.name.to_owned(),
            condition: match entry.alert.filter(|_| alert.name == CODE_THRESHOLD) {
                Some(own) if own.threshold == 1 => {
                    format!("a failure within {}", own.window_text())
                }
                Some(own) => format!("{} failures within {}", own.threshold, own.window_text()),
                None => case.to_owned(),
            },
            annotations: texts
                .map(|(name, text)| ((*name).to_owned(), text.expand(&fired.labels, &fired.value)))
                .collect(),
            receiver: receiver.to_owned(),
            channels: channels(catalog, operations, receiver),
            group_wait: route.map_or_else(String::new, |route| duration(route.wait)),
            repeat: route.map_or_else(String::new, |route| duration(route.sent_again_after())),
            labels,
        });
    }
    Some(Drill { code: entry.code.clone(), alerts })
}

/// What a receiver sends to, as its operator knows it.
fn channels(catalog: &Catalog, operations: &Operations, receiver: &str) -> Vec<String> {
    let settings = &operations.receivers;
    let slack = |channel: &str| format!("Slack {channel}");
    let email = settings.email.as_ref().map(|email| format!("e-mail to {}", email.to));
    match receiver {
        CRITICAL => {
            let incidents = settings.slack.as_ref().map(|to| slack(&to.incidents));
            let pager = settings.pagerduty.as_ref().map(|_| "PagerDuty".to_owned());
            [incidents, pager, email].into_iter().flatten().collect()
        }
        ERRORS => {
            let alerts = settings.slack.as_ref().map(|to| slack(&to.alerts));
            alerts.or(email).into_iter().collect()
        }
        owner => {
            let owners = owners_with_channel(catalog, operations).into_iter().enumerate();
            let own = owners.filter(|(at, _)| owner_receiver(*at) == owner);
            own.map(|(_, (_, channel))| slack(channel)).collect()
        }
    }
}
