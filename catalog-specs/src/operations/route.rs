//! Where Alertmanager sends an alert, and when.

use std::collections::BTreeSet;

use super::rules::ERROR_OCCURRED;
use super::{Operations, WATCHDOG};
use crate::Severity;
use crate::model::Catalog;

/// Notifications of alerts in one minute, without those about critical failures. A group has one in 5 minutes, also if its
/// alerts end and begin again.
const MOST_PER_MINUTE: usize = 100;
/// The alerts about a code that are grouped by their name.
const NAMES_OF_CODES: usize = 2;
/// Those about the service, with the watchdog.
const NAMES_OF_SERVICE: usize = 8;
/// The receiver of alerts that are not sent anywhere: they are for the log and the dashboard.
pub(crate) const LOG_ONLY: &str = "log-only";
pub(crate) const WATCHDOG_RECEIVER: &str = "watchdog";
pub(crate) const ERRORS: &str = "errors";
pub(crate) const CRITICAL: &str = "critical";
const MINUTE: u32 = 60;
/// All labels: each alert is alone.
const EACH: &[&str] = &["..."];
/// One group for each alert of the rules.
const BY_NAME: &[&str] = &["alertname"];

/// A route: alerts with these labels go to a receiver. The first that fits is taken, and [`LOG_ONLY`] without one.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) receiver: String,
    pub(crate) matchers: Vec<(&'static str, String)>,
    /// The labels that alerts of one notification share.
    pub(crate) group_by: &'static [&'static str],
    /// How many seconds a notification waits for others.
    pub(crate) wait: u32,
    /// How many seconds news of the same group wait.
    pub(crate) interval: u32,
    /// After how many seconds it may be sent again while nothing changes. Alertmanager looks only after each `interval`, and
    /// skips every second look if this is a multiple of it.
    pub(crate) repeat: u32,
}

impl Route {
    fn new(
        receiver: impl Into<String>,
        matchers: &[(&'static str, &str)],
        group_by: &'static [&'static str],
        [wait, interval, repeat]: [u32; 3],
    ) -> Self {
        let matchers = matchers.iter().map(|(label, value)| (*label, (*value).to_owned()));
        let matchers = matchers.collect();
        Self { receiver: receiver.into(), matchers, group_by, wait, interval, repeat }
    }

    /// After how many seconds Alertmanager sends it again while nothing changes.
    pub(crate) fn sent_again_after(&self) -> u32 {
        self.repeat.next_multiple_of(self.interval)
    }

    /// Whether each alert is sent alone.
    pub(crate) fn is_each(&self) -> bool {
        self.group_by == EACH
    }

    /// Whether an alert takes this route.
    pub(crate) fn takes(&self, labels: &[(String, String)]) -> bool {
        self.matchers.iter().all(|(label, value)| {
            labels.iter().any(|(known, given)| known == label && given == value)
        })
    }
}

/// The routes, in the order in which they are tried.
pub(crate) fn routes(catalog: &Catalog, operations: &Operations) -> Vec<Route> {
    let (critical, error) = (Severity::Critical.as_str(), Severity::Error.as_str());
    let owners = owners_with_channel(catalog, operations);
    let by = grouping(catalog, owners.len());
    let mut routes = vec![
        Route::new(WATCHDOG_RECEIVER, &[("alertname", WATCHDOG)], BY_NAME, [0, 20, 55]),
        // Each critical alert is sent at once and alone.
        Route::new(CRITICAL, &[("severity", critical)], EACH, [0, MINUTE, 15 * MINUTE - 30]),
    ];
    for (at, (owner, _)) in owners.iter().enumerate() {
        routes.extend(collecting(
            &owner_receiver(at),
            &[("severity", error), ("owner", owner)],
            by,
        ));
    }
    let immediate = [("severity", error), ("urgency", "immediate")];
    routes.push(Route::new(ERRORS, &immediate, BY_NAME, [0, 5 * MINUTE, 58 * MINUTE]));
    routes.extend(collecting(ERRORS, &[("severity", error)], by));
    routes
}

/// The routes of alerts that collect occurrences. For Alertmanager an alert with another count is the same one: what says
/// how often a code occurred in the last 5 minutes is sent as often.
fn collecting(
    receiver: &str,
    matchers: &[(&'static str, &str)],
    by: &'static [&'static str],
) -> [Route; 2] {
    let counts = [matchers, &[("alertname", ERROR_OCCURRED)]].concat();
    [
        Route::new(receiver, &counts, by, [10, 5 * MINUTE, 5 * MINUTE - 30]),
        Route::new(receiver, matchers, BY_NAME, [10, 5 * MINUTE, 58 * MINUTE]),
    ]
}

/// The owners of codes that have a channel, and that channel. It is one of Slack: without Slack there is none.
pub(crate) fn owners_with_channel<'o>(
    catalog: &Catalog,
    operations: &'o Operations,
) -> Vec<(&'o str, &'o str)> {
    let known: BTreeSet<_> =
        catalog.entries().filter_map(|(_, entry)| entry.owner.as_deref()).collect();
    let owners = operations.receivers.owners.iter();
    let owners = owners.filter(|_| operations.receivers.slack.is_some());
    owners
        .filter(|(owner, _)| known.contains(owner.as_str()))
        .map(|(owner, channel)| (owner.as_str(), channel.as_str()))
        .collect()
}

/// Seconds as Alertmanager and its operators write them, such as `14m30s`.
pub(crate) fn duration(seconds: u32) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
    let mut text = String::new();
    for (count, unit) in parts.into_iter().filter(|(count, _)| *count > 0) {
        text.push_str(&count.to_string());
        text.push_str(unit);
    }
    if text.is_empty() { "0s".into() } else { text }
}

/// The name of the receiver of an owner.
pub(crate) fn owner_receiver(at: usize) -> String {
    format!("owner-{}", at + 1)
}

/// The labels that group the counts of codes. Alertmanager has no limit of notifications, so the number of groups is one.
fn grouping(catalog: &Catalog, owners: usize) -> &'static [&'static str] {
    let counted =
        catalog.entries().filter(|(_, entry)| entry.effective_severity() == Severity::Error);
    let codes: BTreeSet<_> = counted.map(|(_, entry)| &entry.code).collect();
    let groups = codes.len() + (owners + 1) * NAMES_OF_CODES + NAMES_OF_SERVICE;
    if groups <= MOST_PER_MINUTE { &["error_code"] } else { BY_NAME }
}

#[cfg(test)]
mod tests {
    use super::super::{RuleKind, Slack, rules};
    use super::*;
    use crate::model::{Entry, Group};
    use crate::{AlertThreshold, Level};

    /// A catalogue where each code raises every alert that is no call.
    fn catalog(codes: usize, owners: usize) -> Catalog {
        let entries = (0..codes).map(|at| {
            let mut entry = Entry::new(format!("DB_{at}"), "Down", 503, Level::Error);
            entry.alert = AlertThreshold::parse("5 in 1m");
            entry.owner = (owners > 0).then(|| format!("team {}", at % owners.max(1)));
            entry
        });
        let group = Group { domain: "DB".into(), entries: entries.collect(), ..Group::default() };
        Catalog { groups: vec![group], ..Catalog::default() }
    }

    #[test]
    fn no_minute_has_more_than_a_hundred_notifications() {
        let mut by_code = BTreeSet::new();
        for (codes, owners) in [(1, 0), (90, 0), (91, 0), (86, 2), (87, 2), (30, 30), (500, 29)] {
            let catalog = catalog(codes, owners);
            let mut operations = Operations::default();
            operations.receivers.slack = Some(Slack::new("/slack".into()));
            let channel = |at| (format!("team {at}"), format!("#team-{at}"));
            operations.receivers.owners = (0..owners).map(channel).collect();
            let routes = routes(&catalog, &operations);
            let mut groups = BTreeSet::new();
            for rule in rules(&catalog, &operations) {
                let RuleKind::Alert(alert) = rule.kind else { continue };
                let codes = if alert.codes.is_empty() { vec![String::new()] } else { alert.codes };
                for code in codes {
                    let own = [("alertname", alert.name.to_owned()), ("error_code", code)];
                    let own = own.map(|(name, value)| (name.to_owned(), value));
                    let labels: Vec<_> = rule.labels.iter().cloned().chain(own).collect();
                    let taken = routes.iter().enumerate().find(|(_, route)| route.takes(&labels));
                    let Some((at, route)) = taken.filter(|(_, route)| !route.is_each()) else {
                        continue;
                    };
                    let by = route.group_by.iter().map(|name| {
                        labels
                            .iter()
                            .find(|(known, _)| known == name)
                            .map(|(_, value)| value.clone())
                    });
                    groups.insert((at, by.collect::<Vec<_>>()));
                    // A title has the name if the alerts of a group have no code in common.
                    let is_named = |(label, _): &(&str, String)| *label == "alertname";
                    assert!(
                        route.group_by.contains(&"alertname")
                            || route.matchers.iter().any(is_named),
                        "{route:?}"
                    );
                }
            }
            let most = groups.len();
            assert!(most <= MOST_PER_MINUTE, "{codes} codes of {owners} owners: {most}");
            if groups.iter().any(|(_, by)| by.iter().flatten().any(|by| by == "DB_0")) {
                by_code.insert((codes, owners));
            }
        }
        assert_eq!(by_code, BTreeSet::from([(1, 0), (90, 0), (86, 2), (30, 30)]));
    }
}
