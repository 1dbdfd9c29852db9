//! What became of the failures and of the alerts.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The failures that [`Alerts`](super::Alerts) received so far, counted by their outcome.
///
/// `failures` is the sum of `log_only`, `repeated`, `without_channel`, `grouped`, `held_back` and `alerts`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AlertCounts {
    /// Failures.
    pub failures: u64,
    /// Failures of severity WARNING, which are in the log only.
    pub log_only: u64,
    /// Reports of a failure that had been reported before.
    pub repeated: u64,
    /// Failures that no channel is for.
    pub without_channel: u64,
    /// Failures that count in the window of their code.
    pub grouped: u64,
    /// Failures that were no alert because of the limit of 100 in a minute. A summary has them.
    pub held_back: u64,
    /// Failures that were an alert each.
    pub alerts: u64,
    /// Further alerts: counts of windows, summaries and conditions.
    pub further_alerts: u64,
    /// Alerts that another process has sent, by the [`DedupStore`](super::DedupStore).
    pub sent_elsewhere: u64,
    /// Calls of the store that failed. The alert was sent.
    pub store_failures: u64,
    /// Alerts for ERROR that found a full queue before they came to a channel.
    pub dropped: u64,
    /// Critical alerts in the fallback log, because no channel took them.
    pub to_fallback: u64,
    /// Critical alerts that even the fallback log did not take.
    pub lost: u64,
    /// Each channel.
    pub channels: Vec<ChannelCounts>,
}

/// The alerts of one channel, counted by their outcome.
///
/// Each alert for the channel is counted in one of `sent`, `failed`, `skipped`, `dropped` and `queued`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChannelCounts {
    /// The name of the channel.
    pub channel: String,
    /// Alerts that the receiver took.
    pub sent: u64,
    /// Alerts that it did not take, after one retry.
    pub failed: u64,
    /// Alerts that were not sent because the breaker was open.
    pub skipped: u64,
    /// Alerts that the queue had no room for, or that were left when the process ended.
    pub dropped: u64,
    /// Alerts that wait.
    pub queued: u64,
    /// Calls of the transport.
    pub calls: u64,
    /// Calls that failed.
    pub failed_calls: u64,
    /// Whether the breaker is open.
    pub is_open: bool,
}

/// The counters behind [`AlertCounts`].
#[derive(Default)]
pub(super) struct Counters {
    pub(super) failures: AtomicU64,
    pub(super) log_only: AtomicU64,
    pub(super) repeated: AtomicU64,
    pub(super) without_channel: AtomicU64,
    pub(super) grouped: AtomicU64,
    pub(super) held_back: AtomicU64,
    pub(super) alerts: AtomicU64,
    pub(super) further_alerts: AtomicU64,
    pub(super) sent_elsewhere: AtomicU64,
    pub(super) store_failures: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) to_fallback: AtomicU64,
    pub(super) lost: AtomicU64,
}

/// Adds to a counter.
pub(super) fn add(counter: &AtomicU64, count: u64) {
    counter.fetch_add(count, Relaxed);
}

impl Counters {
    pub(super) fn read(&self, channels: Vec<ChannelCounts>) -> AlertCounts {
        let read = |counter: &AtomicU64| counter.load(Relaxed);
        AlertCounts {
            failures: read(&self.failures),
            log_only: read(&self.log_only),
            repeated: read(&self.repeated),
            without_channel: read(&self.without_channel),
            grouped: read(&self.grouped),
            held_back: read(&self.held_back),
            alerts: read(&self.alerts),
            further_alerts: read(&self.further_alerts),
            sent_elsewhere: read(&self.sent_elsewhere),
            store_failures: read(&self.store_failures),
            dropped: read(&self.dropped),
            to_fallback: read(&self.to_fallback),
            lost: read(&self.lost),
            channels,
        }
    }
}
