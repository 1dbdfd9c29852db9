//! Where Alertmanager sends an alert, and when.

use std::collections::BTreeSet;

use super::{Operations, WATCHDOG};
use crate::Severity;
use crate::model::Catalog;

/// Notifications in one minute, without those about critical failures.
const MOST_PER_MINUTE: usize = 100;
/// The receiver of alerts that are not sent anywhere: they are for the log and the dashboard.
pub(crate) const LOG_ONLY: &str = "log-only";
pub(crate) const WATCHDOG_RECEIVER: &str = "watchdog";
pub(crate) const ERRORS: &str = "errors";
pub(crate) const CRITICAL: &str = "critical";
/// All labels: each alert is alone.
const EACH: &[&str] = &["..."];

/// A route: alerts with these labels go to a receiver. The first that fits is taken, and [`LOG_ONLY`] without one.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) receiver: String,
    pub(crate) matchers: Vec<(&'static str, String)>,
    /// The labels that alerts of one notification share.
    pub(crate) group_by: &'static [&'static str],
    /// How long a notification waits for others.
    pub(crate) wait: &'static str,
    /// How long news of the same group wait.
    pub(crate) interval: &'static str,
    /// When it is sent again while nothing changes. An interval that is a multiple of another one is skipped every second
    /// time.
    pub(crate) repeat: &'static str,
}

impl Route {
    fn new(
        receiver: impl Into<String>,
        matchers: &[(&'static str, &str)],
        group_by: &'static [&'static str],
        [wait, interval, repeat]: [&'static str; 3],
    ) -> Self {
        let matchers = matchers.iter().map(|(label, value)| (*label, (*value).to_owned()));
        let matchers = matchers.collect();
        Self { receiver: receiver.into(), matchers, group_by, wait, interval, repeat }
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
    let together = grouping(catalog, operations, owners.len());
    let mut routes = vec![
        Route::new(
            WATCHDOG_RECEIVER,
            &[("alertname", WATCHDOG)],
            &["alertname"],
            ["0s", "20s", "55s"],
        ),
        // Each critical alert is sent at once and alone.
        Route::new(CRITICAL, &[("severity", critical)], EACH, ["0s", "1m", "14m30s"]),
    ];
    for (at, (owner, _)) in owners.iter().enumerate() {
        let matchers = [("severity", error), ("owner", *owner)];
        routes.push(Route::new(owner_receiver(at), &matchers, together, ["10s", "5m", "58m"]));
    }
    let immediate = [("severity", error), ("urgency", "immediate")];
    routes.push(Route::new(ERRORS, &immediate, &["alertname"], ["0s", "5m", "58m"]));
    routes.push(Route::new(ERRORS, &[("severity", error)], together, ["10s", "5m", "58m"]));
    routes
}

/// The owners of codes that have a channel, and that channel.
pub(crate) fn owners_with_channel<'o>(
    catalog: &Catalog,
    operations: &'o Operations,
) -> Vec<(&'o str, &'o str)> {
    let known: BTreeSet<_> =
        catalog.entries().filter_map(|(_, entry)| entry.owner.as_deref()).collect();
    let owners = operations.receivers.owners.iter();
    owners
        .filter(|(owner, _)| known.contains(owner.as_str()))
        .map(|(owner, channel)| (owner.as_str(), channel.as_str()))
        .collect()
}

/// The name of the receiver of an owner.
pub(crate) fn owner_receiver(at: usize) -> String {
    format!("owner-{}", at + 1)
}

/// The labels that group alerts. Alertmanager has no limit of notifications, so the number of groups is one: a group
/// sends at most once in 10 s, then every 5 minutes.
fn grouping(catalog: &Catalog, operations: &Operations, owners: usize) -> &'static [&'static str] {
    let codes: BTreeSet<_> = catalog.entries().map(|(_, entry)| &entry.code).collect();
    // Each receiver besides the common one has groups for alerts that are not about a code.
    let others = owners + operations.receivers.slack.iter().count() + 10;
    if codes.len() + others <= MOST_PER_MINUTE {
        &["error_code"]
    } else {
        &["severity", "alertname"]
    }
}
